// Tools for predictors.

import { Refusal } from "../failure.js";
import { schema } from "../mcp/tool.js";

/** @type {import("../mcp/tool.js").Tool[]} */
export const PREDICTORS = [
  {
    name: "predictors_run",
    description: "Run all predictors, one, or those of groups one after another, and return the result.",
    input: schema(
      {
        startDate: { type: "string", description: "The first date, such as 2026-01-01." },
        endDate: { type: "string", description: "The last date." },
        predictor: { type: "string", description: "The UID of a predictor." },
        groups: { type: "array", items: { type: "string" }, minItems: 1, description: "The UIDs of predictor groups." },
      },
      ["startDate", "endDate"],
    ),
    effect: "acts",
    authority: "F_PREDICTOR_RUN",
    isFailure: ({ state }) => state === "failed" || state === "unknown",
    run: async (dhis2, { predictor, groups, ...dates }, signal) => {
      if (predictor !== undefined && groups !== undefined) throw new Refusal("A predictor and groups cannot be combined.", "Omit one of them.");
      if (groups !== undefined) return dhis2.predictors.runGroups(groups, { ...dates, signal });
      return [await dhis2.predictors.run({ ...dates, predictor, signal })];
    },
  },
];
