// Waits for work of the compiled code, for one value or for several, until a signal aborts it.

import { StewardError, traced } from "./errors.js";

const END = Object.freeze({ value: undefined, done: true });

/** The signals in the options. */
export function signalsOf(options) {
  // For example the signal itself, which would be ignored.
  if (options !== undefined && (typeof options !== "object" || options === null || Array.isArray(options) || isSignal(options))) {
    throw new StewardError("The options must be an object, such as { signal }.", "invalid-argument");
  }
  const signal = options?.signal ?? undefined;
  if (signal === undefined) return [];
  if (isSignal(signal)) return [signal];
  throw new StewardError("The option signal must be an AbortSignal.", "invalid-argument");
}

/** Anything that behaves like a signal, from any realm. */
function isSignal(value) {
  return typeof value?.aborted === "boolean" && typeof value.addEventListener === "function";
}

/** The error of an aborted signal. */
function aborted(signals, isStarted) {
  const cause = signals.find((signal) => signal.aborted)?.reason;
  const rest = isStarted ? "Work already started on the server continues." : "Nothing was sent.";
  return new StewardError(`Aborted by the caller. ${rest}`, "aborted", ...Array(5), isStarted, cause);
}

/** Settles like the promise unless a signal aborts first. Starts nothing if a signal has already aborted. */
export async function unless(signals, promise) {
  if (signals.some((signal) => signal.aborted)) throw aborted(signals, false);
  if (signals.length === 0) return promise();
  let stop;
  const stopped = new Promise((_, reject) => {
    stop = () => reject(aborted(signals, true));
  });
  for (const signal of signals) signal.addEventListener("abort", stop);
  try {
    return await Promise.race([promise(), stopped]);
  } finally {
    for (const signal of signals) signal.removeEventListener("abort", stop);
  }
}

/** The single value of some work. */
export async function once(signals, begin) {
  let work;
  try {
    return await unless(signals, () => {
      work = begin();
      return work.next();
    });
  } catch (fault) {
    throw traced(fault);
  } finally {
    work?.free();
  }
}

/** An iterator of values; the first `next` rejects invalid signals. `toValues` converts what the work yields. */
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

  // Awaits throughout, so that the stack of an error names the caller.
  async next() {
    // A concurrent call gets the value after the pending one.
    const pending = this.#last;
    let done;
    this.#last = new Promise((resolve) => {
      done = resolve;
    });
    await pending;
    try {
      return await this.#next();
    } finally {
      done();
    }
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
        if (signals.some((signal) => signal.aborted)) throw aborted(signals, this.#work !== undefined);
        if (this.#ready.length > 0) return { value: this.#ready.pop(), done: false };
        const value = await unless(signals, () => (this.#work ??= this.#begin()).next());
        if (value === undefined) break;
        this.#ready = this.#toValues(value).reverse();
      }
    } catch (fault) {
      this.#end();
      throw traced(fault);
    }
    this.#end();
    return END;
  }

  #end() {
    this.#begin = undefined;
    this.#ready = [];
    // Aborts the current request; pending calls are told that the iteration has ended.
    this.#work?.free();
    this.#work = undefined;
  }
}
