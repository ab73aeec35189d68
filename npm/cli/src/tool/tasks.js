// Tools for what jobs say.

import { look } from "../follow.js";
import { schema, TYPE, UID } from "../mcp/tool.js";

const CREATED = {
  type: "string",
  description: "When the run was accepted, as the call that began it answered: for jobs that run again and again.",
};

/** @type {import("../mcp/tool.js").Tool[]} */
export const TASKS = [
  {
    name: "task_types",
    description: "The types of jobs that have said something.",
    input: schema(),
    effect: "reads",
    run: async (dhis2, _, signal) => (await dhis2.tasks.types({ signal })).map((type) => ({ type })),
  },
  {
    name: "task_list",
    description: "The jobs of a type with their newest and oldest message, most recently active first.",
    input: schema({ type: TYPE }, ["type"]),
    effect: "reads",
    run: (dhis2, { type }, signal) => dhis2.tasks.list(type, { signal }),
  },
  {
    name: "task_status",
    description: "What a job has said, its stages, and at the end how it stands. Only an `ended` event says that it is over.",
    input: schema({ type: TYPE, uid: UID, created: CREATED }, ["type", "uid"]),
    effect: "reads",
    run: (dhis2, { type, uid, created }, signal) => look(dhis2, { jobType: type, id: uid, ...(created && { created }) }, signal),
  },
];
