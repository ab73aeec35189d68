// Validates an expression.

/** @import { ExpressionContext } from "dhis2-steward" */

import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const validationValidateExpression = {
  name: "validation validate-expression",
  arguments: "EXPRESSION",
  summary: "Validate an expression and describe it. Exits with 1 if it is invalid.",
  more: `Contexts\n  generic, indicator, validationRule, predictor, predictorSkipTest,
  programIndicator, programIndicatorFilter`,
  example: "'#{fbfJHSPpUQD}' --context indicator",
  takes: [1, 1],
  options: { context: "The context of the expression. Default: generic." },
  run: async ({ connect, words: [expression = ""], options, output, signal }) => {
    const context = /** @type {ExpressionContext} */ (options.context ?? "generic");
    const dhis2 = await connect();
    const described = await dhis2.validation.describe(expression, context, { signal });
    await output.tell(described.description ?? described.message, described);
    return described.valid ? Status.done : Status.failed;
  },
};
