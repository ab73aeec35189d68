// Deletes violations that were kept.

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
  summary: "Deletes the violation of this number, or all that every option fits, for good.",
  more: "Several units or rules have commas between them.",
  example: "--period 2026",
  authority: "F_PERFORM_MAINTENANCE",
  takes: [0, 1],
  options: {
    "organisation-unit": "Those of these units.",
    "validation-rule": "Those of these rules.",
    period: "Those of the days of this period, such as 2026.",
    created: "Those found in this period, such as 2026.",
    "notification-sent": "Those of which somebody was told.",
    yes: YES,
  },
  run: async (call) => {
    const which = asked(call);
    const isOne = typeof which === "number";
    const what = isOne ? `violation ${which}` : "violations that were kept";
    const dhis2 = await permitted(call, what, () => [`Deletes ${what}: ${JSON.stringify(which)}`]);
    const { output, signal, goesOn } = call;
    goesOn("it may have deleted them.");
    await (isOne ? dhis2.validation.deleteResult(which, { signal }) : dhis2.validation.deleteResults({ ...which, signal }));
    goesOn();
    await output.tell("Deleted.", { deleted: which });
    return Status.done;
  },
};

/** Which: a number, or whatever is given of the options. @param {Call} call */
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
    throw new Refusal("It is either a number or an option that says which.", "See `dhis2-steward help validation result delete`.");
  }
  return word === undefined ? which : identifier(word);
}
