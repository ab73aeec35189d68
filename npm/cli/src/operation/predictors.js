// Predictors.

/** @import { PredictionSummary, Predictor, PredictorGroup } from "dhis2-steward" */

import { Refusal } from "../failure.js";

/** The result of running predictors. @type {import("../output.js").Columns<PredictionSummary>} */
export const COUNTS = {
  status: ({ status }) => status,
  predictors: ({ predictors }) => predictors,
  inserted: ({ inserted }) => inserted,
  updated: ({ updated }) => updated,
  deleted: ({ deleted }) => deleted,
  unchanged: ({ unchanged }) => unchanged,
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
  options: {
    "start-date": "The first date, such as 2026-01-01.",
    "end-date": "The last date.",
    predictor: "Only this predictor.",
    group: "Only the predictors of this group.",
  },
  needs: ["start-date", "end-date"],
  validate: ({ predictor, group }) => {
    if (predictor !== undefined && group !== undefined) throw new Refusal("A predictor and a group cannot be combined.", "Omit one of them.");
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
export const PREDICTORS = [predictorsList, predictorsGroups, predictorsStart, predictorsOutcome];
