// The entry point of Node: the compiled code is read from beside this file.

import { readFile } from "node:fs/promises";

import { connect, initFrom, StewardError } from "./module.js";

export { connect, StewardError };

export default function init(source) {
  return initFrom(() => bytes(source ?? new URL("./steward_bg.wasm", import.meta.url)));
}

/** Node's fetch knows no files. */
async function bytes(source) {
  const url = typeof source === "string" || source instanceof URL ? new URL(source, import.meta.url) : undefined;
  return url?.protocol === "file:" ? readFile(url) : source;
}
