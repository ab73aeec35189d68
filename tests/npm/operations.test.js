// docs/operations.md is true: it names everything that there is and nothing else, and its ticks have been tried.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import ts from "typescript";

import { file } from "./cli-support.js";
import { all, installed, load, root, Server, tokens } from "./support.js";

const { connect, default: init, StewardError } = await load();
await init();

const VERSIONS = ["2.41", "2.42", "2.43", "2.44"];

/** A row of the document. @typedef {{ rust: string[], typescript: string[], command: string[], tool: string[], endpoint: string[], ticks: Record<string, boolean> }} Row */

/** The rows, names without their quotes. @type {Row[]} */
const rows = readFileSync(join(root, "docs/operations.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| Rust |") && !line.startsWith("| --- |"))
  .map((line) => {
    const cells = line.split(" | ").map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name));
    const ticks = line.split(" | ").slice(6, 10).map((cell) => cell.trim() === "✓");
    const [rust = [], typescript = [], command = [], tool = [], endpoint = []] = cells;
    return { rust, typescript, command, tool, endpoint, ticks: Object.fromEntries(VERSIONS.map((version, place) => [version, ticks[place] === true])) };
  });

/** Fails unless a column names these and nothing else. @param {"rust" | "typescript" | "command" | "tool"} column @param {string[]} there */
function names(column, there) {
  assert.ok(there.length > 3);
  const told = new Set(rows.flatMap((row) => row[column]));
  assert.deepEqual({ missing: there.filter((name) => !told.has(name)), unknown: [...told].filter((name) => !there.includes(name)) }, { missing: [], unknown: [] });
}

