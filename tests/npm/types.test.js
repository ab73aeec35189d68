// The declarations: exact, complete, and true of what the package does.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import ts from "typescript";

import { areas, connecting, page } from "./examples.js";
import { checker, declared, exported, members, Shapes, source } from "./shapes.js";
import { all, load, project, rejection, root, Server, tokens } from "./support.js";

/** Every node of the declarations. @param {ts.Node} node @returns {Generator<ts.Node>} */
function* nodes(node = source) {
  yield node;
  for (const child of node.getChildren(source)) yield* nodes(child);
}

/** The texts of a union of literals. @param {string} name */
const words = (name) =>
  /** @type {ts.UnionType} */ (declared(name)).types.map((type) => /** @type {ts.StringLiteralType} */ (type).value);

test("no declaration says any, unknown, object or {}", () => {
  const { SyntaxKind } = ts;
  const vague = [...nodes()].filter(
    (node) =>
      [SyntaxKind.AnyKeyword, SyntaxKind.UnknownKeyword, SyntaxKind.ObjectKeyword].includes(node.kind) ||
      (ts.isTypeLiteralNode(node) && node.members.length === 0) ||
      (ts.isTypeReferenceNode(node) && ["Object", "Function"].includes(node.typeName.getText(source))),
  );
  assert.deepEqual(vague.map((node) => node.parent.getText(source)), []);
});

test("every declaration has a doc comment", () => {
  const isPlain = (/** @type {ts.Node} */ node) =>
    // What a union's kinds are told apart by needs no words of its own, nor do the parts of a log-in.
    ts.isPropertySignature(node) && (/^readonly (state|phase)\b/.test(node.getText(source)) || /Auth$/.test(/** @type {any} */ (node.parent).name?.text ?? ""));
  const bare = [...nodes()].filter(
    (node) =>
      (ts.isInterfaceDeclaration(node) ||
        ts.isTypeAliasDeclaration(node) ||
        ts.isClassDeclaration(node) ||
        ts.isFunctionDeclaration(node) ||
        ((ts.isPropertySignature(node) || ts.isMethodSignature(node)) && ts.isInterfaceDeclaration(node.parent))) &&
      !isPlain(node) &&
      ts.getJSDocCommentsAndTags(node).length === 0,
  );
  assert.deepEqual(bare.map((node) => node.getText(source).split("\n")[0]), []);
});

/** @type {ts.CompilerOptions} */
const strict = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  types: [],
};
/** @type {Record<"bundler" | "node", ts.CompilerOptions>} */
const surroundings = {
  bundler: {
    ...strict,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  },
  node: {
    ...strict,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2022.d.ts"],
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
  },
};

/** What the compiler has to say. @param {string[]} files @param {ts.CompilerOptions} options */
const complaints = (files, options) =>
  ts
    .getPreEmitDiagnostics(ts.createProgram(files, options))
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);

test("the declarations compile in strict mode, for browsers and for Node", async () => {
  const file = join(project, "types.test-d.ts");
  await copyFile(join(root, "tests/npm/types.test-d.ts"), file);
  for (const options of Object.values(surroundings)) assert.deepEqual(complaints([file], options), []);
});

test("the examples of the README compile in strict mode", async () => {
  const write = async (/** @type {string} */ name, /** @type {string} */ code) => {
    const file = join(project, name);
    await writeFile(file, code);
    return file;
  };
  const wrong = await write("example-wrong.ts", `${connecting.code}dhis2.version.toFixed();`);
  const examples = await Promise.all(areas.map(({ code }, index) => write(`example-${index}.ts`, connecting.code + code)));
  // What the package itself declares is looked at by the test before.
  const found = complaints([...examples, wrong], { ...surroundings.node, skipLibCheck: true });
  assert.equal(found.length, 1, `${found}`);
  assert.match(found[0] ?? "", /example-wrong\.ts: .*toFixed/);
  const inPage = await write("example-page.ts", page.replace("./dhis2-steward/index.js", "dhis2-steward"));
  assert.deepEqual(complaints([inPage], { ...surroundings.bundler, skipLibCheck: true }), []);
});

test("the exports are those declared", async () => {
  const values = exported.filter(({ flags }) => flags & ts.SymbolFlags.Value).map(({ name }) => name);
  assert.deepEqual(Object.keys(await load()).sort(), values.sort());
});

test("the declared error codes are those of the core", () => {
  const error = readFileSync(join(root, "src/error.rs"), "utf8");
  const codes = [...error.matchAll(/Self::\w+ => "([a-z-]+)"/g)].map(([, code]) => code);
  assert.ok(codes.length > 10);
  assert.deepEqual(words("ErrorCode").sort(), codes.sort());
});

test("a value of the wrong shape is found", () => {
  const issue = { check: "a", severity: "A_WORD_OF_TOMORROW", refs: [] };
  const of = (/** @type {object} */ value) => new Shapes().faults(value, declared("Issue"), "issue");
  assert.deepEqual(of(issue), []);
  assert.deepEqual(of({ ...issue, refs: [1] }), ["issue.refs[0] is no string"]);
  assert.deepEqual(of({ ...issue, more: 1 }), ["issue.more is not declared"]);
  assert.deepEqual(of({ severity: "INFO", refs: [] }), ["issue.check is missing"]);
  const faults = new Shapes().faults({ name: "a", state: "failed", count: 1 }, declared("CheckReport"), "report");
  assert.equal(faults.length, 1);
});

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start("fast");
});
after(() => server.stop());

