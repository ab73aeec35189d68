// The entry point for browsers: fetches the compiled code from next to this file.

import { connect, initFrom, StewardError } from "./module.js";
import { compilable } from "./source.js";

export { connect, StewardError };

export default function init(source) {
  return initFrom(source, (given) => compilable(given ?? new URL("./steward_bg.wasm", import.meta.url)));
}
