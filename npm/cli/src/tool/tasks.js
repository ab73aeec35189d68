// Tools for what jobs say.

import { look } from "../follow.js";
import { schema } from "../mcp/tool.js";

const TYPE = { type: "string", description: "The type of the job, such as ANALYTICS_TABLE." };

const UID = { type: "string", description: "The job's identifier." };

const CREATED = {
  type: "string",
  description: "When the run was accepted, as the call that began it answered; left out: the run that goes on or waits for its turn, or else the last one.",
};

/** @type {import("../mcp/tool.js").Tool[]} */
export const TASKS = [
  {
    name: "task_status",
    description: "What a job has said, its stages, and at the end how it stands. Only an `ended` event says that it is over.",
    input: schema({ type: TYPE, uid: UID, created: CREATED }, ["type", "uid"]),
    effect: "reads",
    run: (dhis2, { type, uid, created }, signal) => look(dhis2, { jobType: type, id: uid, ...(created && { created }) }, signal),
  },
];
