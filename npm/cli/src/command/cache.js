// Clears the server's caches.

import { carryOut } from "../plan.js";

/** @type {import("../command.js").Command} */
export const cache = {
  name: "cache",
  arguments: "",
  summary: "Clear the server's caches, including the results of data integrity checks.",
  authority: "F_PERFORM_MAINTENANCE",
  takes: [0, 0],
  options: {},
  run: (call) => carryOut(call, ["clearCache"]),
};
