// Jobs: what runs, and what can be done about it.

/** @import { JobErrors, RunningWork } from "dhis2-steward" */

/** @type {{ readonly uid: import("../operation.js").Word }} */
const JOB = { uid: ["UID", "The job's identifier."] };

const EXAMPLE = "dOroizYJpqs";

/** @type {import("../output.js").Columns<RunningWork>} */
const RUNNING = {
  type: ({ jobType }) => jobType,
  id: ({ job }) => job?.id,
  started: ({ startedTime }) => startedTime,
  stages: ({ stages }) => stages.join("; "),
  description: ({ description }) => description,
};

/** @type {import("../operation.js").Operation} */
const jobList = {
  name: "job list",
  summary: "Lists the jobs that run now, whoever started them.",
  run: (dhis2, _, signal) => dhis2.jobs.running({ signal }),
  columns: RUNNING,
  none: "Nothing runs now.",
};

/** @type {import("../operation.js").Operation} */
const jobRun = {
  name: "job run",
  summary: "Runs a job of the scheduler now, besides its schedule; most begin within 20 seconds.",
  example: `${EXAMPLE} --watch`,
  words: JOB,
  begins: (dhis2, { uid }, signal) => dhis2.jobs.execute(uid, { signal }),
};

/** @type {import("../operation.js").Operation} */
const jobCancel = {
  name: "job cancel",
  summary: "Asks the server to stop a job; it notices within 20 seconds and stops at the next item.",
  example: EXAMPLE,
  words: JOB,
  changes: true,
  run: async (dhis2, { uid }, signal) => {
    await dhis2.jobs.cancel(uid, { signal });
    return [{ cancelled: uid }];
  },
  says: () => "The server was asked to stop the job, and notices within 20 seconds.",
};

/** @type {import("../operation.js").Operation} */
const jobCancelType = {
  name: "job cancel-type",
  summary: "Asks the server to stop what runs of a type, of several jobs the one that began last.",
  example: "ANALYTICS_TABLE",
  words: { type: ["TYPE", "The type of the job, such as ANALYTICS_TABLE."] },
  changes: true,
  run: async (dhis2, { type }, signal) => {
    await dhis2.jobs.cancelType(type, { signal });
    return [{ cancelled: type }];
  },
  says: () => "The server was asked to stop it; where nothing runs, nothing happens.",
};

/** @type {import("../operation.js").Operation} */
const jobEnable = {
  name: "job enable",
  summary: "Switches a job on.",
  example: EXAMPLE,
  words: JOB,
  changes: true,
  run: async (dhis2, { uid }, signal) => {
    await dhis2.jobs.enable(uid, { signal });
    return [{ enabled: uid }];
  },
  says: () => "The job is switched on.",
};

/** @type {import("../operation.js").Operation} */
const jobDisable = {
  name: "job disable",
  summary: "Switches a job off; a run that goes on is not stopped.",
  example: EXAMPLE,
  words: JOB,
  changes: true,
  run: async (dhis2, { uid }, signal) => {
    await dhis2.jobs.disable(uid, { signal });
    return [{ disabled: uid }];
  },
  says: () => "The job is switched off.",
};

/** @type {import("../operation.js").Operation} */
const jobRevert = {
  name: "job revert",
  summary: "Gives up a run that nobody works at any more, such as one of a server that has stopped.",
  example: EXAMPLE,
  authority: "F_PERFORM_MAINTENANCE",
  words: JOB,
  changes: true,
  run: async (dhis2, { uid }, signal) => {
    await dhis2.jobs.revert(uid, { signal });
    return [{ reverted: uid }];
  },
  says: () => "The run is given up.",
};

/** @type {import("../operation.js").Operation} */
const jobErrors = {
  name: "job errors",
  summary: "Lists what went wrong with single objects in the last run of a job, or of every job.",
  example: EXAMPLE,
  authority: "F_JOB_LOG_READ",
  words: { uid: ["[UID]", "The job's identifier; without it, every job that left errors."] },
  options: { "job-type": "Without a job: only those of this type." },
  run: async (dhis2, { uid, jobType }, signal) => {
    const type = jobType === undefined ? {} : { jobType };
    const all = uid === undefined ? await dhis2.jobs.allErrors({ ...type, signal }) : [await dhis2.jobs.errors(uid, { signal })];
    return all.flatMap(each);
  },
  columns: {
    job: ({ job }) => job,
    type: ({ jobType }) => jobType,
    code: ({ code }) => code,
    object: ({ objectType }) => objectType,
    id: ({ id }) => id,
    message: ({ message, arguments: words }) => message ?? words.join("; "),
  },
  none: "Nothing went wrong.",
};

/** Each error with its job. @param {JobErrors} run */
const each = ({ id: job, jobType, errors }) => errors.map((error) => ({ job, jobType, ...error }));

/** @type {import("../operation.js").Operation} */
const jobClean = {
  name: "job clean",
  summary: "Forgets run-once jobs that ended more than so many minutes ago; the server does so by itself after a day.",
  example: "60",
  authority: "F_PERFORM_MAINTENANCE",
  words: { minutes: ["MINUTES", "How many minutes ago they must have ended."] },
  changes: true,
  loses: (_, { minutes }) => [`Forgets the run-once jobs that ended more than ${minutes} minutes ago, and how they ended.`],
  run: async (dhis2, { minutes }, signal) => {
    await dhis2.jobs.clean(minutes, { signal });
    return [{ cleaned: minutes }];
  },
  says: () => "They are forgotten.",
};

/** In the order of help. */
export const JOBS = [jobList, jobRun, jobCancel, jobCancelType, jobEnable, jobDisable, jobRevert, jobErrors, jobClean];
