// Carries out operations of maintenance, with a person's word for what is permanent.

/** @import { Operation, PlanStep, Steward } from "dhis2-steward" */
/** @import { Call } from "./command.js" */

import { Refusal } from "./failure.js";
import { OPERATIONS } from "./operations.js";
import { Status, together } from "./status.js";

/** What has to be typed. */
const WORD = "delete";

/** @param {Call} call @param {readonly Operation[]} operations */
export async function carryOut(call, operations) {
  const permanent = operations.filter((operation) => OPERATIONS[operation].isPermanent);
  const mustAsk = permanent.length > 0 && !call.options.yes;
  if (mustAsk && !call.ask) {
    throw new Refusal(`${permanent.join(", ")}: this cannot be undone, and there is no terminal to ask on.`, "Say --yes.");
  }
  const dhis2 = await call.connect();
  if (mustAsk) await allow(call, dhis2, permanent);
  const { output, signal } = call;
  call.goesOn("it most likely still carries out the operation that it was given; the ones after it were not started.");
  /** @type {number[]} */
  const statuses = [];
  const total = operations.length;
  const wait = (/** @type {number} */ done) => output.progress(`Waiting for DHIS2 (${done} of ${total})`, { progress: { done, total } });
  await wait(0);
  for await (const step of dhis2.maintenance.plan(operations, { signal })) {
    statuses.push({ done: Status.done, failed: Status.failed, unknown: Status.unknown, leftOut: Status.unknown }[step.outcome]);
    await output.tell(`${step.operation}: ${words(step)}`, step);
    if (statuses.length < total) await wait(statuses.length);
  }
  call.goesOn();
  return together(statuses);
}

/** Names the server and what will be gone, and asks for the word. @param {Call} call @param {Steward} dhis2 @param {readonly Operation[]} permanent */
async function allow({ output, ask }, dhis2, permanent) {
  output.note(
    [
      `On this server: ${dhis2.server.systemName ?? "DHIS2"} ${new URL(dhis2.baseUrl).host}`,
      ...permanent.map((operation) => `  ${operation}: ${OPERATIONS[operation].does}`),
      "Neither Steward nor DHIS2 can bring it back. Make sure there is a database backup of today.",
      `Type “${WORD}” to allow it:`,
    ].join("\n"),
  );
  const typed = await ask?.();
  if (typed?.trim().toLowerCase() !== WORD) throw new Refusal("The word was not typed; nothing was done.", "Ask again.", Status.failed);
}

/** @param {PlanStep} step */
function words(step) {
  switch (step.outcome) {
    case "done":
      return "done";
    case "failed":
      return `failed. ${step.error.message}`;
    case "unknown":
      return `unknown, the server is most likely still at work. ${step.error.message}`;
    case "leftOut":
      return `not started, because nobody knows whether ${step.waitsFor} still goes on`;
  }
}
