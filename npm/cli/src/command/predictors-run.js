// Runs predictors.

/** @import { GroupOutcome } from "dhis2-steward" */
/** @import { Call } from "../command.js" */

import { Refusal } from "../failure.js";
import { COUNTS } from "../operation/predictors.js";
import { CSV, days, list } from "../options.js";
import { Status, together } from "../status.js";

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

/** @type {import("../command.js").Command} */
export const predictorsRun = {
  name: "predictors run",
  arguments: "",
  summary: "Run all predictors, one, or those of groups, and show the result. Exits with 1 if one failed.",
  more: "Separate several groups with commas; they run one after another.",
  example: "--start-date 2026-01-01 --end-date 2026-06-30 --group aaaaaaaaaaa",
  authority: "F_PREDICTOR_RUN",
  takes: [0, 0],
  options: {
    "start-date": "The first date, such as 2026-01-01.",
    "end-date": "The last date.",
    predictor: "Only this predictor.",
    group: "Only the predictors of these groups.",
    csv: CSV,
  },
  run: async (call) => {
    const { predictor, group } = call.options;
    if (predictor !== undefined && group !== undefined) throw new Refusal("--predictor and --group cannot be combined.", "Omit one of them.");
    const dates = days(call.options);
    const groups = list(group) ?? [];
    const asked = { ...dates, ...(predictor !== undefined && { predictor }), ...(groups[0] !== undefined && { group: groups[0] }) };
    const dhis2 = await call.connect();
    const { output, signal, goesOn } = call;
    goesOn("it is probably still running predictors.");
    if (groups.length > 1) return each(call, dhis2.predictors.runGroups(groups, { ...dates, signal }));
    const summary = await dhis2.predictors.run({ ...asked, signal });
    goesOn();
    await output.rows(COUNTS, [summary], "");
    return Status.done;
  },
};

/** Prints the result of each group. @param {Call} call @param {AsyncIterable<GroupOutcome>} outcomes */
async function each({ output, goesOn }, outcomes) {
  /** @type {number[]} */
  const statuses = [];
  async function* told() {
    for await (const outcome of outcomes) {
      statuses.push({ completed: Status.done, failed: Status.failed, unknown: Status.unknown }[outcome.state]);
      yield outcome;
    }
  }
  await output.rows(OUTCOMES, told(), "");
  goesOn();
  return together(statuses);
}
