// All operations: each is both a command and a tool.

import { CATEGORY_OPTION_COMBOS } from "./operation/category-option-combos.js";
import { DATA } from "./operation/data.js";
import { INTEGRITY } from "./operation/integrity.js";
import { JOBS } from "./operation/jobs.js";
import { LOCK_EXCEPTIONS } from "./operation/lock-exceptions.js";
import { ORGANISATION_UNITS } from "./operation/organisation-units.js";
import { PERIODS } from "./operation/periods.js";
import { PREDICTORS } from "./operation/predictors.js";
import { QUEUES } from "./operation/queues.js";
import { SCHEDULER } from "./operation/scheduler.js";
import { SETTINGS } from "./operation/settings.js";
import { SYNCHRONIZATION } from "./operation/synchronization.js";
import { TABLES } from "./operation/tables.js";
import { TASKS } from "./operation/tasks.js";
import { VALIDATION } from "./operation/validation.js";

/** By area, in the order of the help. @type {readonly import("./operation.js").Operation[]} */
export const OPERATIONS = [
  ...INTEGRITY,
  ...CATEGORY_OPTION_COMBOS,
  ...TABLES,
  ...VALIDATION,
  ...PREDICTORS,
  ...JOBS,
  ...TASKS,
  ...SCHEDULER,
  ...QUEUES,
  ...DATA,
  ...PERIODS,
  ...LOCK_EXCEPTIONS,
  ...ORGANISATION_UNITS,
  ...SETTINGS,
  ...SYNCHRONIZATION,
];
