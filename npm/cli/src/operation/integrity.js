// Integrity beside the checks themselves: the legacy report, and metrics.

/** @import { ReportedCheck } from "dhis2-steward" */

/** @type {import("../operation.js").Operation} */
const integrityMetrics = {
  name: "dataintegrity metrics",
  summary: "Prints what the server knows from runs as Prometheus reads it; from 2.42 on.",
  authority: "F_PERFORM_MAINTENANCE",
  isForPeople: true,
  run: (dhis2, _, signal) => dhis2.integrity.metrics({ signal }),
};

/** @type {import("../operation.js").Operation} */
const integrityReportRun = {
  name: "dataintegrity report run",
  summary: "Starts the legacy report, which 2.41 still has; `dataintegrity run` tells more, on every version.",
  example: "--watch",
  authority: "F_PERFORM_MAINTENANCE",
  words: { checks: ["[CHECK…]", "Checks by the names that the report has for them; without any, some thirty of the server's choice."] },
  begins: (dhis2, { checks }, signal) => dhis2.integrity.startReport({ ...(checks !== undefined && { checks }), signal }),
};

/** @type {import("../operation.js").Operation} */
const integrityReportResult = {
  name: "dataintegrity report result",
  summary: "Tells the legacy report that a job has made, until the server is started anew; up to 2.41.",
  example: "dOroizYJpqs",
  words: { uid: ["UID", "The job's identifier."] },
  run: async (dhis2, { uid }, signal) => (await dhis2.integrity.reportOf({ jobType: "DATA_INTEGRITY", id: uid }, { signal })).flatMap(each),
  columns: {
    check: ({ check }) => check,
    id: ({ id }) => id,
    name: ({ name }) => name,
    comment: ({ comment }) => comment,
    refs: ({ refs }) => refs.join("; "),
  },
  none: "The report has found nothing.",
};

/** Each issue with its check. @param {ReportedCheck} check */
const each = ({ name: check, issues }) => issues.map((issue) => ({ check, ...issue }));

/** In the order of help. */
export const INTEGRITY = [integrityMetrics, integrityReportRun, integrityReportResult];
