// The session of the person who is logged in, and how its end is heard of.

import { signalsOf, unless } from "./work.js";

/**
 * The session that `open` gives while there is one, and what hears of its end: of all work, whoever asks for it. Nobody
 * is kept by the compiled code: a client that nobody refers to any more is given back, waited for or not.
 */
export function listening(open, session) {
  const waiting = new Set();
  const notice = () => {
    if (waiting.size > 0 && session()?.hasEnded()) for (const tell of waiting) tell();
  };
  const hear = (work) => ({ next: () => work.next().finally(notice), free: () => work.free() });
  return { session: new SessionApi(open, waiting), hear };
}

class SessionApi {
  #open;
  #waiting;

  constructor(open, waiting) {
    this.#open = open;
    this.#waiting = waiting;
  }

  get hasEnded() {
    return this.#open().hasEnded();
  }

  async ended(options) {
    let tell;
    const end = () =>
      new Promise((resolve) => {
        if (this.hasEnded) resolve();
        this.#waiting.add((tell = resolve));
      });
    try {
      await unless(signalsOf(options), end);
    } finally {
      this.#waiting.delete(tell);
    }
  }

  resume() {
    this.#open().resume();
  }
}
