// Category option combinations.

/** @import { ComboCounts, Steward } from "dhis2-steward" */

/** @type {import("../output.js").Columns<ComboCounts>} */
export const COMBOS = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  expected: ({ expected }) => expected,
  actual: ({ actual }) => actual,
};

/** Generates missing option combinations. @param {Steward} dhis2 @param {string | undefined} combo Default: all. @param {AbortSignal} signal */
export const update = (dhis2, combo, signal) =>
  combo === undefined ? dhis2.categoryOptionCombos.updateAll({ signal }) : dhis2.categoryOptionCombos.update(combo, { signal });

/** @type {import("../operation.js").Operation} */
const cocCounts = {
  name: "coc counts",
  summary: "Show the actual and expected number of option combinations of category combinations.",
  example: "bjDvmb4bfuf",
  words: { combo: ["[COMBO]", "A UID. Default: all."] },
  run: async (dhis2, { combo }, signal) =>
    combo === undefined ? dhis2.categoryOptionCombos.allCounts({ signal }) : [await dhis2.categoryOptionCombos.counts(combo, { signal })],
  columns: COMBOS,
  none: "No category combinations.",
};

/** In the order of the help. */
export const CATEGORY_OPTION_COMBOS = [cocCounts];
