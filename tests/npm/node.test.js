// What the package promises, tried in Node against the simulated server.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { inspect } from "node:util";

import { all, load, Pauses, rejection, Server, tokens } from "./support.js";

const { connect, default: init, StewardError } = await load();
await init();

/** @type {Server} */
let server;
/** One whose clock the tests drive. @type {Server} */
let manual;
before(async () => {
  [server, manual] = await Promise.all([Server.start("fast"), Server.start("manual")]);
});
after(() => {
  server.stop();
  manual.stop();
});
beforeEach(() => Promise.all([server.reset(), manual.reset()]));

const asAdmin = (at = server) => connect({ baseUrl: at.url, auth: { token: tokens.admin } });

test("a token logs in, and so do a username and password", async () => {
  const byToken = await asAdmin();
  assert.equal(byToken.user.username, "admin");
  assert.equal(byToken.version, "2.42.5.2");
  assert.equal(byToken.baseUrl, server.url);
  assert.ok(byToken.may("F_ANYTHING"));
  const byPassword = await connect({ baseUrl: `${server.url}/`, auth: { username: "observer", password: "district" } });
  assert.equal(byPassword.user.username, "observer");
  assert.ok(!byPassword.may("F_PERFORM_MAINTENANCE"));
  assert.equal((await rejection(connect({ baseUrl: server.url, auth: { bearer: "x" } }))).code, "unauthorized");
});

test("aborting rejects with the code aborted, whatever the reason", async () => {
  const dhis2 = await asAdmin();
  for (const reason of ["stop", undefined, null, 42, new Error("stop"), new DOMException("stop", "TimeoutError")]) {
    const controller = new AbortController();
    const waiting = dhis2.integrity.checks({ signal: controller.signal });
    controller.abort(reason);
    const error = await rejection(waiting);
    assert.ok(error instanceof StewardError);
    assert.equal(error.code, "aborted", inspect(reason));
  }
  assert.ok((await dhis2.integrity.checks()).length > 0);
});

test("nothing is sent if the signal is already aborted", async () => {
  const dhis2 = await asAdmin();
  await server.control("DELETE", "requests");
  const signal = AbortSignal.abort();
  assert.equal((await rejection(dhis2.jobs.running({ signal }))).code, "aborted");
  assert.equal((await rejection(all(dhis2.integrity.issues({ signal })))).code, "aborted");
  assert.equal(await server.requestCount(), 0);
});

test("aborting ends the wait for a job, and the job continues", async () => {
  const dhis2 = await asAdmin(manual);
  const controller = new AbortController();
  const run = await dhis2.integrity.run({ checks: "fast", signal: controller.signal });
  await manual.advance(1);
  const { signal } = controller;
  const waits = [run.report({ signal }), all(run.progress()), dhis2.jobs.completion(run.job, { signal })];
  await manual.requests();
  controller.abort("enough");
  for (const wait of waits) assert.equal((await rejection(wait)).code, "aborted");
  assert.equal((await dhis2.jobs.get(run.job)).jobStatus, "RUNNING");
});

test("a run whose signal was aborted can still be cancelled and reported", async () => {
  const dhis2 = await asAdmin(manual);
  const controller = new AbortController();
  const run = await dhis2.integrity.run({ checks: "all", signal: controller.signal });
  await manual.advance(1);
  const reported = run.report();
  controller.abort();
  assert.equal((await rejection(all(run.progress()))).code, "aborted");
  const own = { signal: AbortSignal.abort() };
  for (const call of [run.cancel(own), run.report(own)]) assert.equal((await rejection(call)).code, "aborted");
  await run.cancel();
  await manual.advance(60);
  for (const report of [await reported, await run.report()]) assert.equal(report.outcome.state, "cancelled");
});

