// A run of data integrity checks, which any number of callers can watch at once.

import { StewardError } from "./errors.js";
import { bound, described } from "./object.js";
import { Iteration, limitsOf, once, signalsOf } from "./work.js";

export class IntegrityRun {
  #run;
  #signals;
  #hear;
  /** The last step, the number of polls, and the current poll, which all waiting callers share. */
  #step;
  #looks = 0;
  #look;

  constructor(run, signals, hear) {
    this.#run = run;
    this.#signals = signals;
    this.#hear = hear;
    bound(this, "progress", "report", "cancel");
  }

  get job() {
    return this.#open().job;
  }

  get kind() {
    return this.#open().kind;
  }

  get checks() {
    return this.#open().checks;
  }

  progress(options) {
    let own;
    return this.#watch(() => [...this.#signals, ...(own ??= limitsOf(options))]);
  }

  // What remains to be done once watching has been stopped: the run's own signal does not concern it.
  async report(options) {
    const signals = limitsOf(options);
    const progress = this.#watch(() => signals);
    for (let step = await progress.next(); !step.done; step = await progress.next());
    return once(signals, () => this.#hear(this.#open().report()));
  }

  async cancel(options) {
    return once(signalsOf(options), () => this.#hear(this.#open().cancel()));
  }

  free() {
    this.#run?.free();
    this.#run = undefined;
  }

  [Symbol.dispose]() {
    this.free();
  }

  toJSON() {
    if (this.#run === undefined) return { isFreed: true };
    const { job, kind, checks } = this;
    return { job, kind, checks, ...(this.#step && { phase: this.#step.phase }) };
  }

  /** The steps of the run, until one of the signals is aborted. */
  #watch(signals) {
    return new Iteration(signals, () => {
      let looks = 0;
      let isOver = false;
      let stop;
      return {
        next: async () => {
          if (isOver) return undefined;
          const step = await this.#seenAfter(looks, (end) => {
            stop = end;
          });
          looks = this.#looks;
          isOver = step?.phase === "ended";
          return step;
        },
        free: () => stop?.(),
      };
    });
  }

  /**
   * The step after this many polls: the first caller polls, the others wait for its result.
   * `told` receives a function that stops waiting.
   */
  async #seenAfter(looks, told) {
    if (this.#looks > looks || this.#step?.phase === "ended") return this.#step;
    const look = (this.#look ??= this.#begin());
    look.watchers += 1;
    try {
      return await new Promise((resolve, reject) => {
        told(() => resolve(undefined));
        look.step.then(resolve, reject);
      });
    } finally {
      look.watchers -= 1;
      if (look.watchers === 0) {
        this.#isOver(look);
        look.work.free();
      }
    }
  }

  #begin() {
    const work = this.#hear(this.#open().look());
    const look = { watchers: 0, work };
    look.step = work
      .next()
      .then((step) => {
        // Nobody waits for an aborted poll.
        if (step === undefined) return step;
        this.#step = step;
        this.#looks += 1;
        return step;
      })
      .finally(() => this.#isOver(look));
    return look;
  }

  /** The next caller polls again. */
  #isOver(look) {
    if (this.#look === look) this.#look = undefined;
  }

  #open() {
    if (this.#run) return this.#run;
    throw new StewardError("This run has been freed.", "invalid-argument");
  }
}

described(IntegrityRun);
