// Tools for category option combinations.

import { schema } from "../mcp/tool.js";

/** @type {import("../mcp/tool.js").Tool[]} */
export const CATEGORY_OPTION_COMBOS = [
  {
    name: "coc_update",
    description: "Generate the missing option combinations of a category combination or of all.",
    input: schema({ combo: { type: "string", description: "The UID of a category combination. Default: all." } }),
    effect: "acts",
    run: async (dhis2, { combo }, signal) => {
      if (combo === undefined) await dhis2.categoryOptionCombos.updateAll({ signal });
      else await dhis2.categoryOptionCombos.update(combo, { signal });
      return [{ updated: combo ?? "all" }];
    },
  },
];
