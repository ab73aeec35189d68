// Validation: rules, persisted results, notifications and expressions.

/** @import { ValidationResult, Violation } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { Status } from "../status.js";

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

/** @type {import("../output.js").Columns<ValidationResult>} */
const RESULTS = {
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

/** @type {import("../operation.js").Operation} */
const validationRun = {
  name: "validation run",
  summary: "Run validation rules on an organisation unit and its descendants, and list the violations.",
  status: "Violations are not a failure.",
  more: "The server returns at most 500.",
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
const validationResultList = {
  name: "validation result list",
  summary: "List persisted validation results.",
  example: "--period 202601 --csv",
  options: {
    "organisation-unit": "Only of these organisation units.",
    "validation-rule": "Only of these rules.",
    period: "Only of these periods, such as 202601.",
    "created-since": "Only created since this date, such as 2026-01-01.",
  },
  lists: { "organisation-unit": "organisationUnits", "validation-rule": "validationRules", period: "periods" },
  run: (dhis2, asked, signal) => dhis2.validation.results({ ...asked, signal }),
  columns: RESULTS,
  none: "No matching validation results.",
};

/** @type {import("../operation.js").Operation} */
const validationResultDelete = {
  name: "validation result delete",
  summary: "Permanently delete a validation result by number, or all that match every filter.",
  example: "--period 2026",
  authority: "F_PERFORM_MAINTENANCE",
  words: { id: ["[NUMBER]", "As listed by `validation result list`; excludes all filters."] },
  options: {
    "organisation-unit": "Of these organisation units.",
    "validation-rule": "Of these rules.",
    period: "For dates in this period, such as 2026.",
    created: "Created in this period, such as 2026.",
    "notification-sent": "Whose notification was sent.",
  },
  lists: { "organisation-unit": "organisationUnits", "validation-rule": "validationRules" },
  changes: true,
  validate: ({ id, ...filter }) => {
    if ((id === undefined) === Object.keys(filter).length > 0) return;
    throw new Refusal("Either a number or at least one filter is required.", "A filter is a period, for example.");
  },
  loses: (_, { id, ...filter }) => [`Validation results will be deleted: ${JSON.stringify(id ?? filter)}.`],
  run: async (dhis2, { id, ...filter }, signal) => {
    await (id === undefined ? dhis2.validation.deleteResults({ ...filter, signal }) : dhis2.validation.deleteResult(id, { signal }));
    return [{ deleted: id ?? filter }];
  },
  says: () => "Deleted.",
};

/** @type {import("../operation.js").Operation} */
const validationResultGet = {
  name: "validation result get",
  isOne: true,
  summary: "Show a persisted validation result.",
  example: "42",
  words: { id: ["NUMBER", "As listed by `validation result list`."] },
  run: async (dhis2, { id }, signal) => [await dhis2.validation.result(id, { signal })],
  columns: RESULTS,
};

/** @type {import("../operation.js").Operation} */
const validationSendNotifications = {
  name: "validation send-notifications",
  summary: "Send pending notifications of validation results.",
  authority: "F_RUN_VALIDATION",
  begins: (dhis2, _, signal) => dhis2.validation.sendNotifications({ signal }),
};

/** @type {import("../operation.js").Operation} */
const validationValidateExpression = {
  name: "validation validate-expression",
  isOne: true,
  summary: "Validate an expression and describe it.",
  status: "Exits with 1 if it is invalid.",
  example: "'#{fbfJHSPpUQD}' --context indicator",
  words: { expression: ["EXPRESSION", "Such as #{fbfJHSPpUQD}."] },
  options: { context: "What it is an expression of. Default: generic." },
  run: async (dhis2, { expression, context = "generic" }, signal) => [await dhis2.validation.describe(expression, context, { signal })],
  says: ({ description, message }) => description ?? message,
  statusOf: ({ valid }) => (valid ? Status.done : Status.failed),
  isVerdict: true,
};

/** In the order of the help. */
export const VALIDATION = [
  validationRun,
  validationResultList,
  validationResultGet,
  validationResultDelete,
  validationSendNotifications,
  validationValidateExpression,
];
