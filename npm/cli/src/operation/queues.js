// Job queues.

/** @import { Queue, QueueEffect, Steward } from "dhis2-steward" */

import { scheduleOf } from "../cron.js";
import { Refusal } from "../failure.js";
import { MEMBERS, members } from "../members.js";
import { ENTRIES } from "./scheduler.js";

/** @type {import("../operation.js").Word} */
const QUEUE = ["QUEUE", "Its name."];

/** @type {import("../operation.js").Word} */
const JOBS = ["JOB…", "UIDs in order."];

const CRON = "The cron expression of its first job, such as “0 0 3 ? * *”.";

/** @type {import("../output.js").Columns<QueueEffect>} */
const EFFECTS = {
  job: ({ job }) => job,
  schedule: ({ schedule }) => scheduleOf(schedule),
  disabled: ({ disabled }) => disabled,
};

/** Rejects an invalid cron expression, which otherwise only the server would. @param {Steward} dhis2 @param {{ cron?: string }} input */
async function validated(dhis2, { cron }) {
  if (cron !== undefined) await dhis2.scheduler.describe(cron);
}

/** The effect on jobs that join a queue. @param {Steward} dhis2 @param {readonly string[]} jobs @param {AbortSignal} signal */
async function joining(dhis2, jobs, signal) {
  const lines = [];
  for (const id of jobs) {
    const { name, schedule } = await dhis2.scheduler.job(id, { signal });
    lines.push(`The job “${name}” will lose its own schedule: ${scheduleOf(schedule) || "none"}.`);
  }
  return lines;
}

/** The effect on jobs that leave a queue. @param {Steward} dhis2 @param {readonly string[]} jobs @param {AbortSignal} signal */
async function leaving(dhis2, jobs, signal) {
  const lines = [];
  for (const id of jobs) {
    const { name } = await dhis2.scheduler.job(id, { signal });
    lines.push(`The job “${name}” will leave the queue, have no schedule, and be disabled.`);
  }
  return lines;
}

/** The queue before and after the change. @param {Steward} dhis2 @param {any} input @param {AbortSignal} signal @returns {Promise<[before: Queue, after: Queue]>} */
async function changed(dhis2, { queue, jobs, cron, name }, signal) {
  const before = await dhis2.scheduler.queue(queue, { signal });
  const after = {
    ...before,
    ...(jobs !== undefined && { sequence: jobs }),
    ...(cron !== undefined && { cronExpression: cron }),
    ...(name !== undefined && { name }),
  };
  return [before, after];
}

/** @type {import("../operation.js").Operation} */
const queueList = {
  name: "scheduler queue list",
  summary: "List queues.",
  run: async (dhis2, _, signal) => (await dhis2.scheduler.queues({ signal })).map((name) => ({ name })),
  columns: { name: ({ name }) => name },
  none: "No queues.",
};

/** @type {import("../operation.js").Operation} */
const queueGet = {
  name: "scheduler queue get",
  isOne: true,
  summary: "Show the jobs and the cron expression of a queue.",
  example: "'Every night'",
  words: { queue: QUEUE },
  run: async (dhis2, { queue }, signal) => [await dhis2.scheduler.queue(queue, { signal })],
  columns: MEMBERS,
  expand: members,
};

/** @type {import("../operation.js").Operation} */
const queueQueueable = {
  name: "scheduler queue queueable",
  summary: "List the jobs that can join a queue.",
  example: "--queue 'Every night'",
  options: { queue: "Exclude the jobs of this queue." },
  run: (dhis2, { queue }, signal) => dhis2.scheduler.queueable({ queue, signal }),
  columns: ENTRIES,
  none: "No job can join a queue.",
};

/** @type {import("../operation.js").Operation} */
const queueCreate = {
  name: "scheduler queue create",
  summary: "Create a queue; its jobs permanently lose their own schedules.",
  example: "'Every night' dOroizYJpqs YvAwAmrqAtN --cron '0 0 3 ? * *'",
  words: { queue: QUEUE, jobs: JOBS },
  options: { cron: CRON },
  needs: ["cron"],
  changes: true,
  loses: async (dhis2, input, signal) => {
    await validated(dhis2, input);
    return joining(dhis2, input.jobs, signal);
  },
  run: (dhis2, { queue, jobs, cron }, signal) =>
    dhis2.scheduler.createQueue({ name: queue, cronExpression: cron, sequence: jobs }, { signal }),
  columns: EFFECTS,
};

/** @type {import("../operation.js").Operation} */
const queueUpdate = {
  name: "scheduler queue update",
  summary: "Update a queue; jobs that join permanently lose their own schedules, jobs that leave have none and are disabled.",
  more: "Properties not given stay unchanged. Renaming a queue disables all its jobs.",
  example: "'Every night' YvAwAmrqAtN dOroizYJpqs",
  words: { queue: QUEUE, jobs: ["[JOB…]", "UIDs in order. Default: unchanged."] },
  options: { cron: CRON, name: "Its new name." },
  changes: true,
  validate: ({ queue: _, ...changes }) => {
    if (Object.keys(changes).length === 0) throw new Refusal("Nothing to change.", "Add at least one new value.");
  },
  loses: async (dhis2, input, signal) => {
    await validated(dhis2, input);
    const [before, after] = await changed(dhis2, input, signal);
    const joined = after.sequence.filter((job) => !before.sequence.includes(job));
    const left = before.sequence.filter((job) => !after.sequence.includes(job));
    const renamed = before.name === after.name ? [] : ["All its jobs will be disabled, because it is renamed."];
    return [
      `The queue “${before.name}” will be updated.`,
      ...(await joining(dhis2, joined, signal)),
      ...(await leaving(dhis2, left, signal)),
      ...renamed,
    ];
  },
  run: async (dhis2, input, signal) => {
    const [before, after] = await changed(dhis2, input, signal);
    return dhis2.scheduler.updateQueue(before.name, after, { signal });
  },
  columns: EFFECTS,
};

/** @type {import("../operation.js").Operation} */
const queueDelete = {
  name: "scheduler queue delete",
  summary: "Delete a queue; its jobs remain, disabled and without a schedule.",
  example: "'Every night'",
  words: { queue: QUEUE },
  changes: true,
  loses: async (dhis2, { queue }, signal) => leaving(dhis2, (await dhis2.scheduler.queue(queue, { signal })).sequence, signal),
  run: (dhis2, { queue }, signal) => dhis2.scheduler.deleteQueue(queue, { signal }),
  columns: EFFECTS,
};

/** In the order of the help. */
export const QUEUES = [queueList, queueGet, queueQueueable, queueCreate, queueUpdate, queueDelete];
