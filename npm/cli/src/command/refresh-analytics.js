// Makes analytics tables anew.

/** @import { AnalyticsOptions } from "dhis2-steward" */

import { start } from "../follow.js";
import { number, TIMEOUT } from "../options.js";

/** What can be left out, and what that means. */
const SKIPS = /** @type {const} */ ({
  "skip-resource-tables": ["skipResourceTables", "Without the resource tables."],
  "skip-aggregate": ["skipAggregate", "Without those of aggregate data."],
  "skip-events": ["skipEvents", "Without those of events."],
  "skip-enrollment": ["skipEnrollment", "Without those of enrollments."],
  "skip-org-unit-ownership": ["skipOrgUnitOwnership", "Without the ownership of organisation units."],
  "skip-tracked-entities": ["skipTrackedEntities", "Without those of tracked entities."],
  "skip-validation-result": ["skipValidationResult", "Without those of validation results."],
  "skip-outliers": ["skipOutliers", "Without outliers, which are slow."],
});

const NAMES = /** @type {(keyof typeof SKIPS)[]} */ (Object.keys(SKIPS));

/** @type {import("../command.js").Command} */
export const refreshAnalytics = {
  name: "refresh analytics",
  arguments: "",
  summary: "Makes analytics tables anew; what is not left out is made.",
  takes: [0, 0],
  options: {
    "last-years": "Only so many of the last years.",
    ...Object.fromEntries(NAMES.map((name) => [name, SKIPS[name][1]])),
    watch: "Tells what the job says until it has ended.",
    timeout: TIMEOUT,
  },
  run: (call) => {
    const lastYears = number(call.options, "last-years");
    /** @type {AnalyticsOptions} */
    const asked = {
      ...(lastYears !== undefined && { lastYears }),
      ...Object.fromEntries(NAMES.filter((name) => call.options[name]).map((name) => [SKIPS[name][0], true])),
    };
    return start(call, (dhis2, waiting) => dhis2.tables.updateAnalytics({ ...asked, ...waiting }));
  },
};
