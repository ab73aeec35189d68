// Sends the notifications of violations that were kept.

import { start } from "../follow.js";
import { TIMEOUT } from "../options.js";

/** @type {import("../command.js").Command} */
export const validationSendNotifications = {
  name: "validation send-notifications",
  arguments: "",
  summary: "Sends the notifications that violations still wait for.",
  takes: [0, 0],
  options: { watch: "Tells what the job says until it has ended.", timeout: TIMEOUT },
  run: (call) => start(call, (dhis2, waiting) => dhis2.validation.sendNotifications(waiting)),
};
