// The results of checks, as rows and as an exit status.

/** @import { CheckReport } from "dhis2-steward" */

import { Status } from "./status.js";

/** @type {import("./output.js").Columns<CheckReport>} */
export const COLUMNS = {
  check: ({ name }) => name,
  state: ({ state }) => state,
  issues: (report) => (report.state === "issues" ? report.count : undefined),
  percentage: (report) => (report.state === "issues" ? rounded(report.percentage) : undefined),
  milliseconds: ({ duration }) => duration,
  error: (report) => (report.state === "failed" ? report.error : undefined),
};

/** @param {number | undefined} percentage */
const rounded = (percentage) => percentage && Number(percentage.toFixed(2));

/** A check in error is a failure; issues that it found are not. @param {CheckReport} report */
export function statusOf({ state }) {
  if (state === "failed") return Status.failed;
  return state === "notRun" ? Status.unknown : Status.done;
}
