// Data integrity: checks, their results, metrics and the legacy report.

/** @import { Check, CheckReport, DetailsEvent, Issue, ReportedCheck, RunOptions, Steward } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { COLUMNS, statusOf } from "../report.js";
import { Status } from "../status.js";

/** @type {{ readonly checks: import("../operation.js").Word }} */
const CHECKS = { checks: ["[CHECK…]"] };

const NAMING = "A check is a name, a code such as OIG, or a name with the wildcard *.";

/** @type {import("../output.js").Columns<Check>} */
const LISTED = {
  name: ({ name }) => name,
  code: ({ code }) => code,
  severity: ({ severity }) => severity,
  speed: ({ isSlow }) => (isSlow ? "slow" : "fast"),
  section: ({ section }) => section,
  title: ({ displayName }) => displayName,
};

/** @type {import("../output.js").Columns<Issue>} */
const ISSUES = {
  check: ({ check }) => check,
  severity: ({ severity }) => severity,
  id: ({ id }) => id,
  name: ({ name }) => name,
  comment: ({ comment }) => comment,
  refs: ({ refs }) => refs.join("; "),
};

/** @type {import("../operation.js").Operation} */
const integrityList = {
  name: "dataintegrity list",
  summary: "List the server's data integrity checks.",
  more: NAMING,
  example: "'orgunits_*' --slow",
  words: CHECKS,
  options: { section: "Only checks of this section.", slow: "Only slow checks.", fast: "Only checks that are not slow." },
  validate: ({ slow, fast }) => {
    if (slow && fast) throw new Refusal("Slow and fast cannot be combined.", "Without either, all checks are listed.");
  },
  run: (dhis2, { checks, section, slow, fast }, signal) =>
    dhis2.integrity.checks({ checks, section, ...((slow || fast) && { slow: slow === true }), signal }),
  columns: LISTED,
  none: "No matching checks.",
};

/** @type {import("../operation.js").Operation} */
const integrityResult = {
  name: "dataintegrity result",
  summary: "Show the results of past runs, which the server keeps for an hour; `notRun` means that there is none.",
  status: "Exits with 1 if a check failed to run, 3 without results.",
  more: NAMING,
  example: "'orgunits_*' --details --csv",
  authority: "F_PERFORM_MAINTENANCE",
  words: CHECKS,
  options: { details: "List the issues found by runs with details." },
  run: (dhis2, { checks, details }, signal) =>
    some(details ? detailsOf(dhis2, checks, signal) : dhis2.integrity.summaries({ checks, signal }), details),
  columns: ({ details }) => (details ? ISSUES : COLUMNS),
  expand: (/** @type {CheckReport | DetailsEvent} */ row) => ("state" in row ? [row] : row.type === "issue" ? [row.issue] : []),
  notes: (/** @type {CheckReport | DetailsEvent} */ row) => ("type" in row && row.type === "checked" ? missing(row.report) : ""),
  statusOf: (/** @type {CheckReport | DetailsEvent} */ row) => {
    if ("state" in row) return statusOf(row);
    return row.type === "checked" ? statusOf(row.report) : Status.done;
  },
  isVerdict: true,
  none: "No issues.",
};

/** Why there are no issues of a check. @param {CheckReport} report */
function missing(report) {
  if (report.state === "failed") return `${report.name} failed to run. ${report.error ?? ""}`;
  return report.state === "notRun" ? `${report.name} has no result.` : "";
}

/** The results, of which there must be some: none at all could be taken for no issues. @param {AsyncIterable<object> | Promise<Iterable<object>>} results @param {boolean} [details] */
async function* some(results, details) {
  let isEmpty = true;
  for await (const result of await results) {
    isEmpty = false;
    yield result;
  }
  if (!isEmpty) return;
  const kind = details ? " with details" : "";
  throw new Refusal("No results are stored.", `Run \`dhis2-steward dataintegrity run\`${kind} first, and wait until it has ended.`, Status.unknown);
}

/** @type {import("../operation.js").Operation} */
const integrityMetrics = {
  name: "dataintegrity metrics",
  summary: "Print the results of past runs in the Prometheus text format; requires 2.42 or newer.",
  authority: "F_PERFORM_MAINTENANCE",
  isForPeople: true,
  run: (dhis2, _, signal) => dhis2.integrity.metrics({ signal }),
};

/** @type {import("../operation.js").Operation} */
const integrityReportRun = {
  name: "dataintegrity report run",
  summary: "Start the legacy data integrity report of 2.41; `dataintegrity run` returns more, on every version.",
  example: "--watch",
  authority: "F_PERFORM_MAINTENANCE",
  words: { checks: ["[CHECK…]", "Names in the report. Default: about thirty that the server chooses."] },
  begins: (dhis2, { checks }, signal) => dhis2.integrity.startReport({ checks, signal }),
};

/** @type {import("../operation.js").Operation} */
const integrityReportResult = {
  name: "dataintegrity report result",
  summary: "Show the legacy report of a job; lost when the server restarts. Requires 2.41 or older.",
  example: "dOroizYJpqs",
  words: { uid: ["UID"] },
  run: async (dhis2, { uid }, signal) => (await dhis2.integrity.reportOf({ jobType: "DATA_INTEGRITY", id: uid }, { signal })).flatMap(each),
  columns: {
    check: ({ check }) => check,
    id: ({ id }) => id,
    name: ({ name }) => name,
    comment: ({ comment }) => comment,
    refs: ({ refs }) => refs.join("; "),
  },
  none: "The report found no issues.",
};

/** Each issue with its check. @param {ReportedCheck} check */
const each = ({ name: check, issues }) => issues.map((issue) => ({ check, ...issue }));

/** What a run is asked for. @param {{ checks?: readonly string[], slow?: boolean, details?: boolean }} input @returns {RunOptions} */
export const runOf = ({ checks, slow, details }) => ({ checks: checks ?? (slow ? "all" : "fast"), kind: details ? "details" : "summary" });

/**
 * The issues and results of past details runs. The server omits the named checks without a result: they follow as not run.
 * @param {Steward} dhis2 @param {readonly string[] | undefined} checks @param {AbortSignal} signal @returns {AsyncGenerator<DetailsEvent, void>}
 */
export async function* detailsOf(dhis2, checks, signal) {
  const which = checks === undefined ? { signal } : { checks, signal };
  const seen = new Set();
  for await (const event of dhis2.integrity.details(which)) {
    if (event.type === "checked") seen.add(event.report.name);
    yield event;
  }
  const named = checks === undefined ? [] : await dhis2.integrity.checks(which);
  for (const { name } of named) if (!seen.has(name)) yield { type: "checked", report: { name, state: "notRun" } };
}

/** In the order of the help. */
export const INTEGRITY = [integrityList, integrityResult, integrityMetrics, integrityReportRun, integrityReportResult];
