// What runs now.

/** @import { RunningWork } from "dhis2-steward" */

import { CSV } from "../options.js";
import { Status } from "../status.js";

/** @type {import("../output.js").Columns<RunningWork>} */
const COLUMNS = {
  type: ({ jobType }) => jobType,
  id: ({ job }) => job?.id,
  started: ({ startedTime }) => startedTime,
  stages: ({ stages }) => stages.join("; "),
  description: ({ description }) => description,
};

/** @type {import("../command.js").Command} */
export const jobList = {
  name: "job list",
  arguments: "",
  summary: "Lists the jobs that run now, whoever started them.",
  takes: [0, 0],
  options: { csv: CSV },
  run: async ({ connect, output, signal }) => {
    const dhis2 = await connect();
    await output.rows(COLUMNS, await dhis2.jobs.running({ signal }), "Nothing runs now.");
    return Status.done;
  },
};
