// Tools for integrity checks.

import { CHECKS, schema } from "../mcp/tool.js";

const DETAILS = { type: "boolean", description: "Each issue rather than how many there are." };

/** @type {import("../mcp/tool.js").Tool[]} */
export const INTEGRITY = [
  {
    name: "dataintegrity_checks",
    description: "The integrity checks that the server has.",
    input: schema({
      checks: CHECKS,
      section: { type: "string", description: "Only those under this heading." },
      slow: { type: "boolean", description: "Only slow ones, or only those that are not." },
    }),
    effect: "reads",
    run: (dhis2, { checks, section, slow }, signal) =>
      dhis2.integrity.checks({ signal, ...(checks && { checks }), ...(section !== undefined && { section }), ...(slow !== undefined && { slow }) }),
  },
  {
    name: "dataintegrity_run",
    description: "Runs checks, all that are not slow if none are named. Answers with the job: task_status tells when it is over.",
    input: schema({ checks: CHECKS, slow: { type: "boolean", description: "The slow ones too, if none are named." }, details: DETAILS }),
    effect: "acts",
    run: async (dhis2, { checks, slow, details }, signal) => {
      const run = await dhis2.integrity.run({ checks: checks ?? (slow ? "all" : "fast"), kind: details ? "details" : "summary", signal });
      return [{ job: run.job, checks: run.checks }];
    },
  },
  {
    name: "dataintegrity_result",
    description: "What the server knows from runs, which it forgets after an hour. A check whose state is `failed` was not carried out.",
    input: schema({ checks: CHECKS, details: DETAILS }),
    effect: "reads",
    run: (dhis2, { checks, details }, signal) => {
      const options = { signal, ...(checks && { checks }) };
      return details ? dhis2.integrity.details(options) : dhis2.integrity.summaries(options);
    },
  },
];
