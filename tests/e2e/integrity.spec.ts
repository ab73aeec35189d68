// Integrity: checks are run, watched and read, and nothing is said that the server has not said.

import type { Locator, Page } from "@playwright/test";

import { expect, test } from "./fixtures.ts";
import { Integrity } from "./pages/integrity.ts";

test("checks are run, watched until the server says that they are done, and read", async ({ app, page }) => {
  const integrity = new Integrity(app);
  await integrity.open();
  await app.expectAccessible();

  await integrity.runAll.click();
  await expect(integrity.run.getByRole("progressbar")).toBeVisible();
  // Disabled with its reason beside it; left out where there is no room.
  await expect(page.getByRole("button", { name: /^Run all \d+ fast checks$/, disabled: false })).toHaveCount(0);
  await app.expectAccessible();

  await integrity.passTimeUntil(integrity.ended);
  await expect(integrity.ended).toContainText("91 checks done");
  await app.expectAccessible();

  await integrity.check("Orphaned organisation units").click();
  await expect(app.heading).toHaveText("Orphaned organisation units");
  await integrity.runThis.click();
  await integrity.passTimeUntil(page.getByTestId("steward-issue-count"));
  await app.expectAccessible();
});

for (const direction of ["ltr", "rtl"] as const) {
  test(`axe finds nothing in the list of checks, during a run and on a check, ${direction}`, async ({ app, page }) => {
    const turn = () => page.evaluate((dir) => document.documentElement.setAttribute("dir", dir), direction);
    const integrity = new Integrity(app);
    await integrity.open();
    await turn();
    await app.expectAccessible();
    await integrity.runAll.click();
    await expect(integrity.run.getByRole("progressbar")).toBeVisible();
    await app.expectAccessible();
    await integrity.passTimeUntil(integrity.ended);
    await app.expectAccessible();
    await integrity.check("Orphaned organisation units").click();
    await expect(app.heading).toHaveText("Orphaned organisation units");
    await app.expectAccessible();
    await integrity.runThis.click();
    await integrity.passTimeUntil(page.getByTestId("steward-issue-count"));
    await app.expectAccessible();
  });
}

