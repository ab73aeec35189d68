// Violations that were kept, and their notifications.

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
  summary: "Runs validation rules on a unit and everything below it, and lists what violates them.",
  more: "Violations are no failure. The server tells 500 at most.",
  example: "--organisation-unit ImspTQPwCqd --start-date 2026-01-01 --end-date 2026-06-30",
  authority: "F_RUN_VALIDATION",
  options: {
    "organisation-unit": "Where; everything below it belongs to it.",
    "start-date": "The first day, such as 2026-01-01.",
    "end-date": "The last day.",
    group: "Only the rules of this group.",
    "max-results": "How many violations at most.",
    notify: "Notifies those whom the rules name.",
    persist: "Keeps the results for `validation result list`.",
  },
  needs: ["organisation-unit", "start-date", "end-date"],
  changes: true,
  run: (dhis2, asked, signal) => dhis2.validation.run({ ...asked, signal }),
  columns: VIOLATIONS,
  none: "Nothing violates a rule.",
};

/** @type {import("../operation.js").Operation} */
const validationResultGet = {
  name: "validation result get",
  summary: "Tells one violation that was kept.",
  example: "42",
  words: { id: ["NUMBER", "Its number, as `validation result list` tells it."] },
  run: async (dhis2, { id }, signal) => [await dhis2.validation.result(id, { signal })],
  columns: COLUMNS,
};

/** @type {import("../operation.js").Operation} */
const validationSendNotifications = {
  name: "validation send-notifications",
  summary: "Sends the notifications that violations still wait for.",
  authority: "F_RUN_VALIDATION",
  begins: (dhis2, _, signal) => dhis2.validation.sendNotifications({ signal }),
};

/** In the order of help. */
export const VALIDATION = [validationRun, validationResultGet, validationSendNotifications];
