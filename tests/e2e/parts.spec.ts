// Parts of the app that come later, and what is said when they do not come.

import { expect, test } from "./fixtures.ts";

/** The file of the part of the maintenance page, and that of what comes after the first page. */
const [maintenance, afterwards] = [/\/assets\/split_maintenance-/, /\/assets\/split_work-/];

test("the log-in page in the place of a part offers to log in", async ({ app, page, complaints }) => {
  complaints.expect(/session/);
  await page.route(maintenance, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Log in</title>" }));
  await app.open("#/maintenance");
  await expect(page.getByRole("heading", { name: "Maintenance", level: 1 })).toBeVisible();
  await expect(page.locator("main").getByText("You are logged out")).toBeVisible();
  await expect(page.locator("main").getByTestId("steward-log-in")).toBeVisible();
});

test("a part that is gone because of an upgrade offers to reload, and the page lives on", async ({ app, page, complaints }) => {
  complaints.expect(/gone|404/);
  await page.route(maintenance, (route) => route.fulfill({ status: 404, body: "" }));
  await app.open("#/maintenance");
  await expect(page.getByText("Steward has been updated")).toBeVisible();
  await page.getByRole("link", { name: "Integrity" }).click();
  await expect(page.getByTestId("steward-integrity-check").first()).toBeVisible();
  await page.getByRole("link", { name: "Maintenance" }).click();
  await page.unroute(maintenance);
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByTestId("steward-maintenance")).toBeVisible();
});

test("a part that does not come is asked for again on demand", async ({ app, page, complaints }) => {
  complaints.expect(/lost|ERR_FAILED|Failed to fetch/);
  await page.route(maintenance, (route) => route.abort());
  await app.open("#/maintenance");
  await expect(page.getByText("This part of Steward could not be loaded")).toBeVisible();
  await page.unroute(maintenance);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByTestId("steward-maintenance")).toBeVisible();
});

test("a part of which nothing comes for a minute is not waited for any longer", async ({ app, page, complaints }) => {
  complaints.expect(/No data arrived for a minute/);
  let asked = () => {};
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  await page.route(maintenance, () => asked());
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await app.open("#/maintenance");
  await isAsked;
  await page.clock.runFor(59_000);
  await expect(page.getByText("This part of Steward could not be loaded")).toHaveCount(0);
  await page.clock.runFor(2_000);
  await expect(page.getByText("This part of Steward could not be loaded")).toBeVisible();
});

test("what comes after the list is missed once, and comes on demand", async ({ app, page, complaints }) => {
  complaints.expect(/lost|ERR_FAILED|Failed to fetch/);
  await page.route(afterwards, (route) => route.abort());
  await app.open();
  await expect(page.getByTestId("steward-integrity-check").first()).toBeVisible();
  await expect(page.getByText("This part of Steward could not be loaded")).toHaveCount(1);
  await expect(page.getByTestId("steward-work")).toHaveCount(0);
  await page.unroute(afterwards);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByTestId("steward-work")).toBeVisible();
  await expect(page.getByText("This part of Steward could not be loaded")).toHaveCount(0);
});

test("a session that ends before the rest has come is told by the banner", async ({ app, page, complaints }) => {
  complaints.expect(/session/);
  await page.route(afterwards, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Log in</title>" }));
  await app.open();
  await expect(page.getByTestId("steward-session-banner")).toBeVisible();
  await expect(page.getByText("This part of Steward could not be loaded")).toHaveCount(0);
});

test("whoever may not open a page has the work tray all the same", async ({ app, page }) => {
  await app.open("#/maintenance", "observer");
  await expect(page.getByTestId("steward-no-rights")).toBeVisible();
  await expect(page.getByTestId("steward-work")).toBeVisible();
});

test("nothing moves when what stands above the list comes", async ({ app, page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(afterwards, async (route) => {
    await held;
    await route.continue();
  });
  await app.open();
  const first = page.getByTestId("steward-integrity-check").first();
  await expect(first).toBeVisible();
  const before = await first.boundingBox();
  release();
  await expect(page.getByRole("searchbox", { name: "Search checks" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Run all \d+ fast checks$/ }).first()).toBeVisible();
  expect((await first.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
});
