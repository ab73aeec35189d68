// All commands, in the order of the help.

/** @import { Command } from "./command.js" */

import { cache } from "./command/cache.js";
import { cleanup } from "./command/cleanup.js";
import { cocUpdate } from "./command/coc-update.js";
import { integrityRun } from "./command/integrity-run.js";
import { maintenance } from "./command/maintenance.js";
import { mcp } from "./command/mcp.js";
import { settingSetSecret } from "./command/setting-set-secret.js";
import { synchronizationConfigure } from "./command/synchronization-configure.js";
import { taskStatus } from "./command/task-status.js";
import { taskWatch } from "./command/task-watch.js";
import { commandOf } from "./operation.js";
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

/** @type {readonly Command[]} */
export const COMMANDS = [
  integrityRun,
  ...INTEGRITY.map(commandOf),
  cache,
  cleanup,
  maintenance,
  cocUpdate,
  ...CATEGORY_OPTION_COMBOS.map(commandOf),
  ...TABLES.map(commandOf),
  ...VALIDATION.map(commandOf),
  ...PREDICTORS.map(commandOf),
  ...JOBS.map(commandOf),
  ...TASKS.map(commandOf),
  taskStatus,
  taskWatch,
  ...SCHEDULER.map(commandOf),
  ...QUEUES.map(commandOf),
  ...DATA.map(commandOf),
  ...PERIODS.map(commandOf),
  ...LOCK_EXCEPTIONS.map(commandOf),
  ...ORGANISATION_UNITS.map(commandOf),
  ...SETTINGS.map(commandOf),
  settingSetSecret,
  ...SYNCHRONIZATION.map(commandOf),
  synchronizationConfigure,
  mcp,
];

/** The first word of a command, which its group shares. @param {Command} command */
export const groupOf = ({ name }) => name.split(" ", 1)[0] ?? name;
