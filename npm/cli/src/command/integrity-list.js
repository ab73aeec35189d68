// Lists the server's data integrity checks.

/** @import { Check } from "dhis2-steward" */

import { Refusal } from "../failure.js";
import { CSV } from "../options.js";
import { Status } from "../status.js";

/** @type {import("../output.js").Columns<Check>} */
const COLUMNS = {
  name: ({ name }) => name,
  code: ({ code }) => code,
  severity: ({ severity }) => severity,
  speed: ({ isSlow }) => (isSlow ? "slow" : "fast"),
  section: ({ section }) => section,
  title: ({ displayName }) => displayName,
};

/** @type {import("../command.js").Command} */
export const integrityList = {
  name: "dataintegrity list",
  arguments: "[CHECK…]",
  summary: "List the server's data integrity checks.",
  more: "A check is a name, a code such as OIG, or a name with the wildcard *.",
  example: "'orgunits_*' --slow",
  takes: [0, Infinity],
  options: { section: "Only checks of this section.", slow: "Only slow checks.", fast: "Only checks that are not slow.", csv: CSV },
  run: async ({ connect, words, options: { section, slow, fast }, output, signal }) => {
    if (slow && fast) throw new Refusal("--slow and --fast cannot be combined.", "Without either, all checks are listed.");
    const dhis2 = await connect();
    const checks = await dhis2.integrity.checks({
      signal,
      ...(words.length > 0 && { checks: words }),
      ...(section !== undefined && { section }),
      ...((slow || fast) && { slow: slow === true }),
    });
    await output.rows(COLUMNS, checks, "No matching checks.");
    return Status.done;
  },
};
