// How waiting ends before the work does: by a signal, or after a time of the caller's choice.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { all, alone, load, rejection, Server, tokens } from "./support.js";

const { connect, default: init, StewardError } = await load();
await init();

/** A server whose clock the tests drive. @type {Server} */
let server;
/** @type {import("../../npm/index.js").Steward} */
let dhis2;
before(async () => {
  server = await Server.start("manual");
});
after(() => server.stop());
beforeEach(async () => {
  await server.reset();
  dhis2 = await connect({ baseUrl: server.url, auth: { token: tokens.admin } });
});

test("an aborted plan names the operation that is in doubt", async () => {
  const controller = new AbortController();
  const client = await alone(async (request) => {
    if (new URL(request.url).pathname.endsWith("/ouPathsUpdate")) return new Promise(() => controller.abort());
    return new Response(null, { status: 204 });
  });
  /** @type {string[]} */
  const states = [];
  const error = await rejection(
    (async () => {
      const plan = client.maintenance.plan(["clearCache", "updateOrganisationUnitPaths", "prunePeriods"], { signal: controller.signal });
      for await (const { operation, state } of plan) states.push(`${operation} ${state}`);
    })(),
  );
  assert.deepEqual(states, ["prunePeriods completed"]);
  assert.ok(error instanceof StewardError);
  assert.deepEqual([error.code, error.operation, error.leavesOutcomeUnknown], ["aborted", "updateOrganisationUnitPaths", true]);
  assert.match(error.message, /may still carry out updateOrganisationUnitPaths/);
  assert.equal(JSON.parse(JSON.stringify(error)).operation, "updateOrganisationUnitPaths");
});

test("a plan that is aborted while it looks whether the server answers names the operation whose answer was lost", async () => {
  const controller = new AbortController();
  const client = await alone(async (request) => {
    if (new URL(request.url).pathname.endsWith("/ping")) return new Promise(() => controller.abort());
    throw new TypeError("lost");
  });
  const error = await rejection(client.maintenance.plan(["prunePeriods", "clearCache"], { signal: controller.signal }).next());
  assert.deepEqual([error.code, error.operation, error.leavesOutcomeUnknown], ["aborted", "prunePeriods", true]);
});

test("a plan that is aborted between two operations leaves nothing in doubt", async () => {
  for (const isBegun of [false, true]) {
    const controller = new AbortController();
    const plan = dhis2.maintenance.plan(["prunePeriods", "clearCache"], { signal: controller.signal });
    if (isBegun) assert.equal((await plan.next()).value?.state, "completed");
    controller.abort();
    const error = await rejection(plan.next());
    assert.deepEqual([error.code, error.operation, error.leavesOutcomeUnknown], ["aborted", undefined, false]);
    assert.match(error.message, isBegun ? /No operation was running/ : /Nothing was sent/);
  }
  assert.equal((await server.requests())["POST /api/maintenance/cacheClear"], undefined);
});

test("every wait for a job or a run ends with the code timeout after timeoutMs, and the work continues", async () => {
  const run = await dhis2.integrity.run({ checks: ["orgunits_no_coordinates"] });
  const { job } = run;
  const limit = { timeoutMs: 20 };
  for (const wait of [
    () => all(dhis2.jobs.watch(job, limit)),
    () => all(dhis2.tasks.watch(job, limit)),
    () => dhis2.jobs.completion(job, limit),
    () => all(run.progress(limit)),
    () => run.report(limit),
  ]) {
    const error = await rejection(wait());
    assert.deepEqual([error.code, error.leavesOutcomeUnknown], ["timeout", true], error.message);
  }
  await server.advance(60);
  const patient = { timeoutMs: 2 ** 40 };
  assert.equal((await all(run.progress(patient))).at(-1)?.phase, "ended");
  assert.equal((await run.report(patient)).outcome.state, "completed");
  assert.deepEqual((await all(dhis2.jobs.watch(job, patient))).at(-1), { type: "ended", outcome: { state: "completed" } });
});

test("a number of milliseconds that is no positive integer is rejected everywhere, and nothing is sent", async () => {
  const run = await dhis2.integrity.run({ checks: "fast" });
  await server.control("DELETE", "requests");
  for (const millis of /** @type {any[]} */ ([0, -1, 0.5, Number.NaN, Infinity, "1000", null])) {
    const limit = { timeoutMs: millis };
    for (const [name, wait] of Object.entries({
      connect: () => connect({ baseUrl: server.url, auth: { token: tokens.admin }, ...limit }),
      watch: () => dhis2.jobs.watch(run.job, limit).next(),
      completion: () => dhis2.jobs.completion(run.job, limit),
      tasks: () => dhis2.tasks.watch(run.job, limit).next(),
      interval: () => dhis2.tasks.watch(run.job, { intervalMs: millis }).next(),
      settling: () => dhis2.categoryOptionCombos.settling("aaaaaaaaaaa", limit).next(),
      settled: () => dhis2.categoryOptionCombos.settled("aaaaaaaaaaa", limit),
      progress: () => run.progress(limit).next(),
      report: () => run.report(limit),
    })) {
      const error = await rejection(wait());
      assert.equal(error.code, "invalid-argument", `${name} ${millis}`);
      assert.match(error.message, /^The option (timeoutMs|intervalMs) must be a positive integer\.$/, name);
    }
  }
  assert.equal(await server.requestCount(), 0);
});

test("invalid arguments are reported even if the signal has already aborted", async () => {
  const signal = AbortSignal.abort();
  assert.equal((await rejection(dhis2.jobs.cancel("nope", { signal }))).code, "invalid-argument");
  assert.equal((await rejection(dhis2.jobs.cancel("aaaaaaaaaaa", { signal }))).code, "aborted");
});
