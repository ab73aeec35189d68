// What is given to an operation: nothing of it is passed over, and above all nothing that narrows down what is deleted.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { all, connected, load, rejection, Server, tokens } from "./support.js";

const { connect, default: init } = await load();
await init();

/** @type {Server} */
let server;
/** @type {import("../../npm/index.js").Steward} */
let dhis2;
before(async () => {
  server = await Server.start("fast");
});
after(() => server.stop());
beforeEach(async () => {
  dhis2 = await connected(server);
});

/** Something that TypeScript would refuse. @param {unknown} value */
const any = (value) => /** @type {any} */ (value);
const april = { startDate: "2026-04-01", endDate: "2026-04-30" };

test("unknown options, null and empty lists are rejected before anything is sent", async () => {
  const before = await server.requestCount();
  const { validation, predictors, scheduler, tables, lockExceptions } = dhis2;
  /** @type {Record<string, Promise<unknown>>} */
  const refused = {
    organisationUnit: validation.deleteResults(any({ organisationUnit: "TmM5u4SwmHH", notificationSent: true })),
    organisationUnits: validation.deleteResults({ organisationUnits: [], notificationSent: true }),
    period: validation.deleteResults({ period: "" }),
    notificationSent: validation.deleteResults(any({ period: "2026", notificationSent: null })),
    groups: predictors.run(any({ ...april, groups: ["aaaaaaaaaaa"] })),
    group: predictors.run(any({ ...april, group: null })),
    enable: scheduler.update("aaaaaaaaaaa", any({ enabled: false })),
    lastYear: tables.updateAnalytics(any({ lastYear: 2 })),
    periods: all(validation.results({ periods: [] })),
    checks: dhis2.integrity.startReport({ checks: [] }),
    dataSets: all(lockExceptions.list(any({ dataSets: ["aaaaaaaaaaa"] }))),
  };
  for (const [name, promise] of Object.entries(refused)) {
    const error = await rejection(promise);
    assert.equal(error.code, "invalid-argument", name);
    assert.match(error.message, new RegExp(name), error.message);
  }
  assert.equal(await server.requestCount(), before);
});

test("only a run of checks is resumed, and only a confidential setting is set as a secret", async () => {
  const job = await dhis2.tables.updateResourceTables();
  for (const [promise, reason] of /** @type {[() => Promise<unknown>, RegExp][]} */ ([
    [() => dhis2.integrity.resume(job), /RESOURCE_TABLE.* is not a run of data integrity checks/],
    [() => dhis2.settings.setSecret("keyRemoteInstanceUrl", "s3cret-word"), /keyRemoteInstanceUrl is not confidential.*: use set or setRaw/],
  ])) {
    const error = await rejection(promise());
    assert.equal(error.code, "invalid-argument");
    assert.match(error.message, reason);
  }
  assert.equal((await server.requests())["POST /api/systemSettings/keyRemoteInstanceUrl"], undefined);
});

test("a unit that is named twice gets one lock exception", async () => {
  const [a, b] = ["cdMYw7qoAia", "chK7q82w2Xx"];
  const additions = await all(dhis2.lockExceptions.add([a, b, a, a], "wHC45igktYm", "202601"));
  assert.deepEqual(additions.flatMap((addition) => addition.organisationUnits), [a, b]);
});

test("an option with the value undefined counts as omitted", async () => {
  assert.ok((await dhis2.predictors.run(any({ ...april, group: undefined, elsewhere: undefined }))).predictors > 0);
});

test("unknown options of connect are rejected by name", async () => {
  const { url } = server;
  const wrong = { baseURL: url }, auth = { token: tokens.admin, user: "admin" };
  assert.match((await rejection(connect(any({ ...wrong, baseUrl: url, auth: { token: tokens.admin } })))).message, /baseURL/);
  assert.match((await rejection(connect(any({ baseUrl: url, auth })))).message, /user/);
});

test("what is wrong with how to connect is named, and nothing is sent", async () => {
  const before = await server.requestCount();
  for (const [options, reason] of /** @type {[object, RegExp][]} */ ([
    [{}, /option auth is required/],
    [{ auth: { token: "" } }, /option auth has an empty text/],
    [{ auth: { username: "admin", password: "" } }, /option auth has an empty text/],
    [{ auth: { token: tokens.admin }, baseUrl: `${server.url}/api/` }, /baseUrl must end before \/api/],
  ])) {
    const error = await rejection(connect({ baseUrl: server.url, ...options }));
    assert.equal(error.code, "invalid-argument");
    assert.match(error.message, reason);
  }
  assert.equal(await server.requestCount(), before);
});

test("an error says whether the operation may have been carried out", async () => {
  await server.faults({ path: "/api/maintenance/cacheClear", status: 504 });
  assert.equal((await rejection(dhis2.maintenance.clearCache())).leavesOutcomeUnknown, true);
  const controller = new AbortController();
  controller.abort();
  const unsent = await rejection(dhis2.tasks.types({ signal: controller.signal }));
  assert.deepEqual([unsent.message, unsent.leavesOutcomeUnknown], ["Aborted by the caller. Nothing was sent.", false]);
  const later = new AbortController();
  const sent = dhis2.maintenance.clearCache({ signal: later.signal });
  later.abort();
  assert.equal((await rejection(sent)).leavesOutcomeUnknown, true);
  assert.equal((await rejection(dhis2.jobs.get("aaaaaaaaaaa"))).leavesOutcomeUnknown, false);
});

test("an HTML response is accepted if it was requested", async () => {
  const page = () => new Response("<html>", { headers: { "Content-Type": "text/html;charset=UTF-8" } });
  const isForm = (/** @type {Request} */ request) => new URL(request.url).pathname.endsWith("/form");
  const send = (/** @type {Request} */ request) => (isForm(request) ? Promise.resolve(page()) : fetch(request));
  const client = await connect({ baseUrl: server.url, auth: { token: tokens.admin }, fetch: send });
  const form = { path: "/api/dataSets/lCg7OVa708k/form" };
  assert.equal((await rejection(client.request(form))).code, "unexpected-answer");
  assert.equal((await client.request({ ...form, accept: "text/html" })).text(), "<html>");
});
