// What is asked again and again, and when that ends: a page that was left asks nothing more, a hidden one nothing at all.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures.ts";
import type { App } from "./pages/app.ts";
import { Integrity } from "./pages/integrity.ts";
import type { Server } from "./server.ts";

const tray = "GET /api/scheduling/running";

/** The longest pause between two polls that answer, in seconds: that of the tray. */
const longest = 10;

/** Lets so much of the page's time pass, in steps with a turn for answers after each; the server's stands still. */
async function pass(page: Page, seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 2.5) {
    await page.clock.runFor(2_500);
    // A request that is not counted: when it has its answer, what was asked for before it has arrived as well.
    await page.evaluate(async () => (await fetch("/__control/clock")).text());
  }
}

/** What is asked for while some of the page's time passes. */
async function asked(page: Page, server: Server, seconds: number): Promise<Record<string, number>> {
  await server.control("DELETE", "requests");
  await pass(page, seconds);
  return server.requests();
}

/** Starts a run of all fast checks and watches it. */
async function watchRun(app: App): Promise<Integrity> {
  const integrity = new Integrity(app);
  await integrity.open();
  await integrity.runAll.click();
  await expect(integrity.run).toBeVisible();
  await integrity.passTime(2);
  return integrity;
}

/** Tells the page that it is seen, or that it is not, as the browser does when one goes to another tab. */
async function setVisibility(page: Page, state: "visible" | "hidden"): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
    Object.defineProperty(document, "hidden", { value: state === "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}

test("a page that is left asks nothing more, and the one poll of the tray goes on", async ({ app, page, server }) => {
  await watchRun(app);
  const before = await asked(page, server, longest);
  expect(Object.keys(before).filter((request) => request.includes("/dataIntegrity/")), "the run is watched").not.toEqual([]);

  await page.getByRole("link", { name: "Tasks" }).click();
  await expect(app.heading).toHaveText("Tasks");
  await expect(page.getByRole("table", { name: "Runs" })).toBeVisible();

  const after = await asked(page, server, 3 * longest);
  const own = Object.keys(after).filter((request) => request !== tray && request !== "GET /api/system/tasks");
  expect(own).toEqual([]);
  // One poll, not one for each page that was open: every two to ten seconds.
  expect(after[tray]).toBeGreaterThanOrEqual(3);
  expect(after[tray]).toBeLessThanOrEqual(15);
});

test("a hidden tab asks nothing at all, and goes on where it was once it is seen", async ({ app, page, server }) => {
  await watchRun(app);
  await setVisibility(page, "hidden");
  // What was asked for already may still be asked to its end.
  await pass(page, 1);
  expect(await asked(page, server, 3 * longest)).toEqual({});

  await setVisibility(page, "visible");
  const after = await asked(page, server, longest);
  expect(after[tray]).toBeGreaterThan(0);
  expect(Object.keys(after).filter((request) => request.includes("/dataIntegrity/"))).not.toEqual([]);
});
