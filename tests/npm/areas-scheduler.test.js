// The scheduler: every operation, in every version.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Checked } from "./shapes.js";
import { connected, rejection, Server } from "./support.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start("fast");
});
after(() => server.stop());

const cron = (/** @type {string} */ cronExpression) => ({ type: /** @type {const} */ ("cron"), cronExpression });

for (const version of ["2.41", "2.42", "2.43"]) {
  test(`jobs and queues are created, updated and deleted (${version})`, async () => {
    const dhis2 = await connected(server, version);
    const checked = new Checked();
    const scheduler = checked.area("SchedulerApi", dhis2.scheduler);

    const id = await scheduler.create({
      name: "Nightly checks",
      jobType: "DATA_INTEGRITY",
      schedule: cron("0 0 3 ? * *"),
      jobParameters: { type: "SUMMARY", checks: ["orgunits_orphaned"] },
    });
    await scheduler.update(id, { schedule: { type: "fixedDelay", delay: 600 }, others: { name: "Checks" } });
    const job = await scheduler.job(id);
    assert.deepEqual([job.name, job.schedule], ["Checks", { type: "fixedDelay", delay: 600 }]);
    assert.deepEqual(job.jobParameters, { type: "SUMMARY", checks: ["orgunits_orphaned"] });
    assert.equal(job.enabled, true);
    await scheduler.delete(`DATA_INTEGRITY/${id}`);
    assert.equal((await rejection(dhis2.scheduler.job(id))).code, "not-found");

    const draft = { jobType: "DATA_INTEGRITY", jobParameters: { type: "SUMMARY" } };
    const first = await scheduler.create({ ...draft, name: "First", schedule: cron("0 1 3 ? * *") });
    const second = await scheduler.create({ ...draft, name: "Second", schedule: cron("0 2 3 ? * *") });
    const third = await scheduler.create({ ...draft, name: "Third", schedule: cron("0 3 3 ? * *"), enabled: false });
    assert.equal((await scheduler.job(third)).enabled, false);
    const night = { name: "Night", cronExpression: "0 0 2 ? * *", sequence: [first, second] };
    assert.deepEqual(await scheduler.createQueue(night), [
      { job: first, schedule: cron("0 0 2 ? * *"), disabled: false },
      { job: second, schedule: { type: "none" }, disabled: false },
    ]);
    assert.deepEqual(await scheduler.queue("Night"), night);
    const effects = await scheduler.updateQueue("Night", { ...night, name: "Dawn", sequence: [second, third] });
    assert.deepEqual(
      effects.map(({ job, disabled }) => [job, disabled]),
      [[second, true], [third, false], [first, true]],
    );
    assert.deepEqual(await scheduler.queues(), ["Dawn"]);
    const jobs = await scheduler.jobs();
    assert.equal(jobs.find((one) => one.id === third)?.queuePosition, 1);
    const entry = (await scheduler.entries()).find((one) => one.name === "Dawn");
    assert.deepEqual(entry?.sequence.map((one) => one.id), [second, third]);
    assert.ok((await scheduler.queueable({ queue: "Dawn" })).every((one) => one.name !== "Second"));
    assert.equal((await scheduler.deleteQueue("Dawn")).length, 2);

    const kinds = await scheduler.jobTypes();
    const parameters = await scheduler.jobParameters();
    const ofIntegrity = (/** @type {typeof parameters} */ types) =>
      types.find((type) => type.jobType === "DATA_INTEGRITY")?.parameters.map(({ name }) => name).sort();
    assert.ok(ofIntegrity(parameters)?.includes("checks"));
    assert.deepEqual(ofIntegrity(kinds), ofIntegrity(parameters));

    const due = await scheduler.due(100 * 86_400);
    assert.ok(due.length > 0 && due.every((one) => one.nextExecutionTime !== undefined));
    await scheduler.stale(0);

    await scheduler.describe("@daily");
    await scheduler.nextExecutions("@daily");
    checked.complete("SchedulerApi");
  });
}

