// What a tool is, and what schemas are made of.

/** @import { Steward } from "dhis2-steward" */

import { MOST, USUAL } from "./page.js";

/** What describes an input. @typedef {{ type: "object", properties: Record<string, object>, required?: string[], additionalProperties: false }} Schema */

/**
 * A tool. Its input has been compared with its schema before it runs.
 * @typedef {object} Tool
 * @property {string} name
 * @property {string} description
 * @property {Schema} input
 * @property {"reads" | "acts" | "removes"} effect Whether it changes anything, and whether for good.
 * @property {(dhis2: Steward, input: any, signal: AbortSignal) => Iterable<object> | AsyncIterable<object> | Promise<Iterable<object> | AsyncIterable<object>>} run
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

export const TYPE = { type: "string", description: "The type of the job, such as ANALYTICS_TABLE." };

export const UID = { type: "string", description: "The job's identifier." };
