// How a client connects: with a fetch of the caller's own, and within the time that was given.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { all, load, rejection, Server, tokens } from "./support.js";

const { connect, default: init, StewardError } = await load();
await init();

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start("fast");
});
after(() => server.stop());
beforeEach(() => server.reset());

const auth = { token: tokens.admin };

/** What a server answers of itself. @type {Record<string, unknown>} */
const known = {
  "/api/system/info": { version: "2.42.5", serverDate: "2026-01-20T10:11:12.123" },
  "/api/me": { id: "M5zQapPyTZI", username: "admin", authorities: ["ALL"] },
};

/** A fetch that knows only what a server says of itself, and does something else with every other request. */
const knowing = (/** @type {(request: Request) => any} */ others) => (/** @type {Request} */ request) => {
  const answer = known[new URL(request.url).pathname];
  return answer ? Promise.resolve(Response.json(answer)) : others(request);
};

/** A client of nobody. @param {(request: Request) => any} others */
const alone = (others) => connect({ baseUrl: "https://dhis2.example.org", fetch: knowing(others) });

test("a fetch of the caller's own sends every request, the stream of issues included", async (context) => {
  const { fetch } = globalThis;
  context.after(() => {
    globalThis.fetch = fetch;
  });
  /** @type {string[]} */
  const sent = [];
  /** @this {unknown} @param {Request} request */
  function own(request) {
    assert.equal(this, undefined);
    assert.equal(request.headers.get("Authorization"), `ApiToken ${tokens.admin}`);
    assert.deepEqual([request.credentials, request.redirect], ["omit", "manual"]);
    sent.push(`${request.method} ${new URL(request.url).pathname}`);
    return fetch(request);
  }
  globalThis.fetch = () => assert.fail("the global one was called");
  const dhis2 = await connect({ baseUrl: server.url, auth, fetch: own });
  const checks = ["orgunits_no_coordinates"];
  await (await dhis2.integrity.run({ checks, kind: "details" })).report();
  assert.ok((await all(dhis2.integrity.issues({ checks }))).length > 2);
  globalThis.fetch = fetch;
  assert.equal(sent.length, await server.requestCount());
  for (const line of ["GET /api/me", "POST /api/dataIntegrity/details", "GET /api/dataIntegrity/details"]) {
    assert.ok(sent.includes(line), line);
  }
});

test("what a fetch throws, or gives in place of a Response, is told, and the client lives on", async () => {
  const bytes = () => new Response("[]").body;
  const read = Response.json([]);
  await read.text();
  /** @type {[string, () => any][]} */
  const faults = [
    ["network", () => assert.fail(tokens.admin)],
    ["network", () => Promise.reject(undefined)],
    ["invalid-argument", () => undefined],
    ["invalid-argument", async () => "[]"],
    ["invalid-argument", async () => ({ status: "200", headers: new Headers(), body: bytes() })],
    ["invalid-argument", async () => ({ status: 200, body: bytes() })],
    ["invalid-argument", async () => ({ status: 200, headers: new Headers(), body: "[]" })],
    ["invalid-argument", async () => read],
    ["invalid-argument", async () => new Response(new ReadableStream({ pull: (piece) => piece.enqueue("[]") }))],
  ];
  for (const [code, fault] of faults) {
    const answers = [fault, async () => Response.json([])];
    const dhis2 = await alone(() => answers.shift()?.());
    // A request that acts is sent once.
    const error = await rejection(dhis2.request({ method: "POST", path: "/api/anything" }));
    assert.ok(error instanceof StewardError);
    assert.equal(error.code, code, `${fault}`);
    assert.equal(error.request, "POST /api/anything");
    assert.ok(!error.stack?.includes(tokens.admin));
    assert.deepEqual((await dhis2.request({ path: "/api/anything" })).json(), []);
  }
});

test("what is no Response of this class is read as one, such as that of a package", async () => {
  const answer = { status: 200, headers: new Map([["content-type", "application/json"]]), body: new Blob(["[1]"]).stream() };
  const dhis2 = await alone(async () => answer);
  assert.deepEqual((await dhis2.request({ path: "/api/anything" })).json(), [1]);
});

test("a fetch or a time that is none is refused, and sends nothing", async () => {
  const fetch = () => assert.fail("something was sent");
  const wrong = [{ fetch: "fetch" }, { fetch: {} }, ...[0, -1, 1.5, Number.NaN, Infinity, "1000"].map((timeoutMs) => ({ fetch, timeoutMs }))];
  for (const options of wrong) {
    const error = await rejection(connect(/** @type {any} */ ({ baseUrl: server.url, auth, ...options })));
    assert.equal(error.code, "invalid-argument", JSON.stringify(options));
  }
});

test("what reads is given up after timeoutMs and what acts is not", async () => {
  /** @type {Request[]} */
  const asked = [];
  const fetch = knowing((request) => {
    asked.push(request);
    return new Promise(() => {});
  });
  const dhis2 = await connect({ baseUrl: "https://dhis2.example.org", fetch, timeoutMs: 10 });
  const controller = new AbortController();
  const acting = dhis2.maintenance.clearCache({ signal: controller.signal });
  const outcome = acting.catch((error) => error.code);
  const error = await rejection(dhis2.integrity.checks());
  assert.equal(error.code, "timeout");
  assert.match(error.message, /10 milliseconds/);
  assert.deepEqual(asked.map(({ method, signal }) => [method, signal.aborted]), [["POST", false], ["GET", true]]);
  assert.equal(await Promise.race([outcome, "still going on"]), "still going on");
  controller.abort();
  assert.equal(await outcome, "aborted");
  assert.ok(asked[0]?.signal.aborted);
});
