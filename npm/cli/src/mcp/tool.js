// The type of a tool, and the parts of its schema.

/** @import { Steward } from "dhis2-steward" */
/** @import { Operation } from "../operation.js" */
/** @import { OptionName } from "../options.js" */
/** @import { Answers } from "./answers.js" */

import { Refusal } from "../failure.js";
import { camel, consequences } from "../operation.js";
import { OPTIONS } from "../options.js";
import { placeOf } from "../permit.js";
import { Status } from "../status.js";
import { isOptional, kindOf } from "../value.js";
import { MOST } from "./page.js";

/** A JSON schema for an input. @typedef {{ type: "object", properties: Record<string, object>, required?: string[], additionalProperties: false }} Schema */

/**
 * What lasts as long as the server.
 * @typedef {object} Host
 * @property {Answers} answers The long answers that it keeps.
 * @property {AbortSignal} closed Aborted when the client closes its stream.
 */

/**
 * A tool. Its input is validated before it runs.
 * @typedef {object} Tool
 * @property {string} name
 * @property {string} description
 * @property {Schema} input
 * @property {"reads" | "acts" | "removes"} effect Whether it changes anything, and whether that must be confirmed.
 * @property {boolean} [isOne] Whether it finds exactly one row, which needs no paging.
 * @property {(input: any) => void} [validate] Rejects contradictory input, before anything is sent.
 * @property {boolean} [isLocal] Whether it needs no server.
 * @property {string} [authority] The authority it requires, if the server's 403 response does not name it.
 * @property {(dhis2: Steward, input: any, signal: AbortSignal, host: Host) => Iterable<object> | AsyncIterable<object> | Promise<Iterable<object> | AsyncIterable<object>>} run
 * @property {(row: any) => boolean} [isFailure] Whether a row reports a failure.
 */

/** A schema with these properties. @param {Record<string, object>} properties @param {string[]} [required] @returns {Schema} */
export const schema = (properties = {}, required = []) => ({ type: "object", properties, ...(required.length > 0 && { required }), additionalProperties: false });

/** The paging properties of tools that only read. */
const PAGING = { offset: { type: "integer", minimum: 0 }, limit: { type: "integer", minimum: 1, maximum: MOST } };

/** The schema that the input of a tool must match. @param {Tool} tool @returns {Schema} */
export const exact = ({ input, effect, isOne }) => (effect === "reads" && !isOne ? { ...input, properties: { ...input.properties, ...PAGING } } : input);

/** What a schema says that the list leaves out: nobody tries it, and a refusal names it. */
const BOUNDS = ["additionalProperties", "maximum", "minItems", "minimum"];

/** What a tool does to the server, for clients. */
const HINTS = { reads: { readOnlyHint: true }, acts: { destructiveHint: false }, removes: { destructiveHint: true } };

/** A tool in the list of all, which is short, because it takes part of a model's context. @param {Tool} tool */
export const listed = (tool) => ({
  name: tool.name,
  description: tool.authority === undefined ? tool.description : `${tool.description} Requires ${tool.authority}.`,
  inputSchema: JSON.parse(JSON.stringify(exact(tool), (name, value) => (BOUNDS.includes(name) ? undefined : value))),
  annotations: HINTS[tool.effect],
});

export const CONFIRM = { type: "boolean", description: "True only after the user has agreed." };

/** What is wrong with an input, by the name of the property; none if it is something else. @param {Schema} schema @param {{ [name: string]: unknown }} input */
export function faultOf({ properties, required = [] }, input) {
  const foreign = Object.keys(input).find((name) => !(name in properties));
  if (foreign !== undefined) return `There is no property ${foreign}; the tool has ${Object.keys(properties).join(", ") || "none"}.`;
  const missing = required.filter((name) => input[name] === undefined);
  if (missing.length > 0) return `Required: ${missing.join(", ")}.`;
  for (const [name, value] of Object.entries(input)) {
    const { enum: words, items } = /** @type {any} */ (properties[name]);
    const allowed = words ?? items?.enum;
    const given = words ? [value] : value;
    if (allowed && Array.isArray(given) && !given.every((one) => allowed.includes(one))) return `${name} must be ${words ? "one" : "some"} of ${allowed.join(", ")}.`;
  }
  return undefined;
}

/** Rejects an operation that is not confirmed. @param {Steward} dhis2 @param {readonly string[]} lines What will happen. @returns {never} */
export function unconfirmed(dhis2, lines) {
  throw new Refusal(`On ${placeOf(dhis2)}: ${lines.join(" ")} Nothing has been done yet.`, "Ask the user, then call again with confirm: true.");
}

/** The tool of an operation. @param {Operation} operation @returns {Tool} */
export function toolOf(operation) {
  const { name, summary, more, authority, changes, begins, loses, run, statusOf, isVerdict, isOne } = operation;
  const described = [summary, more, begins && "Returns the job."];
  return {
    name: named(name),
    description: renamed(described.filter(Boolean).join(" ")),
    input: inputOf(operation),
    effect: loses ? "removes" : changes || begins ? "acts" : "reads",
    ...(authority !== undefined && { authority }),
    ...(isOne && { isOne }),
    validate: ({ confirm: _, ...input }) => operation.validate?.(input),
    run: async (dhis2, { confirm, ...input }, signal) => {
      if (begins) return [{ job: await begins(dhis2, input, signal) }];
      if (loses && confirm !== true) unconfirmed(dhis2, await consequences(operation, dhis2, input, signal));
      const found = (await run?.(dhis2, input, signal)) ?? [];
      return typeof found === "string" ? [{ text: found }] : found;
    },
    ...(statusOf && !isVerdict && { isFailure: (row) => statusOf(row) !== Status.done }),
  };
}

/** The tool's name for the name of a command: its words, but a tool says what it lists. @param {string} words */
const named = (words) => (words === "dataintegrity list" ? "dataintegrity_checks" : words.replaceAll(/[ -]/g, "_"));

/** Replaces the names of commands with those of their tools. @param {string} text */
export const renamed = (text) => text.replaceAll(/`([a-z-]+(?: [a-z-]+)*)`/g, (_, words) => named(words));

/** The input schema of an operation. @param {Operation} operation */
function inputOf({ words = {}, options = {}, needs = [], lists = {}, loses }) {
  /** @type {Record<string, object>} */
  const properties = {};
  for (const [name, [is, means]] of Object.entries(words)) properties[name] = { ...kindOf(is).schema, ...(means && { description: renamed(means) }) };
  for (const [name, description] of Object.entries(options)) {
    const option = OPTIONS[/** @type {OptionName} */ (name)];
    const schema = "value" in option ? kindOf(option.value).schema : { type: "boolean" };
    const several = lists[/** @type {OptionName} */ (name)];
    if (several) properties[several] = { type: "array", items: schema, minItems: 1, description };
    else if (schema) properties[camel(name)] = { ...schema, description: renamed(description) };
  }
  const required = Object.entries(words).flatMap(([name, [is]]) => (isOptional(is) ? [] : [name]));
  return schema({ ...properties, ...(loses && { confirm: CONFIRM }) }, [...required, ...needs.map(camel)]);
}
