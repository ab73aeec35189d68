// How a client connects, with a fetch of the caller's own and in a time of his choice; and how its session ends.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";

import { all, alone, knowing, load, nobody, rejection, Server, tokens } from "./support.js";

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

test("a custom fetch sends every request, including the stream of issues", async (context) => {
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

test("an error of a custom fetch, or a value that is no Response, is reported, and the client remains usable", async () => {
  const bytes = () => new Response("[]").body;
  const read = Response.json([]);
  await read.text();
  /** @type {[string, () => any][]} */
  const faults = [
    ["network", () => assert.fail("out of order")],
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
    assert.deepEqual((await dhis2.request({ path: "/api/anything" })).json(), []);
  }
});

test("an error has the cause that was thrown underneath", async () => {
  const refusal = new Error("the proxy refused");
  const dhis2 = await alone(() => Promise.reject(refusal));
  assert.equal((await rejection(dhis2.request({ method: "POST", path: "/api/anything" }))).cause, refusal);
  const nowhere = await rejection(connect({ baseUrl: await nobody(), auth }));
  assert.ok(nowhere.cause instanceof TypeError);
  assert.equal(/** @type {any} */ (nowhere.cause.cause).code, "ECONNREFUSED");
  const reason = new Error("the user left");
  assert.equal((await rejection(dhis2.ping({ signal: AbortSignal.abort(reason) }))).cause, reason);
  assert.equal((await rejection(all(dhis2.integrity.issues({ signal: AbortSignal.abort(reason) })))).cause, reason);
});

test("the stack of an error names the caller, and its JSON has the message", async () => {
  const dhis2 = await alone(async () => Response.json({}, { status: 404 }));
  async function reading() {
    await dhis2.jobs.get("aaaaaaaaaaa");
  }
  async function listing() {
    for await (const issue of dhis2.integrity.issues()) assert.fail(issue.check);
  }
  async function running() {
    await dhis2.integrity.run({ checks: "all" });
  }
  for (const call of [reading, listing, running]) {
    const error = await rejection(call());
    assert.match(error.stack, new RegExp(`^StewardError: The server does not have this.*\\n[^]*at async ${call.name} .*session\\.test\\.js`));
    assert.ok(!error.stack.includes("wasm"), error.stack);
    const { message, code, request } = JSON.parse(JSON.stringify(error));
    assert.deepEqual([message, code, request], [error.message, "not-found", error.request]);
  }
});

test("a redirect says where it leads", async (context) => {
  const moved = createServer(({ url }, response) => response.writeHead(301, { Location: `https://dhis2.example.org/hmis${url}?secret=s3cret` }).end("<html>"));
  context.after(() => moved.close());
  await once(moved.listen(0, "127.0.0.1"), "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (moved.address());
  const error = await rejection(connect({ baseUrl: `http://127.0.0.1:${port}`, auth }));
  assert.deepEqual([error.code, error.status], ["unexpected-answer", 301]);
  assert.match(error.message, /^The response is a page or a redirect instead of data\. Check that the base URL /);
  assert.match(error.serverMessage, /^Location: https:\/\/dhis2\.example\.org\/hmis\/api\/\w/);
  assert.doesNotMatch(error.serverMessage, /s3cret/);
});

test("a server that is starting is asked again, and if it does not start, the error says so", async () => {
  let requests = 0;
  const starting = async () => {
    requests += 1;
    return new Response("<html>", { status: 503, headers: { "Content-Type": "text/html", "Retry-After": "0" } });
  };
  const error = await rejection(connect({ baseUrl: "https://dhis2.example.org", auth, fetch: starting }));
  assert.deepEqual([error.code, error.status], ["server", 503]);
  assert.match(error.message, /starting, overloaded or under maintenance/);
  assert.ok(requests > 3, "both requests were repeated");
});

test("a Response of another class is read, such as that of a package", async () => {
  const answer = { status: 200, headers: new Map([["content-type", "application/json"]]), body: new Blob(["[1]"]).stream() };
  const dhis2 = await alone(async () => answer);
  assert.deepEqual((await dhis2.request({ path: "/api/anything" })).json(), [1]);
});

test("an invalid fetch or timeout is rejected, and nothing is sent", async () => {
  const fetch = () => assert.fail("something was sent");
  const wrong = [{ fetch: "fetch" }, { fetch: {} }, ...[0, -1, 1.5, Number.NaN, Infinity, "1000"].map((timeoutMs) => ({ fetch, timeoutMs }))];
  for (const options of wrong) {
    const error = await rejection(connect(/** @type {any} */ ({ baseUrl: server.url, auth, ...options })));
    assert.equal(error.code, "invalid-argument", JSON.stringify(options));
  }
});

test("reads time out after timeoutMs, and writes do not", async () => {
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
  assert.match(error.message, /within the timeout/);
  assert.deepEqual(asked.map(({ method, signal }) => [method, signal.aborted]), [["POST", false], ["GET", true]]);
  assert.equal(await Promise.race([outcome, "still going on"]), "still going on");
  controller.abort();
  assert.equal(await outcome, "aborted");
  assert.ok(asked[0]?.signal.aborted);
});

/** A client that is known by a session of the simulated server, as in a browser; and a way to end and begin that. */
async function inSession(at = server) {
  let isLoggedIn = true;
  let sent = 0;
  const dhis2 = await connect({
    baseUrl: at.url,
    fetch: (request) => {
      sent += 1;
      if (!isLoggedIn) return Promise.resolve(Response.json({}, { status: 401 }));
      const known = new Request(request);
      known.headers.set("Authorization", `ApiToken ${tokens.admin}`);
      return fetch(known);
    },
  });
  const logIn = (/** @type {boolean} */ is) => {
    isLoggedIn = is;
  };
  return { dhis2, logIn, sent: () => sent };
}

test("everyone who waits for the end of the session is told once, whichever request found it", async () => {
  /** @type {((dhis2: import("../../npm/index.js").Steward, run: import("../../npm/index.js").IntegrityRun) => Promise<unknown>)[]} */
  const asking = [
    (dhis2) => dhis2.ping(),
    (dhis2) => all(dhis2.integrity.issues()),
    (_, run) => run.report(),
    (_, run) => run.cancel(),
    // It is no error of the plan as a whole.
    (dhis2) => all(dhis2.maintenance.plan(["clearCache"])),
  ];
  for (const ask of asking) {
    const { dhis2, logIn } = await inSession();
    const run = await dhis2.integrity.run({ checks: ["orgunits_no_coordinates"] });
    let told = 0;
    const waiting = [dhis2.session.ended(), dhis2.session.ended()].map((ended) => ended.then(() => (told += 1)));
    logIn(false);
    assert.equal(dhis2.session.hasEnded, false);
    const code = await ask(dhis2, run).then(() => "", (error) => error.code);
    assert.ok(["", "session-expired"].includes(code), code);
    await Promise.all(waiting);
    assert.deepEqual([told, dhis2.session.hasEnded], [2, true], `${ask}`);
    await dhis2.session.ended();
  }
});

test("watching sends nothing after the end of the session, and continues after a new log-in", async (context) => {
  const manual = await Server.start("manual");
  context.after(() => manual.stop());
  await manual.reset();
  const { dhis2, logIn, sent } = await inSession(manual);
  const run = await dhis2.integrity.run({ checks: ["orgunits_no_coordinates"] });
  const watched = dhis2.jobs.watch(run.job);
  while ((await watched.next()).value?.type !== "state");
  logIn(false);
  const ended = dhis2.session.ended();
  await rejection(dhis2.ping());
  await ended;
  const before = sent();
  assert.equal((await rejection(all(watched))).code, "session-expired");
  assert.equal(sent(), before);
  logIn(true);
  dhis2.session.resume();
  assert.equal(dhis2.session.hasEnded, false);
  const again = dhis2.session.ended();
  await manual.advance(60);
  assert.equal((await run.report()).outcome.state, "completed");
  assert.equal((await all(dhis2.jobs.watch(run.job))).at(-1)?.type, "ended");
  assert.equal(await Promise.race([again, "not ended"]), "not ended");
});

test("waiting for the end of the session ends with its signal, and not with the client", async () => {
  const { dhis2 } = await inSession();
  const controller = new AbortController();
  const ended = dhis2.session.ended({ signal: controller.signal });
  controller.abort();
  assert.equal((await rejection(ended)).code, "aborted");
  assert.equal((await rejection(dhis2.session.ended(/** @type {any} */ (controller.signal)))).code, "invalid-argument");
  const never = dhis2.session.ended();
  dhis2.free();
  assert.throws(() => dhis2.session.hasEnded, /freed/);
  assert.throws(() => dhis2.session.resume(), /freed/);
  assert.equal((await rejection(dhis2.session.ended())).code, "invalid-argument");
  assert.equal(await Promise.race([never, "waiting"]), "waiting");
});

test("a rejected token does not end a session", async () => {
  const dhis2 = await connect({ baseUrl: "https://dhis2.example.org", auth, fetch: knowing(async () => Response.json({}, { status: 401 })) });
  assert.equal((await rejection(dhis2.ping())).code, "unauthorized");
  assert.equal(dhis2.session.hasEnded, false);
});
