// Tools for predictors.

import { Refusal } from "../failure.js";
import { schema } from "../mcp/tool.js";

/** @type {import("../mcp/tool.js").Tool[]} */
export const PREDICTORS = [
  {
    name: "predictors_run",
    description: "Runs every predictor, one, or those of groups one after another, and tells what became of values.",
    input: schema(
      {
        startDate: { type: "string", description: "The first day, such as 2026-01-01." },
        endDate: { type: "string", description: "The last day." },
        predictor: { type: "string", description: "The identifier of a predictor." },
        groups: { type: "array", items: { type: "string" }, minItems: 1, description: "The identifiers of groups." },
      },
      ["startDate", "endDate"],
    ),
    effect: "acts",
    isFailure: ({ state }) => state === "failed" || state === "unknown",
    run: async (dhis2, { predictor, groups, ...dates }, signal) => {
      if (predictor !== undefined && groups !== undefined) throw new Refusal("It is either a predictor or groups.", "Leave one out.");
      if (groups !== undefined) return dhis2.predictors.runGroups(groups, { ...dates, signal });
      return [await dhis2.predictors.run({ ...dates, ...(predictor !== undefined && { predictor }), signal })];
    },
  },
];
