// At 200 % a window of 1280 pixels has 640 of its own: everything can still be read and reached.

import { expect, test } from "./fixtures.ts";
import { layoutFaults } from "./layout.ts";
import { Integrity } from "./pages/integrity.ts";
import { Maintenance } from "./pages/maintenance.ts";
import { Tasks } from "./pages/tasks.ts";

test.use({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });

test("the list of checks and a run of them are laid out well", async ({ app, page }) => {
  const integrity = new Integrity(app);
  await integrity.open();
  expect(await layoutFaults(page)).toEqual([]);
  await integrity.runAll.click();
  await expect(integrity.run).toBeVisible();
  expect(await layoutFaults(page)).toEqual([]);
  await integrity.passTimeUntil(integrity.ended);
  expect(await layoutFaults(page)).toEqual([]);
});

test("the runs of all jobs are laid out well", async ({ app, page }) => {
  const tasks = new Tasks(app);
  await tasks.open();
  await expect(tasks.runs.first()).toBeVisible();
  expect(await layoutFaults(page)).toEqual([]);
});

test("a check with its issues is laid out well", async ({ app, page }) => {
  const integrity = new Integrity(app);
  await integrity.open();
  await app.page.goto(`${app.server.url}/api/apps/steward/index.html?shell=false#/integrity/orgunits_orphaned`);
  await integrity.runThis.click();
  await integrity.passTimeUntil(page.getByTestId("steward-issue-count"));
  expect(await layoutFaults(page)).toEqual([]);
});

test("operations, the question before them, and what came of them are laid out well", async ({ app, page }) => {
  const maintenance = new Maintenance(app);
  await maintenance.open("removeSoftDeletedEvents", "clearCache");
  expect(await layoutFaults(page)).toEqual([]);
  await maintenance.review.click();
  await expect(maintenance.word).toBeVisible();
  expect(await layoutFaults(page)).toEqual([]);
  await maintenance.word.fill("delete");
  await maintenance.destroy.click();
  await expect(app.heading).toHaveText("Plan ended");
  expect(await layoutFaults(page)).toEqual([]);
});

test("the messages of a run are laid out well", async ({ app, page, server }) => {
  const tasks = new Tasks(app);
  await app.logIn();
  const run = await tasks.start("resourceTables/analytics");
  await server.advance(21);
  await tasks.open(run);
  await expect(tasks.messages.first()).toBeVisible();
  expect(await layoutFaults(page)).toEqual([]);
});

test("what is cut off, lies on something, or makes the page wider is found", async ({ page, server }) => {
  await page.goto(`${server.url}/__control/clock`);
  const faultsOf = async (body: string) => {
    await page.evaluate((body) => (document.body.innerHTML = body), body);
    return (await layoutFaults(page)).join();
  };
  expect(await faultsOf("<main><p>Some words</p><p>Other words</p></main>")).toBe("");
  expect(await faultsOf("<p><span id=a>Some words</span></p><p id=b>Other words</p>")).toBe("");
  await page.addStyleTag({ content: ".cut { overflow: hidden; white-space: nowrap; width: 30px } .on { margin-top: -30px } .wide { width: 900px }" });
  expect(await faultsOf("<p class=cut>Some words</p>")).toContain("cut off");
  expect(await faultsOf("<p>Some words</p><p class=on>Other words</p>")).toContain("lie on each other");
  expect(await faultsOf("<p class=wide>Some words</p>")).toContain("scrolls sideways");
});
