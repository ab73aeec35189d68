// The scheduler: job configurations.

/** @import { JobTypeInfo, JobTypeParameters, ScheduledJob, SchedulerEntry } from "dhis2-steward" */

import { scheduleOf, sentence } from "../cron.js";
import { Refusal } from "../failure.js";
import { MEMBERS, members } from "../members.js";

/** @type {{ readonly uid: import("../operation.js").Word }} */
const JOB = { uid: ["UID"] };

/** @type {import("../output.js").Columns<ScheduledJob>} */
const JOBS = {
  id: ({ id }) => id,
  type: ({ jobType }) => jobType,
  status: ({ jobStatus }) => jobStatus,
  enabled: ({ enabled }) => enabled,
  schedule: ({ schedule }) => scheduleOf(schedule),
  next: ({ nextExecutionTime }) => nextExecutionTime,
  queue: ({ queueName }) => queueName,
  name: ({ name }) => name,
};

/** @type {import("../output.js").Columns<SchedulerEntry>} */
export const ENTRIES = {
  type: ({ jobType }) => jobType ?? "queue",
  status: ({ status }) => status,
  enabled: ({ enabled }) => enabled,
  schedule: ({ cronExpression, delay }) => cronExpression ?? (delay === undefined ? undefined : `${delay} s`),
  next: ({ nextExecutionTime }) => nextExecutionTime,
  name: ({ name }) => name,
  jobs: ({ sequence }) => sequence.map(({ id }) => id).join(" "),
};

/** The options that describe a job. */
const DRAFT = /** @type {const} */ ({
  file: "A JSON file with the job, as printed by `scheduler get UID --json`; other options override it.",
  name: "Its name, which must be unique.",
  cron: "A cron expression in the server's time zone, such as “0 0 3 ? * MON-FRI”.",
  delay: "The delay between runs in seconds, instead of a cron expression.",
  parameters: "Its parameters, such as {\"lastYears\": 2}; see `scheduler parameters`.",
});

/** The members that a file may have, and those that only the server sets. */
const MEMBER = {
  own: ["name", "jobType", "schedule", "jobParameters", "enabled", "others"],
  server: [
    ...["id", "jobStatus", "schedulingType", "created", "lastExecuted", "lastFinished", "lastAlive", "lastExecutedStatus"],
    ...["lastRuntimeExecution", "executedBy", "run", "nextExecutionTime", "maxDelayedExecutionTime", "queueName", "queuePosition"],
    ...["configurable", "errorCodes"],
  ],
};

/** A job as the module takes it. @param {any} input */
function draft({ file = {}, cron, delay, parameters, disabled, uid: _, ...named }) {
  const foreign = Object.keys(file).find((name) => !MEMBER.own.includes(name) && !MEMBER.server.includes(name));
  if (foreign !== undefined) throw new Refusal("The file has a member that jobs do not have.", `Members: ${MEMBER.own.join(", ")}.`);
  if (cron !== undefined && delay !== undefined) throw new Refusal("A cron expression and a delay cannot be combined.", "Omit one of them.");
  const wanted = Object.fromEntries(Object.entries(file).filter(([name]) => MEMBER.own.includes(name)));
  return {
    ...wanted,
    ...named,
    ...(cron !== undefined && { schedule: { type: "cron", cronExpression: cron } }),
    ...(delay !== undefined && { schedule: { type: "fixedDelay", delay } }),
    ...(parameters !== undefined && { jobParameters: parameters }),
    ...(disabled && { enabled: false }),
  };
}

/** @type {import("../operation.js").Operation} */
const schedulerList = {
  name: "scheduler list",
  summary: "List jobs and queues by their next execution, without run-once jobs.",
  run: (dhis2, _, signal) => dhis2.scheduler.entries({ signal }),
  columns: ENTRIES,
  none: "No scheduled jobs.",
};

/** @type {import("../operation.js").Operation} */
const schedulerJobs = {
  name: "scheduler jobs",
  summary: "List all jobs, including run-once jobs.",
  run: (dhis2, _, signal) => dhis2.scheduler.jobs({ signal }),
  columns: JOBS,
  none: "No jobs.",
};

/** @type {import("../operation.js").Operation} */
const schedulerGet = {
  name: "scheduler get",
  isOne: true,
  summary: "Show a job: its schedule, parameters and last run.",
  example: "dOroizYJpqs --json",
  words: JOB,
  run: async (dhis2, { uid }, signal) => [await dhis2.scheduler.job(uid, { signal })],
  columns: MEMBERS,
  expand: members,
};

/** @type {import("../operation.js").Operation} */
const schedulerCreate = {
  name: "scheduler create",
  summary: "Create a job.",
  example: "--name 'Nightly analytics' --job-type ANALYTICS_TABLE --cron '0 0 3 ? * *' --parameters '{\"lastYears\": 2}'",
  authority: "F_SCHEDULING_ADMIN",
  options: { ...DRAFT, "job-type": "Its type; see `scheduler types`.", disabled: "Create it disabled." },
  needs: ["name", "job-type"],
  changes: true,
  validate: (input) => {
    const { name, jobType } = draft(input);
    if (name === undefined || jobType === undefined) throw new Refusal("A name and a type are required.", "Add what is missing.");
  },
  run: async (dhis2, input, signal) => [{ created: await dhis2.scheduler.create(draft(input), { signal }) }],
  says: ({ created }) => `Job created: ${created}`,
};

