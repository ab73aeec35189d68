// `dhis2-steward mcp`, tested with the client of the protocol's SDK.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

import { file, program, reaching } from "./cli-support.js";
import { assertNoSecret, root, Server, tokens } from "./support.js";

/** @type {Server} */
let server;
/** @type {Client[]} */
let clients = [];
before(async () => {
  server = await Server.start("fast");
});
after(() => server.stop());
beforeEach(() => server.reset());
afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));

/** @param {{ [name: string]: string }} env */
async function connected(env = reaching(server)) {
  const client = new Client({ name: "test", version: "1" });
  clients.push(client);
  await client.connect(new StdioClientTransport({ command: program, args: ["mcp"], env: { PATH: process.env.PATH ?? "", ...env } }));
  return client;
}

/** An API response. @param {string} path @returns {Promise<any>} */
async function api(path) {
  return (await fetch(`${server.url}/api/${path}`, { headers: { Authorization: `ApiToken ${tokens.admin}` } })).json();
}

/** Calls a tool. @param {Client} client @param {string} name @param {{ [name: string]: unknown }} input @returns {Promise<any>} */
async function call(client, name, input = {}) {
  const answer = /** @type {any} */ (await client.callTool({ name, arguments: input }));
  assertNoSecret(JSON.stringify(answer));
  assert.deepEqual(JSON.parse(answer.content[0].text), answer.structuredContent);
  return { isError: answer.isError, ...answer.structuredContent };
}

test("the SDK is pinned to the version of the lock file", () => {
  const version = (/** @type {string} */ path) => JSON.parse(readFileSync(path, "utf8"));
  const own = version(file("package.json")).dependencies["@modelcontextprotocol/sdk"];
  assert.equal(own, version(join(root, "package-lock.json")).packages["node_modules/@modelcontextprotocol/sdk"].version);
});

test("the tools match the commands, and declare what they change", async () => {
  const { tools } = await (await connected()).listTools();
  const names = (/** @type {(annotations: any) => boolean} */ fits) => tools.filter((tool) => fits(tool.annotations)).map(({ name }) => name);
  const [{ OPERATIONS }, { COMMANDS }] = await Promise.all([import(file("src/operations.js")), import(file("src/commands.js"))]);
  const commands = COMMANDS.map((/** @type {any} */ { name }) => name);
  for (const { name, isForPeople } of OPERATIONS) {
    assert.ok(commands.includes(name), name);
    const own = name === "dataintegrity list" ? "dataintegrity_checks" : name.replaceAll(/[ -]/g, "_");
    assert.equal(tools.some((tool) => tool.name === own), !isForPeople, name);
  }
  assert.deepEqual(names(({ destructiveHint }) => destructiveHint), [
    "cleanup_soft_deleted",
    "maintenance_run",
    "coc_update",
    "validation_result_delete",
    "job_clean",
    "task_delete",
    "task_delete_all",
    "task_delete_old",
    "scheduler_delete",
    "scheduler_queue_create",
    "scheduler_queue_update",
    "scheduler_queue_delete",
    "data_min_max_generate",
    "data_min_max_remove",
    "lock_exception_remove",
    "lock_exception_remove_all",
    "setting_reset",
    "synchronization_pull",
  ]);
  const acting = names(({ readOnlyHint, destructiveHint }) => !readOnlyHint && !destructiveHint);
  for (const name of ["job_run", "dataintegrity_run", "cache_clear", "scheduler_create", "lock_exception_add", "setting_set", "predictors_start"]) {
    assert.ok(acting.includes(name), name);
  }
  const reading = names(({ readOnlyHint }) => readOnlyHint);
  for (const name of ["task_status", "scheduler_list", "setting_list", "data_counts", "answer_rest"]) assert.ok(reading.includes(name), name);
  const readme = readFileSync(file("README.md"), "utf8");
  for (const { name, inputSchema, annotations } of tools) {
    assert.ok(readme.includes(`\`${name}\``), name);
    if ("offset" in (inputSchema.properties ?? {})) assert.ok(annotations?.readOnlyHint, name);
    assert.equal("confirm" in (inputSchema.properties ?? {}), annotations?.destructiveHint === true, name);
    for (const required of inputSchema.required ?? []) assert.ok(required in (inputSchema.properties ?? {}), name);
  }
});

