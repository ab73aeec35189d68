// Data integrity: the legacy report, and metrics.

/** @import { DetailsEvent, ReportedCheck, RunOptions, Steward } from "dhis2-steward" */

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
export const INTEGRITY = [integrityMetrics, integrityReportRun, integrityReportResult];
