// Tools for validation.

import { Refusal } from "../failure.js";
import { agreed, CONFIRM, schema } from "../mcp/tool.js";

const text = (/** @type {string} */ description) => ({ type: "string", description });
const texts = (/** @type {string} */ description) => ({ type: "array", items: { type: "string" }, minItems: 1, description });

const UNITS = texts("The UIDs of organisation units.");
const RULES = texts("The UIDs of validation rules.");

/** @type {import("../mcp/tool.js").Tool[]} */
export const VALIDATION = [
  {
    name: "validation_result_list",
    description: "List persisted validation results.",
    input: schema({
      organisationUnits: UNITS,
      validationRules: RULES,
      periods: texts("Periods, such as 202601."),
      createdSince: text("Only results created since this date, such as 2026-01-01."),
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
    description: "Permanently delete a validation result by number, or all that match every given property.",
    input: schema({
      id: { type: "integer", description: "The number of a result; excludes all other properties except `confirm`." },
      organisationUnits: UNITS,
      validationRules: RULES,
      period: text("Results for dates in this period, such as 2026."),
      created: text("Results created in this period, such as 2026."),
      notificationSent: { type: "boolean", description: "Whether their notification was sent." },
      confirm: CONFIRM,
    }),
    effect: "removes",
    run: async (dhis2, { confirm, id, ...which }, signal) => {
      if (id !== undefined && Object.keys(which).length > 0) throw new Refusal("A number and a filter cannot be combined.", "Omit one of them.");
      agreed(dhis2, confirm, [`Validation results will be deleted: ${JSON.stringify(id ?? which)}.`]);
      await (id === undefined ? dhis2.validation.deleteResults({ ...which, signal }) : dhis2.validation.deleteResult(id, { signal }));
      return [{ deleted: id ?? which }];
    },
  },
  {
    name: "validation_validate_expression",
    description: "Validate an expression and describe it.",
    input: schema(
      {
        expression: text("The expression, such as #{fbfJHSPpUQD}."),
        context: {
          enum: ["generic", "indicator", "validationRule", "predictor", "predictorSkipTest", "programIndicator", "programIndicatorFilter"],
          description: "The context of the expression. Default: generic.",
        },
      },
      ["expression"],
    ),
    effect: "reads",
    run: async (dhis2, { expression, context = "generic" }, signal) => [await dhis2.validation.describe(expression, context, { signal })],
  },
];
