// Tools for data integrity checks.

import { Refusal } from "../failure.js";
import { CHECKS, schema } from "../mcp/tool.js";
import { detailsOf, runOf } from "../operation/integrity.js";

const DETAILS = { type: "boolean", description: "The issues themselves instead of their number." };

/** @type {import("../mcp/tool.js").Tool[]} */
export const INTEGRITY = [
  {
    name: "dataintegrity_checks",
    description: "List the server's data integrity checks.",
    input: schema({
      checks: CHECKS,
      section: { type: "string", description: "Only checks of this section." },
      slow: { type: "boolean", description: "true: only slow checks; false: only checks that are not slow." },
    }),
    effect: "reads",
    run: (dhis2, filter, signal) => dhis2.integrity.checks({ ...filter, signal }),
  },
  {
    name: "dataintegrity_run",
    description: "Run data integrity checks, by default all that are not slow. Returns the job. Checks that failed only because of another check are rerun after it.",
    input: schema({ checks: CHECKS, slow: { type: "boolean", description: "If no checks are named: run slow checks too." }, details: DETAILS }),
    effect: "acts",
    authority: "F_PERFORM_MAINTENANCE",
    run: async (dhis2, input, signal, { closed }) => {
      const run = await dhis2.integrity.run({ ...runOf(input), signal });
      // Only a run that is watched reruns checks. Nobody waits for this watch: dataintegrity_result has the results.
      run.report({ signal: closed }).catch(() => undefined);
      return [{ job: run.job, checks: run.checks }];
    },
  },
  {
    name: "dataintegrity_result",
    description: "Get the results of past runs, which the server keeps for an hour. `failed`: the check failed to run; `notRun`: it has no result.",
    input: schema({ checks: CHECKS, details: DETAILS }),
    effect: "reads",
    authority: "F_PERFORM_MAINTENANCE",
    run: (dhis2, { checks, details }, signal) =>
      some(details ? detailsOf(dhis2, checks, signal) : dhis2.integrity.summaries({ checks, signal }), details),
  },
];

/** The results, of which there must be some: none at all could be taken for no issues. @param {AsyncIterable<object> | Promise<Iterable<object>>} results @param {boolean} [details] */
async function* some(results, details) {
  let isEmpty = true;
  for await (const result of await results) {
    isEmpty = false;
    yield result;
  }
  if (isEmpty) {
    const first = details ? "dataintegrity_run with details: true" : "dataintegrity_run";
    throw new Refusal("No results are stored.", `Call ${first} first, and wait until task_status shows that the job has ended.`);
  }
}
