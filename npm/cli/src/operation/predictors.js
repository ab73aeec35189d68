// Predictors.

/** @import { GroupOutcome, PredictionSummary, Predictor, PredictorGroup } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { Status } from "../status.js";

/** @type {import("../output.js").Columns<PredictionSummary>} */
const COUNTS = {
  status: ({ status }) => status,
  predictors: ({ predictors }) => predictors,
  inserted: ({ inserted }) => inserted,
  updated: ({ updated }) => updated,
  deleted: ({ deleted }) => deleted,
  unchanged: ({ unchanged }) => unchanged,
};

/** @type {import("../output.js").Columns<GroupOutcome>} */
const OUTCOMES = {
  group: ({ group }) => group,
  state: ({ state }) => state,
  inserted: (one) => (one.state === "completed" ? one.summary.inserted : undefined),
  updated: (one) => (one.state === "completed" ? one.summary.updated : undefined),
  deleted: (one) => (one.state === "completed" ? one.summary.deleted : undefined),
  unchanged: (one) => (one.state === "completed" ? one.summary.unchanged : undefined),
  error: (one) => (one.state === "completed" ? undefined : one.error.message),
};

/** The dates, and the predictor. */
const DATES = /** @type {const} */ ({
  "start-date": "The first date, such as 2026-01-01.",
  "end-date": "The last date.",
  predictor: "Only this predictor.",
});

/** @param {string} groups */
const alone = (groups) => new Refusal(`A predictor and ${groups} cannot be combined.`, "Omit one of them.");

/** @type {import("../operation.js").Operation} */
const predictorsRun = {
  name: "predictors run",
  summary: "Run all predictors, one, or those of groups one after another, and show the result.",
  status: "Exits with 1 if one failed.",
  example: "--start-date 2026-01-01 --end-date 2026-06-30 --group aaaaaaaaaaa",
  authority: "F_PREDICTOR_RUN",
  options: { ...DATES, group: "Only the predictors of these groups." },
  needs: ["start-date", "end-date"],
  lists: { group: "groups" },
  changes: true,
  validate: ({ predictor, groups }) => {
    if (predictor !== undefined && groups !== undefined) throw alone("groups");
  },
  run: async (dhis2, { groups, ...input }, signal) =>
    groups === undefined ? [await dhis2.predictors.run({ ...input, signal })] : dhis2.predictors.runGroups(groups, { ...input, signal }),
  columns: ({ groups }) => (groups === undefined ? COUNTS : OUTCOMES),
  statusOf: (/** @type {GroupOutcome | PredictionSummary} */ row) =>
    "state" in row ? { completed: Status.done, failed: Status.failed, unknown: Status.unknown }[row.state] : Status.done,
};

/** @type {import("../operation.js").Operation} */
const predictorsList = {
  name: "predictors list",
  summary: "List predictors.",
  run: (dhis2, _, signal) => dhis2.predictors.list({ signal }),
  columns: {
    id: (/** @type {Predictor} */ { id }) => id,
    period: (/** @type {Predictor} */ { periodType }) => periodType,
    output: (/** @type {Predictor} */ { output }) => output?.id,
    groups: (/** @type {Predictor} */ { groups }) => groups.map(({ id }) => id).join(" "),
    name: (/** @type {Predictor} */ { name }) => name,
  },
  none: "No predictors.",
};

/** @type {import("../operation.js").Operation} */
const predictorsGroups = {
  name: "predictors groups",
  summary: "List predictor groups.",
  run: (dhis2, _, signal) => dhis2.predictors.groups({ signal }),
  columns: {
    id: (/** @type {PredictorGroup} */ { id }) => id,
    predictors: (/** @type {PredictorGroup} */ { predictors }) => predictors.map(({ id }) => id).join(" "),
    name: (/** @type {PredictorGroup} */ { name }) => name,
  },
  none: "No predictor groups.",
};

/** @type {import("../operation.js").Operation} */
const predictorsStart = {
  name: "predictors start",
  summary: "Start a job that runs all predictors, one, or those of a group; `predictors outcome` shows its result.",
  example: "--start-date 2026-01-01 --end-date 2026-06-30 --watch",
  authority: "F_PREDICTOR_RUN",
  options: { ...DATES, group: "Only the predictors of this group." },
  needs: ["start-date", "end-date"],
  validate: ({ predictor, group }) => {
    if (predictor !== undefined && group !== undefined) throw alone("a group");
  },
  begins: (dhis2, input, signal) => dhis2.predictors.start({ ...input, signal }),
};

/** @type {import("../operation.js").Operation} */
const predictorsOutcome = {
  name: "predictors outcome",
  isOne: true,
  summary: "Show the result of a `predictors start` job; lost when the server restarts.",
  status: "Exits with 1 if a predictor failed.",
  example: "dOroizYJpqs",
  words: { uid: ["UID"] },
  run: async (dhis2, { uid }, signal) => [await dhis2.predictors.outcome({ jobType: "PREDICTOR", id: uid }, { signal })],
  columns: COUNTS,
};

/** In the order of the help. */
export const PREDICTORS = [predictorsRun, predictorsList, predictorsGroups, predictorsStart, predictorsOutcome];
