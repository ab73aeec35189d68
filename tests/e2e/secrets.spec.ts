// No password, no token and no session in anything that a person may pass on, whatever goes wrong.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures.ts";
import type { App } from "./pages/app.ts";
import { Maintenance } from "./pages/maintenance.ts";
import { Secrets } from "./secrets.ts";

/** Opens a place of the app on a server that wants a token against forged requests, as a person who logs in by the form. */
async function openByForm(app: App, route: string): Promise<void> {
  const address = `${app.server.url}/api/apps/steward/index.html?shell=false`;
  await app.page.context().clearCookies();
  await app.page.goto(address);
  await app.logInByForm();
  await app.page.goto("about:blank");
  await app.page.goto(`${address}${route}`);
}

/** Copies what the menu of the profile offers for asking for help. */
async function copyDiagnostics(page: Page): Promise<string> {
  await page.getByTestId("headerbar-profile-icon").click();
  await page.getByText("Copy diagnostics").click();
  await expect(page.getByTestId("dhis2-uicore-alertbar")).toContainText("Diagnostics copied");
  return page.evaluate(() => navigator.clipboard.readText());
}

test("logging in by the form leaves password and session out of addresses, pages and diagnostics", async ({ app, page, server, secrets }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await server.reset({ csrf: true });
  await openByForm(app, "#/");
  await expect(app.heading).toBeVisible();
  await secrets.look();
  // The session, and the token against forged requests.
  expect(secrets.known).toBeGreaterThanOrEqual(2);
  const diagnostics = await copyDiagnostics(page);
  expect(diagnostics).toContain("User: admin");
  secrets.note("the diagnostics", diagnostics);
});

for (const [what, fault, complaint] of [
  ["an error of the server", { status: 500 }, /500/],
  ["a refusal", { status: 403 }, /403/],
  ["a page of a gateway", { status: 502, body: "html" }, /502/],
  ["a page in place of an answer", { body: "html" }, /./],
  ["a cut connection", { drop: "before" }, /ERR_/],
  ["the end of the session", { endSession: true }, /401/],
] as const) {
  test(`${what} is told without secrets, in the list and in a plan`, async ({ app, page, server, complaints, secrets }) => {
    complaints.expect(complaint);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await server.reset({ csrf: true });
    const maintenance = new Maintenance(app);
    await openByForm(app, "#/maintenance?selected=updateOrganisationUnitPaths,clearCache");
    await expect(maintenance.review).toBeVisible();
    await secrets.look();
    expect(secrets.known).toBeGreaterThanOrEqual(2);

    await server.control("POST", "faults", [{ path: "/api/maintenance/*", ...fault }]);
    await maintenance.runPicked();
    const failed = maintenance.step("updateOrganisationUnitPaths");
    await expect(failed).toContainText(/Failed|Not known/);
    await failed.getByRole("button", { name: "Show the request" }).click();
    await expect(failed).toContainText("POST /api/maintenance/ouPathsUpdate");
    await secrets.look();
    await page.getByRole("button", { name: "Copy the result" }).click();
    await expect(page.getByTestId("dhis2-uicore-alertbar")).toContainText("Result copied");
    secrets.note("the result", await page.evaluate(() => navigator.clipboard.readText()));

    await server.control("DELETE", "faults");
    // Logging in again ends the session that the page still asks with.
    await page.goto("about:blank");
    await openByForm(app, "#/tasks");
    await server.control("POST", "faults", [{ path: "/api/dataIntegrity*", ...fault }]);
    await page.getByRole("link", { name: "Integrity" }).click();
    await expect(page.getByText("The checks could not be loaded")).toBeVisible();
    secrets.note("the diagnostics", await copyDiagnostics(page));
  });
}

test("a secret that is let out is found, wherever it is", async ({ browser, server }) => {
  const session = "0123456789ABCDEF0123";
  for (const leak of [
    `console.log("${session}")`,
    `console.info("d2pat_anything")`,
    `fetch("/__control/clock?password=district")`,
    `document.body.title = "${session}"`,
    `document.body.title = "district"`,
    `document.body.append("Basic YWRtaW46ZGlzdHJpY3Q=")`,
    `localStorage.setItem("kept", "${session}")`,
    `location.hash = "d2pat_anything"`,
  ]) {
    const page = await browser.newPage();
    await page.context().addCookies([{ name: "JSESSIONID", value: session, url: server.url }]);
    await page.goto(`${server.url}/__control/clock`);
    const secrets = new Secrets(page);
    await secrets.look();
    expect(secrets.found()).toEqual([]);
    await page.evaluate(leak);
    await secrets.look();
    expect(secrets.found().length, leak).toBeGreaterThan(0);
    await page.close();
  }
});
