// Shows the state and the notifications of a job.

import { look, reference, tell } from "../follow.js";

/** @type {import("../command.js").Command} */
export const taskStatus = {
  name: "task status",
  arguments: "TYPE UID",
  summary: "Show the notifications and the state of a job. Exits with 1 if it failed, 0 if it is running or completed.",
  example: "ANALYTICS_TABLE dOroizYJpqs",
  takes: [1, 2],
  options: {},
  run: async ({ connect, words, output, signal }) => {
    const job = reference(words);
    return tell(look(await connect(), job, signal), output);
  },
};
