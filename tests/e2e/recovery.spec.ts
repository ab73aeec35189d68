// What a page makes up for: a session that is valid again, a reload, a broken answer, a run that it has not seen.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures.ts";
import { Integrity } from "./pages/integrity.ts";
import { Maintenance } from "./pages/maintenance.ts";
import { Tasks } from "./pages/tasks.ts";

/** Lets time pass until no run goes on. */
async function passTimeUntilOver(integrity: Integrity): Promise<void> {
  await expect(async () => {
    await integrity.passTime(10);
    await expect(integrity.run).toHaveCount(0, { timeout: 300 });
  }).toPass({ timeout: 30_000 });
}

const banner = (page: Page) => page.getByTestId("steward-session-banner");

test("after a log-in elsewhere, the first accepted request lifts the banner, and polling goes on", async ({ app, page, server, complaints }) => {
  complaints.expect(/401/);
  const integrity = new Integrity(app);
  await integrity.open();
  await expect(page.getByTestId("steward-work")).toBeVisible();
  await server.expireSessions();
  await integrity.passTimeUntil(banner(page));
  await app.logIn();
  await integrity.runAll.click();
  await expect(banner(page)).toHaveCount(0);
  await integrity.passTimeUntil(integrity.ended);
  await expect(integrity.ended).toContainText("91 checks done");

  await server.control("DELETE", "requests");
  await integrity.passTime(15);
  await expect.poll(async () => (await server.requests())["GET /api/scheduling/running"]).toBeGreaterThan(0);

  await server.expireSessions();
  await integrity.passTimeUntil(banner(page));
});

test("a single log-in page in place of an answer is forgotten once another page opens", async ({ app, page, server }) => {
  const integrity = new Integrity(app);
  await integrity.open();
  await expect(page.getByTestId("steward-work")).toBeVisible();
  await server.control("POST", "faults", [{ path: "/api/scheduling/running", body: "html", times: 1 }]);
  await integrity.passTimeUntil(banner(page));
  await page.getByRole("link", { name: "Maintenance" }).first().click();
  await expect(app.heading).toHaveText("Maintenance");
  await expect(banner(page)).toHaveCount(0);
});

for (const kind of ["summary", "details"] as const) {
  const what = kind === "summary" ? "a run" : "the run of one check";

  test(`${what} that the end of the session interrupted is followed again`, async ({ app, page, server, complaints }) => {
    complaints.expect(/401/);
    const integrity = new Integrity(app);
    await integrity.openRunOf(kind);
    await integrity.runButton(kind).click();
    await expect(integrity.run).toContainText(/Waiting to start|Running|checks done/);
    await server.expireSessions();
    await page.clock.fastForward(15_000);
    await expect(page.getByText("Steward can no longer follow the run")).toBeVisible();
    await app.logIn();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(integrity.run).toBeVisible();
    await expect(banner(page)).toHaveCount(0);
    await passTimeUntilOver(integrity);
    await expect(page.getByText("Steward can no longer follow the run")).toHaveCount(0);
  });

  for (const body of ["empty", "truncated", "junk"]) {
    test(`${what} is followed to its end although one answer is ${body}`, async ({ app, page, server }) => {
      const integrity = new Integrity(app);
      await integrity.openRunOf(kind);
      await integrity.runButton(kind).click();
      await expect(integrity.run).toContainText(/Waiting to start|Running|checks done/);
      await server.control("POST", "faults", [
        { method: "GET", path: "/api/jobConfigurations/*", body, times: 1 },
        { method: "GET", path: "/api/dataIntegrity/summary", body, times: 1 },
      ]);
      await passTimeUntilOver(integrity);
      await expect(page.getByText(/can no longer follow|could not be loaded/)).toHaveCount(0);
      if (kind === "summary") {
        await expect(integrity.ended).toContainText("91 checks done");
      } else {
        await expect(page.locator("main header")).not.toContainText("Never run");
      }
    });
  }

  test(`${what} that is to be stopped is stopped, although its page is left before the server has accepted it`, async ({ app, page, server }) => {
    const integrity = new Integrity(app);
    await integrity.openRunOf(kind);
    await server.control("POST", "faults", [{ method: "POST", path: `/api/dataIntegrity/${kind}`, stall: true }]);
    await integrity.runButton(kind).click();
    await integrity.run.getByRole("button", { name: "Stop the run" }).click();
    await expect(integrity.run).toContainText("Stopping");
    await page.getByRole("link", { name: "Tasks" }).first().click();
    await expect(app.heading).toHaveText("Tasks");
    await server.control("DELETE", "faults");
    await expect.poll(() => integrity.cancels()).toBe(1);
    await server.advance(60);
    expect(await integrity.running()).toEqual([]);
  });

  test(`of ${what} that the server no longer has, nobody claims how it ended`, async ({ app, page, server, complaints }) => {
    complaints.expect(/403|404|503/);
    // The tray would find the run again by itself.
    const tray = { path: "/api/scheduling/running", status: 503 };
    const integrity = new Integrity(app);
    await integrity.openRunOf(kind);
    await integrity.runButton(kind).click();
    await expect(integrity.run).toContainText(/Waiting to start|Running|checks done/);
    const lost = page.getByText("Steward can no longer follow the run");
    await server.control("POST", "faults", [tray, { method: "GET", path: "/api/jobConfigurations/*", status: 403 }]);
    await integrity.passTimeUntil(lost);
    await server.control("DELETE", "faults");
    await server.control("POST", "faults", [tray, { method: "GET", path: "/api/jobConfigurations/*", status: 404 }]);
    await server.control("DELETE", "requests");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByTestId("dhis2-uicore-noticebox-content-title").first()).toHaveText("The outcome of the run is unknown");
    await expect(lost).toHaveCount(0);
    await app.expectAccessible();
    expect((await server.requests())["GET /api/dataIntegrity/summary"]).toBeGreaterThan(0);
  });
}

