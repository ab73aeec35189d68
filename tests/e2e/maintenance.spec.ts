// Maintenance: what is picked is what is sent, nothing permanent without the word, and a result for each operation.

import type { Locator } from "@playwright/test";

import { expect, test } from "./fixtures.ts";
import { Maintenance } from "./pages/maintenance.ts";

test("operations are picked in the address, and run in the order that the data needs", async ({ app, page }) => {
  const maintenance = new Maintenance(app);
  await maintenance.open();
  await maintenance.operation("Clear the application cache").check();
  await maintenance.operation("Update organisation unit paths").check();
  await expect(page).toHaveURL(/selected=updateOrganisationUnitPaths,clearCache/);
  await page.reload();
  await expect(maintenance.operation("Clear the application cache")).toBeChecked();

  await maintenance.runPicked();
  await expect(maintenance.step("updateOrganisationUnitPaths")).toContainText("1. Update organisation unit paths");
  await expect(maintenance.step("updateOrganisationUnitPaths")).toContainText("Done");
  await expect(maintenance.step("clearCache")).toContainText("Done");
  await expect(app.heading).toHaveText("Plan ended");
});

test("unticking an operation after a run sends only what is ticked", async ({ app, page }) => {
  const maintenance = new Maintenance(app);
  await maintenance.open("clearCache", "updateOrganisationUnitPaths");
  await maintenance.runPicked();
  await expect(app.heading).toHaveText("Plan ended");
  await page.getByRole("navigation", { name: "Path" }).getByRole("link").click();
  await maintenance.operation("Update organisation unit paths").uncheck();
  await maintenance.runPicked();
  await expect(maintenance.step("clearCache")).toContainText("Done");
  await expect(maintenance.step("updateOrganisationUnitPaths")).toHaveCount(0);
  expect(await maintenance.sent("cacheClear")).toBe(2);
  expect(await maintenance.sent("ouPathsUpdate")).toBe(1);
});

test("a permanent removal needs the word, by mouse and by keyboard", async ({ app, page, server }) => {
  const maintenance = new Maintenance(app);
  await maintenance.open("removeSoftDeletedEvents", "clearCache");
  await maintenance.review.click();
  await expect(maintenance.dialog.getByTestId("steward-maintenance-instance")).toContainText(new URL(server.url).host);
  await expect(maintenance.word).toBeFocused();

  await maintenance.destroy.click({ force: true });
  await page.keyboard.press("Enter");
  await maintenance.word.fill("dele");
  await maintenance.destroy.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  await expect(maintenance.dialog).toBeVisible();
  expect(await maintenance.sent("softDeletedEventRemoval")).toBe(0);

  await maintenance.word.fill(" DELETE ");
  await maintenance.destroy.focus();
  await page.keyboard.press("Enter");
  await expect(maintenance.step("removeSoftDeletedEvents")).toContainText("Done");
  expect(await maintenance.sent("softDeletedEventRemoval")).toBe(1);
});

test("the harmless part of a plan runs by itself", async ({ app }) => {
  const maintenance = new Maintenance(app);
  await maintenance.open("removeSoftDeletedEvents", "clearCache");
  await maintenance.review.click();
  await maintenance.dialog.getByRole("button", { name: "Run the other one", exact: true }).click();
  await expect(maintenance.step("clearCache")).toContainText("Done");
  await expect(maintenance.step("removeSoftDeletedEvents")).toHaveCount(0);
  expect(await maintenance.sent("softDeletedEventRemoval")).toBe(0);
});

