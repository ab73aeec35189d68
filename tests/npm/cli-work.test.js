// Work that the command line starts: tables, validation, predictors, option combinations, jobs.

import assert from "node:assert/strict";
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

/** An API response. @param {string} path @returns {Promise<any>} */
async function api(path) {
  return (await fetch(`${server.url}/api/${path}`, { headers: { Authorization: `ApiToken ${tokens.admin}` } })).json();
}

const year = ["--start-date", "2026-01-01", "--end-date", "2026-12-31"];

/** The whole country and year. */
async function everywhere() {
  const { organisationUnits } = await api("organisationUnits?level=1&fields=id,children[id]");
  const { id } = organisationUnits.find((/** @type {any} */ { children }) => children.length > 0);
  return ["--organisation-unit", id, ...year];
}

test("tables are updated: the job is printed, or watched to its end", async () => {
  for (const [tables, type] of /** @type {const} */ ([
    ["analytics", "ANALYTICS_TABLE"],
    ["resource-tables", "RESOURCE_TABLE"],
    ["monitoring", "MONITORING"],
  ])) {
    const [job] = objects(await steward("refresh", tables, "--json"));
    assert.equal(job.jobType, type);
    assert.equal((await steward("task", "watch", type, job.id)).status, 0);
    const watched = await steward("refresh", tables, "--watch");
    assert.equal(watched.status, 0);
    assert.match(watched.stdout, /^completed$/m);
    assert.match(watched.stderr, /^(waiting|running)$/m);
    assert.ok(!/^(waiting|running)$/m.test(watched.stdout), "the states on the way are no result");
  }
});

test("analytics tables are skipped if requested", async () => {
  const [{ id }] = objects(await steward("refresh", "analytics", "--last-years", "2", "--skip-events", "--json"));
  const { jobParameters } = await api(`jobConfigurations/${id}`);
  assert.equal(jobParameters.lastYears, 2);
  assert.deepEqual(jobParameters.skipTableTypes, ["EVENT"]);
});

test("a job that fails while it is watched sets the exit status", async () => {
  await server.control("POST", "jobs/fail-next", { jobType: "RESOURCE_TABLE" });
  assert.equal((await steward("refresh", "resource-tables", "--watch")).status, 1);
});

test("a job is polled at the given interval", async () => {
  const [{ jobType, id }] = objects(await steward("refresh", "resource-tables", "--json"));
  const watched = await steward("task", "watch", jobType, id, "--interval", "0.5", "--timeout", "none");
  assert.equal(watched.status, 0);
  assert.match(watched.stdout, /INFO[^]*^completed$/m);
});

test("a scheduled job is run now", async () => {
  const { jobConfigurations } = await api("jobConfigurations?fields=id,jobType,schedulingType&paging=false");
  const { id } = jobConfigurations.find((/** @type {any} */ { schedulingType }) => schedulingType === "CRON");
  const run = await steward("job", "run", id, "--watch");
  assert.equal(run.status, 0);
  assert.match(run.stdout, /^completed$/m);
  assert.equal((await steward("job", "run", "aaaaaaaaaaa")).status, 1);
});

test("violations are listed, persisted, shown and deleted", async () => {
  const where = await everywhere();
  const found = objects(await steward("validation", "run", ...where, "--json"));
  assert.ok(found.length > 1);
  assert.equal(objects(await steward("validation", "result", "list", "--json")).length, 0, "nothing was persisted");
  const table = await steward("validation", "run", ...where, "--persist", "--csv");
  assert.equal(table.status, 0, "a violation is no failure");
  assert.match(table.stdout, new RegExp(`^rule,importance,unit,name,period,left,operator,right,description\r\n${found[0].validationRule},`));
  const kept = objects(await steward("validation", "result", "list", "--json"));
  assert.equal(kept.length, found.length);
  const [{ id, period, organisationUnit }] = kept;
  const ofUnit = await steward("validation", "result", "list", "--organisation-unit", organisationUnit.id, "--period", period.id, "--json");
  assert.ok(objects(ofUnit).every((one) => one.organisationUnit.id === organisationUnit.id && one.period.id === period.id));
  const [one] = objects(await steward("validation", "result", "get", `${id}`, "--json"));
  assert.deepEqual([one.id, one.validationRule.id], [id, kept[0].validationRule.id]);

  const refused = await steward("validation", "result", "delete", `${id}`);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /must be confirmed.*\nAdd --yes to confirm\.\n$/);
  assert.equal((await steward("validation", "result", "delete", `${id}`, "--yes")).stdout, "Deleted.\n");
  assert.equal((await steward("validation", "result", "get", `${id}`)).status, 1);
  const deleted = await steward("validation", "result", "delete", "--period", "2026", "--yes", "--json");
  assert.deepEqual(objects(deleted), [{ deleted: { period: "2026" } }]);
  assert.equal(objects(await steward("validation", "result", "list", "--json")).length, 0);
});

test("a group runs only its rules, and an unknown group runs none", async () => {
  const where = await everywhere();
  const { validationRuleGroups } = await api("validationRuleGroups?fields=id,validationRules[id]");
  const [{ id, validationRules }] = validationRuleGroups;
  const rules = new Set(validationRules.map((/** @type {any} */ rule) => rule.id));
  const found = objects(await steward("validation", "run", ...where, "--group", id, "--json"));
  assert.ok(found.length > 0 && found.every(({ validationRule }) => rules.has(validationRule)));
  const none = await steward("validation", "run", ...where, "--group", "aaaaaaaaaaa");
  assert.deepEqual([none.status, none.stdout], [1, ""]);
});

