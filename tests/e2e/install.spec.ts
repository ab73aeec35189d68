// The way from a zip to the app in the shell, on a server that sends what DHIS2 sends.

import { readFileSync } from "node:fs";

import { expect, test } from "./fixtures.ts";
import { zip } from "./server.ts";

test.use({ policy: "dhis2" });

test("the zip installs and opens in the shell after logging in", async ({ app, page, server }) => {
  await app.logIn();
  const api = `${server.url}/api/apps`;
  await page.request.delete(`${api}/steward`);
  expect((await page.request.get(`${api}/steward/index.html?redirect=false`)).status()).toBe(404);
  const file = { name: "steward.zip", mimeType: "application/zip", buffer: readFileSync(zip) };
  expect((await page.request.post(api, { multipart: { file } })).status()).toBe(201);
  await page.context().clearCookies();

  await page.goto(`${server.url}/apps/steward`);
  await app.logInByForm();
  await page.goto(`${server.url}/apps/steward`);

  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(frame.locator("#steward-start")).toHaveCount(0);
});

test("the app opens by itself where the shell is not wanted", async ({ app, page }) => {
  await app.open();
  expect(page.frames()).toHaveLength(1);
});
