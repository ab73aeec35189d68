// Removes what was deleted before, for good.

import { KINDS, named } from "../operations.js";
import { carryOut } from "../plan.js";

/** @type {import("../command.js").Command} */
export const cleanup = {
  name: "cleanup",
  arguments: "KIND…",
  summary: "Removes what was deleted before, for good.",
  more: `Kinds: ${Object.keys(KINDS).join(", ")}.\nSeveral are removed in the order that the server's data needs.`,
  takes: [1, Infinity],
  options: { yes: "Allows it without asking, for where there is no terminal." },
  run: (call) => carryOut(call, named(call.words, KINDS)),
};