test("the list of tools is short, and each tool says which authority it requires", async () => {
  const { tools } = await (await connected()).listTools();
  assert.ok(Buffer.byteLength(JSON.stringify(tools)) <= 35_000, "it takes part of a model's context");
  const rows = readFileSync(join(root, "docs/operations.md"), "utf8").split("\n").map((line) => line.split(" | "));
  for (const { name, description = "" } of tools) {
    const authorities = rows.filter((cells) => cells[3]?.includes(`\`${name}\``)).map((cells) => /`(.+?)`/.exec(cells[5] ?? "")?.[1]);
    assert.ok(authorities.length > 0 || name === "answer_rest", name);
    for (const authority of authorities) assert.equal(description.includes(`Requires ${authority}`), authority !== undefined, name);
  }
});

test("what a tool requires is in its schema, and missing without it", async () => {
  const client = await connected();
  const { tools } = await client.listTools();
  const required = Object.fromEntries(tools.map(({ name, inputSchema }) => [name, inputSchema.required ?? []]));
  assert.deepEqual(required.scheduler_create, ["name", "jobType"]);
  assert.deepEqual(required.predictors_run, ["startDate", "endDate"]);
  for (const [name, properties] of Object.entries(required)) {
    if (properties.length > 0) assert.equal((await call(client, name)).error.message, `Required: ${properties.join(", ")}.`, name);
  }
});

const [uid, other] = ["aaaaaaaaaaa", "bbbbbbbbbbb"];

/** Valid input of every tool that must be confirmed. @type {Record<string, { [name: string]: unknown }>} */
const DESTRUCTIVE = {
  cleanup_soft_deleted: { kinds: ["events"] },
  maintenance_run: { operations: ["clearAnalyticsTables"] },
  coc_update: {},
  validation_result_delete: { period: "2026" },
  job_clean: { minutes: 60 },
  task_delete: { type: "ANALYTICS_TABLE", uid },
  task_delete_all: {},
  task_delete_old: { jobs: 10 },
  scheduler_delete: { uid },
  scheduler_queue_create: { queue: "Night", jobs: [uid, other], cron: "0 0 2 ? * *" },
  scheduler_queue_update: { queue: "Night", name: "Dawn" },
  scheduler_queue_delete: { queue: "Night" },
  data_min_max_generate: { organisationUnit: uid, dataSets: [other] },
  data_min_max_remove: { organisationUnit: uid, dataSets: [other] },
  lock_exception_remove: { dataSet: uid, period: "202601", organisationUnit: other },
  lock_exception_remove_all: { dataSet: uid, period: "202601" },
  setting_reset: { name: "keyFlag" },
  synchronization_pull: { url: "https://central.example.org/api/metadata" },
};

test("without confirmation, no tool sends anything but reads", async () => {
  const client = await connected();
  const { tools } = await client.listTools();
  assert.deepEqual(Object.keys(DESTRUCTIVE), tools.filter(({ annotations }) => annotations?.destructiveHint).map(({ name }) => name));
  for (const [name, input] of Object.entries(DESTRUCTIVE)) {
    for (const confirm of [{}, { confirm: false }]) {
      const { isError, error } = await call(client, name, { ...input, ...confirm });
      assert.equal(isError, true, name);
      // The server does not have some of these objects.
      assert.ok(error.code === "not-found" || error.code === "conflict" || /nothing has been done/i.test(error.message), `${name}: ${error.message}`);
    }
  }
  assert.deepEqual(Object.keys(await server.requests()).filter((request) => !request.startsWith("GET ")), []);
});

