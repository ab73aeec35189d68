// Tools for category option combinations.

import { schema } from "../mcp/tool.js";
import { update } from "../operation/category-option-combos.js";

/** @type {import("../mcp/tool.js").Tool[]} */
export const CATEGORY_OPTION_COMBOS = [
  {
    name: "coc_update",
    description: "Generate the missing option combinations of a category combination or of all.",
    input: schema({ combo: { type: "string", description: "The UID of a category combination. Default: all." } }),
    effect: "acts",
    authority: "F_PERFORM_MAINTENANCE",
    run: async (dhis2, { combo }, signal) => {
      await update(dhis2, combo, signal);
      return [{ updated: combo ?? "all" }];
    },
  },
];
