// The command line, installed from its tarball and run against the simulator.

import assert from "node:assert/strict";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";

import { file, objects, reaching, Running } from "./cli-support.js";
import { nobody, root, Server, tokens } from "./support.js";

/** @type {Server} */
let server;
/** A server with a manual clock. @type {Server} */
let manual;
before(async () => {
  [server, manual] = await Promise.all([Server.start("fast"), Server.start("manual")]);
});
after(() => {
  server.stop();
  manual.stop();
});
beforeEach(() => Promise.all([server.reset(), manual.reset()]));

/** Runs the command line. @param {string[]} words */
const steward = (...words) => new Running(words, reaching(server)).result;

/** Starts a run; returns its UID. @param {string[]} words */
const begun = async (...words) => objects(await steward("dataintegrity", "run", ...words, "--json"))[0].id;

test("help lists every command, and each command describes its options", async () => {
  const { COMMANDS } = await import(file("src/commands.js"));
  const { status, stdout } = await steward("help");
  assert.equal(status, 0);
  assert.deepEqual(await steward(), { status, stdout, stderr: "" });
  const said = await helping();
  for (const { name, options } of COMMANDS) {
    assert.ok(stdout.includes(`\n  ${name}`), name);
    const own = said("help", ...name.split(" "));
    assert.equal(said(...name.split(" "), "--help"), own);
    for (const option of [...Object.keys(options), "json", "profile"]) assert.ok(own.includes(`--${option} `), `${name} --${option}`);
  }
  assert.equal((await steward("help", "job", "list")).stdout, said("help", "job", "list"));
});

test("help on a word lists the commands that start with it", async () => {
  const said = await helping();
  assert.match(said("help", "scheduler", "queue"), /^ {2}scheduler queue list .*\n/);
  assert.ok(!said("job", "--help").includes("task list"));
});

test("every example is a valid command line", async () => {
  const [{ COMMANDS }, { read }] = await Promise.all([import(file("src/commands.js")), import(file("src/arguments.js"))]);
  for (const command of COMMANDS) {
    const { name, takes, example } = command;
    assert.ok(example !== undefined || takes[0] === 0, `${name} takes something and has no example`);
    const words = (example?.split(" <")[0] ?? "").match(/'[^']*'|\S+/g) ?? [];
    const asked = read([...name.split(" "), ...words.map((/** @type {string} */ word) => word.replaceAll("'", ""))]);
    assert.deepEqual(asked.commands, [command], name);
  }
});

/** The help texts, without a process for each. @returns {Promise<(...words: string[]) => string>} */
async function helping() {
  const [{ read }, { help }] = await Promise.all([import(file("src/arguments.js")), import(file("src/help.js"))]);
  return (...words) => help(read(words).commands);
}

test("the README lists every command with its options, and the sources of credentials", async () => {
  const { COMMANDS } = await import(file("src/commands.js"));
  const readme = readFileSync(file("README.md"), "utf8");
  for (const { name, arguments: words, options } of COMMANDS) {
    const row = readme.split("\n").find((line) => line.startsWith(`| \`${`${name} ${words}`.trimEnd().replaceAll("|", "\\|")}\` |`));
    assert.ok(row, name);
    const explained = Object.keys(options).filter((option) => !["csv", "yes"].includes(option));
    for (const option of explained) assert.ok(row.includes(`--${option}`), `${name} --${option}`);
  }
  const variables = readFileSync(file("src/profile.js"), "utf8").match(/DHIS2_STEWARD_[A-Z]+/g) ?? [];
  for (const name of [...variables, "DHIS2_STEWARD_BEARER", "DHIS2_STEWARD_USERNAME", "DHIS2_STEWARD_PASSWORD"]) {
    assert.ok(readme.includes(`\`${name}`) || readme.includes(`export ${name}`), name);
  }
});

test("--version prints the version of the package", async () => {
  const { version } = JSON.parse(readFileSync(file("package.json"), "utf8"));
  for (const option of ["--version", "-V"]) assert.deepEqual(await steward(option), { status: 0, stdout: `${version}\n`, stderr: "" });
  assert.equal((await steward("cache", "-h")).stdout, (await steward("help", "cache")).stdout);
});

