// Settings and synchronisation: every operation, in every version.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { Checked, declared, members } from "./shapes.js";
import { connected, rejection, root, Server } from "./support.js";

const SECRET = "s3cret-word";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start("fast");
});
after(() => server.stop());

/** Everything that an error says, its stack included. @param {any} error */
const saying = (error) => [error.message, error.stack, ...Object.values(error)].join(" ");

/**
 * What is made of answers in place of the server's.
 * @template T @param {(url: string) => object} answer @param {() => Promise<T>} ask @returns {Promise<T>}
 */
async function answered(answer, ask) {
  const { fetch } = globalThis;
  globalThis.fetch = async (request) => Response.json(answer(new Request(request).url));
  try {
    return await ask();
  } finally {
    globalThis.fetch = fetch;
  }
}

for (const version of ["2.41", "2.42", "2.43"]) {
  test(`settings are read by their types, written and reset (${version})`, async () => {
    const dhis2 = await connected(server, version);
    const checked = new Checked();
    const settings = checked.area("SettingsApi", dhis2.settings);

    await settings.set("applicationTitle", "Santé");
    await settings.set("keyAnalyticsMaxLimit", 90_000);
    await settings.set("factorDeviation", 2.5);
    await settings.set("keyVersionEnabled", true);
    await settings.set("syncSkipSyncForDataChangedBefore", "2026-01-31T00:00:00.000Z");
    await settings.setRaw("keyFlag", "sl");
    const all = await settings.all();
    assert.deepEqual(
      [all.applicationTitle, all.keyAnalyticsMaxLimit, all.factorDeviation, all.keyVersionEnabled, all.keyFlag],
      ["Santé", 90_000, 2.5, true, "sl"],
    );
    assert.equal(Date.parse(all.syncSkipSyncForDataChangedBefore ?? ""), Date.UTC(2026, 0, 31));
    assert.equal(all.keyLastSuccessfulDataSynch, undefined, "never");
    await settings.reset("keyAnalyticsMaxLimit");
    assert.deepEqual([await settings.isConfidential("keySmtpPassword"), await settings.isConfidential("keyFlag")], [true, false]);
    assert.deepEqual(await settings.some(["keyAnalyticsMaxLimit", "noSuchKey"]), { keyAnalyticsMaxLimit: 100_000 });

    await settings.setSecret("keyRemoteInstancePassword", SECRET);
    assert.ok(!JSON.stringify(await settings.all()).includes(SECRET));
    await server.faults({ path: "/api/systemSettings/*", status: 400, message: `Not valid: ${SECRET}`, times: 2 });
    for (const write of [dhis2.settings.setSecret, dhis2.settings.setRaw]) {
      const fault = await rejection(write.call(dhis2.settings, "keyRemoteInstancePassword", SECRET));
      assert.equal(fault.code, "rejected");
      assert.ok(!saying(fault).includes(SECRET));
    }
    assert.equal((await rejection(dhis2.settings.some(["keyRemoteInstancePassword"]))).code, "invalid-argument");

    const given = await server.requestCount();
    for (const [name, value] of [
      ["applicationTitle", 1],
      ["keyVersionEnabled", "yes"],
      ["keyAnalyticsMaxLimit", 1.5],
      ["factorDeviation", NaN],
      ["syncSkipSyncForDataChangedBefore", "soon"],
      ["keyFlag", "sl"],
    ]) {
      const fault = await rejection(dhis2.settings.set(/** @type {any} */ (name), /** @type {any} */ (value)));
      assert.equal(fault.code, "invalid-argument", `${name}`);
    }
    assert.equal(await server.requestCount(), given);
    checked.complete("SettingsApi");
  });

  test(`data and metadata versions are synchronised (${version})`, async () => {
    const dhis2 = await connected(server, version);
    const checked = new Checked();
    const synchronization = checked.area("SynchronizationApi", dhis2.synchronization);

    assert.equal((await synchronization.test()).available, false);
    assert.equal((await rejection(dhis2.synchronization.pushData())).code, "unexpected-answer");
    const remote = { url: "https://central.example.org/hmis/", username: "sync" };
    await synchronization.configure({ ...remote, password: SECRET });
    await synchronization.configure({ ...remote, username: "other" });
    const settings = await synchronization.settings();
    assert.equal(settings.keyRemoteInstanceUrl, "https://central.example.org/hmis");
    assert.equal(settings.keyRemoteInstanceUsername, "other");
    assert.ok(!JSON.stringify(settings).includes(SECRET));
    assert.equal((await synchronization.test()).available, true);
    assert.ok((await synchronization.pushData()).imported > 0);
    assert.ok((await synchronization.settings()).keyLastSuccessfulDataSynch);
    const wrong = await rejection(dhis2.synchronization.configure(/** @type {any} */ ({ ...remote, password: [SECRET] })));
    assert.match(wrong.message, /password must be a string/);
    assert.ok(!saying(wrong).includes(SECRET));

    const refused = await rejection(dhis2.synchronization.pullMetadata("http://127.0.0.1:9/x"));
    assert.deepEqual([refused.code, refused.serverCode], ["conflict", "E1004"]);
    assert.equal((await rejection(dhis2.synchronization.versions())).code, "rejected");
    await dhis2.settings.set("keyVersionEnabled", true);
    const first = await synchronization.createVersion("BEST_EFFORT");
    const pull = await synchronization.pullMetadata("https://central.example.org/metadata.json");
    assert.deepEqual(pull, { status: "OK", created: 0, updated: 1, deleted: 0, ignored: 0 });
    const second = await synchronization.createVersion("ATOMIC");
    assert.deepEqual(await synchronization.versions(), [first, second]);
    assert.deepEqual(await synchronization.versionsSince(first.name), [second]);
    const whole = JSON.parse(await synchronization.downloadVersion(first.name));
    assert.ok(whole.dataElements.length > 1 && whole.organisationUnits.length > 1);
    const differences = await synchronization.compareVersions(first.name, second.name);
    const renamed = differences.flatMap(({ collection, changed }) => changed.map(({ name }) => [collection, name]));
    assert.deepEqual(renamed, [["dataElements", "Live births"]]);
    // What was not saved in between is in the first version alone.
    assert.ok(differences.some(({ collection, onlyFirst }) => collection === "dataElements" && onlyFirst.length === whole.dataElements.length - 1));
    assert.deepEqual(await synchronization.compareVersions(first.name, first.name), []);
    const content = (/** @type {string} */ url) =>
      url.includes(first.name)
        ? { dataSets: [{ id: "a", name: "Monthly" }, { id: "b" }] }
        : { dataSets: [{ id: "a", name: "Monthly report" }], options: [{ id: "c", name: "Yes" }] };
    assert.deepEqual(await answered(content, () => synchronization.compareVersions(first.name, second.name)), [
      { collection: "dataSets", onlyFirst: [{ id: "b" }], onlySecond: [], changed: [{ id: "a", name: "Monthly report" }] },
      { collection: "options", onlyFirst: [], onlySecond: [{ id: "c", name: "Yes" }], changed: [] },
    ]);
    checked.complete("SynchronizationApi");
  });
}

test("the declared settings are those whose type the core knows", () => {
  const model = readFileSync(join(root, "src/model/setting.rs"), "utf8");
  const names = [...model.matchAll(/^ {4}[A-Z_]+ = "(\w+)",$/gm)].map(([, name]) => name);
  assert.ok(names.length > 20);
  assert.deepEqual(members(declared("KnownSettings")).sort(), names.sort());
});
