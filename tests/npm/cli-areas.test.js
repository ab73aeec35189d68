// The operations defined once for command and tool: the scheduler, data, periods, settings and others.

import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";

import { objects, reaching, Running } from "./cli-support.js";
import { Server, tokens } from "./support.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start("fast");
});
after(() => server.stop());
beforeEach(() => server.reset());

/** Runs the command line. @param {string[]} words */
const steward = (...words) => new Running(words, reaching(server)).result;

/** Runs the command line, which must succeed. @param {string[]} words */
async function done(...words) {
  const result = await steward(...words);
  assert.equal(result.status, 0, result.stderr);
  return result;
}

/** The objects that a call prints. @param {string[]} words */
const told = async (...words) => objects(await done(...words, "--json"));

/** An API response. @param {string} path @returns {Promise<any>} */
async function api(path) {
  return (await fetch(`${server.url}/api/${path}`, { headers: { Authorization: `ApiToken ${tokens.admin}` } })).json();
}

/** A data set, and an organisation unit it is assigned to. */
async function reporting() {
  const { dataSets } = await api("dataSets?paging=false&fields=id,organisationUnits[id]");
  const { id, organisationUnits } = dataSets.find((/** @type {any} */ { organisationUnits }) => organisationUnits.length > 0);
  return { dataSet: id, unit: organisationUnits[0].id };
}

/** Creates a job. @param {string} name @param {number} minute @returns {Promise<string>} */
async function made(name, minute) {
  const parameters = ["--parameters", '{"type": "SUMMARY"}'];
  const [{ created }] = await told("scheduler", "create", "--name", name, "--job-type", "DATA_INTEGRITY", "--cron", `0 ${minute} 3 ? * *`, ...parameters);
  return created;
}

test("a job is created, shown, created again from that output, updated and deleted", async () => {
  const id = await made("Checks", 7);
  const [job] = await told("scheduler", "get", id);
  assert.deepEqual([job.name, job.schedule.cronExpression, job.jobParameters], ["Checks", "0 7 3 ? * *", { type: "SUMMARY" }]);
  const path = join(mkdtempSync(join(tmpdir(), "steward-")), "job.json");
  writeFileSync(path, `\uFEFF${JSON.stringify(job)}\r\n`);
  const [{ created }] = await told("scheduler", "create", "--file", path, "--name", "Again", "--delay", "600", "--disabled");
  const [again] = await told("scheduler", "get", created);
  assert.deepEqual([again.name, again.schedule, again.enabled], ["Again", { type: "fixedDelay", delay: 600 }, false]);
  assert.deepEqual(again.jobParameters, job.jobParameters);

  const [{ before }] = await told("scheduler", "update", id, "--cron", "0 8 3 ? * *");
  assert.deepEqual(before, { name: "Checks", schedule: { type: "cron", cronExpression: "0 7 3 ? * *" }, jobParameters: { type: "SUMMARY" } });
  const row = (await done("scheduler", "jobs", "--csv")).stdout.split("\r\n").find((line) => line.startsWith(id));
  assert.match(row ?? "", /,SCHEDULED,true,0 8 3 \? \* \*,.*,Checks$/);
  assert.match((await done("scheduler", "list")).stdout, new RegExp(` Checks +${id}$`, "m"));
  assert.ok((await told("scheduler", "due", "100000")).some((one) => one.id === id));
  assert.match((await done("scheduler", "stale")).stderr, /No stale jobs/);

  assert.equal((await steward("scheduler", "delete", id)).status, 2);
  await done("scheduler", "delete", id, "--yes");
  assert.equal((await steward("scheduler", "get", id)).status, 1);
});

test("an invalid job is rejected before anything is sent", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "steward-")), "job.json");
  writeFileSync(path, '{"name": "Checks", "jobType": "DATA_INTEGRITY", "cronExpression": "0 0 3 * * *"}');
  const create = (/** @type {string[]} */ ...words) => steward("scheduler", "create", ...words);
  for (const [words, said] of /** @type {[string[], RegExp][]} */ ([
    [["--file", path], /has a member that jobs do not have/],
    [["--file", `${path}.nope`], /cannot be read \(ENOENT\)/],
    [["--name", "Checks"], /--job-type is required/],
    [["--name", "Checks", "--job-type", "DATA_INTEGRITY", "--cron", "@daily", "--delay", "60"], /cron expression and a delay cannot/],
    [["--name", "Checks", "--job-type", "DATA_INTEGRITY", "--parameters", "[1]"], /must be a JSON object/],
  ])) {
    const { status, stderr } = await create(...words);
    assert.equal(status, 2, stderr);
    assert.match(stderr, said);
  }
  assert.equal(await server.requestCount(), 0);
});

