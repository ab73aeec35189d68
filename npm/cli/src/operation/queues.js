// Queues: jobs that run one after the other.

/** @import { Queue, QueueEffect, Steward } from "dhis2-steward" */

import { scheduleOf } from "../cron.js";
import { Refusal } from "../failure.js";
import { MEMBERS, members } from "../members.js";
import { ENTRIES } from "./scheduler.js";

/** @type {import("../operation.js").Word} */
const QUEUE = ["QUEUE", "The name of the queue."];

/** @type {import("../operation.js").Word} */
const JOBS = ["JOB…", "The identifiers of its jobs in their order."];

const CRON = "When its first job begins, on the server's clock, such as “0 0 3 ? * *”.";

/** @type {import("../output.js").Columns<QueueEffect>} */
const EFFECTS = {
  job: ({ job }) => job,
  schedule: ({ schedule }) => scheduleOf(schedule),
  disabled: ({ disabled }) => disabled,
};

/** What becomes of jobs that join. @param {Steward} dhis2 @param {readonly string[]} jobs @param {AbortSignal} signal */
async function joining(dhis2, jobs, signal) {
  const lines = [];
  for (const id of jobs) {
    const { name, schedule } = await dhis2.scheduler.job(id, { signal });
    lines.push(`The job “${name}” loses its own schedule: ${scheduleOf(schedule) || "none"}.`);
  }
  return lines;
}

/** What becomes of jobs that leave. @param {Steward} dhis2 @param {readonly string[]} jobs @param {AbortSignal} signal */
async function leaving(dhis2, jobs, signal) {
  const lines = [];
  for (const id of jobs) {
    const { name } = await dhis2.scheduler.job(id, { signal });
    lines.push(`The job “${name}” leaves, has no schedule then, and is switched off.`);
  }
  return lines;
}

/** The queue with what is to be another. @param {Steward} dhis2 @param {any} input @param {AbortSignal} signal @returns {Promise<[before: Queue, after: Queue]>} */
async function changed(dhis2, { queue, jobs, cron, name }, signal) {
  if ([jobs, cron, name].every((one) => one === undefined)) {
    throw new Refusal("Nothing says what is to be another.", "See `dhis2-steward help scheduler queue update`.");
  }
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
  summary: "Lists the names of all queues.",
  run: async (dhis2, _, signal) => (await dhis2.scheduler.queues({ signal })).map((name) => ({ name })),
  columns: { name: ({ name }) => name },
  none: "There is no queue.",
};

/** @type {import("../operation.js").Operation} */
const queueGet = {
  name: "scheduler queue get",
  summary: "Tells a queue's jobs and when it begins.",
  example: "'Every night'",
  words: { queue: QUEUE },
  run: async (dhis2, { queue }, signal) => [await dhis2.scheduler.queue(queue, { signal })],
  columns: MEMBERS,
  expand: members,
};

/** @type {import("../operation.js").Operation} */
const queueQueueable = {
  name: "scheduler queue queueable",
  summary: "Lists the jobs that may join a queue.",
  example: "--queue 'Every night'",
  options: { queue: "Without the jobs of this queue." },
  run: (dhis2, { queue }, signal) => dhis2.scheduler.queueable({ ...(queue !== undefined && { queue }), signal }),
  columns: ENTRIES,
  none: "No job may join a queue.",
};

/** @type {import("../operation.js").Operation} */
const queueCreate = {
  name: "scheduler queue create",
  summary: "Makes a queue of jobs, which lose their own schedules for good.",
  example: "'Every night' dOroizYJpqs YvAwAmrqAtN --cron '0 0 3 ? * *'",
  words: { queue: QUEUE, jobs: JOBS },
  options: { cron: CRON },
  needs: ["cron"],
  changes: true,
  loses: (dhis2, { jobs }, signal) => joining(dhis2, jobs, signal),
  run: (dhis2, { queue, jobs, cron }, signal) =>
    dhis2.scheduler.createQueue({ name: queue, cronExpression: cron, sequence: jobs }, { signal }),
  columns: EFFECTS,
};

/** @type {import("../operation.js").Operation} */
const queueUpdate = {
  name: "scheduler queue update",
  summary: "Changes a queue: jobs that join lose their own schedules for good, those that leave have none and are switched off.",
  more: "Whatever is not named stays as it is. All jobs of a queue that gets another name are switched off.",
  example: "'Every night' YvAwAmrqAtN dOroizYJpqs",
  words: { queue: QUEUE, jobs: ["[JOB…]", "The identifiers of its jobs in their order; without any, they stay."] },
  options: { cron: CRON, name: "Its new name." },
  changes: true,
  loses: async (dhis2, input, signal) => {
    const [before, after] = await changed(dhis2, input, signal);
    const joined = after.sequence.filter((job) => !before.sequence.includes(job));
    const left = before.sequence.filter((job) => !after.sequence.includes(job));
    const renamed = before.name === after.name ? [] : ["All of its jobs are switched off, because it gets another name."];
    return [
      `Changes the queue “${before.name}”.`,
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
  summary: "Deletes a queue; its jobs stay, without a schedule and switched off.",
  example: "'Every night'",
  words: { queue: QUEUE },
  changes: true,
  loses: async (dhis2, { queue }, signal) => leaving(dhis2, (await dhis2.scheduler.queue(queue, { signal })).sequence, signal),
  run: (dhis2, { queue }, signal) => dhis2.scheduler.deleteQueue(queue, { signal }),
  columns: EFFECTS,
};

/** In the order of help. */
export const QUEUES = [queueList, queueGet, queueQueueable, queueCreate, queueUpdate, queueDelete];
