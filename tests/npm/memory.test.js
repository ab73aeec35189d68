// Whether memory comes back. No server: what Node's own fetch keeps would be collected as well.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import ts from "typescript";

import { fresh } from "./support.js";

const check = { name: "a_check", displayName: "A check", section: "Checks", severity: "INFO" };
const answers = new Map(
  Object.entries({
    "/api/system/info": { version: "2.42.5", serverDate: "2026-01-20T10:11:12.123" },
    "/api/me": { id: "M5zQapPyTZI", username: "admin", authorities: [] },
    "/api/dataIntegrity": [check],
    "/api/dataIntegrity/details": { a_check: { ...check, issues: [{ id: "a" }, { id: "b" }] } },
  }),
);
globalThis.fetch = async (/** @type {any} */ request) => Response.json(answers.get(new URL(request.url).pathname));

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

/** Loads a copy of the package; gives what connects, and what the compiled code works in. */
async function loaded() {
  const { connect, default: init } = await fresh("node");
  const { instantiate } = WebAssembly;
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  WebAssembly.instantiate = /** @type {any} */ (
    async (/** @type {any} */ ...input) => {
      const made = await /** @type {any} */ (instantiate)(...input);
      // What Node compiles for its own fetch comes as a module.
      if (made.instance) memory = made.instance.exports.memory;
      return made;
    }
  );
  await init();
  WebAssembly.instantiate = instantiate;
  assert.ok(memory);
  return { memory, client: () => connect({ baseUrl: "https://dhis2.example.org", auth: { token: "x" } }) };
}

/** @typedef {import("../../npm/index.js").Steward} Steward */
/** @typedef {import("../../npm/index.js").Iteration<any>} Iteration */

/** What a client is used for: an iteration that never begins, that is left, or that comes to its end; or a wait for nothing. */
const uses = [
  (/** @type {Steward} */ dhis2) => {
    // Whoever is told refers to the client.
    dhis2.session.ended().then(() => dhis2.session.resume());
    return dhis2.jobs.watch("ANALYTICS_TABLE/hyKBiDtFlcC");
  },
  (/** @type {Steward} */ dhis2) => dhis2.jobs.watch("ANALYTICS_TABLE/hyKBiDtFlcC"),
  async (/** @type {Steward} */ dhis2) => {
    const issues = dhis2.integrity.issues();
    assert.equal((await issues.next()).done, false);
    return issues;
  },
  async (/** @type {Steward} */ dhis2) => {
    const issues = dhis2.integrity.issues();
    while (!(await issues.next()).done);
    return issues;
  },
];

/** What Node 20 does not understand yet, but its compilers do. @param {string} source */
const compiled = (source) =>
  import(`data:text/javascript,${encodeURIComponent(ts.transpile(source, { target: ts.ScriptTarget.ES2022 }))}`);

const { using } = await compiled(`export async function using(client, use) {
  using dhis2 = await client();
  using iteration = await use(dhis2);
}`);

/** How a client and its iteration are given up. @type {Record<string, (client: () => Promise<Steward>, use: (dhis2: Steward) => Iteration | Promise<Iteration>) => Promise<void>>} */
const ends = {
  "by itself": async (client, use) => {
    await use(await client());
  },
  "by free()": async (client, use) => {
    const dhis2 = await client();
    const iteration = await use(dhis2);
    iteration.free();
    dhis2.free();
  },
  "by using": using,
};

for (const [name, end] of Object.entries(ends)) {
  test(`unreferenced objects are freed ${name}`, async () => {
    const { memory, client } = await loaded();
    /** @type {number[]} */
    const sizes = [];
    for (let batch = 1; batch <= 100; batch += 1) {
      for (let index = 0; index < 100; index += 1) await end(client, /** @type {any} */ (uses[index % uses.length]));
      collect();
      // What was collected is finalized in a turn of its own.
      await new Promise((resolve) => setImmediate(resolve));
      sizes.push(memory.buffer.byteLength);
    }
    assert.equal(sizes[99], sizes[9]);
  });
}