test("job types are listed with their parameters", async () => {
  const types = await told("scheduler", "types");
  const { parameters } = types.find(({ jobType }) => jobType === "DATA_INTEGRITY");
  const told_ = await told("scheduler", "parameters", "DATA_INTEGRITY");
  assert.deepEqual(told_.map(({ name }) => name).sort(), parameters.map((/** @type {any} */ { name }) => name).sort());
});

test("a cron expression is described, with its next execution times", async () => {
  const { stdout } = await done("scheduler", "cron", "0 30 3 13 1-3 FRI", "--count", "1", "--after", "2026-11-21T12:00");
  assert.match(stdout, /^at 03:30, on day 13 of the month if that is Friday, in January to March\n2032-02-13T03:30:00\.000/);
  const says = async (/** @type {string} */ expression) => (await told("scheduler", "cron", expression, "--count", "1"))[0].means;
  assert.equal(await says("0 0/5 * L * ?"), "every 5 minutes, on the last day of the month");
  assert.equal(await says("*/10 0 8-9 LW,15W * ?"), "every 10 seconds, in minute 0, in hours 8 to 9, on the last day of the month from Monday to Friday or on the day from Monday to Friday nearest to day 15 of the month");
  assert.equal(await says("0 0 1,13 ? * MON#1,5L"), "at 01:00 and 13:00, on the first Monday of the month or on the last Friday of the month");
  assert.match(await says("0 0 3 31 2 *"), /, in February \(never runs\)$/);
  const wrong = await steward("scheduler", "cron", "0 0 25 * * *");
  assert.deepEqual([wrong.status, wrong.stdout], [2, ""]);
  assert.match(wrong.stderr, /“25” as the hour/);
});

test("a queue is created, updated and deleted, with the effect on its jobs", async () => {
  const [first, second, third] = [await made("One", 1), await made("Two", 2), await made("Three", 3)];
  assert.ok((await told("scheduler", "queue", "queueable")).some(({ name }) => name === "One"));
  const effects = await told("scheduler", "queue", "create", "Night", first, second, "--cron", "0 0 2 ? * *", "--yes");
  assert.deepEqual(effects.map(({ job, schedule }) => [job, schedule.type]), [[first, "cron"], [second, "none"]]);
  assert.match((await done("scheduler", "queue", "list")).stdout, /^NAME\nNight\n$/);
  const changed = await told("scheduler", "queue", "update", "Night", second, third, "--yes");
  assert.deepEqual(changed.map(({ job, disabled }) => [job, disabled]), [[second, false], [third, false], [first, true]]);
  const [queue] = await told("scheduler", "queue", "get", "Night");
  assert.deepEqual(queue, { name: "Night", cronExpression: "0 0 2 ? * *", sequence: [second, third] });
  assert.equal((await steward("scheduler", "queue", "update", "Night", "--yes")).status, 2);
  await done("scheduler", "queue", "delete", "Night", "--yes");
  assert.match((await done("scheduler", "queue", "list")).stderr, /No queues/);
});

test("a job is disabled and enabled, and its errors are listed", async () => {
  const id = await made("Checks", 7);
  await done("job", "disable", id);
  assert.equal((await told("scheduler", "get", id))[0].enabled, false);
  await done("job", "enable", id);
  assert.equal((await told("scheduler", "get", id))[0].enabled, true);
  assert.match((await done("job", "errors", id)).stderr, /No errors/);
  assert.match((await done("job", "errors")).stderr, /No errors/);
  const revert = await steward("job", "revert", id);
  assert.equal(revert.status, 1);
  assert.match(revert.stderr, /not running/);
  await done("job", "cancel-type", "ANALYTICS_TABLE");
  await done("job", "clean", "60", "--yes");
});