/** The endpoints that the doc of each method of the core's areas names, by the method. @type {Map<string, string[]>} */
const core = new Map();
const client = join(root, "src/client");
for (const name of readdirSync(client)) {
  const [code = ""] = readFileSync(join(client, name), "utf8").split("#[cfg(test)]");
  for (const [, api = "", body = ""] of code.matchAll(/^impl (\w+)Api \{\n([^]*?)^\}/gm)) {
    const area = api.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
    for (const [, doc = "", method] of body.matchAll(/((?:^ {4}\/\/\/.*\n)+)(?: {4}#.*\n)*^ {4}pub (?:async )?fn (\w+)/gm)) {
      core.set(`${area}().${method}`, [...doc.matchAll(/`((?:GET|POST|PUT|DELETE) [^`]+)`/g)].map(([, endpoint = ""]) => endpoint));
    }
  }
}

/** What is declared. */
function declared() {
  const declarations = join(installed, "index.d.ts");
  const program = ts.createProgram([declarations], { strict: true, target: ts.ScriptTarget.ES2022 });
  const checker = program.getTypeChecker();
  const source = /** @type {ts.SourceFile} */ (program.getSourceFile(declarations));
  const exported = checker.getExportsOfModule(/** @type {ts.Symbol} */ (checker.getSymbolAtLocation(source)));
  const steward = checker.getDeclaredTypeOfSymbol(/** @type {ts.Symbol} */ (exported.find(({ name }) => name === "Steward")));
  const methods = (/** @type {ts.Type} */ type) =>
    checker.getPropertiesOfType(type).filter(({ name, flags }) => flags & ts.SymbolFlags.Method && !["free", "toJSON"].includes(name) && !name.startsWith("__@"));
  const areas = checker.getPropertiesOfType(steward).flatMap((property) => {
    const type = checker.getTypeOfSymbol(property);
    return /Api$/.test(checker.typeToString(type)) ? methods(type).map(({ name }) => `${property.name}.${name}`) : [];
  });
  return ["connect", ...methods(steward).map(({ name }) => name), ...areas];
}

/** What can be asked of the core's session. */
const session = ["has_ended", "ended", "resume"].map((name) => `session().${name}`);

test("the document lists every operation of the core, with the endpoints of its doc comment", () => {
  names("rust", ["connect", "connect_within", "may", "ping", "request", ...session, ...core.keys()]);
  for (const { rust, endpoint } of rows) {
    for (const name of rust) assert.deepEqual((core.get(name) ?? []).filter((one) => !endpoint.includes(one)), [], name);
  }
});

test("the document lists every operation of the module", () => names("typescript", declared()));

test("the document lists every command and every tool", async () => {
  const [{ COMMANDS }, { TOOLS }] = await Promise.all([import(file("src/commands.js")), import(file("src/mcp/tools.js"))]);
  const own = (/** @type {{ name: string }[]} */ list) => list.map(({ name }) => name);
  names("command", own(COMMANDS).filter((name) => name !== "mcp"));
  names("tool", own(TOOLS).filter((name) => name !== "answer_rest"));
});

/** @typedef {import("../../npm/index.js").Steward} Steward */

/**
 * What the server has that operations are tried on.
 * @typedef {{ cron: string, combo: string, unit: string, element: string, predictor: string, group: string, dataSet: string, clinic: string, unitGroup: string }} Things
 */

/** @param {Steward} dhis2 @returns {Promise<Things>} */
async function things(dhis2) {
  /** @param {string} path @param {{ [name: string]: string }} [query] */
  const list = async (path, query) =>
    /** @type {any} */ ((await dhis2.request({ path: `/api/${path}`, query: { paging: "false", ...query } })).json())[path];
  const [jobs, combos, units, elements, predictors, groups, dataSets, unitGroups] = await Promise.all([
    list("jobConfigurations", { fields: "id,schedulingType" }),
    list("categoryCombos"),
    list("organisationUnits", { fields: "id,children[id]", level: "1" }),
    list("dataElements"),
    list("predictors"),
    list("predictorGroups"),
    list("dataSets", { fields: "id,organisationUnits[id]" }),
    list("organisationUnitGroups"),
  ]);
  const dataSet = dataSets.find((/** @type {any} */ { organisationUnits }) => organisationUnits.length > 0);
  return {
    cron: jobs.find((/** @type {any} */ { schedulingType }) => schedulingType === "CRON").id,
    combo: combos[0].id,
    unit: units.find((/** @type {any} */ { children }) => children.length > 0).id,
    element: elements[0].id,
    predictor: predictors[0].id,
    group: groups[0].id,
    dataSet: dataSet.id,
    clinic: dataSet.organisationUnits[0].id,
    unitGroup: unitGroups[0].id,
  };
}

const april = { startDate: "2026-04-01", endDate: "2026-04-30" };
const checks = ["orgunits_*"];

/** @param {Steward} dhis2 @param {Things} things */
const violations = (dhis2, { unit }) =>
  dhis2.validation.run({ organisationUnit: unit, startDate: "2026-01-01", endDate: "2026-12-31", persist: true });

/** The number of a violation that is kept. @param {Steward} dhis2 @param {Things} things */
async function kept(dhis2, things) {
  await violations(dhis2, things);
  const { value } = await dhis2.validation.results().next();
  return /** @type {import("../../npm/index.js").ValidationResult} */ (value).id;
}

/** A job that has ended. @param {Steward} dhis2 */
async function ended(dhis2) {
  const job = await dhis2.tables.updateResourceTables();
  await dhis2.jobs.completion(job);
  return job;
}

/** A job that was just made. @param {Steward} dhis2 @param {string} name @param {string} cronExpression */
const made = (dhis2, name, cronExpression = "0 7 3 ? * *") =>
  dhis2.scheduler.create({
    name,
    jobType: "DATA_INTEGRITY",
    schedule: { type: "cron", cronExpression },
    jobParameters: { type: "SUMMARY" },
  });

/** A queue that was just made. @param {Steward} dhis2 @param {string} name @param {number} minute */
async function queued(dhis2, name, minute) {
  const sequence = [
    await made(dhis2, `${name} 1`, `0 ${minute} 1 ? * *`),
    await made(dhis2, `${name} 2`, `0 ${minute} 2 ? * *`),
  ];
  const queue = { name, cronExpression: `0 ${minute} 4 ? * *`, sequence };
  await dhis2.scheduler.createQueue(queue);
  return queue;
}

/** An exception that was just made. @param {Steward} dhis2 @param {Things} things */
const excepted = (dhis2, { clinic, dataSet }) => all(dhis2.lockExceptions.add([clinic], dataSet, "202601"));

/** Two versions of metadata. @param {Steward} dhis2 */
async function versions(dhis2) {
  await dhis2.settings.set("keyVersionEnabled", true);
  const first = await dhis2.synchronization.createVersion("BEST_EFFORT");
  return [first.name, (await dhis2.synchronization.createVersion("ATOMIC")).name];
}

/** A server that can be reached. @param {Steward} dhis2 */
const remote = (dhis2) =>
  dhis2.synchronization.configure({ url: "https://central.example.org", username: "sync", password: "s3cret-word" });

/** How each operation is tried. @type {Record<string, (dhis2: Steward, things: Things) => unknown>} */
const calls = {
  connect: () => connect({ baseUrl: server.url, auth: { token: tokens.admin } }),
  may: (dhis2) => dhis2.may("ALL"),
  ping: (dhis2) => dhis2.ping(),
  "session.ended": (dhis2) => refused("aborted", dhis2.session.ended({ signal: AbortSignal.timeout(1) })),
  "session.resume": (dhis2) => dhis2.session.resume(),
  request: (dhis2) => dhis2.request({ path: "/api/me" }),
  "integrity.checks": (dhis2) => dhis2.integrity.checks(),
  "integrity.summaries": (dhis2) => dhis2.integrity.summaries(),
  "integrity.running": (dhis2) => dhis2.integrity.running("summary"),
  "integrity.completed": (dhis2) => dhis2.integrity.completed("details"),
  "integrity.run": async (dhis2) => (await dhis2.integrity.run({ checks })).report(),
  "integrity.start": (dhis2) => dhis2.integrity.start({ checks }),
  "integrity.resume": async (dhis2) => dhis2.integrity.resume(await dhis2.integrity.start({ checks })),
  "integrity.issues": (dhis2) => all(dhis2.integrity.issues()),
  "integrity.batches": (dhis2) => all(dhis2.integrity.batches()),
  "integrity.details": (dhis2) => all(dhis2.integrity.details()),
  "integrity.startReport": (dhis2) => dhis2.integrity.startReport(),
  "integrity.reportOf": async (dhis2) => {
    const job = await dhis2.integrity.startReport();
    await dhis2.jobs.completion(job);
    return dhis2.integrity.reportOf(job);
  },
  "integrity.metrics": (dhis2) => dhis2.integrity.metrics(),
  "jobs.get": (dhis2, { cron }) => dhis2.jobs.get(cron),
  "jobs.progress": async (dhis2) => dhis2.jobs.progress(await ended(dhis2)),
  "jobs.cancel": async (dhis2) => dhis2.jobs.cancel(await dhis2.tables.updateAnalytics()),
  "jobs.watch": async (dhis2) => all(dhis2.jobs.watch(await dhis2.tables.updateResourceTables())),
  "jobs.completion": (dhis2) => ended(dhis2),
  "jobs.execute": (dhis2, { cron }) => dhis2.jobs.execute(cron),
  "jobs.enable": (dhis2, { cron }) => dhis2.jobs.enable(cron),
  "jobs.disable": (dhis2, { cron }) => dhis2.jobs.disable(cron),
  "jobs.revert": async (dhis2) => {
    // A job that does not run has nothing to give up, which the server says.
    await refused("conflict", dhis2.jobs.revert((await ended(dhis2)).id));
    await server.control("POST", "checks/takes", { options_sets_empty: 600_000 });
    await dhis2.jobs.revert((await dhis2.integrity.start({ checks: ["options_sets_empty"] })).id);
  },
  "jobs.errors": (dhis2, { cron }) => dhis2.jobs.errors(cron),
  "jobs.allErrors": (dhis2) => dhis2.jobs.allErrors(),
  "jobs.cancelType": (dhis2) => dhis2.jobs.cancelType("ANALYTICS_TABLE"),
  "jobs.clean": (dhis2) => dhis2.jobs.clean(1),
  "jobs.running": (dhis2) => dhis2.jobs.running(),
  "jobs.findRunning": (dhis2) => dhis2.jobs.findRunning("ANALYTICS_TABLE"),
  "jobs.runningOf": (dhis2) => dhis2.jobs.runningOf(dhis2.user.id),
  "tasks.types": (dhis2) => dhis2.tasks.types(),
  "tasks.all": (dhis2) => dhis2.tasks.all(),
  "tasks.list": (dhis2) => dhis2.tasks.list("RESOURCE_TABLE"),
  "tasks.listFull": (dhis2) => dhis2.tasks.listFull("RESOURCE_TABLE"),
  "tasks.notifications": async (dhis2) => dhis2.tasks.notifications(await ended(dhis2)),
  "tasks.watch": async (dhis2) => all(dhis2.tasks.watch(await dhis2.tables.updateResourceTables())),
  "tasks.delete": async (dhis2) => dhis2.tasks.delete(await ended(dhis2)),
  "tasks.deleteOld": (dhis2) => dhis2.tasks.deleteOld({ days: 30 }),
  "tasks.deleteAll": (dhis2) => dhis2.tasks.deleteAll({ jobType: "RESOURCE_TABLE" }),
  "tasks.summaries": (dhis2) => dhis2.tasks.summaries("PREDICTOR"),
  "tasks.summary": async (dhis2) => dhis2.tasks.summary(await ended(dhis2)),
  "maintenance.run": (dhis2) => dhis2.maintenance.run("clearCache"),
  "maintenance.plan": async (dhis2) => {
    for await (const step of dhis2.maintenance.plan(["clearCache"])) assert.equal(step.state, "completed");
  },
  "maintenance.removeSoftDeletedDataValues": (dhis2) => dhis2.maintenance.removeSoftDeletedDataValues(),
  "maintenance.removeSoftDeletedRelationships": (dhis2) => dhis2.maintenance.removeSoftDeletedRelationships(),
  "maintenance.removeSoftDeletedEvents": (dhis2) => dhis2.maintenance.removeSoftDeletedEvents(),
  "maintenance.removeSoftDeletedEnrollments": (dhis2) => dhis2.maintenance.removeSoftDeletedEnrollments(),
  "maintenance.removeSoftDeletedTrackedEntities": (dhis2) => dhis2.maintenance.removeSoftDeletedTrackedEntities(),
  "maintenance.removeZeroDataValues": (dhis2) => dhis2.maintenance.removeZeroDataValues(),
  "maintenance.prunePeriods": (dhis2) => dhis2.maintenance.prunePeriods(),
  "maintenance.clearExpiredInvitations": (dhis2) => dhis2.maintenance.clearExpiredInvitations(),
  "maintenance.updateOrganisationUnitPaths": (dhis2) => dhis2.maintenance.updateOrganisationUnitPaths(),
  "maintenance.updateCategoryOptionCombos": (dhis2) => dhis2.maintenance.updateCategoryOptionCombos(),
  "maintenance.clearAnalyticsTables": (dhis2) => dhis2.maintenance.clearAnalyticsTables(),
  "maintenance.analyzeAnalyticsTables": (dhis2) => dhis2.maintenance.analyzeAnalyticsTables(),
  "maintenance.dropSqlViews": (dhis2) => dhis2.maintenance.dropSqlViews(),
  "maintenance.createSqlViews": (dhis2) => dhis2.maintenance.createSqlViews(),
  "maintenance.clearCache": (dhis2) => dhis2.maintenance.clearCache(),
  "maintenance.reloadApps": (dhis2) => dhis2.maintenance.reloadApps(),
  "categoryOptionCombos.updateAll": (dhis2) => dhis2.categoryOptionCombos.updateAll(),
  "categoryOptionCombos.update": (dhis2, { combo }) => dhis2.categoryOptionCombos.update(combo),
  "categoryOptionCombos.counts": (dhis2, { combo }) => dhis2.categoryOptionCombos.counts(combo),
  "categoryOptionCombos.allCounts": (dhis2) => dhis2.categoryOptionCombos.allCounts(),
  "categoryOptionCombos.settling": (dhis2, { combo }) => all(dhis2.categoryOptionCombos.settling(combo)),
  "categoryOptionCombos.settled": (dhis2, { combo }) => dhis2.categoryOptionCombos.settled(combo),
  "tables.updateResourceTables": (dhis2) => dhis2.tables.updateResourceTables(),
  "tables.updateAnalytics": (dhis2) => dhis2.tables.updateAnalytics({ skipOutliers: true }),
  "tables.updateMonitoring": (dhis2) => dhis2.tables.updateMonitoring(),
  "tables.status": (dhis2) => dhis2.tables.status(),
  "validation.run": violations,
  "validation.results": (dhis2) => all(dhis2.validation.results()),
  "validation.result": async (dhis2, things) => dhis2.validation.result(await kept(dhis2, things)),
  "validation.deleteResult": async (dhis2, things) => dhis2.validation.deleteResult(await kept(dhis2, things)),
  "validation.deleteResults": (dhis2) => dhis2.validation.deleteResults({ period: "2026" }),
  "validation.sendNotifications": (dhis2) => dhis2.validation.sendNotifications(),
  "validation.describe": (dhis2) => dhis2.validation.describe("1 + 1", "indicator"),
  "predictors.list": (dhis2) => dhis2.predictors.list(),
  "predictors.groups": (dhis2) => dhis2.predictors.groups(),
  "predictors.run": (dhis2, { predictor }) => dhis2.predictors.run({ ...april, predictor }),
  "predictors.start": (dhis2) => dhis2.predictors.start(april),
  "predictors.outcome": async (dhis2) => {
    const job = await dhis2.predictors.start(april);
    await dhis2.jobs.completion(job);
    return dhis2.predictors.outcome(job);
  },
  "predictors.runGroups": (dhis2, { group }) => all(dhis2.predictors.runGroups([group], april)),
  "scheduler.jobs": (dhis2) => dhis2.scheduler.jobs(),
  "scheduler.job": (dhis2, { cron }) => dhis2.scheduler.job(cron),
  "scheduler.create": (dhis2) => made(dhis2, "Made", "0 1 5 ? * *"),
  "scheduler.update": async (dhis2) =>
    dhis2.scheduler.update(await made(dhis2, "Changed", "0 2 5 ? * *"), { schedule: { type: "fixedDelay", delay: 600 } }),
  "scheduler.delete": async (dhis2) => dhis2.scheduler.delete(await made(dhis2, "Deleted", "0 3 5 ? * *")),
  "scheduler.jobTypes": (dhis2) => dhis2.scheduler.jobTypes(),
  "scheduler.jobParameters": (dhis2) => dhis2.scheduler.jobParameters(),
  "scheduler.entries": (dhis2) => dhis2.scheduler.entries(),
  "scheduler.queueable": (dhis2) => dhis2.scheduler.queueable(),
  "scheduler.queues": (dhis2) => dhis2.scheduler.queues(),
  "scheduler.queue": async (dhis2) => dhis2.scheduler.queue((await queued(dhis2, "Looked at", 11)).name),
  "scheduler.createQueue": (dhis2) => queued(dhis2, "Made", 12),
  "scheduler.updateQueue": async (dhis2) => {
    const queue = await queued(dhis2, "Changed", 13);
    await dhis2.scheduler.updateQueue(queue.name, { ...queue, name: "Another" });
  },
  "scheduler.deleteQueue": async (dhis2) => dhis2.scheduler.deleteQueue((await queued(dhis2, "Deleted", 14)).name),
  "scheduler.due": (dhis2) => dhis2.scheduler.due(86_400),
  "scheduler.stale": (dhis2) => dhis2.scheduler.stale(0),
  "scheduler.describe": (dhis2) => dhis2.scheduler.describe("@daily"),
  "scheduler.nextExecutions": (dhis2) => dhis2.scheduler.nextExecutions("@daily"),
  "data.summary": (dhis2) => dhis2.data.summary(),
  "data.metrics": (dhis2) => dhis2.data.metrics(),
  "data.objectCounts": (dhis2) => dhis2.data.objectCounts(),
  "data.usage": (dhis2) => dhis2.data.usage({ ...april, interval: "MONTH" }),
  "data.generateMinMax": (dhis2, { clinic, dataSet }) => dhis2.data.generateMinMax(clinic, [dataSet]),
  "data.removeMinMax": (dhis2, { clinic, dataSet }) => dhis2.data.removeMinMax(clinic, [dataSet]),
  "periods.describe": (dhis2) => dhis2.periods.describe("202601"),
  "periods.containing": (dhis2) => dhis2.periods.containing("Weekly", "2026-01-01"),
  "periods.generate": (dhis2) => dhis2.periods.generate("Weekly", april),
  "periods.ofYear": (dhis2) => dhis2.periods.ofYear("Quarterly", 2026),
  "lockExceptions.list": (dhis2) => all(dhis2.lockExceptions.list()),
  "lockExceptions.combinations": (dhis2) => dhis2.lockExceptions.combinations(),
  "lockExceptions.add": async (dhis2, things) => {
    for (const { state } of await excepted(dhis2, things)) assert.equal(state, "completed");
  },
  "lockExceptions.remove": async (dhis2, things) => {
    await excepted(dhis2, things);
    await dhis2.lockExceptions.remove(things.clinic, things.dataSet, "202601");
  },
  "lockExceptions.removeAll": async (dhis2, things) => {
    await excepted(dhis2, things);
    await dhis2.lockExceptions.removeAll(things.dataSet, "202601");
  },
  "organisationUnits.ofLevel": (dhis2) => dhis2.organisationUnits.ofLevel(1),
  "organisationUnits.ofGroup": (dhis2, { unitGroup }) => dhis2.organisationUnits.ofGroup(unitGroup),
  "organisationUnits.children": (dhis2, { unit }) => dhis2.organisationUnits.children(unit),
  "organisationUnits.search": (dhis2) => dhis2.organisationUnits.search("clinic"),
  "organisationUnits.levels": (dhis2) => dhis2.organisationUnits.levels(),
  "organisationUnits.groups": (dhis2) => dhis2.organisationUnits.groups(),
  "settings.all": (dhis2) => dhis2.settings.all(),
  "settings.some": (dhis2) => dhis2.settings.some(["applicationTitle"]),
  "settings.set": (dhis2) => dhis2.settings.set("factorDeviation", 2.5),
  "settings.setRaw": (dhis2) => dhis2.settings.setRaw("keyFlag", "sl"),
  "settings.setSecret": (dhis2) => dhis2.settings.setSecret("keyRemoteInstancePassword", "s3cret-word"),
  "settings.isConfidential": async (dhis2) => assert.deepEqual([await dhis2.settings.isConfidential("keyFlag"), await dhis2.settings.isConfidential("keySmtpPassword")], [false, true]),
  "settings.reset": (dhis2) => dhis2.settings.reset("factorDeviation"),
  "synchronization.settings": (dhis2) => dhis2.synchronization.settings(),
  "synchronization.configure": remote,
  "synchronization.test": (dhis2) => dhis2.synchronization.test(),
  "synchronization.pushData": async (dhis2) => {
    await remote(dhis2);
    await dhis2.synchronization.pushData();
  },
  "synchronization.pullMetadata": async (dhis2) => {
    await refused("conflict", dhis2.synchronization.pullMetadata("https://other.example.org/m.json"));
    await dhis2.synchronization.pullMetadata("https://central.example.org/m.json");
  },
  "synchronization.versions": async (dhis2) => {
    await versions(dhis2);
    await dhis2.synchronization.versions();
  },
  "synchronization.versionsSince": async (dhis2) => {
    const [first = ""] = await versions(dhis2);
    await dhis2.synchronization.versionsSince(first);
  },
  "synchronization.createVersion": versions,
  "synchronization.downloadVersion": async (dhis2) => {
    const [first = ""] = await versions(dhis2);
    await dhis2.synchronization.downloadVersion(first);
  },
  "synchronization.compareVersions": async (dhis2) => {
    const [first = "", second = ""] = await versions(dhis2);
    await dhis2.synchronization.compareVersions(first, second);
  },
  "maintenance.pruneDataElement": (dhis2, { element }) => dhis2.maintenance.pruneDataElement(element),
  "maintenance.pruneOrganisationUnit": (dhis2, { unit }) => dhis2.maintenance.pruneOrganisationUnit(unit),
};

/** Waits for an operation that is to be refused in this way. @param {string} code @param {Promise<unknown>} promise */
async function refused(code, promise) {
  const error = await promise.then(() => new Error(`"${code}" is due`), (error) => error);
  if (!(error instanceof StewardError) || error.code !== code) throw error;
}

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start("fast");
});
after(() => server.stop());

test("every operation of the module is called", () => assert.deepEqual(Object.keys(calls).sort(), declared().sort()));

for (const version of VERSIONS) {
  test(`operations with a tick work, and those without are rejected as unsupported (${version})`, async () => {
    await server.reset({ version });
    const dhis2 = await connect({ baseUrl: server.url, auth: { token: tokens.admin } });
    assert.ok(dhis2.version.startsWith(version));
    const found = await things(dhis2);
    /** @type {string[]} */
    const wrong = [];
    for (const [name, call] of Object.entries(calls)) {
      const isTicked = rows.some(({ typescript, ticks }) => typescript.includes(name) && ticks[version]);
      try {
        await call(dhis2, found);
        if (!isTicked) wrong.push(`${name} works`);
      } catch (error) {
        const isRefused = error instanceof StewardError && error.code === "unsupported";
        if (isTicked || !isRefused) wrong.push(`${name}: ${error}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
}
