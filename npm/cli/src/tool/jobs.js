// Tools for jobs.

import { schema, UID } from "../mcp/tool.js";

/** @type {import("../mcp/tool.js").Tool[]} */
export const JOBS = [
  {
    name: "job_list",
    description: "The jobs that run now, whoever started them.",
    input: schema(),
    effect: "reads",
    run: (dhis2, _, signal) => dhis2.jobs.running({ signal }),
  },
  {
    name: "job_run",
    description: "Runs a job of the scheduler now. Answers with the job: task_status tells when it is over.",
    input: schema({ uid: UID }, ["uid"]),
    effect: "acts",
    run: async (dhis2, { uid }, signal) => [{ job: await dhis2.jobs.execute(uid, { signal }) }],
  },
  {
    name: "job_cancel",
    description: "Asks the server to stop a job; it notices within 20 seconds and stops at the next item.",
    input: schema({ uid: UID }, ["uid"]),
    effect: "acts",
    run: async (dhis2, { uid }, signal) => {
      await dhis2.jobs.cancel(uid, { signal });
      return [{ cancelled: uid }];
    },
  },
];