test("leaving a loop stops its polling", async (context) => {
  const dhis2 = await asAdmin(manual);
  const run = await dhis2.integrity.run({ checks: "fast" });
  await manual.advance(1);
  const pauses = new Pauses();
  context.after(() => pauses.restore());
  const polls = async () => (await manual.requests())[`GET /api/jobConfigurations/${run.job.id}`] ?? 0;

  const watched = dhis2.jobs.watch(run.job);
  while ((await watched.next()).value?.type !== "state");
  const waiting = watched.next();
  for (let round = 0; round < 3; round += 1) {
    const before = await polls();
    while (pauses.count === 0) await manual.requests();
    pauses.end();
    while ((await polls()) === before);
  }
  while (pauses.count === 0) await manual.requests();
  await watched.return();
  assert.deepEqual(await waiting, { value: undefined, done: true });
  assert.equal(pauses.count, 0, "nothing is left that could poll");

  for await (const step of run.progress()) {
    assert.equal(step.phase, "running");
    break;
  }
  const left = await polls();
  assert.equal(pauses.count, 0);
  assert.equal(await polls(), left);
});

test("two clients at once do not disturb each other", async () => {
  const [admin, observer] = await Promise.all([
    asAdmin(),
    connect({ baseUrl: server.url, auth: { token: tokens.observer } }),
  ]);
  const controller = new AbortController();
  const outcomes = Promise.allSettled([
    admin.integrity.run({ checks: ["orgunits_*"] }).then((run) => run.report()),
    observer.integrity.run({ checks: ["orgunits_*"] }),
    observer.integrity.checks({ signal: controller.signal }),
    admin.integrity.checks(),
  ]);
  controller.abort();
  const [report, refused, aborted, checks] = await outcomes;
  assert.equal(report.status === "fulfilled" && report.value.outcome.state, "completed");
  assert.equal(refused.status === "rejected" && refused.reason.code, "forbidden");
  assert.equal(aborted.status === "rejected" && aborted.reason.code, "aborted");
  assert.equal(checks.status, "fulfilled");
  admin.free();
  assert.equal(observer.user.username, "observer");
});

test("a check in error has never passed, and the others are rerun without it", async () => {
  const dhis2 = await asAdmin();
  const names = ["program_stages_no_programs", "orgunits_*"];
  const run = await dhis2.integrity.run({ checks: names, kind: "details" });
  const report = await run.report();
  assert.deepEqual(
    report.checks.filter((check) => check.state === "failed").map((check) => check.name),
    ["program_stages_no_programs"],
  );
  assert.ok(report.checks.some((check) => check.state === "issues"));
  assert.ok(report.checks.every((check) => check.state !== "notRun"));

  const events = await all(dhis2.integrity.details({ checks: ["program_stages_no_programs"] }));
  assert.deepEqual(
    events.map((event) => event.type === "checked" && event.report.state),
    ["failed"],
  );

  const failing = "category_option_combos_have_duplicates";
  await (await dhis2.integrity.run({ checks: [failing] })).report();
  const [summary] = await dhis2.integrity.summaries({ checks: [failing] });
  assert.equal(summary.state, "failed");
  assert.ok(summary.state === "failed" && summary.error);
});

test("a run can be watched by two callers at once", async () => {
  const dhis2 = await asAdmin();
  const run = await dhis2.integrity.run({ checks: ["orgunits_*"] });
  const [steps, report] = await Promise.all([all(run.progress()), run.report()]);
  assert.equal(steps.at(-1)?.phase, "ended");
  assert.deepEqual(steps.at(-1)?.done, report.checks.length);
  assert.equal((await all(run.progress())).length, 1, "a run that is over is told at once");
});

test("a run is cancelled while another call waits for it", async () => {
  const dhis2 = await asAdmin(manual);
  const run = await dhis2.integrity.run({ checks: "all" });
  await manual.advance(1);
  const phases = new Set();
  const watching = (async () => {
    for await (const step of run.progress()) {
      phases.add(step.phase);
      if (step.phase === "running") await run.cancel();
      if (step.phase === "stopping") await manual.advance(60);
    }
  })();
  const report = await run.report();
  await watching;
  assert.equal(report.outcome.state, "cancelled");
  assert.deepEqual([...phases], ["running", "stopping", "ended"]);
});

