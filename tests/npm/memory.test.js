// Whether memory comes back by itself. No server: what Node's own fetch keeps would be collected as well.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { load } from "./support.js";

/** @type {WebAssembly.Memory} */
let memory;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = /** @type {any} */ (
  async (/** @type {any} */ ...input) => {
    const made = await /** @type {any} */ (instantiate)(...input);
    // Node's own fetch is compiled as well.
    if (made.instance?.exports.connect) memory = made.instance.exports.memory;
    return made;
  }
);

const answers = new Map([
  ["/api/system/info", { version: "2.42.5", serverDate: "2026-01-20T10:11:12.123" }],
  ["/api/me", { id: "M5zQapPyTZI", username: "admin", authorities: [] }],
]);
globalThis.fetch = async (/** @type {any} */ request) => Response.json(answers.get(new URL(request.url).pathname));

test("what nobody refers to any more is freed by itself", async () => {
  const { connect, default: init } = await load();
  await init();
  const dhis2 = await connect({ baseUrl: "https://dhis2.example.org", auth: { token: "x" } });
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  /** What is collected is finalized in a task of its own. */
  const finalized = () => new Promise((resolve) => setImmediate(resolve));
  const round = async () => {
    for (let index = 0; index < 5_000; index += 1) dhis2.jobs.watch("ANALYTICS_TABLE/hyKBiDtFlcC");
    collect();
    await finalized();
    collect();
    await finalized();
  };
  for (let index = 0; index < 3; index += 1) await round();
  const size = memory.buffer.byteLength;
  for (let index = 0; index < 10; index += 1) await round();
  assert.equal(memory.buffer.byteLength, size);
});