test("tasks are listed by type and by job", async () => {
  assert.match((await steward("task", "types")).stdout, /^TYPE\n[^]*^RESOURCE_TABLE$/m);
  const types = objects(await steward("task", "types", "--json"));
  assert.ok(types.some(({ type }) => type === "RESOURCE_TABLE"));
  const [feed] = objects(await steward("task", "list", "RESOURCE_TABLE", "--json"));
  assert.equal(feed.job.jobType, "RESOURCE_TABLE");
  const listed = await steward("task", "list", "RESOURCE_TABLE", "--csv");
  assert.match(listed.stdout, new RegExp(`^id,time,level,message\r\n${feed.job.id},`));
  assert.equal((await steward("task", "list", "NO_SUCH_TYPE")).status, 1);
});

test("a job is watched to its end, and its outcome sets the exit status", async () => {
  const id = await begun("orgunits_*");
  const watched = await steward("task", "watch", "DATA_INTEGRITY", id, "--timeout", "none");
  assert.equal(watched.status, 0);
  assert.match(watched.stdout, /^completed$/m);
  const events = objects(await steward("task", "status", `DATA_INTEGRITY/${id}`, "--json"));
  assert.deepEqual(events.at(-1), { type: "ended", outcome: { state: "completed" } });
  await server.control("POST", "jobs/fail-next", { jobType: "ANALYTICS_TABLE" });
  const headers = { Authorization: `ApiToken ${tokens.admin}` };
  const started = await fetch(`${server.url}/api/resourceTables/analytics`, { method: "POST", headers });
  const failing = ["ANALYTICS_TABLE", (await started.json()).response.id];
  assert.equal((await steward("task", "watch", ...failing)).status, 1);
  const told = await steward("task", "status", ...failing);
  assert.equal(told.status, 1);
  assert.match(told.stdout, /^failed: \w/m);
});

test("the outcome of a job that the server does not have is unknown", async () => {
  const { status, stdout } = await steward("task", "status", "DATA_INTEGRITY", "aaaaaaaaaaa");
  assert.equal(status, 3);
  assert.match(stdout, /unknown: .*404.*aaaaaaaaaaa/);
});

test("the messages of a job whose record is gone are shown once, and its outcome is unknown", async () => {
  const id = await begun("orgunits_*");
  assert.equal((await steward("task", "watch", "DATA_INTEGRITY", id, "--timeout", "none")).status, 0);
  const shown = (/** @type {{ stdout: string }} */ result) => objects(/** @type {any} */ (result)).filter(({ type }) => type === "notification");
  const before = shown(await steward("task", "status", "DATA_INTEGRITY", id, "--json"));
  await server.control("POST", "faults", [{ path: `/api/jobConfigurations/${id}`, status: 404 }]);
  const gone = await steward("task", "status", "DATA_INTEGRITY", id, "--json");
  assert.equal(gone.status, 3);
  assert.ok(before.length > 0);
  assert.deepEqual(shown(gone), before);
});

test("a running job is listed, shown and cancelled", async () => {
  const env = reaching(manual);
  const call = (/** @type {string[]} */ ...words) => new Running(words, env).result;
  assert.match((await call("job", "list")).stderr, /No running jobs/);
  const [{ id }] = objects(await call("dataintegrity", "run", "--slow", "--json"));
  // The server identifies running jobs once it has written their progress.
  await manual.advance(15);
  const running = objects(await call("job", "list", "--json"));
  assert.deepEqual(running.map(({ job }) => job?.id), [id]);
  assert.match((await call("job", "list", "--csv")).stdout, new RegExp(`^type,id,.*\r\nDATA_INTEGRITY,${id},`));
  const told = await call("task", "status", "DATA_INTEGRITY", id);
  assert.equal(told.status, 0);
  assert.match(told.stdout, /^running$/m);
  assert.deepEqual(objects(await call("job", "cancel", id, "--json")), [{ cancelled: id }]);
  await manual.advance(60);
  const ended = await call("task", "watch", "DATA_INTEGRITY", id);
  assert.equal(ended.status, 1);
  assert.match(ended.stdout, /^cancelled$/m);
});