test("a run that the end of the session interrupted still retries what could not run, and keeps its first messages", async ({ app, page, server, complaints }) => {
  complaints.expect(/401/);
  const integrity = new Integrity(app);
  await integrity.open();
  const started = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().includes("/dataIntegrity/summary"));
  await integrity.runAll.click();
  const { response } = (await (await started).json()) as { response: { id: string } };
  await expect(integrity.run).toContainText(/Waiting to start|checks done/);
  await server.expireSessions();
  await page.clock.fastForward(15_000);
  await expect(page.getByText("Steward can no longer follow the run")).toBeVisible();
  await app.logIn();
  await page.getByRole("button", { name: "Try again" }).click();
  await integrity.passTimeUntil(integrity.ended);
  await expect(integrity.ended).toContainText("91 checks done");
  // The check that always fails was run once more, alone.
  expect((await server.requests())["POST /api/dataIntegrity/summary"]).toBe(2);
  await expect(integrity.ended.getByRole("link", { name: "Show the messages" })).toHaveAttribute("href", new RegExp(`/${response.id}$`));
});

test("a run whose connection breaks in the middle is followed to its end once there is one again", async ({ app, page, server, complaints }) => {
  complaints.expect(/ERR_/);
  const integrity = new Integrity(app);
  await integrity.open();
  await integrity.runAll.click();
  await integrity.passTime(3);
  await expect(integrity.run).toContainText(/of 91 checks done/);
  await server.control("POST", "faults", [{ path: "/api/*", drop: "before" }]);
  const lost = integrity.run.getByText(/No answer from the server since/);
  await expect(async () => {
    await page.clock.runFor(5_000);
    await expect(lost).toBeVisible({ timeout: 300 });
  }).toPass({ timeout: 30_000 });
  // What was known stays, and the bar no longer claims to know how far the run is.
  await expect(integrity.run).toContainText(/of 91 checks done/);
  await expect(integrity.run.getByRole("progressbar")).not.toHaveAttribute("aria-valuenow");
  await app.expectAccessible();

  await server.advance(5);
  await server.control("DELETE", "faults");
  await integrity.passTimeUntil(integrity.ended);
  await expect(lost).toHaveCount(0);
  await expect(integrity.ended).toContainText("91 checks done");
});

test("a run that is to be stopped while its start is not confirmed is stopped, although its page is left meanwhile", async ({ app, page, server, complaints }) => {
  complaints.expect(/ERR_/);
  const integrity = new Integrity(app);
  for (const kind of ["summary", "details"] as const) {
    await integrity.openRunOf(kind);
    await server.control("POST", "faults", [
      { method: "POST", path: `/api/dataIntegrity/${kind}`, times: 1, drop: "headers" },
      { path: "/api/jobConfigurations", stall: true },
    ]);
    await integrity.runButton(kind).click();
    await expect(integrity.run).toContainText("The start of the run was not confirmed");
    await integrity.run.getByRole("button", { name: "Stop the run" }).click();
    await page.getByRole("link", { name: "Tasks" }).first().click();
    await expect(app.heading).toHaveText("Tasks");
    await server.control("DELETE", "requests");
    await server.control("DELETE", "faults");
    await expect.poll(() => integrity.cancels()).toBe(1);
    await server.advance(120);
    expect(await integrity.running()).toEqual([]);
  }
});

