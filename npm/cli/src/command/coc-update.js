// Generates missing category option combinations.

/** @import { ComboCounts } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { consequences } from "../maintenance.js";
import { COMBOS, update } from "../operation/category-option-combos.js";
import { TIMEOUT, YES } from "../options.js";
import { permitted } from "../permit.js";
import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const cocUpdate = {
  name: "coc update",
  arguments: "[COMBO]",
  summary: "Generate the missing option combinations of a category combination or of all.",
  example: "bjDvmb4bfuf --watch",
  authority: "F_PERFORM_MAINTENANCE",
  takes: [0, 1],
  options: { watch: "Wait until the expected number exists.", timeout: TIMEOUT, yes: `${YES} Only all combinations must be confirmed.` },
  run: async (call) => {
    const { words: [combo], options, output, signal, goesOn } = call;
    if (options.watch && combo === undefined) throw new Refusal("--watch requires a category combination.", "Add its UID.");
    const dhis2 = await (combo === undefined ? permitted(call, "The update of all category combinations", () => consequences(["updateCategoryOptionCombos"])) : call.connect());
    goesOn("it is probably still generating option combinations.");
    await update(dhis2, combo, signal);
    if (combo === undefined || !options.watch) {
      goesOn();
      await output.tell("Option combinations updated.", { updated: combo ?? "all" });
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