test("the classes have the declared members", async () => {
  const { connect, default: init } = await load();
  await init();
  const dhis2 = await connect({ baseUrl: server.url, auth: { token: tokens.admin } });
  const run = await dhis2.integrity.run({ checks: ["orgunits_*"] });
  const objects = {
    Steward: dhis2,
    IntegrityApi: dhis2.integrity,
    IntegrityRun: run,
    JobsApi: dhis2.jobs,
    TasksApi: dhis2.tasks,
    MaintenanceApi: dhis2.maintenance,
    CategoryOptionCombosApi: dhis2.categoryOptionCombos,
    TablesApi: dhis2.tables,
    ValidationApi: dhis2.validation,
    PredictorsApi: dhis2.predictors,
    SchedulerApi: dhis2.scheduler,
    DataApi: dhis2.data,
    PeriodsApi: dhis2.periods,
    LockExceptionsApi: dhis2.lockExceptions,
    OrganisationUnitsApi: dhis2.organisationUnits,
    SettingsApi: dhis2.settings,
    SynchronizationApi: dhis2.synchronization,
    Answer: await dhis2.request({ path: "/api/me" }),
    Iteration: dhis2.integrity.issues(),
  };
  for (const [name, object] of Object.entries(objects)) {
    const own = [...new Set([object, Object.getPrototypeOf(object)].flatMap(Object.getOwnPropertyNames))];
    assert.deepEqual(own.filter((member) => member !== "constructor").sort(), members(declared(name)).sort(), name);
    assert.equal(typeof /** @type {any} */ (object)[Symbol.dispose], own.includes("free") ? "function" : "undefined", name);
  }
  const refusal = await rejection(dhis2.maintenance.run(/** @type {any} */ ("x")));
  for (const operation of words("Operation")) {
    assert.ok(refusal.message.includes(operation), operation);
    assert.equal(typeof dhis2.maintenance[/** @type {"clearCache"} */ (operation)], "function");
  }
});

/** The report that only 2.41 makes. @param {import("../../npm/index.js").Steward} dhis2 */
async function oldReport(dhis2) {
  const job = await dhis2.integrity.startReport();
  assert.equal((await dhis2.jobs.completion(job)).state, "completed");
  const report = await dhis2.integrity.reportOf(job);
  assert.ok(report.some((check) => check.issues.length > 0));
  return report;
}

for (const version of ["2.41", "2.42", "2.43"]) {
  test(`returned values have the declared shape (${version})`, async () => {
    await server.reset({ version });
    const { connect, default: init } = await load();
    await init();
    const dhis2 = await connect({ baseUrl: server.url, auth: { token: tokens.admin } });
    const checks = ["orgunits_*", "category_option_combos_*"];
    const run = await dhis2.integrity.run({ checks, kind: "details" });
    const steps = await all(run.progress());
    const first = await dhis2.integrity.run({ checks });
    const running = await dhis2.jobs.running();
    const events = await all(dhis2.jobs.watch(first.job));
    const feeds = await dhis2.tasks.all();
    const lists = {
      Server: [dhis2.server],
      User: [dhis2.user],
      Check: await dhis2.integrity.checks(),
      CheckReport: await dhis2.integrity.summaries(),
      IntegrityReport: [await run.report()],
      RunStep: steps,
      ReportedCheck: version === "2.41" ? await oldReport(dhis2) : [],
      Issue: await all(dhis2.integrity.issues()),
      DetailsEvent: await all(dhis2.integrity.details()),
      JobReference: [run.job, first.job],
      Job: [await dhis2.jobs.get(run.job), await dhis2.jobs.get(first.job.id)],
      JobEvent: events,
      Outcome: [await dhis2.jobs.completion(first.job)],
      RunningWork: running,
      TaskFeed: feeds,
      Notification: await dhis2.tasks.notifications(feeds[0].job),
    };
    // The last thing that is done, because it makes the server forget its results.
    await server.faults({ path: "/api/maintenance/*", status: 504, times: 1 });
    const plan = await all(dhis2.maintenance.plan(["removeSoftDeletedEvents", "removeSoftDeletedEnrollments", "clearCache"]));
    const shapes = new Shapes();
    const faults = Object.entries({ ...lists, PlanStep: plan }).flatMap(([name, values]) =>
      values.flatMap((value, index) => shapes.faults(value, declared(name), `${name} ${index}`)),
    );
    assert.deepEqual(faults, []);
    const failed = version === "2.41" ? [] : ["CheckFailed"];
    for (const name of ["Check", "CheckFound", ...failed, "RunEnded", "Issue", "Stage", "Notification"]) {
      assert.ok(shapes.seen.has(name), `${name} was looked at`);
    }
  });
}
