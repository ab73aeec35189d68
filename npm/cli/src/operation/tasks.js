// What jobs say.

/** @import { TaskFeed } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { MEMBERS, members } from "../members.js";

/** @type {import("../operation.js").Word} */
const TYPE = ["TYPE", "The type of the job, such as ANALYTICS_TABLE."];

/** @type {import("../operation.js").Word} */
const UID = ["UID", "The job's identifier."];

/** @type {import("../operation.js").Word} */
const ANY = ["[TYPE]", "The type of the jobs; without it, every type."];

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
  summary: "Lists the types of jobs that have said something.",
  run: async (dhis2, _, signal) => (await dhis2.tasks.types({ signal })).map((type) => ({ type })),
  columns: { type: ({ type }) => type },
  none: "No job has said anything.",
};

/** @type {import("../operation.js").Operation} */
const taskList = {
  name: "task list",
  summary: "Lists the jobs of a type with their newest message, most recently active first.",
  example: "ANALYTICS_TABLE",
  words: { type: TYPE },
  run: (dhis2, { type }, signal) => dhis2.tasks.list(type, { signal }),
  columns: FEEDS,
  none: "No job of this type has said anything.",
};

/** @type {import("../operation.js").Operation} */
const taskSummary = {
  name: "task summary",
  summary: "Tells what a job left as the sum of its work, or every job of a type: imports, predictors and exchanges leave one.",
  example: "PREDICTOR",
  words: { type: TYPE, uid: ["[UID]", "The job's identifier; without it, every job of the type."] },
  run: async (dhis2, { type, uid }, signal) => {
    if (uid === undefined) return dhis2.tasks.summaries(type, { signal });
    const job = { jobType: type, id: uid };
    const summary = await dhis2.tasks.summary(job, { signal });
    return summary === undefined ? [] : [{ job, summary }];
  },
  columns: MEMBERS,
  expand: members,
  none: "Nothing was left.",
};

/** @type {import("../operation.js").Operation} */
const taskDelete = {
  name: "task delete",
  summary: "Deletes what a job has said, for good.",
  example: "ANALYTICS_TABLE dOroizYJpqs",
  words: { type: TYPE, uid: UID },
  changes: true,
  loses: (_, { type, uid }) => [`Deletes what the job ${type} ${uid} has said.`],
  run: async (dhis2, { type, uid }, signal) => {
    await dhis2.tasks.delete({ jobType: type, id: uid }, { signal });
    return [{ deleted: { type, uid } }];
  },
  says: () => "Deleted.",
};

/** @type {import("../operation.js").Operation} */
const taskDeleteAll = {
  name: "task delete-all",
  summary: "Deletes what the jobs of a type, or of all types, have said, for good.",
  example: "ANALYTICS_TABLE",
  words: { type: ANY },
  changes: true,
  loses: (_, { type }) => [`Deletes what ${type === undefined ? "all jobs" : `all jobs of the type ${type}`} have said.`],
  run: async (dhis2, { type }, signal) => {
    await dhis2.tasks.deleteAll({ ...(type !== undefined && { jobType: type }), signal });
    return [{ deleted: { type } }];
  },
  says: () => "Deleted.",
};

/** @type {import("../operation.js").Operation} */
const taskDeleteOld = {
  name: "task delete-old",
  summary: "Deletes what jobs have said but for the youngest, for good; from 2.41.4 on.",
  example: "ANALYTICS_TABLE --jobs 10",
  words: { type: ANY },
  options: { jobs: "Of each type, keeps that of so many jobs, the most recently active ones.", days: "Keeps what was said in the last so many days." },
  changes: true,
  loses: (_, { type, jobs, days }) => {
    if (jobs === undefined && days === undefined) throw new Refusal("It needs to know what stays.", "Say how many jobs, days or both.");
    const stays = [jobs !== undefined && `of ${jobs} jobs each`, days !== undefined && `of the last ${days} days`].filter(Boolean);
    return [`Deletes what jobs ${type === undefined ? "of all types" : `of the type ${type}`} have said, but for that ${stays.join(" or ")}.`];
  },
  run: async (dhis2, { type, jobs, days }, signal) => {
    await dhis2.tasks.deleteOld({
      ...(type !== undefined && { jobType: type }),
      ...(jobs !== undefined && { jobs }),
      ...(days !== undefined && { days }),
      signal,
    });
    return [{ deleted: { type }, kept: { jobs, days } }];
  },
  says: () => "Deleted.",
};

/** In the order of help. */
export const TASKS = [taskTypes, taskList, taskSummary, taskDelete, taskDeleteAll, taskDeleteOld];