test("invalid input is rejected before confirmation is asked for", async () => {
  const client = await connected();
  const jobs = (await api("jobConfigurations?fields=id,schedulingType&paging=false")).jobConfigurations;
  const ids = jobs.filter((/** @type {any} */ { schedulingType }) => schedulingType === "CRON").map((/** @type {any} */ { id }) => id).slice(0, 2);
  for (const [name, input] of /** @type {[string, { [name: string]: unknown }][]} */ ([
    ["validation_result_delete", { validationRules: ["nope"] }],
    ["validation_result_delete", { period: "2026", id: 1 }],
    ["task_delete", { type: "ANALYTICS_TABLE", uid: "nope" }],
    ["task_delete_old", {}],
    ["data_min_max_generate", { organisationUnit: "nope", dataSets: [uid] }],
    ["data_min_max_remove", { organisationUnit: uid, dataSets: ["nope"] }],
    ["lock_exception_remove", { dataSet: "nope", period: "202601", organisationUnit: uid }],
    ["lock_exception_remove_all", { dataSet: "nope", period: "202601" }],
    ["scheduler_queue_create", { queue: "Night", jobs: ids, cron: "0 0 25 * * *" }],
    ["scheduler_queue_update", { queue: "Night" }],
    ["synchronization_pull", { url: "nowhere" }],
  ])) {
    const { isError, error } = await call(client, name, input);
    assert.deepEqual([isError, error.code], [true, "invalid-argument"], name);
    assert.ok(!/nothing has been done/i.test(error.message), `${name}: ${error.message}`);
  }
});

test("a run is started, followed to its end, and its results are read", async () => {
  const client = await connected();
  const { rows } = await call(client, "dataintegrity_run", { checks: ["orgunits_*"], details: true });
  const [{ job, checks }] = rows;
  assert.ok(checks.includes("orgunits_orphaned"));
  const status = () => call(client, "task_status", { type: job.jobType, uid: job.id });
  let last = (await status()).rows.at(-1);
  while (last.type !== "ended") last = (await status()).rows.at(-1);
  assert.deepEqual(last.outcome, { state: "completed" });
  const { rows: found } = await call(client, "dataintegrity_result", { checks: ["orgunits_orphaned"], details: true });
  assert.deepEqual(found.map((/** @type {any} */ row) => row.type), ["issue", "checked"]);
  assert.ok((await call(client, "task_types")).rows.some((/** @type {any} */ { type }) => type === job.jobType));
  assert.equal((await call(client, "task_list", { type: job.jobType })).rows[0].job.id, job.id);
  assert.deepEqual((await call(client, "job_list")).rows, []);
});

test("no results are never taken for no issues", async () => {
  const client = await connected();
  for (const details of [false, true]) {
    const { isError, error } = await call(client, "dataintegrity_result", { details });
    assert.equal(isError, true);
    assert.match(`${error.message} ${error.next}`, details ? /No results .*dataintegrity_run with details first/ : /No results .*dataintegrity_run first/);
    const { rows } = await call(client, "dataintegrity_result", { checks: ["OIG"], details });
    const notRun = { name: "orgunits_invalid_geometry", state: "notRun" };
    assert.deepEqual(rows, [details ? { type: "checked", report: notRun } : notRun]);
  }
});

test("checks that failed only because of another check are rerun", async () => {
  const client = await connected();
  const { job, checks } = (await call(client, "dataintegrity_run", { details: true })).rows[0];
  const status = () => call(client, "task_status", { type: job.jobType, uid: job.id });
  while ((await status()).rows.at(-1).type !== "ended");
  const failed = async () => {
    const reports = [];
    for (let offset = 0; offset !== undefined; ) {
      const { rows, next } = await call(client, "dataintegrity_result", { checks, details: true, offset, limit: 200 });
      reports.push(...rows.filter((/** @type {any} */ { type }) => type === "checked").map((/** @type {any} */ { report }) => report));
      offset = next;
    }
    assert.equal(reports.length, checks.length);
    return reports.filter(({ state }) => state === "failed").map(({ name }) => name);
  };
  // One broken check makes all that follow it fail, until they are rerun without it.
  while ((await failed()).length > 2);
  assert.notDeepEqual(await failed(), []);
});

