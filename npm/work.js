// Waiting for work of the compiled code: once, or for value after value, until a signal ends it.

import { StewardError } from "./errors.js";

const END = Object.freeze({ value: undefined, done: true });

/** The signal of some options, in a list of those that end the work. */
export function signalsOf(options) {
  // Such as the signal itself, which would never be obeyed.
  if (options !== undefined && (typeof options !== "object" || options === null || Array.isArray(options) || isSignal(options))) {
    throw new StewardError("An object of options is expected, such as { signal }.", "invalid-argument");
  }
  const signal = options?.signal ?? undefined;
  if (signal === undefined) return [];
  if (isSignal(signal)) return [signal];
  throw new StewardError("The option signal must be an AbortSignal.", "invalid-argument");
}

/** Anything that behaves like one, of whichever realm. */
function isSignal(value) {
  return typeof value?.aborted === "boolean" && typeof value.addEventListener === "function";
}

function aborted() {
  return new StewardError("Broken off by the caller. What was begun on the server goes on there.", "aborted");
}

/** What is promised, unless a signal comes first. Nothing is begun once one has come. */
export async function unless(signals, promise) {
  if (signals.some((signal) => signal.aborted)) throw aborted();
  if (signals.length === 0) return promise();
  let stop;
  const stopped = new Promise((_, reject) => {
    stop = () => reject(aborted());
  });
  for (const signal of signals) signal.addEventListener("abort", stop);
  try {
    return await Promise.race([promise(), stopped]);
  } finally {
    for (const signal of signals) signal.removeEventListener("abort", stop);
  }
}

/** The one value of some work. */
export async function once(signals, begin) {
  let work;
  try {
    return await unless(signals, () => {
      work = begin();
      return work.next();
    });
  } finally {
    work?.free();
  }
}

/** One value after another; what is wrong with the signals is told by the first. `toValues` makes values of what comes. */
export class Iteration {
  #signals;
  #begin;
  #toValues;
  #work;
  #ready = [];
  #last = Promise.resolve();

  constructor(signals, begin, toValues = (value) => [value]) {
    this.#signals = signals;
    this.#begin = begin;
    this.#toValues = toValues;
  }

  next() {
    // Whoever asks before the value before has come gets the one after it.
    const next = this.#last.then(() => this.#next());
    this.#last = next.catch(() => {});
    return next;
  }

  async return() {
    this.#end();
    return END;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  free() {
    this.#end();
  }

  [Symbol.dispose]() {
    this.#end();
  }

  async #next() {
    try {
      while (this.#begin !== undefined) {
        const signals = this.#signals();
        if (signals.some((signal) => signal.aborted)) throw aborted();
        if (this.#ready.length > 0) return { value: this.#ready.pop(), done: false };
        const value = await unless(signals, () => (this.#work ??= this.#begin()).next());
        if (value === undefined) break;
        this.#ready = this.#toValues(value).reverse();
      }
    } catch (fault) {
      this.#end();
      throw fault;
    }
    this.#end();
    return END;
  }

  #end() {
    this.#begin = undefined;
    this.#ready = [];
    // Whatever it is asking for is broken off, and whoever waits for that is told of the end.
    this.#work?.free();
    this.#work = undefined;
  }
}