test("a cron expression is described in parts, each named by its key", async () => {
  const dhis2 = await connected(server);
  const scheduler = new Checked().area("SchedulerApi", dhis2.scheduler);
  assert.deepEqual(await scheduler.describe("0 30 3 ? * MON-FRI"), [
    { key: "cron.at", times: [{ hour: 3, minute: 30, second: 0 }] },
    { key: "cron.in", field: "dayOfWeek", runs: [{ from: 1, to: 5 }] },
  ]);
  const keys = async (/** @type {string} */ expression) => (await scheduler.describe(expression)).map(({ key }) => key);
  assert.deepEqual(await keys("0 */5 * L * ?"), ["cron.every", "cron.lastDay"]);
  assert.deepEqual(await keys("0 0 0 LW,15W * MON#1,5L"), [
    "cron.at",
    "cron.lastWorkday",
    "cron.nearestWorkday",
    "cron.nthOfWeekday",
    "cron.lastOfWeekday",
  ]);
  const fault = await rejection(dhis2.scheduler.describe("0 0 25 * * *"));
  assert.equal(fault.code, "invalid-argument");
  assert.match(fault.message, /“25” as the hour/);
});

test("the next executions follow the server's time zone and its clock changes", async () => {
  const dhis2 = await connected(server);
  const zone = dhis2.server.serverTimeZoneId;
  const { scheduler } = dhis2;
  const count = 3;
  const after = "2026-11-21T07:59:13Z";
  const times = await scheduler.nextExecutions("0 0 3 ? * *", { after, count });
  const hour = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  assert.deepEqual(times.map((time) => hour.format(new Date(time))), ["03:00", "03:00", "03:00"]);
  assert.ok(times.every((time) => /T03:00:00\.000[+-]\d\d:\d\d$/.test(time)), `${times}`);
  const moments = [after, ...times].map((time) => Date.parse(time));
  assert.ok(moments.every((moment, index) => index === 0 || moment > moments[index - 1]));
  assert.deepEqual(await scheduler.nextExecutions("0 0 3 ? * *", { after: times[0], count: 2 }), times.slice(1));
  assert.deepEqual(await scheduler.nextExecutions("0 0 0 31 2 *"), [], "what never comes");

  const now = Date.now();
  const soon = await scheduler.nextExecutions("* * * * * *");
  assert.equal(soon.length, 5);
  assert.ok(Math.abs(Date.parse(soon[0]) - now) < 60_000, `${soon[0]}`);
});

test("invalid input is named in the error, and nothing is sent", async () => {
  const dhis2 = await connected(server);
  const { scheduler } = dhis2;
  const given = await server.requestCount();
  const draft = { name: "x", jobType: "DATA_INTEGRITY" };
  for (const [promise, said] of /** @type {[Promise<unknown>, RegExp][]} */ ([
    [scheduler.create(/** @type {any} */ ({ name: "x" })), /jobType is required/],
    [scheduler.create({ ...draft, schedule: /** @type {any} */ ({ type: "often" }) }), /type of a schedule/],
    [scheduler.create({ ...draft, schedule: /** @type {any} */ ({ type: "fixedDelay" }) }), /delay is required/],
    [scheduler.create({ ...draft, others: /** @type {any} */ ([1]) }), /others must be an object/],
    [scheduler.due(-1), /seconds must be a non-negative integer/],
    [scheduler.job("x"), /not a DHIS2 UID/],
    [scheduler.createQueue({ name: "a/b", sequence: [] }), /not a valid queue name/],
    [scheduler.nextExecutions("@daily", { count: 1.5 }), /count must be a non-negative integer/],
    [scheduler.nextExecutions("@daily", { after: "soon" }), /not a DHIS2 timestamp/],
  ])) {
    const fault = await rejection(promise);
    assert.equal(fault.code, "invalid-argument");
    assert.match(fault.message, said);
  }
  assert.equal(await server.requestCount(), given);
});
