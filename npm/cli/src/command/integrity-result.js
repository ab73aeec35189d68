// What the server knows from runs.

/** @import { CheckReport, Issue } from "dhis2-steward" */
/** @import { Call } from "../command.js" */

import { CSV } from "../options.js";
import { COLUMNS, statusOf } from "../report.js";
import { together } from "../status.js";

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
  summary: "Tells what the server knows from runs, which it forgets after an hour: 1 if a check failed to run.",
  more: "A check is a name, a code such as OIG, or a name with * in it.",
  takes: [0, Infinity],
  options: { details: "Each issue, from runs with --details.", csv: CSV },
  run: (call) => (call.options.details ? issues(call) : summaries(call)),
};

/** @param {Call} call */
async function summaries({ dhis2, words, output, signal }) {
  const reports = await dhis2.integrity.summaries(asked(words, signal));
  await output.rows(COLUMNS, reports);
  if (reports.length === 0) output.note("The server holds no results. `dhis2-steward dataintegrity run --watch` makes some.");
  return together(reports.map(statusOf));
}

/** @param {Call} call */
async function issues({ dhis2, words, output, signal }) {
  /** @type {Set<number>} */
  const statuses = new Set();
  async function* found() {
    for await (const event of dhis2.integrity.details(asked(words, signal))) {
      if (event.type === "issue") yield event.issue;
      else note(event.report);
    }
  }
  const note = (/** @type {CheckReport} */ report) => {
    statuses.add(statusOf(report));
    if (report.state === "failed") output.note(`${report.name} could not be carried out. ${report.error ?? ""}`);
  };
  await output.rows(ISSUES, found());
  if (statuses.size === 0) output.note("The server holds no issues. `dhis2-steward dataintegrity run --details --watch` finds some.");
  return together([...statuses]);
}

/** @param {readonly string[]} words @param {AbortSignal} signal */
const asked = (words, signal) => (words.length > 0 ? { checks: words, signal } : { signal });
