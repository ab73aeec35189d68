// How the app starts under a strict policy, and what it says when it cannot.

import { gunzipSync } from "node:zlib";

import { expect, test } from "./fixtures.ts";
import type { App } from "./pages/app.ts";

const module = "**/assets/steward-*.bin";

/** Opens the app where it is known not to start. */
async function openBroken(app: App): Promise<void> {
  await app.logIn();
  await app.page.goto(`${app.server.url}/api/apps/steward/index.html?shell=false`);
}

test("every file is fetched once, and the module is compiled while it comes", async ({ app, page, server }) => {
  await page.addInitScript(() => {
    const ways: string[] = [];
    for (const way of ["instantiate", "instantiateStreaming"] as const) {
      const original = WebAssembly[way] as (...input: unknown[]) => unknown;
      Object.assign(WebAssembly, { [way]: (...input: unknown[]) => (ways.push(way), original(...input)) });
    }
    Object.assign(globalThis, { ways });
  });
  await app.open();
  expect(new Set(await page.evaluate(() => (globalThis as unknown as { ways: string[] }).ways))).toEqual(new Set(["instantiateStreaming"]));
  const requests = Object.entries(await server.requests());
  const files = requests.filter(([request]) => request.includes("/api/apps/steward/assets/"));
  expect(files.length).toBeGreaterThanOrEqual(3);
  expect(files.filter(([, times]) => times > 1)).toEqual([]);
});

test("the sign of waiting is gone once the app is there", async ({ app, page }) => {
  await app.open();
  await expect(page.locator("#steward-start")).toHaveCount(0);
});

test("a module that something on the way has unpacked starts as well", async ({ app, page }) => {
  await page.route(module, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: gunzipSync(await answer.body()) });
  });
  await app.open();
});

test("a log-in page in place of the module offers to log in", async ({ app, page }) => {
  await page.route(module, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Log in" }));
  await openBroken(app);
  await expect(app.heading).toHaveText("You are logged out");
  await expect(page.getByRole("button", { name: "Log in" })).toBeVisible();
  await app.expectAccessible();
});

test("a module of a version that is gone offers to reload", async ({ app, page, complaints }) => {
  complaints.expect(/404/);
  await page.route(module, (route) => route.fulfill({ status: 404 }));
  await openBroken(app);
  await expect(app.heading).toHaveText("Steward has been updated");
  await page.unroute(module);
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(app.heading).not.toHaveText("Steward has been updated");
  await expect(page.locator("#steward-start")).toHaveCount(0);
});

test("a connection that breaks is told as such", async ({ app, page, complaints }) => {
  complaints.expect(/ERR_CONNECTION_RESET|preload/);
  await page.route(module, (route) => route.abort("connectionreset"));
  await openBroken(app);
  await expect(app.heading).toHaveText("Steward could not be loaded");
});

test("a policy that blocks WebAssembly is named, with its remedy", async ({ app, page, complaints }) => {
  complaints.expect(/WebAssembly|preload/);
  await page.route("**/index.html*", async (route) => {
    const answer = await route.fetch();
    const policy = answer.headers()["content-security-policy"].replace("'wasm-unsafe-eval'", "");
    await route.fulfill({ response: answer, headers: { ...answer.headers(), "content-security-policy": policy } });
  });
  await openBroken(app);
  await expect(app.heading).toHaveText("WebAssembly is blocked on this server");
  await expect(page.getByText("'wasm-unsafe-eval'")).toBeVisible();
  await app.expectAccessible();
});

test("a browser without what the app needs is told which ones have it", async ({ app, page, complaints }) => {
  complaints.expect(/preload/);
  await page.addInitScript("delete window.DecompressionStream");
  await openBroken(app);
  await expect(app.heading).toHaveText("This browser is too old for Steward");
});

test("on a version that Steward does not know, the app says so and works", async ({ app, page }) => {
  await page.route("**/api/system/info?*", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), version: "2.45.0" } });
  });
  await app.open();
  await expect(page.getByText("2.45").first()).toBeVisible();
  await expect(page.getByTestId("steward-integrity-check").first()).toBeVisible();
  await app.expectAccessible();
});

test("what the first page needs is asked for once, before the module is there", async ({ app, page, server }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  let arrived: () => void = () => {};
  const early = new Promise<void>((resolve) => (arrived = resolve));
  page.on("request", (request) => request.url().endsWith("/api/dataIntegrity/summary") && arrived());
  await page.route(module, async (route) => {
    await early;
    await route.continue();
  });
  await app.open();
  const needed = ["/api/system/info", "/api/me", "/api/dataIntegrity", "/api/dataIntegrity/summary"];
  await expect(page.locator("#steward-start")).toHaveCount(0);
  const requests = await server.requests();
  for (const path of needed) {
    expect(asked.filter((request) => request === path), path).toHaveLength(1);
    expect(requests[`GET ${path}`], path).toBe(1);
  }
});

test("no font takes bytes from the module", async ({ app, page }) => {
  const fonts: string[] = [];
  page.on("request", (request) => request.url().endsWith(".woff2") && fonts.push(request.url()));
  let before: string[] | undefined;
  await page.route(module, async (route) => {
    // It appears a second after the page has its style.
    await expect(page.locator(".start__ring")).toBeVisible();
    before = [...fonts];
    await route.continue();
  });
  await app.open();
  expect(before).toEqual([]);
  await expect.poll(() => fonts.length).toBe(2);
});

test("while the list of checks does not come, one can go elsewhere and log out", async ({ app, page }) => {
  await page.clock.install();
  // The test ends without an answer.
  await page.route("**/api/dataIntegrity", () => {});
  await app.open();
  await page.clock.runFor(2_000);
  await page.getByTestId("headerbar-profile-icon").click();
  await expect(page.getByRole("menuitem", { name: "Log out" })).toBeVisible();
  await expect(page.getByTestId("steward-work")).toBeVisible();
});

test("a menu is opened by the arrows, at its first entry or at its last", async ({ app, page }) => {
  await app.open();
  const button = page.getByTestId("headerbar-profile-icon");
  const entries = page.getByRole("menuitem");
  for (const [key, entry] of [["ArrowUp", entries.last()], ["ArrowDown", entries.first()]] as const) {
    await button.press(key);
    await expect(entry).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
    await expect(entries).toHaveCount(0);
  }
  await button.press("Enter");
  await expect(entries.first()).toBeFocused();
});

test("a program that has stopped says so, and can be loaded again", async ({ app, page }) => {
  await app.open("#/tasks");
  await expect(page.getByRole("heading", { name: "Tasks", level: 1 })).toBeVisible();
  // What the browser does when the module traps.
  await page.evaluate(() => dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") })));
  await expect(page.getByRole("alert").filter({ hasText: "Steward stopped because of an internal error" })).toContainText("RuntimeError: unreachable");
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByText("Steward stopped")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Tasks", level: 1 })).toBeVisible();
});
