// The entry point of those who load the compiled code themselves: names no file, so that bundlers copy none.

import { connect, initFrom, StewardError } from "./module.js";
import { compilable } from "./source.js";

export { connect, StewardError };

export default function init(source) {
  return initFrom(source, async (given) => {
    if (given === undefined) throw new Error("dhis2-steward/slim must be given it: `await init(source)`");
    return compilable(given);
  });
}
