// Runs data integrity checks.

/** @import { RunStep } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { ending, statusOf as statusOfRun } from "../follow.js";
import { runOf } from "../operation/integrity.js";
import { CSV, TIMEOUT } from "../options.js";
import { COLUMNS, statusOf } from "../report.js";
import { Status, together } from "../status.js";

/** @type {import("../command.js").Command} */
export const integrityRun = {
  name: "dataintegrity run",
  arguments: "[CHECK…]",
  summary: "Run data integrity checks, by default all that are not slow. Exits with 1 if a check failed to run.",
  more: "A check is a name, a code such as OIG, or a name with the wildcard *.",
  example: "'orgunits_*' --details --watch",
  authority: "F_PERFORM_MAINTENANCE",
  takes: [0, Infinity],
  options: {
    details: "Find the affected objects, for `dataintegrity result --details`.",
    slow: "Run slow checks too.",
    watch: "Wait until the run ends, rerun the checks that failed only because of another check, and show all results.",
    timeout: TIMEOUT,
    csv: CSV,
  },
  run: async ({ connect, words, options, output, signal, goesOn }) => {
    if (words.length > 0 && options.slow) throw new Refusal("--slow cannot be combined with named checks, which always run.", "Omit --slow.");
    const asked = runOf({ ...options, ...(words.length > 0 && { checks: words }) });
    const dhis2 = await connect();
    goesOn("the run may have started; check `dhis2-steward job list`.");
    const run = await dhis2.integrity.run({ ...asked, signal });
    const { jobType, id } = run.job;
    goesOn(`watch the run with \`dhis2-steward task watch ${jobType} ${id}\`, cancel it with \`dhis2-steward job cancel ${id}\`.`);
    if (!options.watch) {
      await output.rows({ type: (job) => job.jobType, id: (job) => job.id }, [run.job], "");
      return Status.done;
    }
    for await (const step of run.progress({ signal })) await output.progress(told(step), { progress: step });
    const { outcome, checks: reports } = await run.report({ signal });
    goesOn();
    await output.rows(COLUMNS, reports, "No checks were run.");
    output.note(`Run: ${ending(outcome)}`);
    return together([statusOfRun(outcome), ...reports.map(statusOf)]);
  },
};

/** @param {RunStep} step */
function told({ phase, done, total, lostSight }) {
  return `${phase}: ${done} of ${total}${lostSight ? `; the server cannot be reached at the moment. ${lostSight.message}` : ""}`;
}
