// Waits for work of the compiled code, for one value or for several, until a signal aborts it.

import { StewardError, traced } from "./errors.js";

const END = Object.freeze({ value: undefined, done: true });

/** The longest timer that the platform has. */
const LONGEST = 2 ** 31 - 1;

/** What is known of the work when its caller stops waiting. */
const UNSENT = { known: "Nothing was sent.", isStarted: false };
const GOING = { known: "Work already started on the server continues.", isStarted: true };

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

/** The signals in the options, and one that aborts after the option timeoutMs. */
export function limitsOf(options) {
  const signals = signalsOf(options);
  const millis = options?.timeoutMs;
  if (millis === undefined) return signals;
  if (Number.isSafeInteger(millis) && millis > 0) return [...signals, new Timeout(millis)];
  throw new StewardError("The option timeoutMs must be a positive integer.", "invalid-argument");
}

/** Anything that behaves like a signal, from any realm. */
function isSignal(value) {
  return typeof value?.aborted === "boolean" && typeof value.addEventListener === "function";
}

/** Behaves like a signal that aborts after a while, but has a timer only while somebody waits. */
class Timeout {
  #end;
  #timers = new Map();

  constructor(millis) {
    this.#end = Date.now() + millis;
  }

  get aborted() {
    return Date.now() >= this.#end;
  }

  addEventListener(_, stop) {
    const wait = () => {
      if (this.aborted) return stop();
      this.#timers.set(stop, setTimeout(wait, Math.min(this.#end - Date.now(), LONGEST)));
    };
    wait();
  }

  removeEventListener(_, stop) {
    clearTimeout(this.#timers.get(stop));
    this.#timers.delete(stop);
  }
}

/** The error of an aborted signal; `operation` is the one that is in doubt. */
function aborted(signals, { known, isStarted, operation }) {
  const signal = signals.find((signal) => signal.aborted);
  const isTimeout = signal instanceof Timeout;
  const [why, code] = isTimeout ? ["It did not end within the timeout.", "timeout"] : ["Aborted by the caller.", "aborted"];
  const error = new StewardError(`${why} ${known}`, code, ...Array(5), isStarted, signal?.reason);
  if (operation !== undefined) error.operation = operation;
  return error;
}

/** Settles like the promise unless a signal aborts first. Starts nothing if a signal has already aborted. */
export async function unless(signals, promise, doubt = GOING) {
  if (signals.some((signal) => signal.aborted)) throw aborted(signals, UNSENT);
  if (signals.length === 0) return promise();
  let stop;
  const stopped = new Promise((_, reject) => {
    stop = () => reject(aborted(signals, doubt));
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
    // Rejects invalid arguments, even if a signal has already aborted; sends nothing yet.
    work = begin();
    return await unless(signals, () => work.next());
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
  #doubt;
  #work;
  #ready = [];
  #last = Promise.resolve();

  /** `doubt` tells what is known of the work, while a value is awaited or between two. */
  constructor(signals, begin, toValues = (value) => [value], doubt = () => GOING) {
    this.#signals = signals;
    this.#begin = begin;
    this.#toValues = toValues;
    this.#doubt = doubt;
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
        if (signals.some((signal) => signal.aborted)) throw aborted(signals, this.#work === undefined ? UNSENT : this.#doubt(false));
        if (this.#ready.length > 0) return { value: this.#ready.pop(), done: false };
        const value = await unless(signals, () => (this.#work ??= this.#begin()).next(), this.#doubt(true));
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

/** The steps of a plan. The work yields the order of the operations first: its head is the one that an abort leaves in doubt. */
export function planned(signals, begin) {
  let order = [];
  const toValues = (value) => {
    if (Array.isArray(value)) {
      order = value;
      return [];
    }
    order.shift();
    return [value];
  };
  const doubt = (isWaiting) => {
    const [operation] = order;
    if (!isWaiting || operation === undefined) return { known: "No operation was running, and no more will be started.", isStarted: false };
    return { known: `The server may still carry out ${operation}; no more operations will be started.`, isStarted: true, operation };
  };
  return new Iteration(signals, begin, toValues, doubt);
}
