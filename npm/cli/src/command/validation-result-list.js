// Lists persisted validation results.

import { CSV, list } from "../options.js";
import { COLUMNS } from "../result.js";
import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const validationResultList = {
  name: "validation result list",
  arguments: "",
  summary: "List persisted validation results.",
  more: "Separate several organisation units, rules or periods with commas.",
  example: "--period 202601 --csv",
  takes: [0, 0],
  options: {
    "organisation-unit": "Only those of these organisation units.",
    "validation-rule": "Only those of these rules.",
    period: "Only those of these periods, such as 202601.",
    "created-since": "Only those created since this date, such as 2026-01-01.",
    csv: CSV,
  },
  run: async ({ connect, options, output, signal }) => {
    const { "organisation-unit": units, "validation-rule": rules, period, "created-since": createdSince } = options;
    const [organisationUnits, validationRules, periods] = [units, rules, period].map(list);
    const dhis2 = await connect();
    const results = dhis2.validation.results({
      signal,
      ...(organisationUnits && { organisationUnits }),
      ...(validationRules && { validationRules }),
      ...(periods && { periods }),
      ...(createdSince !== undefined && { createdSince }),
    });
    await output.rows(COLUMNS, results, "No matching validation results.");
    return Status.done;
  },
};
