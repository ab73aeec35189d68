// Measures what users wait for in the packaged app, and writes the results as JSON to the folder STEWARD_BENCH.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { expect, test } from "../tests/e2e/fixtures.ts";
import type { Server } from "../tests/e2e/server.ts";
import { compressing } from "../tests/e2e/wire.ts";

const folder = process.env.STEWARD_BENCH ?? ".";
const check = "data_elements_aggregate_no_analysis";

/** The number of measurements per median. */
const ROUNDS = 3;

/** A slow connection: 400 kbit/s, with a latency of 100 ms. */
const SLOW_LINE = { offline: false, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8, latency: 100 };
/** The CPU slowdown. */
const SLOW_PROCESSOR = 4;

function note(name: string, measured: object): void {
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(measured));
}

const address = (url: string) => `${url}/api/apps/steward/index.html?shell=false`;

/** Makes the page record when an element appears. */
async function watchFor(page: Page, selector: string): Promise<() => Promise<number>> {
  await page.addInitScript((selector) => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector(selector)) return;
      observer.disconnect();
      // Shown in the next frame.
      requestAnimationFrame(() => setTimeout(() => Object.assign(globalThis, { shownAt: performance.now() })));
    }).observe(document, { subtree: true, childList: true });
  }, selector);
  return async () => {
    const shown = await page.waitForFunction(() => (globalThis as { shownAt?: number }).shownAt, undefined, { timeout: 120_000 });
    return (await shown.jsonValue()) ?? Number.NaN;
  };
}

/** The milliseconds until a check can be opened, over a slow connection and on a slow machine. */
async function start(page: Page, url: string): Promise<number> {
  const shown = await watchFor(page, "[data-test=steward-integrity-check] a");
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Network.enable");
  await protocol.send("Network.emulateNetworkConditions", SLOW_LINE);
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: SLOW_PROCESSOR });
  await page.goto(address(url));
  return shown();
}

test("the list of checks over a slow line", async ({ app, browser, server }) => {
  const proxy = await compressing(server.url);
  const times: Record<"plain" | "compressed" | "again", number[]> = { plain: [], compressed: [], again: [] };
  await app.logIn();
  const storageState = await app.page.context().storageState();
  /** A browser with an empty cache. */
  const visit = async (url: string, ways: (keyof typeof times)[]) => {
    const context = await browser.newContext({ storageState });
    for (const way of ways) {
      const page = await context.newPage();
      times[way].push(await start(page, url));
      // What loads after the list is cached for the next visit.
      await page.waitForLoadState("networkidle");
      await page.close();
    }
    await context.close();
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    await visit(server.url, ["plain", "again"]);
    await visit(proxy.url, ["compressed"]);
  }
  proxy.stop();
  note("start", times);
});

test("the first rows of 20,000 issues", async ({ app, page }) => {
  const answer = readFileSync(join(folder, "answers/20000.json"));
  await page.route("**/api/dataIntegrity/details?*", (route) => route.fulfill({ body: answer, contentType: "application/json" }));
  await page.addInitScript(() => {
    const send = globalThis.fetch;
    globalThis.fetch = async (...asked) => {
      const answer = await send(...asked);
      if (new URL(answer.url).pathname.endsWith("/dataIntegrity/details")) Object.assign(globalThis, { answeredAt: performance.now() });
      return answer;
    };
  });
  const times: number[] = [];
  await app.logIn();
  for (let round = 0; round < ROUNDS; round += 1) {
    const shown = await watchFor(page, "table[aria-label=Issues] tbody code");
    await page.goto("about:blank");
    await page.goto(`${address(app.server.url)}#/integrity/${check}`);
    const shownAt = await shown();
    times.push(shownAt - (await page.evaluate(() => (globalThis as unknown as { answeredAt: number }).answeredAt)));
  }
  await expect(page.getByTestId("steward-issue-count")).toHaveText("20,000 issues");
  note("rows", { times });
});

/** Makes the server find the issues; requires a logged-in user. */
async function find(page: Page, server: Server): Promise<void> {
  const started = await page.request.post(`${server.url}/api/dataIntegrity/details?checks=${check}`);
  expect(started.ok()).toBe(true);
  await server.advance(600);
}

test.describe(() => {
  test.use({ scenario: "large" });

  test("scrolling through 500,000 issues", async ({ app, page, server }) => {
    await app.logIn();
    await find(page, server);
    await app.open(`#/integrity/${check}`);
    await expect(page.getByTestId("steward-issue-count")).toHaveText("500,000 issues", { timeout: 120_000 });
    const frames = await page.locator("#main").evaluate(async (main) => {
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const frames: number[] = [];
      let before = await frame();
      // Ten seconds of fast scrolling, with new rows in every frame.
      for (let count = 0; count < 600; count += 1) {
        main.scrollBy(0, 120);
        const now = await frame();
        frames.push(now - before);
        before = now;
      }
      return frames;
    });
    note("scroll", { frames });
  });
});
