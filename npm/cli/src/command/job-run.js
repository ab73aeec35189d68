// Runs a job now.

import { start } from "../follow.js";
import { TIMEOUT } from "../options.js";

/** @type {import("../command.js").Command} */
export const jobRun = {
  name: "job run",
  arguments: "UID",
  summary: "Runs a job of the scheduler now, besides its schedule; most begin within 20 seconds.",
  takes: [1, 1],
  options: { watch: "Tells what the job says until it has ended.", timeout: TIMEOUT },
  run: (call) => start(call, (dhis2, waiting) => dhis2.jobs.execute(call.words[0] ?? "", waiting)),
};
