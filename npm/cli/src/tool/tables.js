// Tools for the tables that analyses are made from.

import { schema } from "../mcp/tool.js";

const SKIPS = [
  "skipResourceTables",
  "skipAggregate",
  "skipEvents",
  "skipEnrollment",
  "skipOrgUnitOwnership",
  "skipTrackedEntities",
  "skipValidationResult",
  "skipOutliers",
];

/** @type {import("../mcp/tool.js").Tool[]} */
export const TABLES = [
  {
    name: "refresh_analytics",
    description: "Makes analytics tables anew, but for what is skipped. Answers with the job: task_status tells when it is over.",
    input: schema({
      lastYears: { type: "integer", minimum: 0, description: "Only so many of the last years; 0 or left out: all." },
      ...Object.fromEntries(SKIPS.map((name) => [name, { type: "boolean" }])),
    }),
    effect: "acts",
    run: async (dhis2, options, signal) => [{ job: await dhis2.tables.updateAnalytics({ ...options, signal }) }],
  },
  {
    name: "refresh_resource_tables",
    description: "Makes resource tables anew. Answers with the job: task_status tells when it is over.",
    input: schema(),
    effect: "acts",
    run: async (dhis2, _, signal) => [{ job: await dhis2.tables.updateResourceTables({ signal }) }],
  },
  {
    name: "refresh_monitoring",
    description: "Sends the notifications of monitored validation rules. Answers with the job: task_status tells when it is over.",
    input: schema(),
    effect: "acts",
    run: async (dhis2, _, signal) => [{ job: await dhis2.tables.updateMonitoring({ signal }) }],
  },
];
