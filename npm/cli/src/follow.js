// Following a job with the module's own watch.

/** @import { JobEvent, Notification, Outcome } from "dhis2-steward" */
/** @import { Call } from "./command.js" */
/** @import { Output } from "./output.js" */

import { Refusal } from "./failure.js";
import { Status } from "./status.js";

/** The job that `TYPE UID`, or `TYPE/UID`, names. @param {readonly string[]} words */
export function reference(words) {
  const named = words.join("/");
  if (named.split("/").length === 2) return named;
  throw new Refusal("A job is named by its type and its identifier.", "For example `ANALYTICS_TABLE dOroizYJpqs`.");
}

/** What an ending comes to. @param {Outcome} outcome */
export function statusOf({ state }) {
  if (state === "completed") return Status.done;
  return state === "unknown" ? Status.unknown : Status.failed;
}

/** An ending in words. @param {Outcome} outcome */
export function ending(outcome) {
  if (outcome.state === "failed") return `failed${outcome.reason ? `: ${outcome.reason}` : ""}`;
  return outcome.state === "unknown" ? `unknown: ${outcome.why.message}` : outcome.state;
}

/**
 * Tells what is new about a job until it has ended, or, looking once, until its state is known.
 * @param {Call} call @param {string} job @param {boolean} isOnce
 */
export async function follow({ connect, output, signal, goesOn }, job, isOnce) {
  const dhis2 = await connect();
  if (!isOnce) goesOn(`\`dhis2-steward task watch ${job}\` watches it again.`);
  for await (const event of dhis2.jobs.watch(job, { signal })) {
    if (event.type === "stage") await output.progress(words(event), event);
    else await output.tell(words(event), event);
    if (event.type === "ended") {
      goesOn();
      // The feed outlives the job's record, and some jobs have none.
      if (isOnce && event.outcome.state === "unknown") await feed(await dhis2.tasks.notifications(job, { signal }), output);
      return statusOf(event.outcome);
    }
    if (isOnce && event.type === "state") return Status.done;
    if (isOnce && event.type === "lostSight") return Status.unknown;
  }
  return Status.unknown;
}

/** The lines of a feed. @param {readonly Notification[]} notifications @param {Output} output */
async function feed(notifications, output) {
  for (const notification of notifications) {
    /** @type {JobEvent} */
    const event = { type: "notification", notification };
    await output.tell(words(event), event);
  }
}

/** @param {JobEvent} event */
function words(event) {
  switch (event.type) {
    case "notification": {
      const { time, level, message, completed } = event.notification;
      return `${time}  ${level}  ${message || (completed ? "(the feed ends)" : "")}`;
    }
    case "stage": {
      const { description, items, totalItems, status } = event.stage;
      const count = totalItems > 0 ? ` ${items.length} of ${totalItems}` : "";
      return `${description}${count}: ${status}`;
    }
    case "state":
      return event.state;
    case "ended":
      return ending(event.outcome);
    case "fault":
      return `Not everything can be read: ${event.error.message}`;
    case "lostSight":
      return `The server cannot be asked at the moment; it goes on. ${event.error.message}`;
  }
}