test("a run started elsewhere is resumed", async () => {
  const dhis2 = await asAdmin();
  const begun = await dhis2.integrity.run({ checks: ["orgunits_*"] });
  const elsewhere = await asAdmin();
  const run = await elsewhere.integrity.resume(begun.job);
  assert.deepEqual([...run.checks].sort(), [...begun.checks].sort());
  assert.equal((await run.report()).outcome.state, "completed");
  const job = await dhis2.integrity.start({ checks: ["orgunits_*"], kind: "details" });
  const details = await elsewhere.integrity.resume(job);
  assert.deepEqual([details.kind, [...details.checks].sort()], ["details", [...begun.checks].sort()]);
  assert.equal((await details.report()).outcome.state, "completed");
});

test("a plan distinguishes completed, failed, unknown and not started operations", async () => {
  const dhis2 = await asAdmin();
  await server.faults(
    { path: "/api/maintenance/softDeletedEventRemoval", status: 504 },
    { path: "/api/maintenance/periodPruning", status: 409 },
  );
  const steps = await all(
    dhis2.maintenance.plan(["clearCache", "prunePeriods", "removeSoftDeletedEnrollments", "removeSoftDeletedEvents"]),
  );
  assert.deepEqual(
    steps.map((step) => [step.operation, step.state]),
    [
      ["removeSoftDeletedEvents", "unknown"],
      ["removeSoftDeletedEnrollments", "notStarted"],
      ["prunePeriods", "failed"],
      ["clearCache", "completed"],
    ],
  );
  assert.ok(steps.every((step) => !("error" in step) || step.error instanceof StewardError));
  assert.equal(steps[1].state === "notStarted" && steps[1].waitsFor, "removeSoftDeletedEvents");
});

test("invalid arguments are explained, and send nothing", async () => {
  const dhis2 = await asAdmin();
  await server.control("DELETE", "requests");
  const wrong = [
    dhis2.integrity.checks(/** @type {any} */ ("fast")),
    dhis2.integrity.checks(/** @type {any} */ ({ slow: "yes" })),
    dhis2.integrity.checks(/** @type {any} */ ({ signal: {} })),
    dhis2.integrity.run(/** @type {any} */ ({ checks: "slow" })),
    dhis2.integrity.run(/** @type {any} */ ({ kind: "both", checks: [1] })),
    dhis2.integrity.start(/** @type {any} */ ({ kind: "both" })),
    dhis2.jobs.get("nope"),
    dhis2.jobs.completion("ANALYTICS_TABLE"),
    dhis2.maintenance.run(/** @type {any} */ ("formatDisk")),
    all(dhis2.maintenance.plan(/** @type {any} */ (["formatDisk"]))),
    dhis2.tasks.list(/** @type {any} */ (undefined)),
    dhis2.request(/** @type {any} */ ({})),
    dhis2.request({ path: "@example.org/api/me" }),
    dhis2.request({ path: "/api/me?fields=id" }),
    dhis2.request({ path: "/api/me", body: {} }),
    dhis2.request({ path: "/api/me", method: /** @type {any} */ ("TRACE") }),
    connect({ baseUrl: "example.org" }),
    connect({ baseUrl: server.url, auth: /** @type {any} */ ({ token: tokens.admin, bearer: "x" }) }),
  ];
  for (const [index, error] of (await Promise.all(wrong.map(rejection))).entries()) {
    assert.equal(error.code, "invalid-argument", `${index}: ${error.message}`);
  }
  assert.equal(await server.requestCount(), 0);
});

test("an error names the request and has the server's message", async () => {
  const dhis2 = await asAdmin();
  const error = await rejection(dhis2.jobs.get("aaaaaaaaaaa"));
  assert.equal(error.code, "not-found");
  assert.equal(error.status, 404);
  assert.equal(error.request, "GET /api/jobConfigurations/aaaaaaaaaaa");
  assert.equal(error.serverCode, "E1005");
  assert.match(error.serverMessage, /aaaaaaaaaaa/);
  assert.equal(String(error).startsWith("StewardError: "), true);
  assert.ok(!("jsonPath" in error));
});

