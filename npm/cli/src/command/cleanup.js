// Permanently removes soft-deleted objects.

import { KINDS, named } from "../maintenance.js";
import { YES } from "../options.js";
import { carryOut } from "../plan.js";

/** @type {import("../command.js").Command} */
export const cleanup = {
  name: "cleanup",
  arguments: "KIND…",
  summary: "Permanently remove soft-deleted objects.",
  more: `Kinds: ${Object.keys(KINDS).join(", ")}.\nThey are removed in the order that the server's data requires.`,
  example: "events enrollments tracked-entities",
  authority: "F_PERFORM_MAINTENANCE",
  takes: [1, Infinity],
  options: { yes: YES },
  run: (call) => carryOut(call, named(call.words, KINDS)),
};
