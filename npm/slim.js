// The entry point for callers that load the compiled code themselves: references no file, so bundlers copy none.

import { connect, initFrom, StewardError } from "./module.js";
import { compilable } from "./source.js";

export { connect, StewardError };

export default function init(source) {
  return initFrom(source, async (given) => {
    if (given === undefined) throw new Error("dhis2-steward/slim requires a source: `await init(source)`");
    return compilable(given);
  });
}
