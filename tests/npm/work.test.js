// What the package starts on the server and what comes of it: tables, validation, predictors, combinations, jobs, tasks.

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

const asAdmin = () => connect({ baseUrl: server.url, auth: { token: tokens.admin } });
const april = { startDate: "2026-04-01", endDate: "2026-04-30" };
const rejectionCode = async (/** @type {Promise<unknown>} */ promise) => (await rejection(promise)).code;

test("tables are updated by jobs that can be awaited, and their status says when", async () => {
  const dhis2 = await asAdmin();
  for (const start of [() => dhis2.tables.updateResourceTables(), () => dhis2.tables.updateAnalytics({ lastYears: 2, skipEvents: true })]) {
    assert.deepEqual(await dhis2.jobs.completion(await start()), { state: "completed" });
  }
  assert.equal((await dhis2.tables.updateMonitoring()).jobType, "MONITORING");
  const { analytics, serverDate } = await dhis2.tables.status();
  assert.ok(analytics && analytics.succeeded <= serverDate);
});

test("an analytics option that the version lacks is rejected before anything is sent", async () => {
  await server.reset({ version: "2.41" });
  const dhis2 = await asAdmin();
  await server.control("DELETE", "requests");
  assert.equal(await rejectionCode(dhis2.tables.updateAnalytics({ skipOutliers: true, skipValidationResult: true, skipTrackedEntities: true, skipOrgUnitOwnership: true, lastYears: -1 })), "invalid-argument");
  assert.equal(await server.requestCount(), 0);
});

test("missing option combinations are generated and awaited", async () => {
  const dhis2 = await asAdmin();
  const wrong = (await dhis2.categoryOptionCombos.allCounts()).find((combo) => combo.actual !== combo.expected);
  assert.ok(wrong);
  await dhis2.categoryOptionCombos.update(wrong.id);
  const settled = await dhis2.categoryOptionCombos.settled(wrong.id, { timeoutMs: 60_000 });
  assert.equal(settled.actual, settled.expected);
  assert.deepEqual(await all(dhis2.categoryOptionCombos.settling(wrong.id)), [settled]);
  assert.deepEqual(await dhis2.categoryOptionCombos.counts(wrong.id), settled);
  await dhis2.categoryOptionCombos.updateAll();
  assert.equal(await rejectionCode(dhis2.categoryOptionCombos.counts("aaaaaaaaaaa")), "not-found");
});

test("validation finds violations and persists them if requested; they are listed and deleted", async () => {
  const dhis2 = await asAdmin();
  const unit = await country(dhis2);
  const year = { organisationUnit: unit, startDate: "2026-01-01", endDate: "2026-12-31" };
  const found = await dhis2.validation.run({ ...year, persist: true });
  assert.ok(found.length > 0);
  const kept = await all(dhis2.validation.results({ pageSize: 2 }));
  assert.ok(kept.length >= found.length);
  assert.deepEqual((await dhis2.validation.result(kept[0].id)).validationRule, kept[0].validationRule);
  await dhis2.validation.deleteResult(kept[0].id);
  assert.equal(await rejectionCode(dhis2.validation.result(kept[0].id)), "not-found");
  assert.equal(await rejectionCode(dhis2.validation.deleteResults({})), "invalid-argument");
  await dhis2.validation.deleteResults({ validationRules: kept.map((result) => result.validationRule.id) });
  assert.deepEqual(await all(dhis2.validation.results()), []);
  assert.equal(await rejectionCode(dhis2.validation.run({ ...year, group: "aaaaaaaaaaa" })), "not-found");
  assert.ok((await dhis2.validation.sendNotifications()).id);
});

test("an expression is described in its context, and an invalid one is no error", async () => {
  const dhis2 = await asAdmin();
  assert.equal((await dhis2.validation.describe("1 + 1", "indicator")).valid, true);
  assert.equal((await dhis2.validation.describe("1 +", "validationRule")).valid, false);
  const error = await rejection(dhis2.validation.describe("1", /** @type {any} */ ("sum")));
  assert.equal(error.code, "invalid-argument");
  assert.match(error.message, /programIndicatorFilter/);
});

test("predictors run directly, as a job, and group by group with a result for each", async () => {
  const dhis2 = await asAdmin();
  const [predictors, groups] = [await dhis2.predictors.list(), await dhis2.predictors.groups()];
  const summary = await dhis2.predictors.run(april);
  assert.equal(summary.predictors, predictors.length);
  const job = await dhis2.predictors.start({ ...april, predictor: predictors[0].id });
  assert.deepEqual(await dhis2.jobs.completion(job, { timeoutMs: 600_000 }), { state: "completed" });
  assert.equal((await dhis2.predictors.outcome(job)).predictors, 1);
  assert.equal((await dhis2.tasks.summaries("PREDICTOR")).length, 1);
  assert.ok(await dhis2.tasks.summary(job));
  const outcomes = await all(dhis2.predictors.runGroups([groups[0].id, "aaaaaaaaaaa"], april));
  assert.deepEqual(outcomes.map((outcome) => outcome.state), ["completed", "failed"]);
  assert.ok(outcomes[1].state === "failed" && outcomes[1].error instanceof StewardError);
  const both = { ...april, predictor: predictors[0].id, group: groups[0].id };
  assert.equal(await rejectionCode(dhis2.predictors.run(both)), "invalid-argument");
});

