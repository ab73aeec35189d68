// Keeps long answers of tools that change something, so that reading the rest does not run the tool again.

import { Refusal } from "../failure.js";

/** How many answers are kept. */
const MOST = 10;

export class Answers {
  /** @type {Map<string, readonly object[]>} */
  #kept = new Map();
  #count = 0;

  /** Keeps the rows of an answer; returns its name. @param {readonly object[]} rows */
  keep(rows) {
    this.#count += 1;
    const name = String(this.#count);
    this.#kept.set(name, rows);
    this.#kept.delete(String(this.#count - MOST));
    return name;
  }

  /** The rows of an answer. @param {string} name */
  rows(name) {
    const rows = this.#kept.get(name);
    if (rows) return rows;
    throw new Refusal("There is no such answer, or no longer.", `Only the last ${MOST} long answers are kept.`);
  }
}