test("a job whose messages the end of the session interrupted is followed again by itself after a log-in", async ({ app, page, server, complaints }) => {
  complaints.expect(/401/);
  await page.clock.install();
  const tasks = new Tasks(app);
  await app.logIn();
  const run = await tasks.start("resourceTables/analytics");
  await server.advance(21);
  await tasks.open(run);
  await expect(tasks.messages.first()).toBeVisible();
  await expect(page.getByTestId("steward-work")).toBeVisible();
  await server.expireSessions();
  await page.clock.fastForward(15_000);
  const lost = page.getByText("Steward can no longer follow the run");
  await expect(lost).toBeVisible();
  await app.logIn();
  // Any request that the server accepts says that one is logged in.
  await page.getByTestId("steward-work").getByRole("button", { expanded: false }).click();
  await page.getByTestId("steward-work").getByRole("button", { name: "Stop", exact: true }).click();
  await expect(banner(page)).toHaveCount(0);
  await expect(lost).toHaveCount(0);
});

for (const state of ["visible", "hidden"]) {
  test(`the page of a check shows what a run counted that was begun elsewhere while it was ${state}`, async ({ app, page, server }) => {
    const integrity = new Integrity(app);
    await integrity.open();
    await page.getByRole("searchbox").fill("Orphaned organisation units");
    await integrity.check("Orphaned organisation units").click();
    const facts = page.locator("main header");
    await expect(facts).toContainText("Never run");
    const turn = (state: string) =>
      page.evaluate((state) => {
        Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
        Object.defineProperty(document, "hidden", { value: state === "hidden", configurable: true });
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
      }, state);
    await turn(state);
    await expect(page.getByTestId("steward-work")).toBeVisible();
    expect((await page.request.post(`${server.url}/api/dataIntegrity/summary`)).ok()).toBe(true);
    if (state === "visible") {
      await expect(async () => {
        await integrity.passTime(5);
        await expect(page.getByTestId("steward-work")).toContainText("Integrity checks", { timeout: 300 });
      }).toPass({ timeout: 30_000 });
    }
    await server.advance(600);
    if (state === "hidden") {
      await turn("visible");
    } else {
      await page.clock.fastForward(15_000);
    }
    await expect(facts).toContainText("1 issue");
  });
}

test("an operation whose outcome is not known stays so after a reload, and warns", async ({ app, page, server, complaints }) => {
  complaints.expect(/504/);
  await server.control("POST", "faults", [{ path: "/api/maintenance/softDeletedEventRemoval", status: 504 }]);
  const maintenance = new Maintenance(app);
  await maintenance.open("removeSoftDeletedEvents", "removeSoftDeletedEnrollments", "clearCache");
  await maintenance.review.click();
  await maintenance.word.fill("delete");
  await maintenance.destroy.click();
  await expect(app.heading).toHaveText("Plan ended");

  await page.reload();
  const unknown = maintenance.step("removeSoftDeletedEvents");
  await expect(unknown).toContainText("Not known yet");
  await expect(unknown).toContainText("Do not start it a second time.");
  await expect(unknown).toContainText("the server answers");
  await expect(maintenance.step("removeSoftDeletedEnrollments")).toContainText("Skipped");
  await expect(maintenance.step("clearCache")).toContainText("Done");
  await app.expectAccessible();
  await page.getByRole("navigation", { name: "Path" }).getByRole("link").click();
  await expect(page.getByText("An operation in the last plan has not answered")).toBeVisible();
  expect(await maintenance.sent("softDeletedEventRemoval")).toBe(1);

  // Nobody else's: another user of the same tab has run nothing.
  await page.context().clearCookies();
  await app.logIn("maintainer");
  await page.reload();
  await expect(maintenance.operation("Clear the application cache")).toBeVisible();
  await expect(page.getByText("An operation in the last plan has not answered")).toHaveCount(0);
});

test("an operation that runs while the page is reloaded is not known, and nothing after it is sent", async ({ app, page, server, complaints }) => {
  complaints.expect(/ERR_/);
  page.on("dialog", (dialog) => dialog.accept());
  await server.control("POST", "faults", [{ path: "/api/maintenance/ouPathsUpdate", stall: true }]);
  const maintenance = new Maintenance(app);
  await maintenance.open("updateOrganisationUnitPaths", "clearCache");
  await maintenance.runPicked();
  await expect(maintenance.step("updateOrganisationUnitPaths")).toContainText("Running");
  await page.reload();
  await expect(maintenance.step("updateOrganisationUnitPaths")).toContainText("Not known yet");
  await expect(maintenance.step("updateOrganisationUnitPaths")).toContainText("The connection broke before the server answered.");
  await expect(maintenance.step("clearCache")).toContainText("Skipped");
  await expect(app.heading).toHaveText("Plan ended");
  expect(await maintenance.sent("cacheClear")).toBe(0);

  // What is kept may be anything by then: it is no plan any more.
  await page.evaluate(() => sessionStorage.setItem("steward-plan", "1 x\n{"));
  await page.reload();
  await expect(page.getByText("No plan has run in this tab")).toBeVisible();
});
