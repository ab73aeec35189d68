// Tools for validation.

import { Refusal } from "../failure.js";
import { agreed, CONFIRM, schema } from "../mcp/tool.js";

const text = (/** @type {string} */ description) => ({ type: "string", description });
const texts = (/** @type {string} */ description) => ({ type: "array", items: { type: "string" }, minItems: 1, description });

const UNITS = texts("Identifiers of organisation units.");
const RULES = texts("Identifiers of rules.");

/** @type {import("../mcp/tool.js").Tool[]} */
export const VALIDATION = [
  {
    name: "validation_result_list",
    description: "The violations that were kept.",
    input: schema({
      organisationUnits: UNITS,
      validationRules: RULES,
      periods: texts("Periods, such as 202601."),
      createdSince: text("Found since this day, such as 2026-01-01."),
    }),
    effect: "reads",
    run: (dhis2, { organisationUnits, validationRules, periods, createdSince }, signal) =>
      dhis2.validation.results({
        signal,
        ...(organisationUnits && { organisationUnits }),
        ...(validationRules && { validationRules }),
        ...(periods && { periods }),
        ...(createdSince !== undefined && { createdSince }),
      }),
  },
  {
    name: "validation_result_delete",
    description: "Deletes violations that were kept, for good: all that every given member fits.",
    input: schema({
      id: { type: "integer", description: "The number of one; nothing else may be given then." },
      organisationUnits: UNITS,
      validationRules: RULES,
      period: text("Of the days of this period, such as 2026."),
      created: text("Found in this period, such as 2026."),
      notificationSent: { type: "boolean", description: "Whether somebody was told of them." },
      confirm: CONFIRM,
    }),
    effect: "removes",
    run: async (dhis2, { confirm, id, ...which }, signal) => {
      if (id !== undefined && Object.keys(which).length > 0) throw new Refusal("It is either a number or what fits.", "Leave one out.");
      agreed(dhis2, confirm, [`Deletes violations that were kept: ${JSON.stringify(id ?? which)}.`]);
      await (id === undefined ? dhis2.validation.deleteResults({ ...which, signal }) : dhis2.validation.deleteResult(id, { signal }));
      return [{ deleted: id ?? which }];
    },
  },
  {
    name: "validation_validate_expression",
    description: "What an expression means, or that it is none.",
    input: schema(
      {
        expression: text("The expression, such as #{fbfJHSPpUQD}."),
        context: {
          enum: ["generic", "indicator", "validationRule", "predictor", "predictorSkipTest", "programIndicator", "programIndicatorFilter"],
          description: "What it is for; left out: generic.",
        },
      },
      ["expression"],
    ),
    effect: "reads",
    run: async (dhis2, { expression, context = "generic" }, signal) => [await dhis2.validation.describe(expression, context, { signal })],
  },
];
