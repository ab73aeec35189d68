// Data as a whole: how much there is, how it is used, limits of values, and its removal.

/** @import { UsageStatistics } from "dhis2-steward" */

import { MEMBERS, members } from "../members.js";
import { BACKUP } from "../permit.js";

/** @type {{ readonly [name: string]: import("../operation.js").Word }} */
const LIMITS = {
  organisationUnit: ["UNIT", "The identifier of an organisation unit; everything below it belongs to it."],
  dataSets: ["DATASET…", "The identifiers of data sets."],
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
  summary: "Tells how much there is and how much of it is new; slow on a large server.",
  authority: "F_PERFORM_MAINTENANCE",
  run: async (dhis2, _, signal) => [await dhis2.data.summary({ signal })],
  columns: MEMBERS,
  expand: members,
};

/** @type {import("../operation.js").Operation} */
const dataMetrics = {
  name: "data metrics",
  summary: "Prints the summary of data as Prometheus reads it; from 2.42 on.",
  authority: "F_PERFORM_MAINTENANCE",
  isForPeople: true,
  run: (dhis2, _, signal) => dhis2.data.metrics({ signal }),
};

/** @type {import("../operation.js").Operation} */
const dataCounts = {
  name: "data counts",
  summary: "Tells how many objects there are of each kind; those of data are estimates.",
  run: async (dhis2, _, signal) => [await dhis2.data.objectCounts({ signal })],
  columns: MEMBERS,
  expand: members,
};

/** @type {import("../operation.js").Operation} */
const dataUsage = {
  name: "data usage",
  summary: "Tells what people looked at and saved, span by span.",
  example: "MONTH --start-date 2026-01-01 --end-date 2026-06-30",
  words: { interval: ["DAY|WEEK|MONTH|YEAR", "How long each span is."] },
  options: { "start-date": "The first day, such as 2026-01-01.", "end-date": "The last day." },
  needs: ["start-date", "end-date"],
  run: (dhis2, usage, signal) => dhis2.data.usage({ ...usage, signal }),
  columns: USAGE,
  none: "Nothing was counted.",
};

/** What is lost of limits. @param {any} input */
const limits = ({ organisationUnit, dataSets }) => [
  `All limits of values of the data sets ${dataSets.join(", ")} in ${organisationUnit} and below, also those that somebody has entered.`,
];

/** @type {import("../operation.js").Operation} */
const minMaxGenerate = {
  name: "data min-max generate",
  summary: "Sets the limits of values anew, in a unit and all below it; all that are there go first, for good.",
  example: "ImspTQPwCqd lyLU2wR22tC",
  authority: "F_GENERATE_MIN_MAX_VALUES",
  words: LIMITS,
  changes: true,
  loses: (_, input) => limits(input),
  run: async (dhis2, { organisationUnit, dataSets }, signal) => {
    await dhis2.data.generateMinMax(organisationUnit, dataSets, { signal });
    return [{ generated: { organisationUnit, dataSets } }];
  },
  says: () => "The limits are set.",
};

/** @type {import("../operation.js").Operation} */
const minMaxRemove = {
  name: "data min-max remove",
  summary: "Takes the limits of values away, in a unit and all below it, for good.",
  example: "ImspTQPwCqd lyLU2wR22tC",
  authority: "F_GENERATE_MIN_MAX_VALUES",
  words: LIMITS,
  changes: true,
  loses: (_, input) => limits(input),
  run: async (dhis2, { organisationUnit, dataSets }, signal) => {
    await dhis2.data.removeMinMax(organisationUnit, dataSets, { signal });
    return [{ removed: { organisationUnit, dataSets } }];
  },
  says: () => "The limits are taken away.",
};

/** @type {import("../operation.js").Operation} */
const pruneOrganisationUnit = {
  name: "data prune organisation-unit",
  summary: "Removes all data of an organisation unit, for good.",
  example: "DiszpKrYNg8",
  authority: "ALL",
  isForPeople: true,
  words: { organisationUnit: ["UID", "The identifier of the organisation unit."] },
  changes: true,
  loses: (_, { organisationUnit }) => [`All data of the organisation unit ${organisationUnit}.`, BACKUP],
  run: async (dhis2, { organisationUnit }, signal) => {
    await dhis2.maintenance.pruneOrganisationUnit(organisationUnit, { signal });
    return [{ pruned: organisationUnit }];
  },
  says: () => "Its data are removed.",
};

/** @type {import("../operation.js").Operation} */
const pruneDataElement = {
  name: "data prune data-element",
  summary: "Removes all data of a data element, for good.",
  example: "fbfJHSPpUQD",
  authority: "ALL",
  isForPeople: true,
  words: { dataElement: ["UID", "The identifier of the data element."] },
  changes: true,
  loses: (_, { dataElement }) => [`All data of the data element ${dataElement}.`, BACKUP],
  run: async (dhis2, { dataElement }, signal) => {
    await dhis2.maintenance.pruneDataElement(dataElement, { signal });
    return [{ pruned: dataElement }];
  },
  says: () => "Its data are removed.",
};

/** In the order of help. */
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
