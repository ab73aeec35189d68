// Empties the server's caches.

import { carryOut } from "../plan.js";

/** @type {import("../command.js").Command} */
export const cache = {
  name: "cache",
  arguments: "",
  summary: "Empties the server's caches, the results of integrity checks among them.",
  authority: "F_PERFORM_MAINTENANCE",
  takes: [0, 0],
  options: {},
  run: (call) => carryOut(call, ["clearCache"]),
};