test("notifications of a job, of a type, or old ones are deleted", async () => {
  const [{ id }] = await told("refresh", "resource-tables");
  await done("task", "watch", "RESOURCE_TABLE", id);
  const listed = async () => (await told("task", "list", "RESOURCE_TABLE")).map(({ job }) => job.id);
  assert.ok((await listed()).includes(id));
  await done("task", "delete-old", "RESOURCE_TABLE", "--jobs", "1", "--yes");
  assert.deepEqual(await listed(), [id]);
  await done("task", "delete", "RESOURCE_TABLE", id, "--yes");
  assert.deepEqual(await listed(), []);
  const types = async () => (await told("task", "types")).map(({ type }) => type);
  assert.ok((await types()).includes("ANALYTICS_TABLE"));
  await done("task", "delete-all", "--yes");
  assert.ok(!(await types()).includes("ANALYTICS_TABLE"));
  assert.equal((await steward("task", "delete-old", "--yes")).status, 2, "without --jobs or --days everything would be deleted");
});

test("predictors run as a job, whose result is shown", async () => {
  const days = ["--start-date", "2026-01-01", "--end-date", "2026-12-31"];
  const [{ id }] = await told("predictors", "start", ...days);
  await done("task", "watch", "PREDICTOR", id);
  const [outcome] = await told("predictors", "outcome", id);
  assert.equal(outcome.status, "SUCCESS");
  assert.equal((await told("task", "summary", "PREDICTOR", id))[0].summary.inserted, outcome.inserted);
  const [predictor] = await told("predictors", "list");
  assert.deepEqual((await told("predictors", "groups"))[0].predictors.map((/** @type {any} */ one) => one.id), [predictor.id]);
});

