// Tools for category option combinations.

import { schema } from "../mcp/tool.js";

/** @type {import("../mcp/tool.js").Tool[]} */
export const CATEGORY_OPTION_COMBOS = [
  {
    name: "coc_update",
    description: "Makes the option combinations that a category combination lacks, or that all of them lack.",
    input: schema({ combo: { type: "string", description: "The identifier of a category combination; left out: all." } }),
    effect: "acts",
    run: async (dhis2, { combo }, signal) => {
      if (combo === undefined) await dhis2.categoryOptionCombos.updateAll({ signal });
      else await dhis2.categoryOptionCombos.update(combo, { signal });
      return [{ updated: combo ?? "all" }];
    },
  },
];
