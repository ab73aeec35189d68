// Every tool.

/** @import { Tool } from "./tool.js" */

import { INTEGRITY } from "../tool/integrity.js";
import { JOBS } from "../tool/jobs.js";
import { MAINTENANCE } from "../tool/maintenance.js";
import { TASKS } from "../tool/tasks.js";

/** @type {readonly Tool[]} */
export const TOOLS = [...TASKS, ...JOBS, ...INTEGRITY, ...MAINTENANCE];
