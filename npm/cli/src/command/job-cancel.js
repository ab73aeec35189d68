// Asks the server to stop a job.

import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const jobCancel = {
  name: "job cancel",
  arguments: "UID",
  summary: "Asks the server to stop a job; it stops at the next item.",
  takes: [1, 1],
  options: {},
  run: async ({ connect, words: [job = ""], output, signal, goesOn }) => {
    const dhis2 = await connect();
    goesOn("it may stop the job.");
    await dhis2.jobs.cancel(job, { signal });
    await output.tell("The server was asked to stop the job, and notices within 20 seconds.", { cancelled: job });
    return Status.done;
  },
};