test("tables, scheduled jobs and notifications run as jobs whose status shows when they have ended", async () => {
  const client = await connected();
  const headers = { Authorization: `ApiToken ${tokens.admin}` };
  const { jobConfigurations } = await (await fetch(`${server.url}/api/jobConfigurations?fields=id,schedulingType&paging=false`, { headers })).json();
  const uid = jobConfigurations.find((/** @type {any} */ { schedulingType }) => schedulingType === "CRON").id;
  for (const [name, input] of /** @type {[string, { [name: string]: unknown }][]} */ ([
    ["refresh_analytics", { lastYears: 2, skipEvents: true }],
    ["refresh_resource_tables", {}],
    ["refresh_monitoring", {}],
    ["validation_send_notifications", {}],
    ["job_run", { uid }],
  ])) {
    const { job } = (await call(client, name, input)).rows[0];
    const status = (offset = 0) =>
      call(client, "task_status", { type: job.jobType, uid: job.id, created: job.created, offset, limit: 200 });
    let { rows, next } = await status();
    // A long feed comes in parts, and what goes on is asked for again.
    while (rows.at(-1).type !== "ended") ({ rows, next } = await status(next));
    assert.deepEqual(rows.at(-1).outcome, { state: "completed" }, name);
  }
});

test("violations are found, persisted, read and deleted after confirmation", async () => {
  const client = await connected();
  const headers = { Authorization: `ApiToken ${tokens.admin}` };
  const { organisationUnits } = await (await fetch(`${server.url}/api/organisationUnits?level=1&fields=id,children[id]`, { headers })).json();
  const organisationUnit = organisationUnits.find((/** @type {any} */ { children }) => children.length > 0).id;
  const input = { organisationUnit, startDate: "2026-01-01", endDate: "2026-12-31", persist: true };
  const { rows: found } = await call(client, "validation_run", input);
  assert.ok(found.length > 1);
  const { rows: kept } = await call(client, "validation_result_list");
  assert.equal(kept.length, found.length);
  const [{ id, organisationUnit: unit }] = kept;
  const ofUnit = await call(client, "validation_result_list", { organisationUnits: [unit.id] });
  assert.ok(ofUnit.rows.every((/** @type {any} */ one) => one.organisationUnit.id === unit.id));
  assert.equal((await call(client, "validation_result_get", { id })).rows[0].validationRule.id, kept[0].validationRule.id);
  for (const which of [{ id }, { period: "2026" }]) {
    const refused = await call(client, "validation_result_delete", which);
    assert.equal(refused.isError, true);
    assert.match(refused.error.message, /^On Tamaria .* Nothing has been done yet/);
    assert.deepEqual((await call(client, "validation_result_delete", { ...which, confirm: true })).isError, false);
  }
  assert.deepEqual((await call(client, "validation_result_list")).rows, []);
  for (const which of [{}, { id, period: "2026" }]) {
    const { error } = await call(client, "validation_result_delete", { ...which, confirm: true });
    assert.match(error.message, /^Either a number or at least one filter/);
  }
});

test("expressions are described, predictors run and option combinations generated", async () => {
  const client = await connected();
  const described = await call(client, "validation_validate_expression", { expression: "#{nope +", context: "indicator" });
  assert.deepEqual([described.isError, described.rows[0].valid], [false, false]);
  const year = { startDate: "2026-01-01", endDate: "2026-12-31" };
  assert.equal((await call(client, "predictors_run", year)).rows[0].status, "SUCCESS");
  const groups = await call(client, "predictors_run", { ...year, groups: ["aaaaaaaaaaa"] });
  assert.deepEqual([groups.isError, groups.rows[0].state], [true, "failed"]);
  assert.deepEqual((await call(client, "coc_update", { confirm: true })).rows, [{ updated: "all" }]);
});

test("answers are paged", async () => {
  const client = await connected();
  const first = await call(client, "dataintegrity_checks");
  assert.ok(first.rows.length <= 50);
  const names = [];
  for (let offset = 0; offset !== undefined; ) {
    const { rows, next } = await call(client, "dataintegrity_checks", { offset, limit: 30 });
    assert.ok(rows.length > 0 && JSON.stringify(rows).length < 45_000);
    names.push(...rows.map((/** @type {any} */ { name }) => name));
    offset = next;
  }
  const all = (await (await fetch(`${server.url}/api/dataIntegrity`, { headers: { Authorization: `ApiToken ${tokens.admin}` } })).json());
  assert.deepEqual(names, all.map((/** @type {any} */ { name }) => name));
});

