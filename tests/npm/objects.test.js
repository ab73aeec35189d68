// What can be done with the objects of the package besides calling their methods: taking them apart, and printing them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inspect } from "node:util";

import { all, assertNoSecret, connected, knowing, load, rejection, Server } from "./support.js";

const { connect } = await load();

/** @type {Server} */
let server;
/** @type {import("../../npm/index.js").Steward} */
let dhis2;
before(async () => {
  server = await Server.start("fast");
  dhis2 = await connected(server);
});
after(() => server.stop());

test("methods need no object", async () => {
  const { may, ping, request, session, integrity, maintenance } = dhis2;
  await ping();
  assert.ok(may("ALL"));
  const { json } = await request({ path: "/api/system/info", query: { fields: "version" } });
  assert.deepEqual(json(), { version: dhis2.version });
  const { checks, run } = integrity;
  assert.ok((await checks()).length > 0);
  const { progress, report } = await run({ checks: ["orgunits_*"] });
  assert.equal((await all(progress())).at(-1)?.phase, "ended");
  assert.equal((await report()).outcome.state, "completed");
  const { clearCache, plan } = maintenance;
  await clearCache();
  assert.equal((await all(plan(["clearCache"]))).length, 1);
  const { resume } = session;
  resume();
});

/** What Node prints of a value, and what logs write. @param {unknown} value */
function printed(value) {
  const told = [inspect(value), inspect(value, { depth: null, showHidden: true, getters: true }), JSON.stringify(value)];
  told.forEach(assertNoSecret);
  return told;
}

test("a client, its session, a run and an answer describe themselves, without a secret", async () => {
  const run = await dhis2.integrity.run({ checks: ["orgunits_orphaned"] });
  await run.report();
  const { baseUrl, version } = dhis2;
  for (const [value, name, told] of /** @type {[unknown, string, object][]} */ ([
    [dhis2, "Steward", { baseUrl, version, username: "admin" }],
    [dhis2.session, "SessionApi", { hasEnded: false }],
    [run, "IntegrityRun", { job: run.job, kind: "summary", checks: ["orgunits_orphaned"], phase: "ended" }],
  ])) {
    const [text = "", , json = ""] = printed(value);
    assert.ok(text.startsWith(`${name} {`), text);
    assert.deepEqual(JSON.parse(json), told);
  }
  const headers = { "Content-Type": "application/json", "Set-Cookie": "JSESSIONID=s3cret-session" };
  const answering = await connect({ baseUrl: "https://dhis2.example.org", fetch: knowing(async () => new Response("[]", { headers })) });
  const answer = await answering.request({ path: "/api/anything" });
  assert.deepEqual(JSON.parse(JSON.stringify(answer)), { status: 200, mediaType: "application/json", size: 2 });
  assert.ok(!printed(answer).some((text) => text.includes("s3cret")));
});

test("an error prints its message, its code and the request", async () => {
  const error = await rejection(dhis2.jobs.get("aaaaaaaaaaa"));
  for (const text of printed(error)) assert.match(text, /The server does not have this[^]*not-found[^]*GET \/api\/jobConfigurations\/aaaaaaaaaaa/);
});

test("what has been freed says so when it is printed", async () => {
  const client = await connected(server);
  const run = await client.integrity.run({ checks: ["orgunits_orphaned"] });
  run.free();
  client.free();
  for (const value of [run, client, client.session]) for (const text of printed(value)) assert.match(text, /isFreed"?: ?true/);
});
