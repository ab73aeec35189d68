// One object as a table of its members.

/** @import { Columns } from "./output.js" */

/** @typedef {{ name: string, value: string | number | boolean }} Member */

/** @type {Columns<Member>} */
export const MEMBERS = { name: ({ name }) => name, value: ({ value }) => value };

/** The members of an object; members of nested objects have dotted names: `dataValues.latest`. @param {object} value @returns {Member[]} */
export function members(value) {
  return Object.entries(value).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (typeof value !== "object" || value === null) return [{ name, value: value ?? "" }];
    if (Array.isArray(value)) return [{ name, value: JSON.stringify(value) }];
    return members(value).map((inner) => ({ ...inner, name: `${name}.${inner.name}` }));
  });
}
