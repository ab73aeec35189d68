// The scheduler: which jobs there are, and when they run.

/** @import { JobTypeInfo, JobTypeParameters, ScheduledJob, SchedulerEntry } from "dhis2-steward" */

import { scheduleOf, sentence } from "../cron.js";
import { Refusal } from "../failure.js";
import { MEMBERS, members } from "../members.js";

/** @type {{ readonly uid: import("../operation.js").Word }} */
const JOB = { uid: ["UID", "The job's identifier."] };

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

/** What says how a job is to be. */
const DRAFT = /** @type {const} */ ({
  file: "A file of JSON that holds it, such as `scheduler get UID --json` prints; what else is given is stronger.",
  name: "Its name; the server has no two jobs of one name.",
  cron: "When it runs, on the server's clock: six fields from the second on, such as “0 0 3 ? * MON-FRI”.",
  delay: "How many seconds after its last run it runs again, in place of a cron expression.",
  parameters: "What it is told to do, such as {\"lastYears\": 2}; `scheduler parameters` tells what there is.",
});

/** Members that a file may hold, and those that the server alone sets. */
const MEMBER = {
  own: ["name", "jobType", "schedule", "jobParameters", "enabled", "others"],
  server: [
    ...["id", "jobStatus", "schedulingType", "created", "lastExecuted", "lastFinished", "lastAlive", "lastExecutedStatus"],
    ...["lastRuntimeExecution", "executedBy", "nextExecutionTime", "maxDelayedExecutionTime", "queueName", "queuePosition"],
    ...["configurable", "errorCodes"],
  ],
};

/** A job as the module takes it. @param {any} input */
function draft({ file = {}, cron, delay, parameters, disabled, uid: _, ...named }) {
  const foreign = Object.keys(file).find((name) => !MEMBER.own.includes(name) && !MEMBER.server.includes(name));
  if (foreign !== undefined) throw new Refusal("The file holds what no job has.", `It may hold ${MEMBER.own.join(", ")}.`);
  if (cron !== undefined && delay !== undefined) throw new Refusal("It is either a cron expression or a delay.", "Leave one out.");
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
  summary: "Lists jobs and queues in the order in which they run next, without those that run once.",
  run: (dhis2, _, signal) => dhis2.scheduler.entries({ signal }),
  columns: ENTRIES,
  none: "Nothing is scheduled.",
};

/** @type {import("../operation.js").Operation} */
const schedulerJobs = {
  name: "scheduler jobs",
  summary: "Lists every job, those that run once too.",
  run: (dhis2, _, signal) => dhis2.scheduler.jobs({ signal }),
  columns: JOBS,
  none: "There is no job.",
};

/** @type {import("../operation.js").Operation} */
const schedulerGet = {
  name: "scheduler get",
  summary: "Tells all of a job: its schedule, its parameters and its last run.",
  example: "dOroizYJpqs --json",
  words: JOB,
  run: async (dhis2, { uid }, signal) => [await dhis2.scheduler.job(uid, { signal })],
  columns: MEMBERS,
  expand: members,
};

/** @type {import("../operation.js").Operation} */
const schedulerCreate = {
  name: "scheduler create",
  summary: "Makes a job.",
  example: "--name 'Nightly analytics' --job-type ANALYTICS_TABLE --cron '0 0 3 ? * *' --parameters '{\"lastYears\": 2}'",
  authority: "F_SCHEDULING_ADMIN",
  options: { ...DRAFT, "job-type": "What kind of work it is; `scheduler types` tells what there is.", disabled: "Makes it switched off." },
  changes: true,
  run: async (dhis2, input, signal) => {
    const job = draft(input);
    if (job.name === undefined || job.jobType === undefined) throw new Refusal("A job needs a name and a type.", "Say --name and --job-type.");
    return [{ created: await dhis2.scheduler.create(job, { signal }) }];
  },
  says: ({ created }) => `The job is made: ${created}`,
};

