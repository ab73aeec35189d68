// Tools for category option combinations.

import { consequences } from "../maintenance.js";
import { CONFIRM, schema, unconfirmed } from "../mcp/tool.js";
import { update } from "../operation/category-option-combos.js";

/** @type {import("../mcp/tool.js").Tool[]} */
export const CATEGORY_OPTION_COMBOS = [
  {
    name: "coc_update",
    description: "Generate the missing option combinations of a category combination or of all, and remove obsolete ones; all can take long and lock tables.",
    input: schema({ combo: { type: "string", description: "A UID. Default: all, which must be confirmed." }, confirm: CONFIRM }),
    effect: "removes",
    authority: "F_PERFORM_MAINTENANCE",
    run: async (dhis2, { combo, confirm }, signal) => {
      if (combo === undefined && confirm !== true) unconfirmed(dhis2, consequences(["updateCategoryOptionCombos"]));
      await update(dhis2, combo, signal);
      return [{ updated: combo ?? "all" }];
    },
  },
];