test("the rest of a tool's answer is read without running the tool again", async () => {
  const client = await connected();
  const { dataSets } = await api("dataSets?paging=false&fields=id,organisationUnits[id]");
  const { id: dataSet, organisationUnits: units } = dataSets.find((/** @type {any} */ { organisationUnits }) => organisationUnits.length > 0);
  // Enough for several requests, each with a long row in the answer.
  const many = Array.from({ length: 4000 }, (_, place) => (place === 0 ? units[0].id : `a${`${place}`.padStart(10, "0")}`));
  const first = await call(client, "lock_exception_add", { dataSet, period: "202601", organisationUnits: many });
  assert.equal(first.isError, true, "units that do not exist");
  assert.ok(first.next < 10 && first.rows.length === first.next && JSON.stringify(first.rows).length < 45_000);
  const before = await server.requests();
  const told = first.rows.flatMap((/** @type {any} */ row) => row.organisationUnits);
  for (let offset = first.next; offset !== undefined; ) {
    const { rows, next } = await call(client, "answer_rest", { answer: first.answer, offset });
    told.push(...rows.flatMap((/** @type {any} */ row) => row.organisationUnits));
    offset = next;
  }
  assert.deepEqual(told, many);
  const posts = (/** @type {Record<string, number>} */ requests) => requests["POST /api/lockExceptions"];
  assert.equal(posts(await server.requests()), posts(before));
  assert.match((await call(client, "answer_rest", { answer: "99" })).error.message, /no such answer/);
});

test("the effect of a queue on its jobs is shown before it is created", async () => {
  const client = await connected();
  const make = async (/** @type {string} */ name, /** @type {number} */ minute) =>
    (await call(client, "scheduler_create", { name, jobType: "DATA_INTEGRITY", cron: `0 ${minute} 3 ? * *`, parameters: { type: "SUMMARY" } })).rows[0].created;
  const jobs = [await make("One", 1), await make("Two", 2)];
  const input = { queue: "Night", jobs, cron: "0 0 2 ? * *" };
  const refused = await call(client, "scheduler_queue_create", input);
  assert.equal(refused.isError, true);
  assert.match(refused.error.message, /^On Tamaria .* The job “One” will lose its own schedule: 0 1 3 \? \* \*\. .*Nothing has been done yet/);
  assert.deepEqual((await call(client, "scheduler_queue_list")).rows, []);
  assert.equal((await call(client, "scheduler_queue_create", { ...input, confirm: true })).rows.length, 2);
  const changed = await call(client, "scheduler_queue_update", { queue: "Night", jobs: [jobs[1], jobs[0]], name: "Dawn" });
  assert.match(changed.error.message, /All its jobs will be disabled/);
  const deleted = await call(client, "scheduler_queue_delete", { queue: "Night" });
  assert.match(deleted.error.message, /“One” will leave the queue, have no schedule, and be disabled/);
});

test("the status of a recurring job without a run's time is not that of an earlier run", async (t) => {
  const manual = await Server.start("manual");
  t.after(() => manual.stop());
  const client = await connected(reaching(manual));
  const { rows } = await call(client, "scheduler_jobs", { limit: 200 });
  const { id: uid, jobType: type } = rows.find((/** @type {any} */ { schedulingType }) => schedulingType === "CRON");
  const status = async () => (await call(client, "task_status", { type, uid })).rows.at(-1);
  for (const run of ["first", "second"]) {
    await call(client, "job_run", { uid });
    assert.deepEqual(await status(), { type: "state", state: "waiting" }, run);
    await manual.advance(60);
    assert.deepEqual(await status(), { type: "ended", outcome: { state: "completed" } }, run);
  }
});

test("a confidential setting is rejected, and descriptions name tools instead of commands", async () => {
  const client = await connected();
  const { error } = await call(client, "setting_set", { name: "keyRemoteInstancePassword", value: "s3cret-word" });
  assert.deepEqual([error.code, "exit" in error], ["invalid-argument", false]);
  assert.match(`${error.message} ${error.next}`, /is confidential\. .*setting set-secret/);
  assert.ok(!JSON.stringify(error).includes("district"));
  const { tools } = await client.listTools();
  for (const { name, description } of tools) assert.ok(!/--[a-z]|`[a-z-]+ [a-z -]+`|set-secret/.test(description ?? ""), name);
});

