// The session of the current user, and how its end is noticed.

import { bound, described } from "./object.js";
import { signalsOf, unless } from "./work.js";

/**
 * The session that `open` returns while the client exists, and `hear`, which notices its end during any work. The
 * compiled code keeps no reference to those that wait: an unreachable client is collected, even if something waits.
 */
export function listening(open, session) {
  const waiting = new Set();
  const notice = () => {
    if (waiting.size > 0 && session()?.hasEnded()) for (const tell of waiting) tell();
  };
  const hear = (work) => ({ next: () => work.next().finally(notice), free: () => work.free() });
  return { session: new SessionApi(open, session, waiting), hear };
}

class SessionApi {
  #open;
  #session;
  #waiting;

  constructor(open, session, waiting) {
    this.#open = open;
    this.#session = session;
    this.#waiting = waiting;
    bound(this, "ended", "resume");
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

  toJSON() {
    return this.#session() ? { hasEnded: this.hasEnded } : { isFreed: true };
  }
}

described(SessionApi);