test("any other request is sent as described", async () => {
  const dhis2 = await asAdmin();
  const answer = await dhis2.request({ path: "/api/system/info", query: { fields: "version", paging: false } });
  assert.equal(answer.status, 200);
  assert.equal(answer.mediaType, "application/json");
  assert.deepEqual(answer.json(), { version: "2.42.5.2" });
  assert.equal(new TextDecoder().decode(answer.bytes()), answer.text());
  const started = await dhis2.request({
    method: "POST",
    path: "/api/dataIntegrity/summary",
    body: ["orgunits_orphaned"],
  });
  assert.equal(/** @type {any} */ (started.json()).response.jobType, "DATA_INTEGRITY");
});

test("HEAD and OPTIONS are answered without a body", async () => {
  const dhis2 = await asAdmin();
  for (const [method, mediaType] of /** @type {const} */ ([["HEAD", "application/json"], ["OPTIONS", ""]])) {
    const answer = await dhis2.request({ method, path: "/api/system/info" });
    assert.deepEqual([answer.status, answer.mediaType, answer.text()], [200, mediaType, ""]);
    const error = await rejection(dhis2.request({ method, path: "/api/no/such/route" }));
    assert.deepEqual([error.code, error.request], ["not-found", `${method} /api/no/such/route`]);
  }
});

test("a planted secret is found in an error", async () => {
  await assert.rejects(rejection(Promise.reject(new Error(tokens.admin))), /a secret is in/);
  await assert.rejects(rejection(Promise.reject(new Error("no", { cause: { password: "district" } }))), /a secret is in/);
  assert.equal((await rejection(Promise.reject(new Error("the district of Bo")))).message, "the district of Bo");
});

test("no secret is in an error or in anything that is printed", async () => {
  const secrets = ["d2pat_s3cret" + "s".repeat(29), "s3cret-of-mine", "91234567"];
  const faults = [
    connect({ baseUrl: server.url, auth: { token: secrets[0] } }),
    connect({ baseUrl: server.url, auth: { token: `${secrets[0]}\n` } }),
    connect({ baseUrl: server.url, auth: { bearer: secrets[0] } }),
    connect({ baseUrl: server.url, auth: { username: "admin", password: secrets[1] } }),
    connect({ baseUrl: server.url.replace("//", `//admin:${secrets[1]}@`) }),
    connect({ baseUrl: server.url, auth: /** @type {any} */ ({ token: 91234567 }) }),
    connect({ baseUrl: server.url, auth: /** @type {any} */ (secrets[0]) }),
    connect({ baseUrl: "http://127.0.0.1:1", auth: { token: secrets[0] } }),
  ];
  for (const error of await Promise.all(faults.map(rejection))) {
    const told = inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error) + error.stack;
    for (const secret of secrets) assert.ok(!told.includes(secret), told);
  }
  const dhis2 = await asAdmin();
  assert.ok(!inspect(dhis2, { depth: null, showHidden: true, getters: true }).includes(tokens.admin));
});

test("times have the offset of the server's time zone, before and after a clock change", async () => {
  const { fetch } = globalThis;
  const times = { winter: "2026-01-20T10:11:12.123", summer: "2026-07-20T10:11:12.123", changed: "2026-03-29T03:00:00.000" };
  try {
    for (const [zone, expected] of /** @type {const} */ ([
      ["Europe/Oslo", ["2026-01-20T10:11:12.123+01:00", "2026-07-20T10:11:12.123+02:00", "2026-03-29T03:00:00.000+02:00"]],
      ["America/St_Johns", ["2026-01-20T10:11:12.123-03:30", "2026-07-20T10:11:12.123-02:30", "2026-03-29T03:00:00.000-02:30"]],
      ["Mars/Olympus", Object.values(times)],
      [undefined, Object.values(times)],
    ])) {
      const got = [];
      for (const serverDate of Object.values(times)) {
        const info = { version: "2.42.5", serverDate, serverTimeZoneId: zone };
        const me = { id: "M5zQapPyTZI", username: "admin", authorities: [] };
        globalThis.fetch = async (request) =>
          Response.json(/** @type {Request} */ (request).url.includes("/api/me") ? me : info);
        got.push((await asAdmin()).server.serverDate);
      }
      assert.deepEqual(got, expected, zone);
    }
  } finally {
    globalThis.fetch = fetch;
  }
});

