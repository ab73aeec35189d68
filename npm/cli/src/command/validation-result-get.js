// One violation that was kept.

import { CSV } from "../options.js";
import { COLUMNS, identifier } from "../result.js";
import { Status } from "../status.js";

/** @type {import("../command.js").Command} */
export const validationResultGet = {
  name: "validation result get",
  arguments: "NUMBER",
  summary: "Tells one violation that was kept.",
  takes: [1, 1],
  options: { csv: CSV },
  run: async ({ connect, words: [word = ""], output, signal }) => {
    const id = identifier(word);
    const dhis2 = await connect();
    await output.rows(COLUMNS, [await dhis2.validation.result(id, { signal })], "");
    return Status.done;
  },
};
