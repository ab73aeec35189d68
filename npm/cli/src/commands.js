// Every command, in the order in which help lists them.

/** @import { Command } from "./command.js" */

import { cache } from "./command/cache.js";
import { cleanup } from "./command/cleanup.js";
import { integrityList } from "./command/integrity-list.js";
import { integrityResult } from "./command/integrity-result.js";
import { integrityRun } from "./command/integrity-run.js";
import { jobCancel } from "./command/job-cancel.js";
import { jobList } from "./command/job-list.js";
import { maintenance } from "./command/maintenance.js";
import { mcp } from "./command/mcp.js";
import { taskList } from "./command/task-list.js";
import { taskStatus } from "./command/task-status.js";
import { taskTypes } from "./command/task-types.js";
import { taskWatch } from "./command/task-watch.js";

/** @type {readonly Command[]} */
export const COMMANDS = [
  integrityList,
  integrityRun,
  integrityResult,
  cache,
  cleanup,
  maintenance,
  jobList,
  jobCancel,
  taskTypes,
  taskList,
  taskStatus,
  taskWatch,
  mcp,
];
