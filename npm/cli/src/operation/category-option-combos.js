// Category option combinations.

/** @import { ComboCounts } from "dhis2-steward" */

/** @type {import("../output.js").Columns<ComboCounts>} */
export const COMBOS = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  expected: ({ expected }) => expected,
  actual: ({ actual }) => actual,
};

/** @type {import("../operation.js").Operation} */
const cocCounts = {
  name: "coc counts",
  summary: "Tells how many option combinations category combinations have and should have.",
  example: "bjDvmb4bfuf",
  words: { combo: ["[COMBO]", "The identifier of a category combination; without it, all of them."] },
  run: async (dhis2, { combo }, signal) =>
    combo === undefined ? dhis2.categoryOptionCombos.allCounts({ signal }) : [await dhis2.categoryOptionCombos.counts(combo, { signal })],
  columns: COMBOS,
  none: "There is no category combination.",
};

/** In the order of help. */
export const CATEGORY_OPTION_COMBOS = [cocCounts];
