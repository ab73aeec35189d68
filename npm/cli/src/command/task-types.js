// The types of jobs that have feeds.

import { CSV } from "../options.js";
import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const taskTypes = {
  name: "task types",
  arguments: "",
  summary: "Lists the types of jobs that have said something.",
  takes: [0, 0],
  options: { csv: CSV },
  run: async ({ connect, output, signal }) => {
    const dhis2 = await connect();
    const types = await dhis2.tasks.types({ signal });
    await output.rows({ type: ({ type }) => type }, types.map((type) => ({ type })), "No job has said anything.");
    return Status.done;
  },
};
