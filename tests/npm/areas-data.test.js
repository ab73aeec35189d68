// Data, periods, lock exceptions and organisation units: every operation, in every version.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Checked, declared } from "./shapes.js";
import { all, connected, rejection, Server } from "./support.js";

/** @typedef {import("../../npm/index.js").Steward} Steward */

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start("fast");
});
after(() => server.stop());

/** The objects that a path lists. @param {Steward} dhis2 @param {string} collection @param {string} [filter] @returns {Promise<string[]>} */
async function ids(dhis2, collection, filter) {
  const query = { fields: "id", pageSize: 3, ...(filter && { filter }) };
  const answer = /** @type {any} */ ((await dhis2.request({ path: `/api/${collection}`, query })).json());
  return answer[collection].map((/** @type {{ id: string }} */ { id }) => id);
}

/** A data set with three units that report by it. @param {Steward} dhis2 @returns {Promise<[string, string[]]>} */
async function reporting(dhis2) {
  for (const dataSet of await ids(dhis2, "dataSets")) {
    const units = await ids(dhis2, "organisationUnits", `dataSets.id:eq:${dataSet}`);
    if (units.length === 3) return [dataSet, units];
  }
  throw new Error("no data set has units");
}

for (const version of ["2.41", "2.42", "2.43"]) {
  test(`data is summarised and counted, and gets min-max values (${version})`, async () => {
    const dhis2 = await connected(server, version);
    const checked = new Checked();
    const data = checked.area("DataApi", dhis2.data);

    const summary = await data.summary();
    const counts = await data.objectCounts();
    assert.equal(summary.objectCounts.organisationUnit, counts.organisationUnit);
    assert.equal(summary.meaning.latestIsLastHour, version === "2.43");
    assert.equal(summary.logins !== undefined, version === "2.43");

    if (version === "2.41") {
      assert.equal((await rejection(dhis2.data.metrics())).code, "unsupported");
    } else {
      assert.match(await data.metrics(), /data_summary_object_counts\{type="indicator"\}/);
    }

    await dhis2.request({ method: "POST", path: "/api/dataStatistics/snapshot" });
    const year = { startDate: "2026-01-01", endDate: "2026-12-31" };
    const [usage] = await data.usage({ ...year, interval: "WEEK" });
    assert.deepEqual([usage.year, typeof usage.week, usage.month], [2026, "number", undefined]);
    const wrong = rejection(dhis2.data.usage({ ...year, interval: /** @type {any} */ ("HOUR") }));
    assert.match((await wrong).message, /DAY, WEEK, MONTH, YEAR/);

    const [dataSet, [unit]] = await reporting(dhis2);
    await data.generateMinMax(unit, [dataSet]);
    await data.removeMinMax(unit, [dataSet]);
    assert.equal((await rejection(dhis2.data.removeMinMax(unit, []))).code, "invalid-argument");
    const requests = await server.requests();
    assert.equal(requests["POST /api/minMaxValues"], 1);
    assert.equal(requests[`DELETE /api/minMaxValues/${unit}`], 1);

    if (version !== "2.41") checked.complete("DataApi");
  });

  test(`lock exceptions are added, listed and removed (${version})`, async () => {
    const dhis2 = await connected(server, version);
    const checked = new Checked();
    const exceptions = checked.area("LockExceptionsApi", dhis2.lockExceptions);
    const [dataSet, units] = await reporting(dhis2);

    assert.deepEqual(await all(exceptions.add(units, dataSet, "202601")), [{ organisationUnits: units, state: "completed" }]);
    await all(exceptions.add(units, dataSet, "202602"));
    const listed = await all(exceptions.list({ pageSize: 2 }));
    assert.equal(listed.length, 6);
    assert.ok(listed.every((one) => one.dataSet.id === dataSet));
    assert.equal((await all(exceptions.list({ organisationUnit: units[0], dataSet }))).length, 2);
    assert.deepEqual((await exceptions.combinations()).map(({ period }) => period).sort(), ["202601", "202602"]);

    await server.faults({ path: "/api/lockExceptions", status: 409, message: "No", times: 1 });
    const [refused] = await all(exceptions.add(units, dataSet, "202603"));
    assert.equal(refused.state === "failed" && refused.error.code, "conflict");
    await server.faults({ path: "/api/lockExceptions", status: 504, times: 1 });
    const [lost] = await all(exceptions.add(units, dataSet, "202603"));
    assert.equal(lost.state, "unknown");

    await exceptions.remove(units[0], dataSet, "202601");
    await exceptions.removeAll(dataSet, "202602");
    assert.equal((await all(exceptions.list())).length, 2);
    assert.equal((await rejection(dhis2.lockExceptions.remove("abcdefghijk", dataSet, "202601"))).code, "not-found");
    assert.equal((await all(exceptions.list())).length, 2);
    checked.complete("LockExceptionsApi");

    for (const iteration of [dhis2.lockExceptions.add([], dataSet, "202601"), dhis2.lockExceptions.list({ period: "soon" })]) {
      assert.equal((await rejection(iteration.next())).code, "invalid-argument");
    }
  });

  test(`organisation units are found by level, group and parent, and searched (${version})`, async () => {
    const dhis2 = await connected(server, version);
    const checked = new Checked();
    const units = checked.area("OrganisationUnitsApi", dhis2.organisationUnits);

    const root = (await units.ofLevel(1)).find((unit) => unit.hasChildren);
    assert.ok(root);
    const children = await units.children(root.id);
    assert.ok(children.length > 0 && children.every((child) => child.path.startsWith(`${root.path}/`) && child.level === 2));
    const found = await units.search(root.name, { limit: 1 });
    assert.deepEqual([found.items.length, found.number], [1, 1]);
    assert.deepEqual((await units.search(root.id)).items, [root]);
    assert.deepEqual((await units.levels()).map(({ level }) => level).slice(0, 2), [1, 2]);
    const groups = await units.groups();
    const sizes = await Promise.all(groups.map(async ({ id }) => (await units.ofGroup(id)).length));
    assert.ok(sizes.some((size) => size > 0), `${sizes}`);
    assert.equal((await rejection(dhis2.organisationUnits.ofLevel(70_000))).code, "invalid-argument");
    checked.complete("OrganisationUnitsApi");
  });
}

