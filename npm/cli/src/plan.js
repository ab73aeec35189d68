// Runs maintenance operations, some only after the user has confirmed them.

/** @import { Operation, PlanStep } from "dhis2-steward" */
/** @import { Call } from "./command.js" */

import { consequences, OPERATIONS } from "./maintenance.js";
import { BACKUP, permitted, UNDONE } from "./permit.js";
import { Status, together } from "./status.js";

/** @param {Call} call @param {readonly Operation[]} operations */
export async function carryOut(call, operations) {
  const asked = operations.filter((operation) => OPERATIONS[operation].isAsked);
  const told = consequences(operations);
  if (told.includes(UNDONE)) told.push(BACKUP);
  const dhis2 = await (asked.length > 0 ? permitted(call, asked.join(", "), () => told) : call.connect());
  const { output, signal } = call;
  call.goesOn("the current operation is probably still running; the remaining ones were not started.");
  /** @type {number[]} */
  const statuses = [];
  const total = operations.length;
  const wait = (/** @type {number} */ done) => output.progress(`Waiting for DHIS2 (${done} of ${total})`, { progress: { done, total } });
  await wait(0);
  try {
    for await (const step of dhis2.maintenance.plan(operations, { signal })) {
      statuses.push({ completed: Status.done, failed: Status.failed, unknown: Status.unknown, notStarted: Status.unknown }[step.state]);
      await output.tell(`${step.operation}: ${words(step)}`, step);
      if (statuses.length < total) await wait(statuses.length);
    }
  } catch (error) {
    const { operation } = /** @type {import("dhis2-steward").StewardError} */ (error);
    const earlier = statuses.includes(Status.unknown) ? "see the operations above whose outcome is unknown." : undefined;
    call.goesOn(operation ? `${operation} is probably still running; the remaining operations were not started.` : earlier);
    throw error;
  }
  call.goesOn();
  return together(statuses);
}

/** @param {PlanStep} step */
function words(step) {
  switch (step.state) {
    case "completed":
      return "done";
    case "failed":
      return `failed. ${step.error.message}`;
    case "unknown":
      return `unknown; the server is probably still working. ${step.error.message}`;
    case "notStarted":
      return step.waitsFor ? `not started, because ${step.waitsFor} may still be running` : "not started, because the server could not be reached or rejected the credentials";
  }
}
