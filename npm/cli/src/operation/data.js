// Data: summaries, usage, min-max values, and removal.

/** @import { UsageStatistics } from "dhis2-steward" */

import { MEMBERS, members } from "../members.js";
import { BACKUP } from "../permit.js";

/** @type {{ readonly [name: string]: import("../operation.js").Word }} */
const LIMITS = {
  organisationUnit: ["UNIT", "A UID; includes its descendants."],
  dataSets: ["DATASET…", "UIDs."],
};

/** @type {import("../output.js").Columns<UsageStatistics>} */
const USAGE = {
  year: ({ year }) => year,
  month: ({ month }) => month,
  week: ({ week }) => week,
  day: ({ day }) => day,
  views: ({ totalViews }) => totalViews,
  dashboards: ({ dashboardViews }) => dashboardViews,
  visualizations: ({ visualizationViews }) => visualizationViews,
  maps: ({ mapViews }) => mapViews,
  "saved values": ({ savedDataValues }) => savedDataValues,
  active: ({ activeUsers }) => activeUsers,
  users: ({ users }) => users,
};

/** @type {import("../operation.js").Operation} */
const dataSummary = {
  name: "data summary",
  isOne: true,
  summary: "Show how much data there is and how much of it is recent; slow on a large server.",
  authority: "F_PERFORM_MAINTENANCE",
  run: async (dhis2, _, signal) => [await dhis2.data.summary({ signal })],
  columns: MEMBERS,
  expand: members,
};

/** @type {import("../operation.js").Operation} */
const dataMetrics = {
  name: "data metrics",
  summary: "Print the data summary in the Prometheus text format; requires 2.42 or newer.",
  authority: "F_PERFORM_MAINTENANCE",
  isForPeople: true,
  run: (dhis2, _, signal) => dhis2.data.metrics({ signal }),
};

/** @type {import("../operation.js").Operation} */
const dataCounts = {
  name: "data counts",
  isOne: true,
  summary: "Show how many objects of each type there are; counts of data are estimates.",
  run: async (dhis2, _, signal) => [await dhis2.data.objectCounts({ signal })],
  columns: MEMBERS,
  expand: members,
};

/** @type {import("../operation.js").Operation} */
const dataUsage = {
  name: "data usage",
  summary: "Show usage statistics by interval: views, saved data values and active users.",
  example: "MONTH --start-date 2026-01-01 --end-date 2026-06-30",
  words: { interval: ["DAY|WEEK|MONTH|YEAR"] },
  options: { "start-date": "The first date, such as 2026-01-01.", "end-date": "The last date." },
  needs: ["start-date", "end-date"],
  run: (dhis2, usage, signal) => dhis2.data.usage({ ...usage, signal }),
  columns: USAGE,
  none: "No usage statistics.",
};

/** The min-max values that are lost. @param {any} input @param {"removed" | "replaced"} how */
const limits = ({ organisationUnit, dataSets }, how) => [
  `All min-max values of the data sets ${dataSets.join(", ")} in ${organisationUnit} and below will be ${how}, including manually entered ones.`,
];

/** @type {import("../operation.js").Operation} */
const minMaxGenerate = {
  name: "data min-max generate",
  summary: "Generate min-max values for an organisation unit and its descendants; permanently replaces existing ones.",
  example: "ImspTQPwCqd lyLU2wR22tC",
  authority: "F_GENERATE_MIN_MAX_VALUES",
  words: LIMITS,
  changes: true,
  loses: (_, input) => limits(input, "replaced"),
  run: async (dhis2, { organisationUnit, dataSets }, signal) => {
    await dhis2.data.generateMinMax(organisationUnit, dataSets, { signal });
    return [{ generated: { organisationUnit, dataSets } }];
  },
  says: () => "Min-max values generated.",
};

/** @type {import("../operation.js").Operation} */
const minMaxRemove = {
  name: "data min-max remove",
  summary: "Permanently remove the min-max values of an organisation unit and its descendants.",
  example: "ImspTQPwCqd lyLU2wR22tC",
  authority: "F_GENERATE_MIN_MAX_VALUES",
  words: LIMITS,
  changes: true,
  loses: (_, input) => limits(input, "removed"),
  run: async (dhis2, { organisationUnit, dataSets }, signal) => {
    await dhis2.data.removeMinMax(organisationUnit, dataSets, { signal });
    return [{ removed: { organisationUnit, dataSets } }];
  },
  says: () => "Min-max values removed.",
};

/** @type {import("../operation.js").Operation} */
const pruneOrganisationUnit = {
  name: "data prune organisation-unit",
  summary: "Permanently remove all data of an organisation unit.",
  example: "DiszpKrYNg8",
  authority: "ALL",
  isForPeople: true,
  words: { organisationUnit: ["UID"] },
  changes: true,
  loses: (_, { organisationUnit }) => [`All data of the organisation unit ${organisationUnit} will be removed.`, BACKUP],
  run: async (dhis2, { organisationUnit }, signal) => {
    await dhis2.maintenance.pruneOrganisationUnit(organisationUnit, { signal });
    return [{ pruned: organisationUnit }];
  },
  says: () => "Data removed.",
};

/** @type {import("../operation.js").Operation} */
const pruneDataElement = {
  name: "data prune data-element",
  summary: "Permanently remove all data of a data element.",
  example: "fbfJHSPpUQD",
  authority: "ALL",
  isForPeople: true,
  words: { dataElement: ["UID"] },
  changes: true,
  loses: (_, { dataElement }) => [`All data of the data element ${dataElement} will be removed.`, BACKUP],
  run: async (dhis2, { dataElement }, signal) => {
    await dhis2.maintenance.pruneDataElement(dataElement, { signal });
    return [{ pruned: dataElement }];
  },
  says: () => "Data removed.",
};

/** In the order of the help. */
export const DATA = [
  dataSummary,
  dataMetrics,
  dataCounts,
  dataUsage,
  minMaxGenerate,
  minMaxRemove,
  pruneOrganisationUnit,
  pruneDataElement,
];