test("a row that is too large is cut, and marked as such", async () => {
  const huge = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    const answers = /** @type {Record<string, object>} */ ({
      "/api/system/info": { version: "2.42.5", serverDate: "2026-08-20T10:11:12.123" },
      "/api/me": { id: "M5zQapPyTZI", username: "admin", authorities: ["ALL"] },
      "/api/system/tasks": { ["A".repeat(1_000_000)]: {}, HOUSEKEEPING: {} },
    });
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(answers[pathname] ?? []));
  });
  await new Promise((resolve) => huge.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (huge.address());
  const client = await connected(reaching({ url: `http://127.0.0.1:${port}` }));
  const { rows, next } = await call(client, "task_types");
  assert.deepEqual([rows.length, next], [1, 1]);
  assert.match(rows[0].cut, /^\{"type":"A{10000}/);
  assert.ok(rows[0].cut.length < 50_000);
  assert.deepEqual((await call(client, "task_types", { offset: next })).rows, [{ type: "HOUSEKEEPING" }]);
  huge.close();
});

test("permanent operations require confirmation, and name the server", async () => {
  const client = await connected();
  for (const [name, input] of /** @type {[string, { [name: string]: unknown }][]} */ ([
    ["cleanup_soft_deleted", { kinds: ["events"] }],
    ["maintenance_run", { operations: ["clearCache", "prunePeriods"], confirm: false }],
  ])) {
    const { isError, error } = await call(client, name, input);
    assert.equal(isError, true);
    assert.match(error.message, /^On Tamaria health information system, 127\.0\.0\.1:\d+: \w+: Permanently remove .* This cannot be undone\. Nothing has been done yet/);
    assert.match(error.next, /confirm: true/);
  }
  const cleared = await call(client, "maintenance_run", { operations: ["clearAnalyticsTables"] });
  assert.match(cleared.error.message, /dashboards stay empty/);
  assert.ok(!cleared.error.message.includes("cannot be undone"));
  assert.ok(Object.keys(await server.requests()).every((request) => request.startsWith("GET ")));
  const { isError, rows } = await call(client, "cleanup_soft_deleted", { kinds: ["enrollments", "events"], confirm: true });
  assert.equal(isError, false);
  assert.deepEqual(rows.map((/** @type {any} */ row) => [row.operation, row.state]), [
    ["removeSoftDeletedEvents", "completed"],
    ["removeSoftDeletedEnrollments", "completed"],
  ]);
  assert.deepEqual((await call(client, "cache_clear")).rows, [{ operation: "clearCache", state: "completed" }]);
});

test("failures are errors with the server's message and without secrets", async () => {
  const client = await connected(reaching(server, tokens.observer));
  const refused = await call(client, "dataintegrity_run");
  assert.equal(refused.isError, true);
  assert.deepEqual([refused.error.code, refused.error.status], ["forbidden", 403]);
  assert.match(refused.error.next, /authority: F_PERFORM_MAINTENANCE/);
  const { isError, rows } = await call(client, "cache_clear");
  assert.deepEqual([isError, rows[0].state, rows[0].error.code], [true, "failed", "forbidden"]);
  for (const [name, input, reason] of /** @type {[string, { [name: string]: unknown }, RegExp][]} */ ([
    ["nope", {}, /Unknown tool/],
    ["task_list", {}, /^Required: type\.$/],
    ["task_list", { type: 1 }, /type must be string/],
    ["dataintegrity_checks", { limit: 100_000 }, /limit must be <= 200/],
    ["cleanup_soft_deleted", { kinds: ["everything"], confirm: true }, /^kinds must be some of .*events/],
    ["validation_validate_expression", { expression: "1", context: "sum" }, /^context must be one of generic, indicator, /],
    ["cache_clear", { confirm: true }, /^There is no property confirm; the tool has none\.$/],
  ])) {
    const { isError, error } = await call(client, name, input);
    assert.equal(isError, true, name);
    assert.match(error.message, reason);
  }
  const missing = await call(client, "job_run", { uid: "aaaaaaaaaaa" });
  assert.ok(!JSON.stringify(missing).includes("dhis2-steward"), missing.error.next);
  assert.match(client.getInstructions() ?? "", /task_status/);
  const secret = `d2pat_s3cret${"s".repeat(29)}`;
  const wrong = await call(await connected(reaching(server, secret)), "job_list");
  assert.equal(wrong.isError, true);
  assert.ok(!JSON.stringify(wrong).includes(secret));
});
