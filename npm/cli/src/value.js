// The types of arguments and option values, for the command line and for the schemas of tools.

import { readFile } from "node:fs/promises";

import { Refusal } from "./failure.js";

/**
 * A type of value.
 * @typedef {object} Kind
 * @property {object} [schema] The schema for tools; absent if only the command line has it.
 * @property {(text: string, where: string) => unknown} read
 */

const text = { schema: { type: "string" }, read: (/** @type {string} */ text) => text };

const number = { schema: { type: "number", minimum: 0 }, read: toNumber };

/** What a server validates expressions of. */
const CONTEXTS = ["generic", "indicator", "validationRule", "predictor", "predictorSkipTest", "programIndicator", "programIndicatorFilter"];

/** The types other than text, by their placeholders in the help. @type {{ readonly [name: string]: Kind }} */
const KINDS = {
  NUMBER: { schema: { type: "integer", minimum: 0 }, read: toInteger },
  SECONDS: number,
  MINUTES: number,
  DAYS: number,
  CONTEXT: choice(CONTEXTS),
  JSON: { schema: { type: "object" }, read: toObject },
  FILE: { read: fromFile },
};

/** The type of a placeholder such as `UID`, `[UNIT…]` or `DAY|WEEK`. @param {string} is @returns {Kind} */
export function kindOf(is) {
  const name = nameOf(is);
  const one = name.includes("|") ? choice(name.split("|")) : (KINDS[name] ?? text);
  if (!isSeveral(is)) return one;
  return { schema: { type: "array", minItems: 1, items: one.schema }, read: one.read };
}

/** The name in a placeholder. @param {string} is */
export const nameOf = (is) => is.replaceAll(/[[\]…]/g, "");

/** Whether it is repeatable. @param {string} is */
export const isSeveral = (is) => is.includes("…");

/** Whether it is optional. @param {string} is */
export const isOptional = (is) => is.startsWith("[");

/** One of several words. @param {string[]} words @returns {Kind} */
function choice(words) {
  const read = (/** @type {string} */ text, /** @type {string} */ where) => {
    if (words.includes(text)) return text;
    throw new Refusal(`${where.startsWith("--") ? where : "The value"} must be one of ${words.join(", ")}.`, `For example ${words[0]}.`);
  };
  return { schema: { enum: words }, read };
}

/** @param {string} text @param {string} where */
export function toNumber(text, where) {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && Number.isFinite(value)) return value;
  throw new Refusal(`${where} must be a number.`, `For example \`${where.startsWith("-") ? `${where} ` : ""}2\`.`);
}

/** @param {string} text @param {string} where */
function toInteger(text, where) {
  const value = toNumber(text, where);
  if (Number.isInteger(value)) return value;
  throw new Refusal(`${where} must be an integer.`, "For example 2.");
}

/** @param {string} text @param {string} where */
function toObject(text, where) {
  try {
    // Some editors write a byte order mark.
    const value = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // The message of JSON.parse may quote the text.
  }
  throw new Refusal(`${where} must be a JSON object.`, 'It should look like {"name": "value"}.');
}

/** @param {string} path @param {string} where */
async function fromFile(path, where) {
  const text = await readFile(path, "utf8").catch((/** @type {NodeJS.ErrnoException} */ { code }) => {
    throw new Refusal(`The file of ${where} cannot be read (${code}).`, "Check its path.");
  });
  return toObject(text, `The file of ${where}`);
}