test("a check that could not run is never counted as passed, and the server's words are shown", async ({ app, page }) => {
  const integrity = new Integrity(app);
  await integrity.open();
  await integrity.runAll.click();
  await integrity.passTimeUntil(integrity.ended);
  expect(await integrity.count("Could not run")).toBe(1);
  const counts = await Promise.all(["Critical", "Severe", "Warning", "Info", "Passed"].map((result) => integrity.count(result)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(90);

  await page.getByRole("button", { name: /Could not run/ }).click();
  await expect(integrity.checks).toHaveCount(1);
  await expect(integrity.checks).toContainText("Could not run");
  await integrity.checks.getByRole("link").click();
  await expect(page.getByText("The check could not run")).toBeVisible();
  await expect(page.getByText("No issues found.")).toHaveCount(0);
  await app.expectAccessible();
});

test("what a check came to is read out when its run has ended", async ({ app, page }) => {
  const integrity = new Integrity(app);
  await integrity.openIssues("Organisation units without groups");
  await expect(page.getByRole("status").filter({ hasText: "The check found 13 issues" })).toHaveCount(1);
});

test("where there is little room a check keeps to its name, result, severity and time, one below the other", async ({ app, page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  const integrity = new Integrity(app);
  await integrity.open();
  await page.getByRole("searchbox").fill("Orphaned organisation units");
  await expect(integrity.checks).toHaveCount(1);
  await page.getByRole("checkbox", { name: /^Select: Orphaned/ }).check();
  await page.getByRole("button", { name: "Run 1 check" }).click();
  await expect(integrity.checks).toContainText("Never run");
  await expect(integrity.checks).toContainText("Waiting");
  await integrity.passTimeUntil(integrity.ended);
  await expect(integrity.checks.getByText("1 issue", { exact: true })).toBeVisible();
  await expect(integrity.checks.getByText(/\d%$/)).toBeHidden();
  await expect(integrity.checks.getByText(/\d s$/)).toBeHidden();
  const left = async (part: Locator) => (await part.boundingBox())?.x;
  expect(await left(page.getByTestId("dhis2-uicore-tag"))).toBe(await left(integrity.checks.getByRole("link")));
});

test("issues are selected, also in a range, and their IDs copied", async ({ app, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const integrity = new Integrity(app);
  await integrity.openIssues("Organisation units without groups");
  const boxes = page.getByRole("checkbox", { name: /^Select: / });
  await boxes.first().check();
  await expect(page.getByRole("row", { selected: true })).toHaveCount(1);
  await expect(page.getByRole("region", { name: "1 issue selected" })).toBeVisible();
  await boxes.nth(3).click({ modifiers: ["Shift"] });
  await expect(page.getByRole("region", { name: "4 issues selected" })).toBeVisible();
  await app.expectAccessible();

  await page.getByRole("button", { name: "Copy IDs" }).click();
  await expect(page.getByText("4 IDs copied")).toBeVisible();
  const ids = await page.getByRole("row", { selected: true }).locator("code").allInnerTexts();
  expect((await page.evaluate(() => navigator.clipboard.readText())).split("\n")).toEqual(ids);

  await page.getByRole("button", { name: "Select all 13" }).click();
  const bar = page.getByRole("region", { name: "13 issues selected" });
  await expect(bar).toBeVisible();
  await bar.getByRole("button", { name: "Clear" }).click();
  await expect(page.getByRole("row", { selected: true })).toHaveCount(0);
  await expect(bar).toHaveCount(0);
});

test("all checks that are shown are selected by one press, before any is ticked", async ({ app, page }) => {
  const integrity = new Integrity(app);
  await integrity.open();
  await page.getByRole("searchbox").fill("organisation unit");
  await expect(integrity.checks.first()).toContainText(/organisation unit/i);
  const shown = await integrity.checks.count();
  await page.getByRole("checkbox", { name: "Select all shown checks" }).click();
  await expect(page.getByRole("region", { name: `${shown} checks selected` })).toBeVisible();
  await app.expectAccessible();
});

test("issues are sorted by a press on the name of a column", async ({ app, page }) => {
  const integrity = new Integrity(app);
  await integrity.openIssues("Organisation units without groups");
  const head = page.getByRole("columnheader", { name: "Name" });
  const names = page.getByRole("table", { name: "Issues" }).locator(".cell--name");
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  const first = await names.first().innerText();
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect(names.first()).not.toHaveText(first);
});

test("the head of the list speaks of the issues that a search shows, and the count of all that are selected", async ({ app, page }) => {
  const integrity = new Integrity(app);
  await integrity.openIssues("Organisation units without groups");
  const all = page.getByRole("checkbox", { name: "Select all shown issues" });
  const ids = await page.getByRole("table", { name: "Issues" }).locator("code").allInnerTexts();
  await page.getByRole("checkbox", { name: /^Select: / }).first().check();
  await expect(all).toBeChecked({ indeterminate: true });

  await page.getByRole("searchbox").fill(ids[1]);
  await expect(page.getByTestId("steward-issue-count")).toHaveText("1 of 13 issues");
  await expect(all).not.toBeChecked();
  const bar = page.getByRole("region", { name: "1 issue selected" });
  await expect(bar).toContainText("1 of them is not shown");

  await all.click();
  await expect(page.getByRole("region", { name: "2 issues selected" })).toContainText("1 of them is not shown");
  await expect(bar.getByRole("button", { name: /^Select all/ })).toHaveCount(0);
  await all.press("Space");
  await expect(bar).toBeVisible();
  await page.getByRole("searchbox").fill("");
  await expect(bar).not.toContainText("not shown");
  await expect(page.getByRole("row", { selected: true })).toHaveCount(1);
});

test("an issue leads to the app that edits it, where the person may open that", async ({ app, page, server }) => {
  const integrity = new Integrity(app);
  await integrity.openIssues("Organisation units without groups");
  const link = page.getByRole("link", { name: /^Edit .* in Maintenance, new tab$/ }).first();
  const id = await page.getByRole("table", { name: "Issues" }).locator("code").first().innerText();
  await expect(link).toHaveAttribute("href", `${server.url}/apps/maintenance#/edit/organisationUnitSection/organisationUnit/${id}`);

  await page.context().clearCookies();
  await app.logIn("maintainer");
  await page.reload();
  await expect(page.getByRole("table", { name: "Issues" })).toBeVisible();
  await expect(link).toHaveCount(0);
});

test("waiting for the checks has a shape after a second, and a number after ten", async ({ app, page, server }) => {
  // The page's time stands still while it loads, however long that takes.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await server.control("POST", "faults", [{ path: "/api/dataIntegrity*", stall: true }]);
  await app.open();
  const skeleton = page.getByRole("status", { name: "Loading checks" });
  await expect(skeleton).toHaveCount(0);
  await page.clock.runFor(2_000);
  await expect(skeleton).toBeVisible();
  await expect(page.getByText(/so far$/)).toHaveCount(0);
  await page.clock.runFor(10_000);
  await expect(page.getByText(/^1\d s so far$/)).toBeVisible();
  await page.clock.resume();
  await app.expectAccessible();
  await server.control("DELETE", "faults");
  await expect(page.getByTestId("steward-integrity-check").first()).toBeVisible();
});

test("looking at a check starts nothing", async ({ app }) => {
  const integrity = new Integrity(app);
  await integrity.open();
  await integrity.checks.first().getByRole("link").click();
  await expect(integrity.runThis).toBeEnabled();
  expect(await integrity.posts()).toBe(0);
});

test("a run that is stopped is stopping until the server notices it", async ({ app }) => {
  const integrity = new Integrity(app);
  await integrity.open();
  await integrity.runAll.click();
  await expect(integrity.run).toBeVisible();
  await integrity.passTime(3);
  await expect(integrity.run).toContainText(/of 91 checks done/);
  await integrity.run.getByRole("button", { name: "Stop the run" }).click();
  await expect(integrity.run).toContainText("Stopping");
  await expect(integrity.ended).toHaveCount(0);
  await integrity.passTimeUntil(integrity.ended);
  await expect(integrity.ended).toContainText("The run was stopped");
});

for (const [what, kind] of [["a run", "summary"], ["the run of one check", "details"]] as const) {
  test(`${what} that is stopped before the server has answered its start is stopped once it has`, async ({ app, server }) => {
    const integrity = new Integrity(app);
    await integrity.openRunOf(kind);
    await server.control("POST", "faults", [{ method: "POST", path: `/api/dataIntegrity/${kind}`, stall: true }]);
    await integrity.runButton(kind).click();
    await integrity.run.getByRole("button", { name: "Stop the run" }).click();
    await expect(integrity.run).toContainText("Stopping");
    await server.control("DELETE", "faults");
    await expect.poll(() => integrity.cancels()).toBe(1);
    await integrity.passTimeUntil(integrity.runButton(kind));
    expect(await integrity.running()).toEqual([]);
  });

  test(`${what} whose start is accepted in an answer that is lost is found, and not started twice`, async ({ app, server, complaints }) => {
    complaints.expect(/ERR_/);
    const integrity = new Integrity(app);
    await integrity.openRunOf(kind);
    await server.control("POST", "faults", [
      { method: "POST", path: `/api/dataIntegrity/${kind}`, times: 1, drop: "headers" },
      { path: "/api/jobConfigurations", stall: true },
    ]);
    await integrity.runButton(kind).click();
    await expect(integrity.run).toContainText("The start of the run was not confirmed");
    await expect(app.page.getByRole("button", { name: /^Run (all|this)/, disabled: false })).toHaveCount(0);
    await app.expectAccessible();

    await server.control("DELETE", "faults");
    await expect(integrity.run).toContainText(/Waiting to start|Running|of 91 checks done/);
    expect((await server.requests())[`POST /api/dataIntegrity/${kind}`]).toBe(1);
    await integrity.passTimeUntil(integrity.runButton(kind));
  });

  test(`${what} that never reached the server can be started again, once it is known that none goes on`, async ({ app, page, server, complaints }) => {
    complaints.expect(/ERR_/);
    const integrity = new Integrity(app);
    await integrity.openRunOf(kind);
    await server.control("POST", "faults", [{ method: "POST", path: `/api/dataIntegrity/${kind}`, drop: "before" }]);
    await integrity.runButton(kind).click();
    await expect(page.getByText("The start of the run was not confirmed")).toBeVisible();
    await expect(page.getByText("No such run is in progress")).toBeVisible();
    await app.expectAccessible();
    await server.control("DELETE", "faults");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(integrity.run).toBeVisible();
    await expect.poll(() => integrity.running()).not.toEqual([]);
  });
}

test("the first run of all has no last run before it, and the tray counts as the page does", async ({ app, page }) => {
  const integrity = new Integrity(app);
  await integrity.open();
  await integrity.runAll.click();
  await expect(page.getByTestId("steward-work")).toBeVisible();
  await integrity.passTime(12);
  await expect(integrity.run).toContainText(/[1-9]\d* of 91 checks done/);
  await expect(page.locator("main header")).not.toContainText("Last run");
  const words = /(\d+) of 91/;
  const counted = async (place: Locator) => words.exec((await place.textContent()) ?? "")?.[1];
  await expect.poll(() => counted(page.getByTestId("steward-work"))).toBe(await counted(integrity.run));
  await integrity.passTimeUntil(integrity.ended);
  await expect(page.locator("main header")).toContainText("Last run");
});

test("a stop of the retry is not said to be a stop of all", async ({ app, page }) => {
  const integrity = new Integrity(app);
  await integrity.open();
  await integrity.runAll.click();
  // With time to see it: the retry does not take long.
  await expect(async () => {
    await integrity.passTime(10);
    await expect(integrity.run).toContainText("Retrying checks that could not run", { timeout: 1_500 });
  }).toPass({ timeout: 40_000 });
  await integrity.run.getByRole("button", { name: "Stop the run" }).click();
  await integrity.passTimeUntil(integrity.ended);
  await expect(integrity.ended).toContainText("The retry of checks that could not run was stopped");
  await expect(page.getByText(/stopped after/)).toHaveCount(0);
});

test("stopping the run of one check stops its count too", async ({ app, server }) => {
  const integrity = new Integrity(app);
  await integrity.openRunOf("details");
  await integrity.runButton("details").click();
  await expect.poll(async () => (await server.requests())["POST /api/dataIntegrity/summary"]).toBe(1);
  await expect(integrity.run).toContainText(/Waiting to start|Running/);
  await integrity.run.getByRole("button", { name: "Stop the run" }).click();
  await expect.poll(() => integrity.cancels()).toBe(2);
});

for (const what of ["a run of all", "the run of one check"]) {
  test(`${what} that is lost from sight says when it is looked for again, and can be looked for now`, async ({ app, page, server, complaints }) => {
    complaints.expect(/503/);
    const integrity = new Integrity(app);
    await integrity.open();
    if (what === "a run of all") {
      await integrity.runAll.click();
    } else {
      await integrity.checks.first().getByRole("link").click();
      await integrity.runThis.click();
    }
    await expect(integrity.run).toContainText(/Waiting to start/);

    // A proxy that asks for half a minute: so long the page would wait by itself.
    await server.control("POST", "faults", [{ path: "/api/jobConfigurations/*", status: 503, retryAfter: 29 }]);
    await expect(async () => {
      await page.clock.runFor(5_000);
      await expect(integrity.run.getByText(/Next try in \d\d seconds/)).toBeVisible({ timeout: 300 });
    }).toPass({ timeout: 30_000 });
    await expect(integrity.run.getByText(/No answer from the server since/)).toBeVisible();
    await app.expectAccessible();

    await server.control("DELETE", "faults");
    await integrity.run.getByRole("button", { name: "Try now" }).click();
    await expect(integrity.run.getByText(/No answer from the server since/)).toHaveCount(0);
    await expect(integrity.run).toBeVisible();
  });
}

test("a reload in the middle of a run picks it up", async ({ app, page }) => {
  const integrity = new Integrity(app);
  await integrity.open();
  await integrity.runAll.click();
  await expect(integrity.run).toBeVisible();
  await integrity.passTime(3);
  await page.reload();
  await expect(integrity.run).toBeVisible();
  await integrity.passTimeUntil(integrity.ended);
});

test("a run begun elsewhere is noticed", async ({ app, page, server }) => {
  const integrity = new Integrity(app);
  await integrity.open();
  const elsewhere = await page.request.post(`${server.url}/api/dataIntegrity/summary`);
  expect(elsewhere.ok()).toBe(true);
  await integrity.passTimeUntil(integrity.run);
});

test("the end of the session keeps what is on the screen and offers to log in", async ({ app, page, server, complaints }) => {
  complaints.expect(/401/);
  const integrity = new Integrity(app);
  await integrity.open();
  await integrity.runAll.click();
  await expect(integrity.run).toBeVisible();
  await server.expireSessions();
  await integrity.passTime(5);
  await expect(page.getByTestId("steward-session-banner")).toBeVisible();
  await expect(integrity.checks.first()).toBeVisible();
  await app.expectAccessible();
  const before = await server.requests();
  await page.clock.runFor(60_000);
  expect(await server.requests(), "nothing is polled").toEqual(before);
});

test("who lacks the authority is told which one it is", async ({ app, page, complaints }) => {
  // The start script asks for the results before it is known who asks.
  complaints.expect(/403/);
  await app.open("#/integrity", "observer");
  await expect(page.getByTestId("steward-no-rights")).toContainText("F_PERFORM_MAINTENANCE");
  await app.expectAccessible();
});

test("the way from the log-in to a read issue list needs no mouse", async ({ app, page, server }) => {
  const integrity = new Integrity(app);
  await page.clock.install();
  await page.goto(`${server.url}/api/apps/steward/index.html?shell=false`);
  await page.getByLabel("Username").focus();
  await page.keyboard.type("maintainer");
  await page.keyboard.press("Tab");
  await page.keyboard.type("district");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.includes("login"));
  await page.goto(`${server.url}/api/apps/steward/index.html?shell=false`);
  await expect(integrity.checks.first()).toBeVisible();

  await pressUntilFocused(page, "Tab", integrity.runAll);
  await page.keyboard.press("Enter");
  await expect(integrity.run).toBeVisible();
  await integrity.passTimeUntil(integrity.ended);

  const first = integrity.checks.first().getByRole("link");
  await pressUntilFocused(page, "Tab", first);
  await page.keyboard.press("Enter");
  await expect(app.heading).toBeFocused();
  await pressUntilFocused(page, "Tab", integrity.runThis);
  await page.keyboard.press("Enter");
  await integrity.passTimeUntil(page.getByTestId("steward-issue-count"));
});

/** Presses a key until something has the focus; a person would give up after sixty times. */
async function pressUntilFocused(page: Page, key: string, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${wanted} cannot be reached by ${key}`);
}
