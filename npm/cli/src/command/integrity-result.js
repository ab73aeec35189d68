// What the server knows from runs.

/** @import { CheckReport, Issue } from "dhis2-steward" */
/** @import { Call } from "../command.js" */

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
  summary: "Tells what the server knows from runs, which it forgets after an hour: 1 if a check could not be carried out, 3 if it knows nothing.",
  more: "A check is a name, a code such as OIG, or a name with * in it.",
  example: "'orgunits_*' --details --csv",
  authority: "F_PERFORM_MAINTENANCE",
  takes: [0, Infinity],
  options: { details: "Each issue, from runs with --details.", csv: CSV },
  run: (call) => (call.options.details ? issues(call) : summaries(call)),
};

/** @param {Call} call */
async function summaries({ connect, words, output, signal }) {
  const dhis2 = await connect();
  const reports = await dhis2.integrity.summaries(asked(words, signal));
  const count = await output.rows(COLUMNS, reports, "The server holds no results. `dhis2-steward dataintegrity run --watch` makes some.");
  return count > 0 ? together(reports.map(statusOf)) : Status.unknown;
}

/** @param {Call} call */
async function issues({ connect, words, output, signal }) {
  const dhis2 = await connect();
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
  await output.rows(ISSUES, found(), "The server holds no issues. `dhis2-steward dataintegrity run --details --watch` looks for them.");
  return statuses.size > 0 ? together([...statuses]) : Status.unknown;
}

/** @param {readonly string[]} words @param {AbortSignal} signal */
const asked = (words, signal) => (words.length > 0 ? { checks: words, signal } : { signal });
