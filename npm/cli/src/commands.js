// Every command, in the order in which help lists them.

/** @import { Command } from "./command.js" */

import { cache } from "./command/cache.js";
import { cleanup } from "./command/cleanup.js";
import { cocUpdate } from "./command/coc-update.js";
import { integrityList } from "./command/integrity-list.js";
import { integrityResult } from "./command/integrity-result.js";
import { integrityRun } from "./command/integrity-run.js";
import { jobCancel } from "./command/job-cancel.js";
import { jobList } from "./command/job-list.js";
import { jobRun } from "./command/job-run.js";
import { maintenance } from "./command/maintenance.js";
import { mcp } from "./command/mcp.js";
import { predictorsRun } from "./command/predictors-run.js";
import { refreshAnalytics } from "./command/refresh-analytics.js";
import { refreshMonitoring } from "./command/refresh-monitoring.js";
import { refreshResourceTables } from "./command/refresh-resource-tables.js";
import { taskList } from "./command/task-list.js";
import { taskStatus } from "./command/task-status.js";
import { taskTypes } from "./command/task-types.js";
import { taskWatch } from "./command/task-watch.js";
import { validationResultDelete } from "./command/validation-result-delete.js";
import { validationResultGet } from "./command/validation-result-get.js";
import { validationResultList } from "./command/validation-result-list.js";
import { validationRun } from "./command/validation-run.js";
import { validationSendNotifications } from "./command/validation-send-notifications.js";
import { validationValidateExpression } from "./command/validation-validate-expression.js";

/** @type {readonly Command[]} */
export const COMMANDS = [
  integrityList,
  integrityRun,
  integrityResult,
  cache,
  cleanup,
  maintenance,
  cocUpdate,
  refreshAnalytics,
  refreshResourceTables,
  refreshMonitoring,
  validationRun,
  validationResultList,
  validationResultGet,
  validationResultDelete,
  validationValidateExpression,
  validationSendNotifications,
  predictorsRun,
  jobList,
  jobRun,
  jobCancel,
  taskTypes,
  taskList,
  taskStatus,
  taskWatch,
  mcp,
];
