// Loading the compiled code, from whatever it is given, in a copy of the package for each claim: it is loaded once.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join, relative } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { fresh, installed, rejection } from "./support.js";

const code = join(installed, "steward_bg.wasm");
const bytes = await readFile(code);
/** Whether the code is loaded: without it there is another error. @param {{ connect: Function }} entry */
async function isLoaded({ connect }) {
  return (await rejection(connect({ baseUrl: "no address" }))).code === "invalid-argument";
}

/** What the server calls the code. */
let mediaType = "application/wasm";
let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  if (request.url === "/missing.wasm") return response.writeHead(404).end();
  response.writeHead(200, { "Content-Type": mediaType }).end(bytes);
});
const address = () => `http://localhost:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/a.wasm`;
before(() => new Promise((resolve) => server.listen(0, "localhost", () => resolve(undefined))));
after(() => server.close());

/** Everything that the code may be given as. @type {Record<string, () => any>} */
const given = {
  bytes: () => new Uint8Array(bytes),
  "a buffer": () => new Uint8Array(bytes).buffer,
  "a text with its address": () => address(),
  "its address": () => new URL(address()),
  "an answer to come": () => fetch(address()),
  "a compiled module": () => new WebAssembly.Module(bytes),
  "a module to come": () => WebAssembly.compile(bytes),
};

for (const entry of /** @type {const} */ (["index", "node", "slim"])) {
  test(`init() of the entry ${entry} accepts URLs, responses, bytes and modules, or a promise of them`, async () => {
    for (const [name, source] of Object.entries(given)) {
      const [steward, later] = [await fresh(entry), await fresh(entry)];
      await steward.default(await source());
      assert.ok(await isLoaded(steward), name);
      await later.default(Promise.resolve(source()));
      assert.ok(await isLoaded(later), `a promise of ${name}`);
    }
  });

  test(`a call before init() of the entry ${entry} says what to do`, async () => {
    const { connect, StewardError } = await fresh(entry);
    const error = await rejection(connect());
    assert.ok(error instanceof StewardError && error instanceof Error);
    assert.equal(error.code, "not-initialised");
    assert.match(error.message, /await init\(\)/);
  });
}

test("in Node, the code can be a file, by URL or by path", async () => {
  for (const source of [pathToFileURL(code), pathToFileURL(code).href, code, relative(process.cwd(), code)]) {
    const steward = await fresh("node");
    await steward.default(source);
    assert.ok(await isLoaded(steward), `${source}`);
  }
});

test("concurrent and repeated calls of init() fetch once", async () => {
  const steward = await fresh("index");
  requests = 0;
  await Promise.all([steward.default(address()), steward.default(address())]);
  await steward.default(address());
  assert.equal(requests, 1);
});

test("init() can be called again after a failure, also after two concurrent calls", async () => {
  const steward = await fresh("slim");
  const failures = await Promise.all([
    rejection(steward.default(new Uint8Array([1, 2, 3]))),
    rejection(steward.default(new Uint8Array([1, 2, 3]))),
  ]);
  for (const error of failures) {
    assert.equal(error.code, "not-initialised");
    assert.ok(error.cause instanceof Error);
  }
  assert.equal(await isLoaded(steward), false);
  await steward.default(bytes);
  assert.ok(await isLoaded(steward));
});

test("a source that fails during or after the loading of another one is ignored", async (context) => {
  /** @type {unknown[]} */
  const unhandled = [];
  const note = (/** @type {unknown} */ reason) => unhandled.push(reason);
  process.on("unhandledRejection", note);
  context.after(() => process.off("unhandledRejection", note));
  for (const entry of /** @type {const} */ (["index", "node", "slim"])) {
    const steward = await fresh(entry);
    const first = steward.default(new Uint8Array(bytes));
    await Promise.all([first, steward.default(Promise.reject(new Error("out of paper")))]);
    await steward.default(Promise.reject(new Error("out of ink")));
    // It is noticed at the end of a turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(unhandled, [], entry);
    assert.ok(await isLoaded(steward));
  }
});

test("an error explains why loading failed", async () => {
  const steward = await fresh("slim");
  const words = async (/** @type {any} */ source) => (await rejection(steward.default(source))).message;
  assert.match(await words(undefined), /dhis2-steward\/slim requires a source/);
  assert.match(await words(address().replace("/a.", "/missing.")), /404/);
  mediaType = "text/html;charset=UTF-8";
  assert.match(await words(address()), /the response is HTML/);
  mediaType = "application/wasm";
  assert.match(await words(Promise.reject(new Error("out of paper"))), /out of paper/);
});

test("a response is compiled while it arrives, whatever its media type, without a warning", async (context) => {
  const warn = context.mock.method(console, "warn");
  const streaming = context.mock.method(WebAssembly, "instantiateStreaming");
  const types = ["application/wasm", "application/wasm;charset=UTF-8", "Application/Wasm", "application/octet-stream"];
  for (const type of types) {
    mediaType = type;
    await (await fresh("index")).default(address());
  }
  mediaType = "application/wasm";
  await Promise.all(streaming.mock.calls.map(({ result }) => result));
  assert.equal(streaming.mock.callCount(), types.length);
  assert.equal(warn.mock.callCount(), 0);
});

test("the slim entry refers to no file that a bundler could copy", async () => {
  /** @type {Set<string>} */
  const seen = new Set();
  /** @param {string} name */
  const visit = async (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    const text = await readFile(join(installed, name), "utf8");
    assert.ok(!text.includes("import.meta"), name);
    for (const [, next] of text.matchAll(/from\s*"\.\/([^"]+)"/g)) if (next) await visit(next);
  };
  await visit("slim.js");
  assert.ok(seen.has("steward.js"));
});
