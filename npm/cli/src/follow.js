// Watches jobs.

/** @import { JobEvent, JobReference, Outcome, Steward } from "dhis2-steward" */
/** @import { Call } from "./command.js" */
/** @import { Output } from "./output.js" */

import { Refusal } from "./failure.js";
import { Status } from "./status.js";

/** The job named by `TYPE UID` or `TYPE/UID`. @param {readonly string[]} words */
export function reference(words) {
  const named = words.join("/");
  if (named.split("/").length === 2) return named;
  throw new Refusal("A job is identified by its type and UID.", "For example `ANALYTICS_TABLE dOroizYJpqs`.");
}

/** The exit status of an outcome. @param {Outcome} outcome */
export function statusOf({ state }) {
  if (state === "completed") return Status.done;
  return state === "unknown" ? Status.unknown : Status.failed;
}

/** An outcome in words. @param {Outcome} outcome */
export function ending(outcome) {
  if (outcome.state === "failed") return `failed${outcome.reason ? `: ${outcome.reason}` : ""}`;
  return outcome.state === "unknown" ? `unknown: ${outcome.why.message}` : outcome.state;
}

/**
 * Prints a job's events until it ends; returns its exit status.
 * @param {Call} call @param {Steward} dhis2 @param {JobReference | string} job @param {number} [seconds] The interval between polls.
 */
export async function follow({ output, signal, goesOn }, dhis2, job, seconds) {
  const name = typeof job === "string" ? job : `${job.jobType}/${job.id}`;
  goesOn(`resume watching with \`dhis2-steward task watch ${name}\`.`);
  const watched =
    seconds === undefined ? dhis2.jobs.watch(job, { signal }) : dhis2.tasks.watch(job, { signal, intervalMs: Math.round(seconds * 1000) });
  const status = await tell(watched, output, true);
  goesOn();
  return status;
}

/**
 * Starts a job and prints it or, with `--watch`, its events until it ends.
 * @param {Call} call @param {(dhis2: Steward, options: { signal: AbortSignal }) => Promise<JobReference>} begin
 */
export async function start(call, begin) {
  const { connect, options, output, signal, goesOn } = call;
  const dhis2 = await connect();
  goesOn("the job may have started; check `dhis2-steward job list`.");
  const job = await begin(dhis2, { signal });
  goesOn();
  if (options.watch) return follow(call, dhis2, job);
  await output.rows({ type: (job) => job.jobType, id: (job) => job.id }, [job], "");
  return Status.done;
}

/**
 * The events of one poll of a job, its state last.
 * @param {Steward} dhis2 @param {JobReference | string} job @param {AbortSignal} signal @returns {AsyncGenerator<JobEvent, void>}
 */
export async function* look(dhis2, job, signal) {
  for await (const event of dhis2.jobs.watch(job, { signal })) {
    yield event;
    if (["state", "ended", "lostSight"].includes(event.type)) return;
  }
}

/**
 * Prints events; the last one determines the exit status.
 * @param {AsyncIterable<JobEvent>} events @param {Output} output @param {boolean} [isWatching] Whether a state is only progress, until the last.
 */
export async function tell(events, output, isWatching = false) {
  /** @type {number} */
  let status = Status.unknown;
  for await (const event of events) {
    const isResult = event.type === "notification" || event.type === "ended" || (event.type === "state" && !isWatching);
    if (!isResult) await output.progress(words(event), event);
    else await output.tell(words(event), event);
    if (event.type === "ended") status = statusOf(event.outcome);
    else if (event.type === "state") status = Status.done;
    else if (event.type === "lostSight") status = Status.unknown;
  }
  return status;
}

/** @param {JobEvent} event */
function words(event) {
  switch (event.type) {
    case "notification": {
      const { time, level, message, completed } = event.notification;
      return `${time}  ${level}  ${message || (completed ? "(end of feed)" : "")}`;
    }
    case "stage": {
      const { description, items, totalItems, status } = event.stage;
      const count = totalItems > 0 ? ` ${items.length} of ${totalItems}` : "";
      return `${description || "(no description)"}${count}: ${status}`;
    }
    case "state":
      return event.state;
    case "ended":
      return ending(event.outcome);
    case "fault":
      return `Part of the job's state cannot be read: ${event.error.message}`;
    case "lostSight":
      return `The server cannot be reached at the moment; the job continues. ${event.error.message}`;
  }
}
