// What a tool is, and what schemas are made of.

/** @import { Steward } from "dhis2-steward" */
/** @import { Operation } from "../operation.js" */
/** @import { OptionName } from "../options.js" */
/** @import { Answers } from "./answers.js" */

import { Refusal } from "../failure.js";
import { camel } from "../operation.js";
import { OPTIONS } from "../options.js";
import { placeOf } from "../permit.js";
import { Status } from "../status.js";
import { isOptional, kindOf } from "../value.js";
import { MOST, USUAL } from "./page.js";

/** What describes an input. @typedef {{ type: "object", properties: Record<string, object>, required?: string[], additionalProperties: false }} Schema */

/**
 * A tool. Its input has been compared with its schema before it runs.
 * @typedef {object} Tool
 * @property {string} name
 * @property {string} description
 * @property {Schema} input
 * @property {"reads" | "acts" | "removes"} effect Whether it changes anything, and whether for good.
 * @property {boolean} [isLocal] Whether no server is asked.
 * @property {string} [authority] What the server asks for, where an answer of 403 says too little.
 * @property {(dhis2: Steward, input: any, signal: AbortSignal, answers: Answers) => Iterable<object> | AsyncIterable<object> | Promise<Iterable<object> | AsyncIterable<object>>} run
 * @property {(row: any) => boolean} [isFailure] Whether a row says that something was not done.
 */

/** A schema of these members. @param {Record<string, object>} properties @param {string[]} [required] @returns {Schema} */
export const schema = (properties = {}, required = []) => ({ type: "object", properties, required, additionalProperties: false });

/** What tools that read understand as well. */
export const PAGING = {
  offset: { type: "integer", minimum: 0, description: "How many rows to leave out: the `next` of the answer before." },
  limit: { type: "integer", minimum: 1, maximum: MOST, description: `How many rows at most; ${USUAL} if left out.` },
};

export const CHECKS = {
  type: "array",
  items: { type: "string" },
  minItems: 1,
  description: "Names, codes such as OIG, or names with * in them.",
};

/** What tools that remove something for good must be told. */
export const CONFIRM = { type: "boolean", description: "Must be true for what cannot be undone, once the person has agreed." };

/** Refuses what is for good until somebody has agreed. @param {Steward} dhis2 @param {boolean | undefined} confirm @param {Iterable<string>} lines What will be gone. */
export function agreed(dhis2, confirm, lines) {
  if (confirm === true) return;
  throw new Refusal(
    `On ${placeOf(dhis2)}: ${[...lines].join(" ")} It cannot be undone; nothing was done yet.`,
    "Ask the person, then call again with confirm: true.",
  );
}

/** The tool of an operation. @param {Operation} operation @returns {Tool} */
export function toolOf(operation) {
  const { name, summary, more, authority, changes, begins, loses, run, statusOf } = operation;
  const described = [summary, more, begins && "Answers with the job: task_status tells when it is over."];
  return {
    name: named(name),
    description: renamed(described.filter(Boolean).join(" ")),
    input: inputOf(operation),
    effect: loses ? "removes" : changes || begins ? "acts" : "reads",
    ...(authority !== undefined && { authority }),
    run: async (dhis2, { confirm, ...input }, signal) => {
      if (begins) return [{ job: await begins(dhis2, input, signal) }];
      if (loses && confirm !== true) agreed(dhis2, confirm, await loses(dhis2, input, signal));
      const found = (await run?.(dhis2, input, signal)) ?? [];
      return typeof found === "string" ? [{ text: found }] : found;
    },
    ...(statusOf && { isFailure: (row) => statusOf(row) !== Status.done }),
  };
}

/** The name of a tool whose command has these words. @param {string} words */
const named = (words) => words.replaceAll(/[ -]/g, "_");

/** A text in which commands have the names of their tools. @param {string} text */
const renamed = (text) => text.replaceAll(/`([a-z-]+(?: [a-z-]+)*)`/g, (_, words) => named(words));

/** What an operation asks for, but for what only a command line has. @param {Operation} operation */
function inputOf({ words = {}, options = {}, needs = [], loses }) {
  /** @type {Record<string, object>} */
  const properties = {};
  for (const [name, [is, description]] of Object.entries(words)) properties[name] = { ...kindOf(is).schema, description: renamed(description) };
  for (const [name, description] of Object.entries(options)) {
    const option = OPTIONS[/** @type {OptionName} */ (name)];
    const schema = "value" in option ? kindOf(option.value).schema : { type: "boolean" };
    if (schema) properties[camel(name)] = { ...schema, description: renamed(description) };
  }
  const required = Object.entries(words).flatMap(([name, [is]]) => (isOptional(is) ? [] : [name]));
  return schema({ ...properties, ...(loses && { confirm: CONFIRM }) }, [...required, ...needs.map(camel)]);
}
