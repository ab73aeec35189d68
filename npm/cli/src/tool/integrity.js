// The tool that runs data integrity checks.

import { schema } from "../mcp/tool.js";
import { runOf } from "../operation/integrity.js";

/** @type {import("../mcp/tool.js").Tool[]} */
export const INTEGRITY = [
  {
    name: "dataintegrity_run",
    description: "Run data integrity checks, by default all that are not slow. Returns the job. Checks that failed only because of another check are rerun after it.",
    input: schema({
      checks: { type: "array", items: { type: "string" }, minItems: 1, description: "Names, codes such as OIG, or names with the wildcard *." },
      slow: { type: "boolean", description: "If no checks are named: run slow checks too." },
      details: { type: "boolean", description: "Find the affected objects." },
    }),
    effect: "acts",
    authority: "F_PERFORM_MAINTENANCE",
    run: async (dhis2, input, signal, { closed }) => {
      const run = await dhis2.integrity.run({ ...runOf(input), signal });
      // Only a run that is watched reruns checks. Nobody waits for this watch: dataintegrity_result has the results.
      run.report({ signal: closed }).catch(() => undefined);
      return [{ job: run.job, checks: run.checks }];
    },
  },
];
