// What a job says, until it has ended.

import { follow, reference } from "../follow.js";

/** @type {import("../command.js").Command} */
export const taskWatch = {
  name: "task watch",
  arguments: "TYPE UID",
  summary: "Tells what a job says until it has ended: 1 if it failed or was cancelled.",
  takes: [1, 2],
  options: { timeout: "How long to watch; without it, until the end." },
  run: async (call) => follow(call, reference(call.words)),
};
