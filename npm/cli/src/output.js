// Output: text for people, JSON for programs, CSV for spreadsheets.

import { once } from "node:events";

import { record } from "./csv.js";

/** @typedef {string | number | boolean | undefined} Cell */

/**
 * The columns of a table by their headings.
 * @template T
 * @typedef {{ readonly [heading: string]: (row: T) => Cell }} Columns
 */

/** An output stream. @typedef {NodeJS.WritableStream & { isTTY?: boolean, columns?: number }} Stream */

/** How many rows are aligned together, so that a long list starts printing at once. */
const PAGE = 1000;

export class Output {
  #out;
  #err;
  #form;
  #hasProgress = false;
  #lastProgress = "";

  /** @param {Stream} out @param {Stream} err @param {"text" | "json" | "csv"} form */
  constructor(out, err, form) {
    this.#out = out;
    this.#err = err;
    this.#form = form;
  }

  /**
   * Prints rows.
   * @template T
   * @param {Columns<T>} columns @param {Iterable<T> | AsyncIterable<T>} rows @param {string} none The note when there are no rows.
   * @param {(row: T) => Iterable<any>} [expand] The rows shown for one row.
   * @returns {Promise<number>} The number of rows.
   */
  async rows(columns, rows, none, expand = (row) => [row]) {
    const headings = Object.keys(columns);
    if (this.#form === "csv") await this.#write(record(headings));
    const page = [headings.map((heading) => heading.toUpperCase())];
    let count = 0;
    for await (const row of rows) {
      const shown = this.#form === "json" ? [row] : expand(row);
      for (const one of shown) {
        count += 1;
        const cells = () => Object.values(columns).map((cell) => cell(one));
        if (this.#form === "json") await this.#write(json(one));
        else if (this.#form === "csv") await this.#write(record(cells()));
        else if (page.push(cells().map(plain)) >= PAGE) await this.#write(aligned(page.splice(0)));
      }
    }
    if (this.#form === "text" && count > 0) await this.#write(aligned(page));
    if (count === 0) this.note(none);
    return count;
  }

  /** Prints a text as it is, such as a file. @param {string} text */
  async text(text) {
    await this.#write(this.#form === "json" ? json({ text }) : text.endsWith("\n") ? text : `${text}\n`);
  }

  /** Prints a message, as text or as an object; with CSV, as a note. @param {string} text @param {object} value */
  async tell(text, value) {
    if (this.#form === "json") await this.#write(json(value));
    else if (this.#form === "text") await this.#write(`${plain(text)}\n`);
    else this.note(text);
  }

  /** Prints progress: one line that is rewritten on a terminal, separate lines elsewhere. @param {string} text @param {object} value */
  async progress(text, value) {
    if (this.#form === "json") return this.#write(json(value));
    const line = plain(text);
    if (line === this.#lastProgress) return;
    this.#lastProgress = line;
    if (!this.#err.isTTY) return void this.#err.write(`${line}\n`);
    this.#clear();
    this.#hasProgress = true;
    this.#err.write(line.slice(0, (this.#err.columns || 80) - 1));
  }

  /** Prints a note on standard error. @param {string} text */
  note(text) {
    if (text === "") return;
    this.#clear();
    this.#err.write(this.#form === "json" ? json({ note: text }) : `${text.split("\n").map(plain).join("\n")}\n`);
  }

  /** Prints an error, and what to do next. @param {{ message: string, next: string }} failure @param {Error} [error] */
  failure({ message, next }, error) {
    if (this.#form !== "json") return this.note(`${message}\n${next}`);
    const { code, status, request, operation, serverMessage, serverCode, jsonPath } = /** @type {any} */ (error ?? {});
    this.#clear();
    this.#err.write(json({ error: { message, next, code, status, request, operation, serverMessage, serverCode, jsonPath } }));
  }

  /** Clears the progress line. */
  #clear() {
    if (this.#hasProgress) this.#err.write("\r\u001b[K");
    this.#hasProgress = false;
  }

  /** Writes, and waits for a slow reader. @param {string} text */
  async #write(text) {
    this.#clear();
    if (!this.#out.write(text)) await once(this.#out, "drain");
  }
}

/** A line of JSON, with the members of errors. @param {object} value */
function json(value) {
  const told = (/** @type {string} */ _, /** @type {any} */ member) =>
    member instanceof Error ? { ...member, message: member.message } : member;
  return `${JSON.stringify(value, told)}\n`;
}

/** The text of a cell, without control characters for the terminal. @param {Cell} cell */
function plain(cell) {
  return String(cell ?? "").replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, " ");
}

/** Lines with aligned columns. @param {string[][]} rows */
function aligned(rows) {
  const widths = (rows[0] ?? []).map((_, column) => rows.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0));
  const line = (/** @type {string[]} */ row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return rows.map((row) => `${line(row).trimEnd()}\n`).join("");
}
