// Validation results, and their notifications.

/** @import { Violation } from "dhis2-steward" */

import { COLUMNS } from "../result.js";

/** @type {import("../output.js").Columns<Violation>} */
const VIOLATIONS = {
  rule: ({ validationRule }) => validationRule,
  importance: ({ importance }) => importance,
  unit: ({ organisationUnit }) => organisationUnit.id,
  name: ({ organisationUnit }) => organisationUnit.name,
  period: ({ period }) => period,
  left: ({ left }) => left,
  operator: ({ operator }) => operator,
  right: ({ right }) => right,
  description: ({ description }) => description,
};

/** @type {import("../operation.js").Operation} */
const validationRun = {
  name: "validation run",
  summary: "Run validation rules on an organisation unit and its descendants, and list the violations.",
  more: "Violations are not a failure. The server returns at most 500.",
  example: "--organisation-unit ImspTQPwCqd --start-date 2026-01-01 --end-date 2026-06-30",
  authority: "F_RUN_VALIDATION",
  options: {
    "organisation-unit": "The organisation unit; includes its descendants.",
    "start-date": "The first date, such as 2026-01-01.",
    "end-date": "The last date.",
    group: "Only the rules of this group.",
    "max-results": "The maximum number of violations.",
    notify: "Send the notifications of the rules.",
    persist: "Persist the results for `validation result list`.",
  },
  needs: ["organisation-unit", "start-date", "end-date"],
  changes: true,
  run: (dhis2, asked, signal) => dhis2.validation.run({ ...asked, signal }),
  columns: VIOLATIONS,
  none: "No violations.",
};

/** @type {import("../operation.js").Operation} */
const validationResultGet = {
  name: "validation result get",
  summary: "Show a persisted validation result.",
  example: "42",
  words: { id: ["NUMBER", "Its number, as listed by `validation result list`."] },
  run: async (dhis2, { id }, signal) => [await dhis2.validation.result(id, { signal })],
  columns: COLUMNS,
};

/** @type {import("../operation.js").Operation} */
const validationSendNotifications = {
  name: "validation send-notifications",
  summary: "Send pending notifications of validation results.",
  authority: "F_RUN_VALIDATION",
  begins: (dhis2, _, signal) => dhis2.validation.sendNotifications({ signal }),
};

/** In the order of the help. */
export const VALIDATION = [validationRun, validationResultGet, validationSendNotifications];