test("pending notifications are sent by a job", async () => {
  assert.equal((await steward("validation", "send-notifications", "--watch")).status, 0);
});

test("an expression is described, and an invalid one is a failure", async () => {
  const { dataElements } = await api("dataElements?fields=id,name&pageSize=1");
  const right = await steward("validation", "validate-expression", `#{${dataElements[0].id}}`, "--context", "indicator");
  assert.deepEqual([right.status, right.stdout], [0, `${dataElements[0].name}\n`]);
  const wrong = await steward("validation", "validate-expression", "#{nope +", "--json");
  assert.equal(wrong.status, 1);
  assert.equal(objects(wrong)[0].valid, false);
  assert.equal((await steward("validation", "validate-expression", "1", "--context", "nonsense")).status, 2);
});

test("predictors run all, one, or by groups, with the server's counts", async () => {
  const all = await steward("predictors", "run", ...year);
  assert.equal(all.status, 0);
  assert.match(all.stdout, /^STATUS +PREDICTORS +INSERTED +UPDATED +DELETED +UNCHANGED\nSUCCESS +[1-9]/);
  const { predictors } = await api("predictors?fields=id");
  const [one] = objects(await steward("predictors", "run", ...year, "--predictor", predictors[0].id, "--json"));
  assert.equal(one.predictors, 1);
  const { predictorGroups } = await api("predictorGroups?fields=id");
  const [{ id }] = predictorGroups;
  const [{ group, summary }] = objects(await steward("predictors", "run", ...year, "--group", id, "--json"));
  assert.deepEqual([group, summary.status], [id, "SUCCESS"]);
  const groups = await steward("predictors", "run", ...year, "--group", `aaaaaaaaaaa,${id}`, "--json");
  assert.equal(groups.status, 1);
  assert.deepEqual(objects(groups).map(({ group, state }) => [group, state]), [["aaaaaaaaaaa", "failed"], [id, "completed"]]);
});

test("option combinations are generated, and waited for", async () => {
  const { categoryCombos } = await api("categoryCombos?fields=id,name&filter=name:eq:Sex and age");
  const [{ id }] = categoryCombos;
  const watched = await steward("coc", "update", id, "--watch", "--json");
  assert.equal(watched.status, 0);
  const counts = objects(watched).at(-1);
  assert.deepEqual([counts.id, counts.actual], [id, counts.expected]);
  assert.equal((await steward("coc", "update", id)).status, 0);
  assert.equal((await steward("coc", "update", "--yes")).stdout, "Option combinations updated.\n");
});

test("the outcome is unknown if the response to a write is lost", async () => {
  await server.faults({ method: "POST", path: "/api/predictions", status: 504 });
  const { status, stderr } = await steward("predictors", "run", ...year);
  assert.equal(status, 3);
  assert.match(stderr, /Check the server before you try again/);
  await server.faults({ method: "POST", path: "/api/resourceTables", drop: "headers" });
  assert.equal((await steward("refresh", "resource-tables")).status, 3);
});

test("an invalid command line is explained, and sends nothing", async () => {
  await server.control("DELETE", "requests");
  for (const [words, said] of /** @type {[string[], RegExp][]} */ ([
    [["refresh"], /Commands: refresh analytics, refresh resource-tables, refresh monitoring/],
    [["refresh", "everything"], /needs a subcommand/],
    [["refresh", "analytics", "--last-years", "many"], /--last-years must be a number/],
    [["refresh", "monitoring", "--skip-events"], /no option --skip-events/],
    [["task", "watch", "ANALYTICS_TABLE", "dOroizYJpqs", "--interval", "soon"], /--interval must be a number/],
    [["validation", "run", ...year], /--organisation-unit is required\./],
    [["validation", "run", "--organisation-unit", "ImspTQPwCqd"], /--start-date and --end-date are required/],
    [["validation", "result", "get", "one"], /NUMBER must be a number/],
    [["validation", "result", "delete", "--yes"], /[Ee]ither a number or at least one filter/],
    [["validation", "result", "delete", "1", "--period", "2026", "--yes"], /[Ee]ither a number or at least one filter/],
    [["validation", "validate-expression", "1", "--context", "nonsense"], /must be one of generic, indicator/],
    [["task", "delete-old", "--yes"], /What to keep is required/],
    [["scheduler", "update", "dOroizYJpqs"], /Nothing to change/],
    [["scheduler", "queue", "update", "Every night", "--yes"], /Nothing to change/],
    [["period", "list", "Monthly", "--year", "2026", "--end-date", "2026-06-30"], /Either a year/],
    [["predictors", "start", ...year, "--predictor", "a", "--group", "b"], /cannot be combined/],
    [["predictors", "run"], /--start-date and --end-date are required/],
    [["predictors", "run", ...year, "--predictor", "a", "--group", "b"], /A predictor and groups cannot be combined/],
    [["predictors", "run", ...year, "--group", ""], /--group is empty/],
    [["predictors", "run", ...year, "--group", " ,"], /--group is empty/],
    [["validation", "result", "delete", "--organisation-unit", "", "--period", "2026", "--yes"], /--organisation-unit is empty/],
    [["coc", "update", "--watch"], /--watch requires a category combination/],
  ])) {
    const { status, stdout, stderr } = await steward(...words);
    assert.deepEqual([status, stdout], [2, ""], words.join(" "));
    assert.match(stderr, said);
  }
  assert.equal(await server.requestCount(), 0);
});
