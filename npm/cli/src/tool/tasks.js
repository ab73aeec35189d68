// Tools for the notifications of jobs.

import { look } from "../follow.js";
import { schema } from "../mcp/tool.js";

const TYPE = { type: "string", description: "Such as ANALYTICS_TABLE." };

const UID = { type: "string" };

const CREATED = {
  type: "string",
  description: "As returned when the run was started. Default: the current or waiting run, otherwise the last one.",
};

/** @type {import("../mcp/tool.js").Tool[]} */
export const TASKS = [
  {
    name: "task_status",
    description: "Get the notifications, stages and state of a job. Only an `ended` event means that it has ended.",
    input: schema({ type: TYPE, uid: UID, created: CREATED }, ["type", "uid"]),
    effect: "reads",
    run: (dhis2, { type, uid, created }, signal) => look(dhis2, { jobType: type, id: uid, created }, signal),
  },
];
