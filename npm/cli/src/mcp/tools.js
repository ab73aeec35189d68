// Every tool.

/** @import { Tool } from "./tool.js" */

import { CATEGORY_OPTION_COMBOS } from "../tool/category-option-combos.js";
import { INTEGRITY } from "../tool/integrity.js";
import { JOBS } from "../tool/jobs.js";
import { MAINTENANCE } from "../tool/maintenance.js";
import { PREDICTORS } from "../tool/predictors.js";
import { TABLES } from "../tool/tables.js";
import { TASKS } from "../tool/tasks.js";
import { VALIDATION } from "../tool/validation.js";

/** @type {readonly Tool[]} */
export const TOOLS = [...TASKS, ...JOBS, ...INTEGRITY, ...MAINTENANCE, ...CATEGORY_OPTION_COMBOS, ...TABLES, ...VALIDATION, ...PREDICTORS];