test("a job is disabled, enabled and run now", async () => {
  const dhis2 = await asAdmin();
  const body = { name: "Nightly", jobType: "RESOURCE_TABLE", schedulingType: "CRON", cronExpression: "0 0 3 ? * *", enabled: true };
  const created = await dhis2.request({ method: "POST", path: "/api/jobConfigurations", body });
  const id = /** @type {any} */ (created.json()).response.uid;
  await dhis2.jobs.disable(id);
  assert.equal((await dhis2.jobs.get(id)).enabled, false);
  await dhis2.jobs.enable(id);
  const run = await dhis2.jobs.execute(id);
  assert.equal((await dhis2.jobs.completion(run)).state, "completed");
  assert.deepEqual((await dhis2.jobs.errors(id)).errors, []);
  assert.deepEqual(await dhis2.jobs.allErrors(), []);
  assert.deepEqual(await dhis2.jobs.runningOf(dhis2.user.id), []);
  assert.equal(await rejectionCode(dhis2.jobs.revert(id)), "conflict");
  await dhis2.jobs.cancelType("ANALYTICS_TABLE");
  await dhis2.jobs.clean(0);
});

test("a whole job stands for its current run, and not for the one before", async (context) => {
  const manual = await Server.start("manual");
  context.after(() => manual.stop());
  const dhis2 = await connect({ baseUrl: manual.url, auth: { token: tokens.admin } });
  const jobs = await dhis2.scheduler.jobs();
  const nightly = jobs.find((job) => job.schedulingType === "CRON");
  assert.ok(nightly);
  for (const run of ["first", "second"]) {
    const started = await dhis2.jobs.execute(nightly.id);
    const job = await dhis2.jobs.get(nightly.id);
    assert.equal(job.run.id, job.id);
    const { run: _, ...raw } = job;
    for (const one of [started, job, job.run, raw]) {
      assert.equal(await rejectionCode(dhis2.jobs.completion(one, { timeoutMs: 1 })), "timeout", run);
    }
    await manual.advance(120);
    assert.deepEqual(await dhis2.jobs.completion(job), { state: "completed" });
  }
});

test("a task is watched by type and UID alone, and feeds are deleted except those to keep", async () => {
  const dhis2 = await asAdmin();
  const { jobType, id } = await dhis2.tables.updateAnalytics();
  const events = await all(dhis2.tasks.watch(`${jobType}/${id}`, { intervalMs: 500, timeoutMs: 600_000 }));
  assert.ok(events.some((event) => event.type === "notification"));
  assert.deepEqual(events.at(-1), { type: "ended", outcome: { state: "completed" } });
  await dhis2.jobs.completion(await dhis2.tables.updateAnalytics());
  const full = await dhis2.tasks.listFull(jobType);
  assert.ok(full[0].notifications.length > 2);
  await dhis2.tasks.deleteOld({ jobType, jobs: 1 });
  assert.equal((await dhis2.tasks.list(jobType)).length, 1);
  assert.equal(await rejectionCode(dhis2.tasks.deleteOld({})), "invalid-argument");
  await dhis2.tasks.deleteAll({ jobType });
  assert.deepEqual(await dhis2.tasks.list(jobType), []);
});

test("waiting ends with the code timeout, and the job continues", async (context) => {
  const manual = await Server.start("manual");
  context.after(() => manual.stop());
  const dhis2 = await connect({ baseUrl: manual.url, auth: { token: tokens.admin } });
  const job = await dhis2.tables.updateResourceTables();
  assert.equal(await rejectionCode(dhis2.jobs.completion(job, { timeoutMs: 1 })), "timeout");
  assert.equal(await rejectionCode(all(dhis2.tasks.watch(job, { timeoutMs: 1 }))), "timeout");
});

/** The unit that all others are below. @param {import("../../npm/index.js").Steward} dhis2 */
async function country(dhis2) {
  const answer = await dhis2.request({ path: "/api/organisationUnits", query: { level: 1, fields: "id,children", paging: false } });
  const { organisationUnits } = /** @type {any} */ (answer.json());
  return organisationUnits.find((/** @type {any} */ unit) => unit.children.length > 0).id;
}