test("an interrupt stops watching and says that the server keeps working", async () => {
  const env = reaching(manual);
  const [{ id }] = objects(await new Running(["dataintegrity", "run", "--slow", "--json"], env).result);
  await manual.advance(15);
  const watching = new Running(["task", "watch", "DATA_INTEGRITY", id], env);
  await watching.printed("stderr", /^running$/m);
  watching.child.kill("SIGINT");
  const { status, stderr } = await watching.result;
  assert.equal(status, 3);
  assert.match(stderr, new RegExp(`Interrupted\\.\nThe server keeps working: .*task watch DATA_INTEGRITY/${id}`));
  assert.match((await new Running(["job", "list"], env).result).stdout, new RegExp(`^DATA_INTEGRITY +${id} `, "m"));

  const limited = await new Running(["task", "watch", "DATA_INTEGRITY", id, "--timeout", "0.001"], env).result;
  assert.equal(limited.status, 3);
  assert.match(limited.stderr, /^Timed out\./);
});

test("an interrupted plan names the operation that may still be running", async (context) => {
  /** @type {Record<string, object>} */
  const answers = {
    "/api/system/info": { version: "2.42.5", serverDate: "2026-08-20T10:11:12.123" },
    "/api/me": { id: "M5zQapPyTZI", username: "admin", authorities: ["ALL"] },
  };
  /** @type {() => void} */
  let begun = () => {};
  const isRunning = new Promise((resolve) => (begun = () => resolve(undefined)));
  const slow = createServer(({ url = "" }, response) => {
    const answer = answers[url.split("?")[0] ?? ""];
    if (answer) response.setHeader("Content-Type", "application/json").end(JSON.stringify(answer));
    else begun();
  });
  context.after(() => slow.closeAllConnections());
  context.after(() => slow.close());
  await new Promise((resolve) => slow.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (slow.address());
  const plan = new Running(["maintenance", "clear-cache", "prune-periods", "--yes"], reaching({ url: `http://127.0.0.1:${port}` }));
  await isRunning;
  plan.child.kill("SIGINT");
  const { status, stderr } = await plan.result;
  assert.equal(status, 3);
  assert.match(stderr, /Interrupted\.\nThe server keeps working: prunePeriods is probably still running; the remaining operations were not started\.$/m);
});

test("a timeout ends the watching although garbage is collected meanwhile", async () => {
  const [{ id }] = objects(await new Running(["dataintegrity", "run", "--slow", "--json"], reaching(manual)).result);
  const collecting = "data:text/javascript,setInterval(gc, 5).unref()";
  const env = { ...reaching(manual), NODE_OPTIONS: `--expose-gc --import "${collecting}"` };
  const { status, stderr } = await new Running(["task", "watch", "DATA_INTEGRITY", id, "--timeout", "2"], env).result;
  assert.equal(status, 3);
  assert.match(stderr, /^Timed out\.$/m);
});

test("checks are listed by name, section and speed", async () => {
  const names = async (/** @type {string[]} */ ...words) =>
    objects(await steward("dataintegrity", "list", ...words, "--json")).map(({ name }) => name);
  const all = await names();
  const slow = await names("--slow");
  const fast = await names("--fast");
  assert.ok(slow.length > 0 && fast.length > 0);
  assert.equal(slow.length + fast.length, all.length);
  assert.deepEqual(await names("OIG"), ["orgunits_invalid_geometry"]);
  assert.ok((await names("--section", "organisation units")).includes("orgunits_orphaned"));
  assert.match((await steward("dataintegrity", "list", "OIG")).stdout, /^NAME +CODE .*\norgunits_invalid_geometry +OIG /);
});

test("a run is watched, and its results are shown again", async () => {
  const run = await steward("dataintegrity", "run", "orgunits_*", "--watch");
  assert.equal(run.status, 0, "issues are not a failure");
  assert.match(run.stdout, /^CHECK +STATE .*\n[^]*^orgunits_orphaned +issues +1 /m);
  assert.match(run.stderr, /^ended: (\d+) of \1\n/m);
  assert.match(run.stderr, /Run: completed\n$/);
  const result = await steward("dataintegrity", "result", "orgunits_*", "--csv");
  assert.equal(result.status, 0);
  assert.match(result.stdout, /^check,state,issues,percentage,milliseconds,error\r\n[^]*^orgunits_orphaned,issues,1,/m);
});

test("a check that failed to run sets the exit status", async () => {
  const failing = "category_option_combos_have_duplicates";
  const run = await steward("dataintegrity", "run", failing, "orgunits_orphaned", "--watch", "--json");
  assert.equal(run.status, 1);
  const lines = objects(run);
  assert.equal(lines.filter(({ progress }) => progress).at(-1).progress.phase, "ended");
  assert.equal(lines.find(({ name }) => name === failing).state, "failed");
  const result = await steward("dataintegrity", "result", failing);
  assert.equal(result.status, 1);
  assert.match(result.stdout, new RegExp(`^${failing} +failed .*\\w`, "m"));
});

test("issues are listed, with notes for failed checks", async () => {
  const failing = "program_stages_no_programs";
  assert.equal((await steward("dataintegrity", "result", "--details")).status, 3, "nothing is known yet");
  assert.equal((await steward("dataintegrity", "result")).status, 3);
  assert.equal((await steward("dataintegrity", "run", failing, "orgunits_*", "--details", "--watch")).status, 1);
  const result = await steward("dataintegrity", "result", "--details", "--json");
  assert.equal(result.status, 1);
  const issues = objects(result).filter(({ type }) => type === "issue").map(({ issue }) => issue);
  assert.ok(issues.length > 0 && issues.every(({ check, id }) => check.startsWith("orgunits_") && id));
  assert.ok(objects(result).some(({ report }) => report?.name === failing && report.state === "failed"));
  assert.match(JSON.parse(result.stderr).note, new RegExp(`^${failing} failed to run`));
  const passed = await steward("dataintegrity", "result", "orgunits_no_coordinates", "--details", "--csv");
  assert.equal(passed.status, 0);
  assert.match(passed.stdout, /^check,severity,id,name,comment,refs\r\norgunits_no_coordinates,WARNING,/);
  const missing = await steward("dataintegrity", "result", "orgunits_no_coordinates", "categories_no_options", "--details");
  assert.deepEqual([missing.status, missing.stderr], [3, "categories_no_options has no result.\n"]);
});

test("what must be confirmed requires --yes without a terminal, and sends nothing without it", async () => {
  await server.control("DELETE", "requests");
  for (const words of [["cleanup", "events"], ["maintenance", "clear-cache", "prune-periods"], ["maintenance", "clear-analytics-tables"], ["coc", "update"]]) {
    const { status, stdout, stderr } = await steward(...words);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /must be confirmed.*\nAdd --yes to confirm\.\n$/);
  }
  assert.equal(await server.requestCount(), 0);
});

