// Shows the results of past runs.

/** @import { CheckReport, Issue } from "dhis2-steward" */
/** @import { Call } from "../command.js" */

import { detailsOf } from "../operation/integrity.js";
import { CSV } from "../options.js";
import { COLUMNS, statusOf } from "../report.js";
import { Status, together } from "../status.js";

/** @type {import("../output.js").Columns<Issue>} */
const ISSUES = {
  check: ({ check }) => check,
  severity: ({ severity }) => severity,
  id: ({ id }) => id,
  name: ({ name }) => name,
  comment: ({ comment }) => comment,
  refs: ({ refs }) => refs.join("; "),
};

/** @type {import("../command.js").Command} */
export const integrityResult = {
  name: "dataintegrity result",
  arguments: "[CHECK…]",
  summary: "Show the results of past runs, which the server keeps for an hour. Exits with 1 if a check failed to run, 3 without results.",
  more: "A check is a name, a code such as OIG, or a name with the wildcard *.",
  example: "'orgunits_*' --details --csv",
  authority: "F_PERFORM_MAINTENANCE",
  takes: [0, Infinity],
  options: { details: "List the issues found by runs with --details.", csv: CSV },
  run: (call) => (call.options.details ? issues(call) : summaries(call)),
};

/** @param {Call} call */
async function summaries({ connect, words, output, signal }) {
  const dhis2 = await connect();
  const reports = await dhis2.integrity.summaries(asked(words, signal));
  const count = await output.rows(COLUMNS, reports, "No results are stored. Run `dhis2-steward dataintegrity run --watch` first.");
  return count > 0 ? together(reports.map(statusOf)) : Status.unknown;
}

/** @param {Call} call */
async function issues({ connect, words, output, signal }) {
  const dhis2 = await connect();
  /** @type {Set<number>} */
  const statuses = new Set();
  async function* found() {
    for await (const event of detailsOf(dhis2, words.length > 0 ? words : undefined, signal)) {
      if (event.type === "issue") yield event.issue;
      else note(event.report);
    }
  }
  const note = (/** @type {CheckReport} */ report) => {
    statuses.add(statusOf(report));
    if (report.state === "failed") output.note(`${report.name} failed to run. ${report.error ?? ""}`);
    if (report.state === "notRun") output.note(`${report.name} has no result.`);
  };
  await output.rows(ISSUES, found(), "No issues are stored. Run `dhis2-steward dataintegrity run --details --watch` first.");
  return statuses.size > 0 ? together([...statuses]) : Status.unknown;
}

/** @param {readonly string[]} words @param {AbortSignal} signal */
const asked = (words, signal) => (words.length > 0 ? { checks: words, signal } : { signal });
