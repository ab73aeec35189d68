// Runs integrity checks.

/** @import { RunStep } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { ending, statusOf as statusOfRun } from "../follow.js";
import { CSV, TIMEOUT } from "../options.js";
import { COLUMNS, statusOf } from "../report.js";
import { Status, together } from "../status.js";

/** @type {import("../command.js").Command} */
export const integrityRun = {
  name: "dataintegrity run",
  arguments: "[CHECK…]",
  summary: "Runs the checks that are named, or all that are not slow: 1 if a check could not be carried out.",
  more: "A check is a name, a code such as OIG, or a name with * in it.",
  example: "'orgunits_*' --details --watch",
  authority: "F_PERFORM_MAINTENANCE",
  takes: [0, Infinity],
  options: {
    details: "Finds out which objects are affected, for `dataintegrity result --details`.",
    slow: "Runs the slow checks too.",
    watch: "Waits for the end, and tells what each check came to.",
    timeout: TIMEOUT,
    csv: CSV,
  },
  run: async ({ connect, words, options, output, signal, goesOn }) => {
    if (words.length > 0 && options.slow) throw new Refusal("Checks that are named run, slow or not.", "Leave --slow out.");
    const checks = words.length > 0 ? words : options.slow ? "all" : "fast";
    const dhis2 = await connect();
    goesOn("the run may have begun; `dhis2-steward job list` shows it.");
    const run = await dhis2.integrity.run({ checks, kind: options.details ? "details" : "summary", signal });
    const { jobType, id } = run.job;
    goesOn(`\`dhis2-steward task watch ${jobType} ${id}\` watches it, \`dhis2-steward job cancel ${id}\` stops it.`);
    if (!options.watch) {
      await output.rows({ type: (job) => job.jobType, id: (job) => job.id }, [run.job], "");
      return Status.done;
    }
    for await (const step of run.progress({ signal })) await output.progress(told(step), { progress: step });
    const { outcome, checks: reports } = await run.report({ signal });
    goesOn();
    await output.rows(COLUMNS, reports, "No check was run.");
    output.note(`The run: ${ending(outcome)}`);
    return together([statusOfRun(outcome), ...reports.map(statusOf)]);
  },
};

/** @param {RunStep} step */
function told({ phase, done, total, lostSight }) {
  return `${phase}: ${done} of ${total}${lostSight ? `; the server cannot be asked at the moment. ${lostSight.message}` : ""}`;
}