test("periods are described, found by day and listed without a request", async () => {
  const dhis2 = await connected(server);
  const given = await server.requestCount();
  const checked = new Checked();
  const periods = checked.area("PeriodsApi", dhis2.periods);
  assert.deepEqual(await periods.describe("2026NovS1"), {
    id: "2026NovS1",
    periodType: "SixMonthlyNov",
    year: 2026,
    startDate: "2025-11-01",
    endDate: "2026-04-30",
    name: { key: "period.months", startDate: "2025-11-01", endDate: "2026-04-30" },
    previous: "2025NovS2",
    next: "2026NovS2",
  });
  const week = await periods.containing("Weekly", "2027-01-01");
  assert.deepEqual(week.name, {
    key: "period.week",
    year: 2026,
    number: 53,
    startDate: "2026-12-28",
    endDate: "2027-01-03",
  });
  assert.deepEqual((await periods.describe("20260131")).name, { key: "period.day", day: "2026-01-31" });
  assert.deepEqual((await periods.describe("202601")).name, { key: "period.month", day: "2026-01-01" });
  assert.deepEqual((await periods.describe("2026")).name, { key: "period.year", year: 2026 });
  const quarters = await periods.generate("Quarterly", { startDate: "2025-12-31", endDate: "2026-04-01" });
  assert.deepEqual(quarters.map(({ id }) => id), ["2025Q4", "2026Q1", "2026Q2"]);
  assert.equal((await periods.ofYear("BiWeekly", 2026)).length, 27);
  for (const fault of [
    dhis2.periods.describe("2026Q5"),
    dhis2.periods.containing("Monthly", "2026-02-29"),
    dhis2.periods.containing(/** @type {any} */ ("Fortnightly"), "2026-02-28"),
    dhis2.periods.generate("Monthly", { startDate: "2026-02-01", endDate: "2026-01-01" }),
    dhis2.periods.ofYear("Monthly", 1e9),
  ]) {
    assert.equal((await rejection(fault)).code, "invalid-argument");
  }
  assert.equal(await server.requestCount(), given);
  checked.complete("PeriodsApi");
});

test("every declared period type has periods, and no other type does", async () => {
  const dhis2 = await connected(server);
  const types = /** @type {import("typescript").UnionType} */ (declared("PeriodType")).types.map(
    (type) => /** @type {import("typescript").StringLiteralType} */ (type).value,
  );
  assert.equal(types.length, 23);
  const periods = new Checked().area("PeriodsApi", dhis2.periods);
  for (const type of types) {
    const period = await periods.containing(/** @type {"Daily"} */ (type), "2026-06-15");
    assert.equal(period.periodType, type);
    assert.deepEqual(await periods.describe(period.id), period);
  }
});