/** @type {import("../operation.js").Operation} */
const schedulerUpdate = {
  name: "scheduler update",
  summary: "Update a job and show its previous values; properties not given stay unchanged.",
  example: "dOroizYJpqs --cron '0 30 2 ? * *'",
  authority: "F_SCHEDULING_ADMIN",
  words: JOB,
  options: DRAFT,
  changes: true,
  validate: (input) => {
    if (Object.keys(draft(input)).length === 0) throw new Refusal("Nothing to change.", "Add at least one new value.");
  },
  run: async (dhis2, { uid, ...input }, signal) => {
    const changes = draft(input);
    const { name, schedule, jobParameters } = await dhis2.scheduler.job(uid, { signal });
    await dhis2.scheduler.update(uid, changes, { signal });
    return [{ updated: uid, before: { name, schedule, jobParameters } }];
  },
  says: ({ before }) => `Job updated. Before: ${JSON.stringify(before)}`,
};

/** @type {import("../operation.js").Operation} */
const schedulerDelete = {
  name: "scheduler delete",
  summary: "Permanently delete a job.",
  example: "dOroizYJpqs",
  authority: "F_SCHEDULING_ADMIN",
  words: JOB,
  changes: true,
  loses: async (dhis2, { uid }, signal) => {
    const { name, jobType, schedule } = await dhis2.scheduler.job(uid, { signal });
    return [`The job “${name}” of type ${jobType} will be deleted, with its schedule (${scheduleOf(schedule) || "none"}) and parameters.`];
  },
  run: async (dhis2, { uid }, signal) => {
    await dhis2.scheduler.delete(uid, { signal });
    return [{ deleted: uid }];
  },
  says: () => "Job deleted.",
};

/** @type {import("../operation.js").Operation} */
const schedulerTypes = {
  name: "scheduler types",
  summary: "List the configurable job types.",
  run: (dhis2, _, signal) => dhis2.scheduler.jobTypes({ signal }),
  columns: {
    type: (/** @type {JobTypeInfo} */ { jobType }) => jobType,
    name: (/** @type {JobTypeInfo} */ { name }) => name,
    parameters: (/** @type {JobTypeInfo} */ { parameters }) => parameters.map(({ name }) => name).join(" "),
  },
};

/** @type {import("../operation.js").Operation} */
const schedulerParameters = {
  name: "scheduler parameters",
  summary: "List the parameters of a job type or of all job types.",
  example: "ANALYTICS_TABLE",
  words: { type: ["[TYPE]", "Default: all."] },
  run: async (dhis2, { type }, signal) => {
    const types = await dhis2.scheduler.jobParameters({ signal });
    return types.filter(({ jobType }) => type === undefined || jobType === type).flatMap(each);
  },
  columns: {
    type: ({ jobType }) => jobType,
    name: ({ name }) => name,
    required: ({ required }) => required,
    class: ({ class: kind, itemClass }) => itemClass ?? kind,
    default: ({ defaultValue }) => (typeof defaultValue === "object" ? JSON.stringify(defaultValue) : defaultValue),
    values: ({ constants, relativeApiEndpoint }) => relativeApiEndpoint ?? constants.join(" "),
  },
  none: "The job type has no parameters or does not exist.",
};

/** Each parameter with its type. @param {JobTypeParameters} type */
const each = ({ jobType, parameters }) => parameters.map((parameter) => ({ jobType, ...parameter }));

/** @type {import("../operation.js").Operation} */
const schedulerDue = {
  name: "scheduler due",
  summary: "List the jobs that are due within this many seconds, the next one first.",
  example: "3600",
  words: { seconds: ["SECONDS"] },
  run: (dhis2, { seconds }, signal) => dhis2.scheduler.due(seconds, { signal }),
  columns: JOBS,
  none: "No jobs are due.",
};

/** @type {import("../operation.js").Operation} */
const schedulerStale = {
  name: "scheduler stale",
  summary: "List the running jobs that have not been alive for this many seconds; `job revert` reverts them.",
  example: "600",
  words: { seconds: ["[SECONDS]", "Default: the server's setting."] },
  run: (dhis2, { seconds = 0 }, signal) => dhis2.scheduler.stale(seconds, { signal }),
  columns: JOBS,
  none: "No stale jobs.",
};

/** @type {import("../operation.js").Operation} */
const schedulerCron = {
  name: "scheduler cron",
  summary: "Describe a cron expression and show when it runs next, in the server's time zone.",
  example: "'0 0 3 ? * MON-FRI' --count 3",
  words: { expression: ["EXPRESSION", "Six fields, starting with the second, such as “0 0 3 ? * MON-FRI”, or a macro such as @daily."] },
  options: { count: "How many times to show. Default: 5.", after: "Show times after this one, such as 2026-01-31T12:00. Default: now." },
  run: async (dhis2, { expression, count, after }, _) => {
    const phrases = await dhis2.scheduler.describe(expression);
    const times = await dhis2.scheduler.nextExecutions(expression, { count, after });
    const never = times.length === 0 && count !== 0 ? " (never runs)" : "";
    return [{ means: `${sentence(phrases)}${never}`, phrases }, ...times.map((nextExecutionTime) => ({ nextExecutionTime }))];
  },
  says: ({ means, nextExecutionTime }) => means ?? nextExecutionTime,
};

/** In the order of the help. */
export const SCHEDULER = [
  schedulerList,
  schedulerJobs,
  schedulerGet,
  schedulerCreate,
  schedulerUpdate,
  schedulerDelete,
  schedulerTypes,
  schedulerParameters,
  schedulerDue,
  schedulerStale,
  schedulerCron,
];
