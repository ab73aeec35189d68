// The jobs of a type that have feeds.

/** @import { TaskFeed } from "dhis2-steward" */

import { CSV } from "../options.js";
import { Status } from "../status.js";

/** @type {import("../output.js").Columns<TaskFeed>} */
const COLUMNS = {
  id: ({ job }) => job.id,
  time: ({ notifications: [newest] }) => newest?.time,
  level: ({ notifications: [newest] }) => newest?.level,
  message: ({ notifications: [newest] }) => newest?.message,
};

/** @type {import("../command.js").Command} */
export const taskList = {
  name: "task list",
  arguments: "TYPE",
  summary: "Lists the jobs of a type with their newest message, most recently active first.",
  takes: [1, 1],
  options: { csv: CSV },
  run: async ({ connect, words: [type = ""], output, signal }) => {
    const dhis2 = await connect();
    await output.rows(COLUMNS, await dhis2.tasks.list(type, { signal }), "No job of this type has said anything.");
    return Status.done;
  },
};
