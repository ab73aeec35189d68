// Makes the category option combinations that are missing.

/** @import { ComboCounts } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { COMBOS } from "../operation/category-option-combos.js";
import { TIMEOUT } from "../options.js";
import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const cocUpdate = {
  name: "coc update",
  arguments: "[COMBO]",
  summary: "Makes the option combinations that a category combination lacks, or that all of them lack.",
  example: "bjDvmb4bfuf --watch",
  authority: "F_PERFORM_MAINTENANCE",
  takes: [0, 1],
  options: { watch: "Waits until there are as many as there should be.", timeout: TIMEOUT },
  run: async ({ connect, words: [combo], options, output, signal, goesOn }) => {
    if (options.watch && combo === undefined) throw new Refusal("Only one category combination can be watched.", "Name it.");
    const dhis2 = await connect();
    goesOn("it most likely still makes option combinations.");
    await (combo === undefined
      ? dhis2.categoryOptionCombos.updateAll({ signal })
      : dhis2.categoryOptionCombos.update(combo, { signal }));
    if (combo === undefined || !options.watch) {
      goesOn();
      await output.tell("The option combinations are updated.", { updated: combo ?? "all" });
      return Status.done;
    }
    /** @type {ComboCounts[]} */
    let last = [];
    for await (const counts of dhis2.categoryOptionCombos.settling(combo, { signal })) {
      await output.progress(`${counts.actual} of ${counts.expected}`, { progress: counts });
      last = [counts];
    }
    goesOn();
    await output.rows(COMBOS, last, "");
    return Status.done;
  },
};
