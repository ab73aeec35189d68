// All tools.

/** @import { Tool } from "./tool.js" */

import { OPERATIONS } from "../operations.js";
import { ANSWERS } from "../tool/answers.js";
import { CATEGORY_OPTION_COMBOS } from "../tool/category-option-combos.js";
import { INTEGRITY } from "../tool/integrity.js";
import { MAINTENANCE } from "../tool/maintenance.js";
import { TASKS } from "../tool/tasks.js";
import { toolOf } from "./tool.js";

/** The special tools, followed by the operations. @type {readonly Tool[]} */
export const TOOLS = [
  ...ANSWERS,
  ...TASKS,
  ...INTEGRITY,
  ...MAINTENANCE,
  ...CATEGORY_OPTION_COMBOS,
  ...OPERATIONS.filter(({ isForPeople }) => !isForPeople).map(toolOf),
];
