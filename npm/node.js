// The entry point for Node: reads the compiled code from next to this file.

import { readFile } from "node:fs/promises";

import { connect, initFrom, StewardError } from "./module.js";
import { compilable } from "./source.js";

export { connect, StewardError };

export default function init(source) {
  return initFrom(source, (given) => compilable(read(given ?? new URL("./steward_bg.wasm", import.meta.url))));
}

/** Reads paths and file URLs, which Node's fetch does not support. */
async function read(source) {
  const given = await source;
  if (given instanceof URL) return given.protocol === "file:" ? readFile(given) : given;
  if (typeof given !== "string") return given;
  // A single letter is a Windows drive.
  return /^[a-z][a-z\d+.-]+:/i.test(given) ? read(new URL(given)) : readFile(given);
}
