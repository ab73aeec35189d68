// Violations that were kept, and their notifications.

import { COLUMNS } from "../result.js";

/** @type {import("../operation.js").Operation} */
const validationResultGet = {
  name: "validation result get",
  summary: "Tells one violation that was kept.",
  example: "42",
  words: { id: ["NUMBER", "Its number, as `validation result list` tells it."] },
  run: async (dhis2, { id }, signal) => [await dhis2.validation.result(id, { signal })],
  columns: COLUMNS,
};

/** @type {import("../operation.js").Operation} */
const validationSendNotifications = {
  name: "validation send-notifications",
  summary: "Sends the notifications that violations still wait for.",
  authority: "F_RUN_VALIDATION",
  begins: (dhis2, _, signal) => dhis2.validation.sendNotifications({ signal }),
};

/** In the order of help. */
export const VALIDATION = [validationResultGet, validationSendNotifications];