/** @type {import("../operation.js").Operation} */
const schedulerUpdate = {
  name: "scheduler update",
  summary: "Changes a job, and tells what it was; whatever is not named stays as it is.",
  example: "dOroizYJpqs --cron '0 30 2 ? * *'",
  authority: "F_SCHEDULING_ADMIN",
  words: JOB,
  options: DRAFT,
  changes: true,
  run: async (dhis2, { uid, ...input }, signal) => {
    const changes = draft(input);
    if (Object.keys(changes).length === 0) throw new Refusal("Nothing says what is to be another.", "See `dhis2-steward help scheduler update`.");
    const { name, schedule, jobParameters } = await dhis2.scheduler.job(uid, { signal });
    await dhis2.scheduler.update(uid, changes, { signal });
    return [{ updated: uid, before: { name, schedule, jobParameters } }];
  },
  says: ({ before }) => `The job is changed. It was ${JSON.stringify(before)}`,
};

/** @type {import("../operation.js").Operation} */
const schedulerDelete = {
  name: "scheduler delete",
  summary: "Deletes a job, for good.",
  example: "dOroizYJpqs",
  authority: "F_SCHEDULING_ADMIN",
  words: JOB,
  changes: true,
  loses: async (dhis2, { uid }, signal) => {
    const { name, jobType, schedule } = await dhis2.scheduler.job(uid, { signal });
    return [`Deletes the job “${name}” of the type ${jobType} with its schedule (${scheduleOf(schedule) || "none"}) and its parameters.`];
  },
  run: async (dhis2, { uid }, signal) => {
    await dhis2.scheduler.delete(uid, { signal });
    return [{ deleted: uid }];
  },
  says: () => "The job is deleted.",
};

/** @type {import("../operation.js").Operation} */
const schedulerTypes = {
  name: "scheduler types",
  summary: "Lists the types of jobs that people may make.",
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
  summary: "Lists what the jobs of a type, or of every type, can be told.",
  example: "ANALYTICS_TABLE",
  words: { type: ["[TYPE]", "The type of the jobs."] },
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
  none: "Jobs of this type can be told nothing, or there is no such type.",
};

/** Each parameter with its type. @param {JobTypeParameters} type */
const each = ({ jobType, parameters }) => parameters.map((parameter) => ({ jobType, ...parameter }));

/** @type {import("../operation.js").Operation} */
const schedulerDue = {
  name: "scheduler due",
  summary: "Lists the jobs that run by themselves within so many seconds, the next one first.",
  example: "3600",
  words: { seconds: ["SECONDS", "How many seconds."] },
  run: (dhis2, { seconds }, signal) => dhis2.scheduler.due(seconds, { signal }),
  columns: JOBS,
  none: "Nothing is due.",
};

/** @type {import("../operation.js").Operation} */
const schedulerStale = {
  name: "scheduler stale",
  summary: "Lists the jobs that run and have given no sign of life for so many seconds; `job revert` gives them up.",
  example: "600",
  words: { seconds: ["[SECONDS]", "How many seconds; without it, as many as the server's setting says."] },
  run: (dhis2, { seconds = 0 }, signal) => dhis2.scheduler.stale(seconds, { signal }),
  columns: JOBS,
  none: "No job is stale.",
};

/** @type {import("../operation.js").Operation} */
const schedulerCron = {
  name: "scheduler cron",
  summary: "Says what a cron expression means, and when it runs next on the server's clock.",
  example: "'0 0 3 ? * MON-FRI' --count 3",
  words: { expression: ["EXPRESSION", "Six fields from the second on, such as “0 0 3 ? * MON-FRI”, or a macro such as @daily."] },
  options: { count: "How many times to tell, 5 if left out.", after: "After which time, such as 2026-01-31T12:00; without it, now." },
  run: async (dhis2, { expression, count, after }, _) => {
    const phrases = await dhis2.scheduler.describe(expression);
    const asked = { ...(count !== undefined && { count }), ...(after !== undefined && { after }) };
    const times = await dhis2.scheduler.nextExecutions(expression, asked);
    const never = times.length === 0 && count !== 0 ? ", which never comes" : "";
    return [{ means: `${sentence(phrases)}${never}`, phrases }, ...times.map((nextExecutionTime) => ({ nextExecutionTime }))];
  },
  says: ({ means, nextExecutionTime }) => means ?? nextExecutionTime,
};

/** In the order of help. */
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
