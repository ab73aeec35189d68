// Answers of what acts that were too long for one part: to read on must not mean to act again.

import { Refusal } from "../failure.js";

/** How many are kept. */
const MOST = 10;

export class Answers {
  /** @type {Map<string, readonly object[]>} */
  #kept = new Map();
  #count = 0;

  /** Keeps the rows of one, and gives the name by which they are asked for. @param {readonly object[]} rows */
  keep(rows) {
    this.#count += 1;
    const name = String(this.#count);
    this.#kept.set(name, rows);
    this.#kept.delete(String(this.#count - MOST));
    return name;
  }

  /** The rows of one. @param {string} name */
  rows(name) {
    const rows = this.#kept.get(name);
    if (rows) return rows;
    throw new Refusal("There is no such answer any more.", `The last ${MOST} that were too long for one part are kept.`);
  }
}