test("operations run in the order that the server's data requires", async () => {
  const kinds = ["tracked-entities", "data-values", "events", "enrollments", "relationships"];
  const { status, stdout, stderr } = await steward("cleanup", ...kinds, "--yes");
  assert.equal(status, 0);
  assert.deepEqual(stdout.split("\n").slice(0, -1), [
    "removeSoftDeletedDataValues: done",
    "removeSoftDeletedRelationships: done",
    "removeSoftDeletedEvents: done",
    "removeSoftDeletedEnrollments: done",
    "removeSoftDeletedTrackedEntities: done",
  ]);
  assert.match(stderr, /^Waiting for DHIS2 \(0 of 5\)\n[^]*\(4 of 5\)\n$/);
  assert.deepEqual(await steward("cache"), { status: 0, stdout: "clearCache: done\n", stderr: "Waiting for DHIS2 (0 of 1)\n" });
  const { NAMES } = await import(file("src/maintenance.js"));
  const dashed = NAMES.map((/** @type {string} */ name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  const every = objects(await steward("maintenance", ...dashed, "--yes", "--json")).filter(({ operation }) => operation);
  assert.deepEqual(every, NAMES.map((/** @type {string} */ operation) => ({ operation, state: "completed" })));
});

test("a rejection is a failure, and a lost response is unknown", async () => {
  await server.faults({ path: "/api/maintenance/periodPruning", status: 409, message: "The periods are in use." });
  const failed = await steward("maintenance", "prune-periods", "--yes");
  assert.equal(failed.status, 1);
  assert.match(failed.stdout, /^prunePeriods: failed\. .*409.*The periods are in use/);
  await server.faults({ path: "/api/maintenance/softDeletedEventRemoval", status: 504 });
  const lost = await steward("cleanup", "events", "enrollments", "--yes", "--json");
  assert.equal(lost.status, 3);
  const [events, enrollments] = objects(lost).filter(({ operation }) => operation);
  assert.deepEqual([events.state, events.error.status], ["unknown", 504]);
  assert.deepEqual([enrollments.state, enrollments.waitsFor], ["notStarted", "removeSoftDeletedEvents"]);
  await server.faults({ method: "POST", path: "/api/dataIntegrity/summary", drop: "headers" });
  assert.equal((await steward("dataintegrity", "run")).status, 3);
});

test("permanent operations are those of the core", async () => {
  const model = readFileSync(join(root, "src/model/maintenance.rs"), "utf8");
  const arms = /match self \{([^}]*)=> Consequence::Permanent/.exec(model)?.[1] ?? "";
  const permanent = [...arms.matchAll(/Self::(\w)(\w+)/g)].map(([, first, rest]) => first.toLowerCase() + rest);
  const { NAMES, OPERATIONS } = await import(file("src/maintenance.js"));
  assert.ok(permanent.length > 0);
  assert.deepEqual(NAMES.filter((/** @type {string} */ name) => OPERATIONS[name].isPermanent), permanent);
});

test("an error has the server's message and what to do next, and nothing is on standard output", async () => {
  const refused = await new Running(["cache"], reaching(server, tokens.observer)).result;
  assert.equal(refused.status, 1);
  const run = await new Running(["dataintegrity", "run", "--json"], reaching(server, tokens.observer)).result;
  assert.deepEqual([run.status, run.stdout], [1, ""]);
  const { error } = JSON.parse(run.stderr);
  assert.deepEqual([error.code, error.status, error.request], ["forbidden", 403, "POST /api/dataIntegrity/summary"]);
  assert.match(error.next, /F_PERFORM_MAINTENANCE/);
  const nowhere = await new Running(["job", "list"], reaching({ url: await nobody() })).result;
  assert.deepEqual([nowhere.status, nowhere.stdout], [1, ""]);
  assert.match(nowhere.stderr, /could not be reached.*connect ECONNREFUSED 127\.0\.0\.1:\d+\..*\nCheck the URL/);
  assert.equal(nowhere.stderr.match(/ECONNREFUSED/g)?.length, 1, "the reason is told once");
});

test("an invalid command line is explained, and sends nothing", async () => {
  await server.control("DELETE", "requests");
  for (const [words, said] of /** @type {[string[], RegExp][]} */ ([
    [["nope"], /Unknown command “nope”/],
    [["d2pat_s3cret-of-mine"], /^Unknown command\.\n/],
    [["task"], /Commands: task types, task list/],
    [["scheduler", "queue"], /Commands: scheduler queue list, /],
    [["data", "usage", "HOUR"], /one of DAY, WEEK, MONTH, YEAR/],
    [["data", "usage", "DAY"], /--start-date and --end-date are required/],
    [["scheduler", "due", "soon"], /SECONDS must be a number/],
    [["scheduler", "list", "--nope"], /'--nope'\.\nSee `dhis2-steward help scheduler list`/],
    [["setting", "set", "keyAnalyticsMaxLimit", "-1"], /begins with a dash after --/],
    [["setting", "set-secret", "keyRemoteInstancePassword"], /The secret is missing/],
    [["task", "list"], /Usage: dhis2-steward task list TYPE/],
    [["task", "watch", "ANALYTICS_TABLE"], /by its type and UID/],
    [["task", "watch", "ANALYTICS_TABLE", "dOroizYJpqs", "--timeout", "soon"], /--timeout must be/],
    [["cache", "--details"], /no option --details/],
    [["cache", "--nope"], /--nope/],
    [["dataintegrity", "list", "--json", "--csv"], /--json and --csv cannot/],
    [["dataintegrity", "list", "--slow", "--fast"], /Slow and fast cannot/],
    [["dataintegrity", "run", "OIG", "--slow"], /Omit --slow/],
    [["cleanup", "everything", "--yes"], /data-values, events/],
    [["maintenance", "formatDisk"], /clear-cache, reload-apps/],
  ])) {
    const { status, stdout, stderr } = await steward(...words);
    assert.deepEqual([status, stdout], [2, ""], words.join(" "));
    assert.match(stderr, said);
  }
  const { error } = JSON.parse((await steward("task", "list", "--json")).stderr);
  assert.deepEqual([error.code, "status" in error], ["invalid-argument", false]);
  assert.equal(await server.requestCount(), 0);
});

test("a secret is never set from the command line, and not sent", async () => {
  const { status, stdout, stderr } = await steward("setting", "set", "keyRemoteInstancePassword", "x");
  assert.deepEqual([status, stdout], [2, ""]);
  assert.match(stderr, /is confidential\.\nSet it with `dhis2-steward setting set-secret keyRemoteInstancePassword` in a terminal/);
  assert.deepEqual(Object.keys(await server.requests()).sort(), ["GET /api/me", "GET /api/system/info"]);
});

test("output that cannot be written is an error, and says what the server may still be doing", async () => {
  const full = openSync("/dev/full", "w");
  const run = (/** @type {string[]} */ ...words) => new Running(words, reaching(server), full).result;
  const read = await run("dataintegrity", "list");
  assert.equal(read.status, 1);
  assert.match(read.stderr, /^The output cannot be written \(ENOSPC\)\.\nFree some space/);
  const changed = await run("setting", "set", "keyFlag", "sl", "--json");
  assert.equal(changed.status, 3);
  assert.match(JSON.parse(changed.stderr).error.next, /^The server keeps working: it may have carried out the operation/);
  closeSync(full);
});

test("a reader that stops reading is not an error", async () => {
  const listing = new Running(["dataintegrity", "list", "--json"], reaching(server));
  listing.child.stdout.once("data", () => listing.child.stdout.destroy());
  const { status, stderr } = await listing.result;
  assert.deepEqual([status, stderr], [0, ""]);
  const started = new Running(["refresh", "resource-tables", "--watch"], reaching(manual));
  await started.printed("stderr", /^waiting$/m);
  started.child.stdout.destroy();
  await manual.advance(60);
  const left = await started.result;
  assert.equal(left.status, 3);
  assert.match(left.stderr, /The output cannot be written \(EPIPE\)\.\nThe server keeps working: .*task watch RESOURCE_TABLE/);
  const unheard = new Running(["cache"], reaching(server));
  unheard.child.stderr.destroy();
  assert.deepEqual(await unheard.result, { status: 0, stdout: "clearCache: done\n", stderr: "" });
});

test("server content is harmless for spreadsheets and terminals", async () => {
  const names = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", 'say "a, b"', "two\nlines", "\u001b[2Jgone\u009b"];
  const issues = names.map((name, place) => ({ id: `aaaaaaaaaa${place}`, name }));
  /** @type {Record<string, object>} */
  const answers = {
    "/api/system/info": { version: "2.42.5", serverDate: "2026-08-20T10:11:12.123" },
    "/api/me": { id: "M5zQapPyTZI", username: "admin", authorities: ["ALL"] },
    "/api/dataIntegrity/details": { a_check: { name: "a_check", severity: "WARNING", issues, finishedTime: "2026-08-20T10:11:12.123" } },
  };
  const hostile = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(answers[pathname] ?? []));
  });
  await new Promise((resolve) => hostile.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (hostile.address());
  const env = reaching({ url: `http://127.0.0.1:${port}` });
  const call = (/** @type {string} */ form) => new Running(["dataintegrity", "result", "--details", ...(form ? [form] : [])], env).result;
  const [csv, text, json] = await Promise.all(["--csv", "", "--json"].map(call));
  hostile.close();
  const cells = csv.stdout.split(/\r\n/).slice(1, -1).map((line) => /^a_check,WARNING,\w+,([^]*),,$/.exec(line)?.[1]);
  assert.deepEqual(cells.slice(0, 5), ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1"]);
  assert.deepEqual(cells.slice(5, 7), ['"say ""a, b"""', '"two\nlines"']);
  assert.ok(!/[\u001b\u009b\t]/.test(text.stdout));
  assert.equal(text.stdout.split("\n").length, 2 + names.length, "a line each");
  assert.deepEqual(objects(json).flatMap(({ issue }) => issue?.name ?? []), names);
});
