// Watches a job until it ends.

import { follow, reference } from "../follow.js";
import { TIMEOUT } from "../options.js";
import { toNumber } from "../value.js";

/** @type {import("../command.js").Command} */
export const taskWatch = {
  name: "task watch",
  arguments: "TYPE UID",
  summary: "Print the notifications of a job until it ends. Exits with 1 if it failed or was cancelled.",
  example: "ANALYTICS_TABLE dOroizYJpqs --timeout 600",
  takes: [1, 2],
  options: {
    interval: "The polling interval. Default: one second, up to five while nothing happens.",
    timeout: TIMEOUT,
  },
  run: async (call) => {
    const job = reference(call.words);
    const { interval } = call.options;
    const seconds = interval === undefined ? undefined : toNumber(interval, "--interval");
    return follow(call, await call.connect(), job, seconds);
  },
};
