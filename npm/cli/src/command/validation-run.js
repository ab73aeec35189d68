// Runs validation rules.

/** @import { Violation } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { CSV, days, number } from "../options.js";
import { Status } from "../status.js";

/** @type {import("../output.js").Columns<Violation>} */
const COLUMNS = {
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

/** @type {import("../command.js").Command} */
export const validationRun = {
  name: "validation run",
  arguments: "",
  summary: "Runs validation rules, and lists what violates them.",
  more: "Violations are no failure. The server tells 500 at most.",
  example: "--organisation-unit ImspTQPwCqd --start-date 2026-01-01 --end-date 2026-06-30",
  authority: "F_RUN_VALIDATION",
  takes: [0, 0],
  options: {
    "organisation-unit": "Where; everything below it belongs to it.",
    "start-date": "The first day, such as 2026-01-01.",
    "end-date": "The last day.",
    group: "Only the rules of this group.",
    "max-results": "How many violations at most.",
    notify: "Notifies those whom the rules name.",
    persist: "Keeps the results for `validation result list`.",
    csv: CSV,
  },
  run: async ({ connect, options, output, signal, goesOn }) => {
    const { "organisation-unit": organisationUnit, group, notify, persist } = options;
    if (organisationUnit === undefined) throw new Refusal("It needs to know where.", "For example `--organisation-unit ImspTQPwCqd`.");
    const maxResults = number(options, "max-results");
    const asked = {
      organisationUnit,
      ...days(options),
      ...(group !== undefined && { group }),
      ...(maxResults !== undefined && { maxResults }),
      ...(notify && { notify }),
      ...(persist && { persist }),
    };
    const dhis2 = await connect();
    goesOn("it most likely still validates.");
    const violations = await dhis2.validation.run({ ...asked, signal });
    goesOn();
    await output.rows(COLUMNS, violations, "Nothing violates a rule.");
    return Status.done;
  },
};
