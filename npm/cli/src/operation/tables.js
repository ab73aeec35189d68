// Analytics and resource tables.

import { MEMBERS, members } from "../members.js";

/** The options that skip tables. */
const SKIPS = /** @type {const} */ ({
  "skip-resource-tables": "Skip the resource tables.",
  "skip-aggregate": "Skip the tables for aggregate data.",
  "skip-events": "Skip the tables for events.",
  "skip-enrollment": "Skip the tables for enrollments.",
  "skip-org-unit-ownership": "Skip the tables for organisation unit ownership.",
  "skip-tracked-entities": "Skip the tables for tracked entities.",
  "skip-validation-result": "Skip the tables for validation results.",
  "skip-outliers": "Skip the outlier statistics, which are slow.",
});

/** @type {import("../operation.js").Operation} */
const refreshAnalytics = {
  name: "refresh analytics",
  summary: "Update the analytics tables.",
  example: "--last-years 2 --skip-outliers --watch",
  options: { "last-years": "Only the last years, this many.", ...SKIPS },
  authority: "F_PERFORM_MAINTENANCE",
  begins: (dhis2, tables, signal) => dhis2.tables.updateAnalytics({ ...tables, signal }),
};

/** @type {import("../operation.js").Operation} */
const refreshResourceTables = {
  name: "refresh resource-tables",
  summary: "Update the resource tables.",
  authority: "F_PERFORM_MAINTENANCE",
  begins: (dhis2, _, signal) => dhis2.tables.updateResourceTables({ signal }),
};

/** @type {import("../operation.js").Operation} */
const refreshMonitoring = {
  name: "refresh monitoring",
  summary: "Start monitoring: run the monitored validation rules.",
  authority: "F_PERFORM_MAINTENANCE",
  begins: (dhis2, _, signal) => dhis2.tables.updateMonitoring({ signal }),
};

/** @type {import("../operation.js").Operation} */
const refreshStatus = {
  name: "refresh status",
  isOne: true,
  summary: "Show when the tables were last updated, and how many milliseconds it took.",
  run: async (dhis2, _, signal) => [await dhis2.tables.status({ signal })],
  columns: MEMBERS,
  expand: members,
};

/** In the order of the help. */
export const TABLES = [refreshAnalytics, refreshResourceTables, refreshMonitoring, refreshStatus];
