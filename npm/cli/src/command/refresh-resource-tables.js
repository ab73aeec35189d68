// Makes resource tables anew.

import { start } from "../follow.js";
import { TIMEOUT } from "../options.js";

/** @type {import("../command.js").Command} */
export const refreshResourceTables = {
  name: "refresh resource-tables",
  arguments: "",
  summary: "Makes resource tables anew.",
  takes: [0, 0],
  options: { watch: "Tells what the job says until it has ended.", timeout: TIMEOUT },
  run: (call) => start(call, (dhis2, waiting) => dhis2.tables.updateResourceTables(waiting)),
};
