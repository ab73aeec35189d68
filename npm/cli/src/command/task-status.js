// How a job stands, and what it has said.

import { look, reference, tell } from "../follow.js";

/** @type {import("../command.js").Command} */
export const taskStatus = {
  name: "task status",
  arguments: "TYPE UID",
  summary: "Tells what a job has said and how it stands: 1 if it failed, 0 if it goes on or is done.",
  example: "ANALYTICS_TABLE dOroizYJpqs",
  takes: [1, 2],
  options: {},
  run: async ({ connect, words, output, signal }) => {
    const job = reference(words);
    return tell(look(await connect(), job, signal), output);
  },
};
