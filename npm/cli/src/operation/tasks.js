// The notifications of jobs.

/** @import { TaskFeed } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { MEMBERS, members } from "../members.js";

/** @type {import("../operation.js").Word} */
const TYPE = ["TYPE", "Such as ANALYTICS_TABLE."];

/** @type {import("../operation.js").Word} */
const UID = ["UID"];

/** @type {import("../operation.js").Word} */
const ANY = ["[TYPE]", "Default: all."];

/** @type {import("../output.js").Columns<TaskFeed>} */
const FEEDS = {
  id: ({ job }) => job.id,
  time: ({ notifications: [newest] }) => newest?.time,
  level: ({ notifications: [newest] }) => newest?.level,
  message: ({ notifications: [newest] }) => newest?.message,
};

/** @type {import("../operation.js").Operation} */
const taskTypes = {
  name: "task types",
  summary: "List the job types that have notifications.",
  run: async (dhis2, _, signal) => (await dhis2.tasks.types({ signal })).map((type) => ({ type })),
  columns: { type: ({ type }) => type },
  none: "No notifications.",
};

/** @type {import("../operation.js").Operation} */
const taskList = {
  name: "task list",
  summary: "List the jobs of a type with their latest notification, most recently active first.",
  example: "ANALYTICS_TABLE",
  words: { type: TYPE },
  run: (dhis2, { type }, signal) => dhis2.tasks.list(type, { signal }),
  columns: FEEDS,
  none: "No notifications of this job type.",
};

/** @type {import("../operation.js").Operation} */
const taskSummary = {
  name: "task summary",
  summary: "Show the summary of a job or of all jobs of a type; imports, predictors and data exchanges have one.",
  example: "PREDICTOR",
  words: { type: TYPE, uid: ["[UID]", "Default: all jobs of the type."] },
  run: async (dhis2, { type, uid }, signal) => {
    if (uid === undefined) return dhis2.tasks.summaries(type, { signal });
    const job = { jobType: type, id: uid };
    const summary = await dhis2.tasks.summary(job, { signal });
    return summary === undefined ? [] : [{ job, summary }];
  },
  columns: MEMBERS,
  expand: members,
  none: "No summaries.",
};

/** @type {import("../operation.js").Operation} */
const taskDelete = {
  name: "task delete",
  summary: "Permanently delete the notifications of a job.",
  example: "ANALYTICS_TABLE dOroizYJpqs",
  words: { type: TYPE, uid: UID },
  changes: true,
  loses: (_, { type, uid }) => [`The notifications of the job ${type} ${uid} will be deleted.`],
  run: async (dhis2, { type, uid }, signal) => {
    await dhis2.tasks.delete({ jobType: type, id: uid }, { signal });
    return [{ deleted: { type, uid } }];
  },
  says: () => "Deleted.",
};

/** @type {import("../operation.js").Operation} */
const taskDeleteAll = {
  name: "task delete-all",
  summary: "Permanently delete the notifications of all jobs of a type, or of all types.",
  example: "ANALYTICS_TABLE",
  words: { type: ANY },
  changes: true,
  loses: (_, { type }) => [`The notifications of all ${type === undefined ? "" : `${type} `}jobs will be deleted.`],
  run: async (dhis2, { type }, signal) => {
    await dhis2.tasks.deleteAll({ jobType: type, signal });
    return [{ deleted: { type } }];
  },
  says: () => "Deleted.",
};

/** @type {import("../operation.js").Operation} */
const taskDeleteOld = {
  name: "task delete-old",
  summary: "Permanently delete old notifications; requires 2.41.4 or newer.",
  example: "ANALYTICS_TABLE --jobs 10",
  words: { type: ANY },
  options: { jobs: "Keep those of this many jobs of each type, the most recently active ones.", days: "Keep those of this many days." },
  changes: true,
  validate: ({ jobs, days }) => {
    if (jobs === undefined && days === undefined) throw new Refusal("What to keep is required.", "Add a number of jobs, of days, or both.");
  },
  loses: (_, { type, jobs, days }) => {
    const kept = [jobs !== undefined && `the latest ${jobs} jobs of each type`, days !== undefined && `the last ${days} days`].filter(Boolean);
    return [`The notifications of ${type ?? "all"} jobs will be deleted, except those of ${kept.join(" or ")}.`];
  },
  run: async (dhis2, { type, jobs, days }, signal) => {
    await dhis2.tasks.deleteOld({ jobType: type, jobs, days, signal });
    return [{ deleted: { type }, kept: { jobs, days } }];
  },
  says: () => "Deleted.",
};

/** In the order of the help. */
export const TASKS = [taskTypes, taskList, taskSummary, taskDelete, taskDeleteAll, taskDeleteOld];