test("the legacy report exists on 2.41, metrics from 2.42", async () => {
  assert.match((await done("dataintegrity", "metrics")).stdout, /^# HELP /);
  assert.match((await done("data", "metrics")).stdout, /^# HELP /);
  assert.equal((await steward("dataintegrity", "report", "run")).status, 1);
  await server.reset({ version: "2.41" });
  const [{ id }] = await told("dataintegrity", "report", "run");
  await done("task", "watch", "DATA_INTEGRITY", id);
  const rows = await told("dataintegrity", "report", "result", id);
  assert.ok(rows.some(({ check, name }) => check === "dataElementsWithoutGroups" && name));
  assert.equal((await steward("dataintegrity", "metrics")).status, 1);
});

test("data is summarised and counted, and its usage is shown", async () => {
  const [summary] = await told("data", "summary");
  const [counts] = await told("data", "counts");
  assert.equal(counts.organisationUnit, summary.objectCounts.organisationUnit);
  const { stdout } = await done("data", "summary");
  assert.match(stdout, new RegExp(`^objectCounts\\.organisationUnit +${counts.organisationUnit}$`, "m"));
  const usage = await told("data", "usage", "MONTH", "--start-date", "2026-01-01", "--end-date", "2026-03-31");
  assert.deepEqual(usage.map(({ month }) => month), [1, 2, 3]);
  assert.match((await done("refresh", "status")).stdout, /^analytics\.succeeded +\d{4}-/m);
  assert.ok((await told("coc", "counts")).some(({ expected, actual }) => expected === actual));
});

test("min-max values are generated and removed, and data is pruned, after confirmation", async () => {
  const { dataSet, unit } = await reporting();
  for (const words of [["min-max", "generate", unit, dataSet], ["min-max", "remove", unit, dataSet], ["prune", "organisation-unit", unit]]) {
    assert.equal((await steward("data", ...words)).status, 2);
    await done("data", ...words, "--yes");
  }
  const { dataElements } = await api("dataElements?fields=id");
  await done("data", "prune", "data-element", dataElements[0].id, "--yes");
});

test("periods are described and listed without requests except to connect", async () => {
  const names = async (/** @type {string[]} */ ...words) =>
    (await done("period", ...words, "--csv")).stdout.split("\r\n").slice(1, -1).map((line) => line.split(",")[4]);
  assert.deepEqual(await names("get", "2026W5"), ["week 5 of 2026"]);
  assert.deepEqual(await names("of", "Monthly", "2026-01-31"), ["January 2026"]);
  assert.deepEqual(await names("get", "2026AprilS2"), ["October 2026 to March 2027"]);
  assert.deepEqual(await names("get", "20260131"), ["2026-01-31"]);
  assert.equal((await names("list", "BiWeekly", "--year", "2026"))[1], "two weeks 2 of 2026");
  const days = ["--start-date", "2025-12-31", "--end-date", "2026-01-01"];
  assert.deepEqual(await names("list", "Yearly", ...days), ["2025", "2026"]);
  assert.equal((await steward("period", "list", "Yearly", "--year", "2026", ...days)).status, 2);
  assert.equal((await steward("period", "get", "rubbish")).status, 2);
  const asked = Object.keys(await server.requests());
  assert.deepEqual(asked.sort(), ["GET /api/me", "GET /api/system/info"]);
});

test("lock exceptions are added, listed and removed", async () => {
  const { dataSet, unit } = await reporting();
  const [added] = await told("lock-exception", "add", dataSet, "202601", unit);
  assert.deepEqual(added, { organisationUnits: [unit], state: "completed" });
  const failed = await steward("lock-exception", "add", dataSet, "202601", "aaaaaaaaaaa");
  assert.equal(failed.status, 1);
  assert.match(failed.stdout, /^failed +aaaaaaaaaaa +.*409/m);
  assert.equal((await told("lock-exception", "list", "--data-set", dataSet, "--period", "202601"))[0].organisationUnit.id, unit);
  assert.equal((await told("lock-exception", "combinations"))[0].period, "202601");
  await done("lock-exception", "remove", dataSet, "202601", unit, "--yes");
  assert.deepEqual(await told("lock-exception", "list"), []);
  await done("lock-exception", "add", dataSet, "202601", unit);
  await done("lock-exception", "remove-all", dataSet, "202601", "--yes");
  assert.deepEqual(await told("lock-exception", "combinations"), []);
});

test("organisation units are found by level, parent, group and text", async () => {
  const levels = await told("organisation-unit", "levels");
  assert.deepEqual(levels.map(({ level }) => level), [1, 2, 3, 4]);
  const roots = await told("organisation-unit", "of-level", "1");
  const { id, name } = roots.find(({ hasChildren }) => hasChildren);
  const children = await told("organisation-unit", "children", id);
  assert.ok(children.length > 1 && children.every(({ path }) => path.startsWith(`/${id}/`)));
  assert.ok((await told("organisation-unit", "search", name))[0].items.some((/** @type {any} */ one) => one.id === id));
  const few = await done("organisation-unit", "search", "e", "--max-results", "3");
  assert.equal(few.stdout.split("\n").length, 5, "a heading and three rows");
  assert.match(few.stderr, /^Showing the first 3 of \d+; /);
  const groups = await told("organisation-unit", "groups");
  const members = await Promise.all(groups.map((group) => told("organisation-unit", "of-group", group.id)));
  assert.ok(members.some((units) => units.length > 0));
});

test("settings are shown, set and reset, with their previous values", async () => {
  const [{ applicationTitle }] = await told("setting", "get", "applicationTitle");
  const set = await done("setting", "set", "applicationTitle", "Ours");
  assert.equal(set.stdout, `applicationTitle: was “${applicationTitle}”, is now “Ours”\n`);
  assert.match((await done("setting", "list")).stdout, /^applicationTitle +Ours$/m);
  assert.equal((await steward("setting", "reset", "applicationTitle")).status, 2);
  await done("setting", "reset", "applicationTitle", "--yes");
  assert.notEqual((await told("setting", "get", "applicationTitle"))[0].applicationTitle, "Ours");
});

test("a secret comes from standard input or the environment, and is never printed", async () => {
  const secret = "s3cret horse battery";
  const name = "keyRemoteInstancePassword";
  const empty = await steward("setting", "set", "applicationTitle", "");
  assert.equal(empty.status, 2);
  assert.match(empty.stderr, /would reset the setting[^]*setting reset applicationTitle/);
  const onLine = await steward("setting", "set", name, secret);
  assert.equal(onLine.status, 2);
  assert.match(onLine.stderr, /confidential/);
  assert.ok(!JSON.stringify(onLine).includes(secret));
  assert.ok(Object.keys(await server.requests()).every((request) => request.startsWith("GET ")), "it was not sent");
  const env = { ...reaching(server), DHIS2_STEWARD_SECRET: secret };
  const set = await new Running(["setting", "set-secret", name, "--json"], env).result;
  assert.deepEqual([set.status, objects(set)], [0, [{ set: name }]]);
  const configured = await new Running(["synchronization", "configure", "https://central.example.org", "sync", "--with-password"], env).result;
  assert.equal(configured.status, 0);
  assert.ok(!JSON.stringify(configured).includes(secret));
  const failed = await new Running(["setting", "set-secret", name], { ...env, ...reaching(server, tokens.observer) }).result;
  assert.equal(failed.status, 1);
  assert.match(failed.stderr, /authority: F_SYSTEM_SETTING/);
  assert.ok(!failed.stderr.includes(secret));
});

test("the remote server is tested, and data is sent to it", async () => {
  const test = await steward("synchronization", "test");
  assert.equal(test.status, 1);
  assert.match(test.stdout, /not configured/);
  const env = { ...reaching(server), DHIS2_STEWARD_SECRET: "s3cret-word" };
  await new Running(["synchronization", "configure", "https://central.example.org", "sync", "--with-password"], env).result;
  await done("synchronization", "test");
  assert.equal((await told("synchronization", "push"))[0].status, "SUCCESS");
  assert.equal((await told("synchronization", "settings"))[0].keyRemoteInstanceUsername, "sync");
  assert.equal((await told("synchronization", "pull", "https://central.example.org/api/metadata", "--yes"))[0].updated, 1);
  const pull = await steward("synchronization", "pull", "https://other.example.org/api/metadata", "--yes");
  assert.equal(pull.status, 1);
  assert.match(pull.stderr, /not in the remote servers allowed list/);
  for (const words of [["pull", "https://sync:s3cret@central.example.org/", "--yes"], ["configure", "https://sync:s3cret@central.example.org", "sync"]]) {
    const secret = await steward("synchronization", ...words);
    assert.equal(secret.status, 2);
  }
  assert.match((await steward("synchronization", "configure", "nowhere", "sync")).stderr, /Invalid URL/);
});

test("metadata versions are created, listed, compared and downloaded", async () => {
  assert.equal((await steward("synchronization", "version", "list")).status, 1, "they are not enabled");
  await done("setting", "set", "keyVersionEnabled", "true");
  const [first] = await told("synchronization", "version", "create", "BEST_EFFORT");
  const [second] = await told("synchronization", "version", "create", "ATOMIC");
  const names = async (/** @type {string[]} */ ...words) =>
    (await told("synchronization", "version", "list", ...words)).map(({ name }) => name);
  assert.deepEqual(await names(), [first.name, second.name]);
  assert.deepEqual(await names("--since", first.name), [second.name]);
  assert.ok(JSON.parse((await done("synchronization", "version", "download", first.name)).stdout).system.id);
  assert.match((await done("synchronization", "version", "compare", first.name, first.name)).stderr, /No differences/);
  const differences = await told("synchronization", "version", "compare", first.name, second.name);
  // Nothing was saved in between, so the second one holds nothing.
  assert.deepEqual([...new Set(differences.map(({ difference }) => difference))], ["only in the first"]);
});

test("the differences between two metadata versions are listed by collection", async () => {
  const elements = (/** @type {object[]} */ ...dataElements) => ({ dataElements });
  /** @type {Record<string, object>} */
  const answers = {
    "/api/system/info": { version: "2.42.5", serverDate: "2026-08-20T10:11:12.123" },
    "/api/me": { id: "M5zQapPyTZI", username: "admin", authorities: ["ALL"] },
    "/api/metadata/version/A/data": elements({ id: "fbfJHSPpUQD", name: "ANC" }, { id: "cYeuwXTCPkU", name: "ANC 2nd" }),
    "/api/metadata/version/B/data": elements({ id: "fbfJHSPpUQD", name: "ANC 1st" }, { id: "Jtf34kNZhzP", name: "ANC 3rd" }),
  };
  const versioned = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(answers[pathname] ?? []));
  });
  await new Promise((resolve) => versioned.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (versioned.address());
  const env = reaching({ url: `http://127.0.0.1:${port}` });
  const { stdout } = await new Running(["synchronization", "version", "compare", "A", "B", "--csv"], env).result;
  versioned.close();
  assert.deepEqual(stdout.split("\r\n").slice(0, -1), [
    "collection,difference,id,name",
    "dataElements,only in the first,cYeuwXTCPkU,ANC 2nd",
    "dataElements,only in the second,Jtf34kNZhzP,ANC 3rd",
    "dataElements,changed,fbfJHSPpUQD,ANC 1st",
  ]);
});
