// Jobs.

/** @import { JobErrors, RunningWork } from "dhis2-steward" */

/** @type {{ readonly uid: import("../operation.js").Word }} */
const JOB = { uid: ["UID"] };

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
  summary: "List the running jobs of all users.",
  run: (dhis2, _, signal) => dhis2.jobs.running({ signal }),
  columns: RUNNING,
  none: "No running jobs.",
};

/** @type {import("../operation.js").Operation} */
const jobRun = {
  name: "job run",
  summary: "Run a scheduled job now; most start within 20 seconds.",
  example: `${EXAMPLE} --watch`,
  words: JOB,
  begins: (dhis2, { uid }, signal) => dhis2.jobs.execute(uid, { signal }),
};

/** @type {import("../operation.js").Operation} */
const jobCancel = {
  name: "job cancel",
  summary: "Cancel a job; the server notices within 20 seconds and stops at the next item.",
  example: EXAMPLE,
  authority: "F_PERFORM_MAINTENANCE for other users' jobs",
  words: JOB,
  changes: true,
  run: async (dhis2, { uid }, signal) => {
    await dhis2.jobs.cancel(uid, { signal });
    return [{ cancelled: uid }];
  },
  says: () => "Cancellation requested; the server notices within 20 seconds.",
};

/** @type {import("../operation.js").Operation} */
const jobCancelType = {
  name: "job cancel-type",
  summary: "Cancel the running job of a type; if there are several, the latest.",
  example: "ANALYTICS_TABLE",
  words: { type: ["TYPE", "Such as ANALYTICS_TABLE."] },
  changes: true,
  run: async (dhis2, { type }, signal) => {
    await dhis2.jobs.cancelType(type, { signal });
    return [{ cancelled: type }];
  },
  says: () => "Cancellation requested; does nothing if no such job is running.",
};

/** @type {import("../operation.js").Operation} */
const jobEnable = {
  name: "job enable",
  summary: "Enable a job.",
  example: EXAMPLE,
  words: JOB,
  changes: true,
  run: async (dhis2, { uid }, signal) => {
    await dhis2.jobs.enable(uid, { signal });
    return [{ enabled: uid }];
  },
  says: () => "Job enabled.",
};

/** @type {import("../operation.js").Operation} */
const jobDisable = {
  name: "job disable",
  summary: "Disable a job; does not stop a current run.",
  example: EXAMPLE,
  words: JOB,
  changes: true,
  run: async (dhis2, { uid }, signal) => {
    await dhis2.jobs.disable(uid, { signal });
    return [{ disabled: uid }];
  },
  says: () => "Job disabled.",
};

/** @type {import("../operation.js").Operation} */
const jobRevert = {
  name: "job revert",
  summary: "Revert a stale run, such as one left by a stopped server.",
  example: EXAMPLE,
  authority: "F_PERFORM_MAINTENANCE",
  words: JOB,
  changes: true,
  run: async (dhis2, { uid }, signal) => {
    await dhis2.jobs.revert(uid, { signal });
    return [{ reverted: uid }];
  },
  says: () => "Run reverted.",
};

/** @type {import("../operation.js").Operation} */
const jobErrors = {
  name: "job errors",
  summary: "List the errors for single objects in the last run of a job or of all jobs.",
  example: EXAMPLE,
  authority: "F_JOB_LOG_READ",
  words: { uid: ["[UID]", "Default: all jobs with errors."] },
  options: { "job-type": "Without a UID: only jobs of this type." },
  run: async (dhis2, { uid, jobType }, signal) => {
    const all = uid === undefined ? await dhis2.jobs.allErrors({ jobType, signal }) : [await dhis2.jobs.errors(uid, { signal })];
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
  none: "No errors.",
};

/** Each error with its job. @param {JobErrors} run */
const each = ({ id: job, jobType, errors }) => errors.map((error) => ({ job, jobType, ...error }));

/** @type {import("../operation.js").Operation} */
const jobClean = {
  name: "job clean",
  summary: "Remove run-once jobs that finished more than this many minutes ago; the server does this itself after a day.",
  example: "60",
  authority: "F_PERFORM_MAINTENANCE",
  words: { minutes: ["MINUTES"] },
  changes: true,
  loses: (_, { minutes }) => [`Run-once jobs that finished more than ${minutes} minutes ago will be removed, with their outcomes.`],
  run: async (dhis2, { minutes }, signal) => {
    await dhis2.jobs.clean(minutes, { signal });
    return [{ cleaned: minutes }];
  },
  says: () => "Jobs removed.",
};

/** In the order of the help. */
export const JOBS = [jobList, jobRun, jobCancel, jobCancelType, jobEnable, jobDisable, jobRevert, jobErrors, jobClean];