test("values arrive in order, however many are requested at once", async () => {
  const dhis2 = await asAdmin();
  await (await dhis2.integrity.run({ checks: ["orgunits_no_coordinates"], kind: "details" })).report();
  const issues = () => dhis2.integrity.issues({ checks: ["orgunits_no_coordinates"] });
  const expected = await all(issues());
  assert.ok(expected.length > 2);
  const batches = await all(dhis2.integrity.batches({ checks: ["orgunits_no_coordinates"] }));
  assert.deepEqual(batches.flat(), expected);
  assert.ok(batches.every((batch) => batch.length > 0));
  const iteration = issues();
  const [first, second] = await Promise.all([iteration.next(), iteration.next()]);
  assert.deepEqual([first.value, second.value], expected.slice(0, 2));
  assert.deepEqual(await iteration.return(), { value: undefined, done: true });
  assert.deepEqual(await iteration.next(), { value: undefined, done: true });
});

test("a freed object cannot be used, and its pending calls end cleanly", async () => {
  const dhis2 = await asAdmin();
  const waiting = dhis2.integrity.checks();
  dhis2.free();
  assert.ok((await waiting).length > 0);
  const error = await rejection(dhis2.integrity.checks());
  assert.equal(error.code, "invalid-argument");
  assert.throws(() => dhis2.may("ALL"), /freed/);
  dhis2[Symbol.dispose]();
});

test("every call of a freed run says that it was freed, and so does its watcher", async () => {
  const dhis2 = await asAdmin();
  const run = await dhis2.integrity.run({ checks: ["orgunits_*"] });
  const progress = run.progress();
  run.free();
  run[Symbol.dispose]();
  for (const wait of [run.report(), run.cancel(), progress.next()]) assert.match((await rejection(wait)).message, /freed/);
  assert.throws(() => run.job, StewardError);
});

test("aborting ends an iteration at once, even if more values have arrived", async () => {
  const dhis2 = await asAdmin();
  await (await dhis2.integrity.run({ checks: ["orgunits_no_coordinates"], kind: "details" })).report();
  const controller = new AbortController();
  const issues = dhis2.integrity.issues({ checks: ["orgunits_no_coordinates"], signal: controller.signal });
  assert.equal((await issues.next()).done, false);
  controller.abort();
  assert.equal((await rejection(issues.next())).code, "aborted");
});

test("a query can be an object without a prototype, and a body can be null", async () => {
  const dhis2 = await asAdmin();
  const query = Object.assign(Object.create(null), { fields: "version" });
  assert.deepEqual((await dhis2.request({ path: "/api/system/info", query })).json(), { version: "2.42.5.2" });
  const stored = { method: /** @type {const} */ ("POST"), path: "/api/dataStore/steward-test/nothing", body: null };
  assert.equal((await dhis2.request(stored)).status, 201);
});

test("options that are not an object are rejected, and so is an object that only resembles a signal", async () => {
  const dhis2 = await asAdmin();
  const { signal } = new AbortController();
  const wrong = [
    dhis2.jobs.running(/** @type {any} */ (signal)),
    dhis2.jobs.running(/** @type {any} */ ("now")),
    dhis2.jobs.running(/** @type {any} */ (null)),
    dhis2.jobs.running({ signal: /** @type {any} */ ({ aborted: false }) }),
  ];
  for (const error of await Promise.all(wrong.map(rejection))) assert.equal(error.code, "invalid-argument");
});

test("impossible times, and too many of them, cause no crash", async () => {
  const { scheduler } = await asAdmin();
  for (const after of ["+275760-09-13T00:00:00Z", "-271821-04-20T00:00:00Z"]) {
    const reckoned = await scheduler.nextExecutions("0 0 3 * * ?", { after, count: 1 }).catch((/** @type {unknown} */ error) => error);
    assert.ok(Array.isArray(reckoned) || reckoned instanceof StewardError, after);
  }
  assert.equal((await rejection(scheduler.nextExecutions("* * * * * *", { count: 4_294_967_295 }))).code, "invalid-argument");
  assert.equal((await scheduler.nextExecutions("* * * * * *", { count: 1_000 })).length, 1_000);
});
