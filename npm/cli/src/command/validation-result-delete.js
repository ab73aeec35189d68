// Deletes persisted validation results.

/** @import { Call } from "../command.js" */

import { Refusal } from "../failure.js";
import { list, YES } from "../options.js";
import { permitted } from "../permit.js";
import { identifier } from "../result.js";
import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const validationResultDelete = {
  name: "validation result delete",
  arguments: "[NUMBER]",
  summary: "Permanently delete a validation result by number, or all that match every option.",
  more: "Separate several organisation units or rules with commas.",
  example: "--period 2026",
  authority: "F_PERFORM_MAINTENANCE",
  takes: [0, 1],
  options: {
    "organisation-unit": "Results of these organisation units.",
    "validation-rule": "Results of these rules.",
    period: "Results for dates in this period, such as 2026.",
    created: "Results created in this period, such as 2026.",
    "notification-sent": "Results whose notification was sent.",
    yes: YES,
  },
  run: async (call) => {
    const which = asked(call);
    const isOne = typeof which === "number";
    const what = isOne ? `Deleting validation result ${which}` : "Deleting validation results";
    const dhis2 = await permitted(call, what, () => [`${what}: ${JSON.stringify(which)}`]);
    const { output, signal, goesOn } = call;
    goesOn("the results may have been deleted.");
    await (isOne ? dhis2.validation.deleteResult(which, { signal }) : dhis2.validation.deleteResults({ ...which, signal }));
    goesOn();
    await output.tell("Deleted.", { deleted: which });
    return Status.done;
  },
};

/** The results to delete: a number, or a filter. @param {Call} call */
function asked({ words: [word], options }) {
  const { "organisation-unit": units, "validation-rule": rules, period, created, "notification-sent": notificationSent } = options;
  const [organisationUnits, validationRules] = [units, rules].map(list);
  const which = {
    ...(organisationUnits && { organisationUnits }),
    ...(validationRules && { validationRules }),
    ...(period !== undefined && { period }),
    ...(created !== undefined && { created }),
    ...(notificationSent && { notificationSent }),
  };
  const isFiltered = Object.keys(which).length > 0;
  if ((word === undefined) !== isFiltered) {
    throw new Refusal("Either a number or at least one filter option is required.", "See `dhis2-steward help validation result delete`.");
  }
  return word === undefined ? which : identifier(word);
}
