// What arguments and values of options may be, on the command line and in the schema of a tool: one table for both.

import { readFile } from "node:fs/promises";

import { Refusal } from "./failure.js";

/**
 * A kind of value.
 * @typedef {object} Kind
 * @property {object} [schema] What a tool takes; nothing for what only a command line has.
 * @property {(text: string, where: string) => unknown} read
 */

const text = { schema: { type: "string" }, read: (/** @type {string} */ text) => text };

const number = { schema: { type: "number", minimum: 0 }, read: toNumber };

/** Those that are no texts, by the words that help has for them. @type {{ readonly [name: string]: Kind }} */
const KINDS = {
  NUMBER: { schema: { type: "integer", minimum: 0 }, read: toInteger },
  SECONDS: number,
  MINUTES: number,
  DAYS: number,
  JSON: { schema: { type: "object" }, read: toObject },
  FILE: { read: fromFile },
};

/** The kind that a word of help such as `UID`, `[UNIT…]` or `DAY|WEEK` stands for. @param {string} is @returns {Kind} */
export function kindOf(is) {
  const name = nameOf(is);
  const one = name.includes("|") ? choice(name.split("|")) : (KINDS[name] ?? text);
  if (!isSeveral(is)) return one;
  return { schema: { type: "array", minItems: 1, items: one.schema }, read: one.read };
}

/** The word itself. @param {string} is */
export const nameOf = (is) => is.replaceAll(/[[\]…]/g, "");

/** Whether there may be several. @param {string} is */
export const isSeveral = (is) => is.includes("…");

/** Whether it may be left out. @param {string} is */
export const isOptional = (is) => is.startsWith("[");

/** One of some words. @param {string[]} words @returns {Kind} */
function choice(words) {
  const read = (/** @type {string} */ text) => {
    if (words.includes(text)) return text;
    throw new Refusal(`It is one of ${words.join(", ")}.`, `For example ${words[0]}.`);
  };
  return { schema: { enum: words }, read };
}

/** @param {string} text @param {string} where */
function toNumber(text, where) {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && Number.isFinite(value)) return value;
  throw new Refusal(`${where} takes a number.`, `For example \`${where.startsWith("-") ? `${where} ` : ""}2\`.`);
}

/** @param {string} text @param {string} where */
function toInteger(text, where) {
  const value = toNumber(text, where);
  if (Number.isInteger(value)) return value;
  throw new Refusal(`${where} takes a whole number.`, "For example 2.");
}

/** @param {string} text @param {string} where */
function toObject(text, where) {
  try {
    // Files of some editors begin with a mark of their order of bytes.
    const value = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // What JSON.parse says may quote what is there.
  }
  throw new Refusal(`${where} holds no object of JSON.`, 'It should look like {"name": "value"}.');
}

/** @param {string} path @param {string} where */
async function fromFile(path, where) {
  const text = await readFile(path, "utf8").catch((/** @type {NodeJS.ErrnoException} */ { code }) => {
    throw new Refusal(`The file of ${where} cannot be read (${code}).`, "Look at its path.");
  });
  return toObject(text, `The file of ${where}`);
}
