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
  run: async ({ dhis2, output, signal }) => {
    const types = await dhis2.tasks.types({ signal });
    await output.rows({ type: ({ type }) => type }, types.map((type) => ({ type })));
    return Status.done;
  },
};
