// The tables that analyses are made from.

import { MEMBERS, members } from "../members.js";

/** What can be left out. */
const SKIPS = /** @type {const} */ ({
  "skip-resource-tables": "Without the resource tables.",
  "skip-aggregate": "Without those of aggregate data.",
  "skip-events": "Without those of events.",
  "skip-enrollment": "Without those of enrollments.",
  "skip-org-unit-ownership": "Without the ownership of organisation units.",
  "skip-tracked-entities": "Without those of tracked entities.",
  "skip-validation-result": "Without those of validation results.",
  "skip-outliers": "Without outliers, which are slow.",
});

/** @type {import("../operation.js").Operation} */
const refreshAnalytics = {
  name: "refresh analytics",
  summary: "Makes analytics tables anew; what is not left out is made.",
  example: "--last-years 2 --skip-outliers --watch",
  options: { "last-years": "Only so many of the last years.", ...SKIPS },
  authority: "F_PERFORM_MAINTENANCE",
  begins: (dhis2, tables, signal) => dhis2.tables.updateAnalytics({ ...tables, signal }),
};

/** @type {import("../operation.js").Operation} */
const refreshResourceTables = {
  name: "refresh resource-tables",
  summary: "Makes resource tables anew.",
  authority: "F_PERFORM_MAINTENANCE",
  begins: (dhis2, _, signal) => dhis2.tables.updateResourceTables({ signal }),
};

/** @type {import("../operation.js").Operation} */
const refreshMonitoring = {
  name: "refresh monitoring",
  summary: "Sends the notifications of monitored validation rules.",
  authority: "F_PERFORM_MAINTENANCE",
  begins: (dhis2, _, signal) => dhis2.tables.updateMonitoring({ signal }),
};

/** @type {import("../operation.js").Operation} */
const refreshStatus = {
  name: "refresh status",
  summary: "Tells when the tables were last made, and how many milliseconds that took.",
  run: async (dhis2, _, signal) => [await dhis2.tables.status({ signal })],
  columns: MEMBERS,
  expand: members,
};

/** In the order of help. */
export const TABLES = [refreshAnalytics, refreshResourceTables, refreshMonitoring, refreshStatus];
