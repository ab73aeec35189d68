// The integrity checks that the server has.

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
  summary: "Lists the server's checks.",
  more: "A check is a name, a code such as OIG, or a name with * in it.",
  example: "'orgunits_*' --slow",
  takes: [0, Infinity],
  options: { section: "Only those under this heading.", slow: "Only slow ones.", fast: "Only those that are not slow.", csv: CSV },
  run: async ({ connect, words, options: { section, slow, fast }, output, signal }) => {
    if (slow && fast) throw new Refusal("It is either --slow or --fast.", "Without either, all are listed.");
    const dhis2 = await connect();
    const checks = await dhis2.integrity.checks({
      signal,
      ...(words.length > 0 && { checks: words }),
      ...(section !== undefined && { section }),
      ...((slow || fast) && { slow: slow === true }),
    });
    await output.rows(COLUMNS, checks, "The server has no such check.");
    return Status.done;
  },
};
