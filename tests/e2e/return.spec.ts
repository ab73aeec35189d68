// The way back: who has to log in again comes back to the place where the session ended.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures.ts";
import type { App } from "./pages/app.ts";

/** A place with something chosen in it. */
const place = "#/integrity?search=orgunit";

/** Lets the session end while the place is open, and logs in again by way of the banner. */
async function logInAgain(app: App, open: Page | ReturnType<Page["frameLocator"]>): Promise<void> {
  await expect(open.getByTestId("steward-integrity-check").first()).toBeVisible();
  // What comes after the list is there: it would come as the log-in page otherwise.
  await expect(open.getByTestId("steward-work")).toBeVisible();
  await app.server.expireSessions();
  await app.page.clock.fastForward(15_000);
  const banner = open.getByTestId("steward-session-banner");
  await banner.getByRole("link", { name: "Log in" }).click();
  await app.logInByForm();
}

test("after logging in again one is where one was", async ({ app, page, server, complaints }) => {
  complaints.expect(/401/);
  await page.clock.install();
  await app.open(place);
  await logInAgain(app, page);

  const address = `${server.url}/api/apps/steward/index.html?shell=false`;
  await page.goto(address);
  await expect(page).toHaveURL(`${address}${place}`);
  await expect(page.getByRole("searchbox")).toHaveValue("orgunit");
  await expect(page.getByTestId("steward-integrity-check").first()).toContainText(/org/i);

  // Once: a later visit begins where its address says.
  await page.goto("about:blank");
  await page.goto(`${address}#/tasks`);
  await expect(app.heading).toHaveText("Tasks");
  await page.goto("about:blank");
  await page.goto(address);
  await expect(app.heading).toHaveText("Integrity");
  await expect(page.getByRole("searchbox")).toHaveValue("");
});

test("a link that names another place wins over the place that was kept", async ({ app, page, server, complaints }) => {
  complaints.expect(/401/);
  await page.clock.install();
  await app.open(place);
  await logInAgain(app, page);
  await page.goto(`${server.url}/api/apps/steward/index.html?shell=false#/maintenance`);
  await expect(app.heading).toHaveText("Maintenance");
});

test("within the shell as well one is where one was", async ({ app, page, server, complaints }) => {
  complaints.expect(/401/);
  await page.clock.install();
  await app.logIn();
  await page.goto(`${server.url}/apps/steward${place}`);
  const frame = page.frameLocator("iframe");
  await logInAgain(app, frame);

  await page.goto(`${server.url}/apps/steward`);
  await expect(frame.getByRole("searchbox")).toHaveValue("orgunit");
  await expect(page).toHaveURL(`${server.url}/apps/steward${place}`);
});