test("Escape closes the question and starts nothing", async ({ app, page }) => {
  const maintenance = new Maintenance(app);
  await maintenance.open("clearCache");
  await maintenance.review.click();
  await expect(maintenance.dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(maintenance.dialog).toHaveCount(0);
  await expect(maintenance.review).toBeFocused();
  expect(await maintenance.sent("cacheClear")).toBe(0);
});

test("each operation has its own result, with the server's words, to copy", async ({ app, page, server, complaints }) => {
  complaints.expect(/409/);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await server.control("POST", "faults", [{ path: "/api/maintenance/ouPathsUpdate", status: 409 }]);
  const maintenance = new Maintenance(app);
  await maintenance.open("updateOrganisationUnitPaths", "clearCache");
  await maintenance.runPicked();
  const failed = maintenance.step("updateOrganisationUnitPaths");
  await expect(failed).toContainText("Failed");
  await expect(failed.locator(".server")).toContainText("409");
  await failed.getByRole("button", { name: "Show the request" }).click();
  await expect(failed).toContainText("POST /api/maintenance/ouPathsUpdate");
  await expect(maintenance.step("clearCache")).toContainText("Done");
  await page.getByRole("button", { name: "Copy the result" }).click();
  await expect(page.getByTestId("dhis2-uicore-alertbar")).toContainText("Result copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^1\. Update organisation unit paths: Failed/m);
  expect(copied).toMatch(/^2\. Clear the application cache: Done/m);
});

test("a gateway that gives up is not known, is followed up, and holds back what depends on it", async ({
  app,
  page,
  server,
  complaints,
}) => {
  complaints.expect(/504/);
  await server.control("POST", "faults", [{ path: "/api/maintenance/softDeletedEventRemoval", status: 504 }]);
  const maintenance = new Maintenance(app);
  await maintenance.open("removeSoftDeletedEvents", "removeSoftDeletedEnrollments", "clearCache");
  await maintenance.review.click();
  await maintenance.word.fill("delete");
  await maintenance.destroy.click();

  const unknown = maintenance.step("removeSoftDeletedEvents");
  await expect(unknown).toContainText("Not known yet");
  await expect(unknown).toContainText("Do not start it a second time.");
  await expect(unknown).toContainText("the server answers");
  await expect(maintenance.step("removeSoftDeletedEnrollments")).toContainText("Skipped");
  await expect(maintenance.step("clearCache")).toContainText("Done");
  expect(await maintenance.sent("softDeletedEventRemoval")).toBe(1);
  expect(await maintenance.sent("softDeletedEnrollmentRemoval")).toBe(0);
  expect((await server.requests())["GET /api/ping"]).toBeGreaterThan(0);

  // No other plan is a way round that.
  await page.getByRole("navigation", { name: "Path" }).getByRole("link").click();
  await expect(page.getByText("An operation in the last plan has not answered")).toBeVisible();
  await expect(maintenance.review).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("link", { name: "Show the plan" }).click();

  // Starting it again is for a person alone, who types the word once more.
  await server.control("DELETE", "faults");
  await unknown.getByRole("button", { name: "Run again" }).click();
  await maintenance.word.fill("delete");
  await maintenance.destroy.click();
  await expect(unknown).toContainText("Done");
  await expect(page.getByText("has not answered")).toHaveCount(0);
});

test("an operation without an answer is looked after every half minute, wherever one is", async ({
  app,
  page,
  server,
  complaints,
}) => {
  complaints.expect(/ERR_/);
  await page.clock.install();
  await server.control("POST", "faults", [{ path: "/api/maintenance/ouPathsUpdate", drop: "before" }]);
  const maintenance = new Maintenance(app);
  await maintenance.open("updateOrganisationUnitPaths");
  await maintenance.runPicked();
  const lost = maintenance.step("updateOrganisationUnitPaths");
  await expect(lost).toContainText("The connection broke before the server answered.");
  await expect(lost).toContainText("the server answers");
  await page.getByRole("link", { name: "Integrity" }).click();
  await server.control("DELETE", "requests");
  await page.clock.runFor(15_000);
  expect((await server.requests())["GET /api/ping"]).toBeUndefined();
  await page.clock.runFor(16_000);
  await expect.poll(async () => (await server.requests())["GET /api/ping"]).toBe(1);
  expect(await maintenance.sent("ouPathsUpdate")).toBe(0);
});

test("a plan whose server cannot be reached sends nothing more, and the rest is run once a person says so", async ({
  app,
  page,
  server,
  complaints,
}) => {
  complaints.expect(/ERR_/);
  await server.control("POST", "faults", [
    { path: "/api/maintenance/periodPruning", drop: "before" },
    { path: "/api/ping", drop: "before" },
  ]);
  const maintenance = new Maintenance(app);
  await maintenance.open("prunePeriods", "updateOrganisationUnitPaths", "clearCache");
  await maintenance.review.click();
  await maintenance.word.fill("delete");
  await maintenance.destroy.click();
  await expect(maintenance.step("prunePeriods")).toContainText("Not known yet");
  await expect(page.getByText("2 operations were not started")).toBeVisible();
  await expect(app.heading).toHaveText("Plan ended");
  for (const operation of ["updateOrganisationUnitPaths", "clearCache"]) {
    await expect(maintenance.step(operation)).toContainText("Not started");
    await expect(maintenance.step(operation)).toContainText("The server could not be reached. Nothing was sent.");
  }
  expect((await maintenance.sent("ouPathsUpdate")) + (await maintenance.sent("cacheClear"))).toBe(0);
  await app.expectAccessible();

  await server.control("DELETE", "faults");
  await page.getByRole("button", { name: "Run the rest" }).click();
  await expect(maintenance.step("updateOrganisationUnitPaths")).toContainText("Done");
  await expect(maintenance.step("clearCache")).toContainText("Done");
  await expect(page.getByText("were not started")).toHaveCount(0);
  await expect(maintenance.step("prunePeriods")).toContainText("Not known yet");
});

test("a plan goes on while its page is left, and stops between operations", async ({ app, page, server }) => {
  await server.control("POST", "faults", [{ path: "/api/maintenance/ouPathsUpdate", stall: true }]);
  const maintenance = new Maintenance(app);
  await maintenance.open("updateOrganisationUnitPaths", "clearCache");
  await maintenance.runPicked();
  await expect(maintenance.step("updateOrganisationUnitPaths")).toContainText("Running");
  await page.getByRole("link", { name: "Tasks" }).first().click();
  await expect(app.heading).toHaveText("Tasks");
  await expect(page.getByTestId("steward-work")).toContainText("0 of 2");

  await page.goBack();
  await page.getByRole("button", { name: "Stop after this operation" }).click();
  await server.control("POST", "release");
  await expect(maintenance.step("updateOrganisationUnitPaths")).toContainText("Done");
  await expect(maintenance.step("clearCache")).toContainText("Skipped");
  expect(await maintenance.sent("cacheClear")).toBe(0);
});

test("a session that ends in the middle of a plan starts nothing more, and log-in is offered", async ({
  app,
  page,
  server,
  complaints,
}) => {
  complaints.expect(/401/);
  await server.control("POST", "faults", [{ path: "/api/maintenance/ouPathsUpdate", endSession: true, times: 1 }]);
  const maintenance = new Maintenance(app);
  await maintenance.open("updateOrganisationUnitPaths", "clearCache");
  await maintenance.runPicked();
  await expect(maintenance.step("updateOrganisationUnitPaths")).toContainText("Failed");
  await expect(maintenance.step("clearCache")).toContainText("Skipped");
  await expect(page.getByTestId("steward-session-banner")).toBeVisible();
  expect(await maintenance.sent("cacheClear")).toBe(0);
  await app.expectAccessible();
});

test("from log-in to a purge by keyboard alone", async ({ app, page, server }) => {
  const { keyboard } = page;
  const maintenance = new Maintenance(app);
  /** Goes on with Tab until the focus is there. */
  const tabTo = async (target: Locator) => {
    await expect(target).toBeVisible();
    const isThere = () => target.evaluate((element) => element === document.activeElement);
    for (let presses = 0; presses < 80 && !(await isThere()); presses += 1) await keyboard.press("Tab");
    await expect(target).toBeFocused();
  };
  const place = `${server.url}/api/apps/steward/index.html?shell=false#/maintenance`;
  await page.goto(place);
  await tabTo(page.getByLabel("Username"));
  await keyboard.type("admin");
  await keyboard.press("Tab");
  await keyboard.type("district");
  await keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.includes("login"));
  await page.goto(place);

  await tabTo(maintenance.operation("Remove soft-deleted events"));
  await keyboard.press("Space");
  await tabTo(maintenance.review);
  await keyboard.press("Enter");
  await expect(maintenance.word).toBeFocused();
  await keyboard.type("delete");
  await tabTo(maintenance.destroy);
  await keyboard.press("Enter");
  await expect(maintenance.step("removeSoftDeletedEvents")).toContainText("Done");
  await expect(app.heading).toBeFocused();
  const rows = (await (await server.control("GET", "rows")).json()) as Record<string, number>;
  expect(rows.softDeletedEvents).toBe(0);
});

test("people without the authority are told which one it is", async ({ app }) => {
  await app.open("#/maintenance", "observer");
  await expect(app.page.getByText("F_PERFORM_MAINTENANCE")).toBeVisible();
  await app.expectAccessible();
});

for (const direction of ["ltr", "rtl"] as const) {
  test(`axe finds nothing on the way through a plan, ${direction}`, async ({ app, page, server, complaints }) => {
    complaints.expect(/504|409/);
    const turn = () => page.evaluate((dir) => document.documentElement.setAttribute("dir", dir), direction);
    await server.control("POST", "faults", [
      { path: "/api/maintenance/softDeletedEventRemoval", status: 504 },
      { path: "/api/maintenance/ouPathsUpdate", status: 409 },
      { path: "/api/maintenance/cacheClear", latency: 5000 },
    ]);
    const maintenance = new Maintenance(app);
    await maintenance.open();
    await turn();
    await app.expectAccessible();
    for (const title of ["Remove soft-deleted events", "Update organisation unit paths", "Clear the application cache"]) {
      await maintenance.operation(title).check();
    }
    await app.expectAccessible();
    await maintenance.review.click();
    await app.expectAccessible();
    await maintenance.word.fill("delete");
    await app.expectAccessible();
    await maintenance.destroy.click();
    await expect(maintenance.step("clearCache")).toContainText("Running");
    await app.expectAccessible();
    await expect(maintenance.step("clearCache")).toContainText("Done");
    await app.expectAccessible();
  });
}
