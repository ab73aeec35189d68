// Persisted validation results, by number and as rows.

/** @import { ValidationResult } from "dhis2-steward" */

import { Refusal } from "./failure.js";

/** @type {import("./output.js").Columns<ValidationResult>} */
export const COLUMNS = {
  id: ({ id }) => id,
  created: ({ created }) => created,
  rule: ({ validationRule }) => validationRule.name || validationRule.id,
  importance: ({ importance }) => importance,
  unit: ({ organisationUnit }) => organisationUnit.name || organisationUnit.id,
  period: ({ period }) => period.id ?? period.start,
  left: ({ left }) => left,
  operator: ({ operator }) => operator,
  right: ({ right }) => right,
};

/** The number of a result. @param {string} word */
export function identifier(word) {
  if (/^\d+$/.test(word)) return Number(word);
  throw new Refusal("NUMBER must be the number of a validation result.", "`dhis2-steward validation result list` lists them.");
}
