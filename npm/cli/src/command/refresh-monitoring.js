// Has the server look after the validation rules that it monitors.

import { start } from "../follow.js";
import { TIMEOUT } from "../options.js";

/** @type {import("../command.js").Command} */
export const refreshMonitoring = {
  name: "refresh monitoring",
  arguments: "",
  summary: "Sends the notifications of monitored validation rules.",
  takes: [0, 0],
  options: { watch: "Tells what the job says until it has ended.", timeout: TIMEOUT },
  run: (call) => start(call, (dhis2, waiting) => dhis2.tables.updateMonitoring(waiting)),
};
