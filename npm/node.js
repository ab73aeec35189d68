// The entry point of Node: the compiled code is read from beside this file.

import { readFile } from "node:fs/promises";

import { connect, initFrom, StewardError } from "./module.js";
import { compilable } from "./source.js";

export { connect, StewardError };

export default function init(source) {
  return initFrom(source, (given) => compilable(read(given ?? new URL("./steward_bg.wasm", import.meta.url))));
}

/** A path or the address of a file is read, because Node's fetch knows no files. */
async function read(source) {
  const given = await source;
  if (given instanceof URL) return given.protocol === "file:" ? readFile(given) : given;
  if (typeof given !== "string") return given;
  // One letter is a drive of Windows.
  return /^[a-z][a-z\d+.-]+:/i.test(given) ? read(new URL(given)) : readFile(given);
}
