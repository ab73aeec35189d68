// Half a million issues in one answer: the first is read at once, and none costs the page more than its own bytes.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures.ts";
import type { Server } from "./server.ts";

test.use({ scenario: "large" });

/** How long the texts in it are together, and how many bytes may be kept for each of theirs. */
const texts = 66_888_890;
const KEPT = 1.2;

const check = "data_elements_aggregate_no_analysis";

/** Lets the server find the issues; the person must be logged in. */
async function find(page: Page, server: Server): Promise<void> {
  const started = await page.request.post(`${server.url}/api/dataIntegrity/details?checks=${check}`);
  expect(started.ok()).toBe(true);
  await server.advance(600);
}

/** How many bytes the app's module has; to be installed before the app starts. */
async function watchMemory(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...source) => {
      const made = await instantiate(...source);
      // The parts that come later use the memory of the first.
      const moduleMemory = made.instance.exports.memory;
      if (moduleMemory) Object.assign(globalThis, { moduleMemory });
      return made;
    };
  });
  return () => page.evaluate(() => (globalThis as unknown as { moduleMemory: WebAssembly.Memory }).moduleMemory.buffer.byteLength);
}

test("the first of 500,000 issues is on the screen before the answer ends", async ({ app, page, server }) => {
  await app.logIn();
  await find(page, server);
  await server.control("POST", "faults", [{ path: "/api/dataIntegrity/details", hold: 100 }]);
  await app.open(`#/integrity/${check}`);

  const count = page.getByTestId("steward-issue-count");
  await expect(page.getByText("Imported element 0", { exact: true })).toBeVisible();
  await expect(count).toHaveText(/^(99|100) issues so far, loading more$/);
  await expect(page.getByRole("table", { name: "Issues" })).toHaveAttribute("aria-busy", "true");

  await server.control("POST", "release");
  await expect(count).toHaveText("500,000 issues", { timeout: 50_000 });
});

/** Where in the list one looks: parts of its length. */
const parts = [0.1, 0.25, 0.5, 0.75, 0.9];

test("500,000 issues are scrolled through with as many nodes as one screen needs", async ({ app, page, server }) => {
  await app.logIn();
  await find(page, server);
  await app.open(`#/integrity/${check}`);
  await expect(page.getByTestId("steward-issue-count")).toHaveText("500,000 issues", { timeout: 50_000 });

  const main = page.locator("#main");
  const rows = page.getByTestId("dhis2-uicore-tablerow");
  /** The number of the first issue that is wholly in view, and where on the screen it is. */
  const first = () =>
    rows.evaluateAll((rows) => {
      const row = rows.find((row) => row.getBoundingClientRect().top >= 0) as HTMLElement;
      const { top, height } = row.getBoundingClientRect();
      return { issue: Number(/element (\d+)/.exec(row.innerText)?.[1]), top, height };
    });
  const isDrawn = () => rows.evaluateAll((rows) => rows.some((row) => row.getBoundingClientRect().top >= 0));
  const sizes: number[] = [];
  for (const part of parts) {
    await main.evaluate(async (main, part) => {
      const rests = new Promise((resolve) => main.addEventListener("scrollend", resolve, { once: true }));
      main.scrollTo(0, (main.scrollHeight - main.clientHeight) * part);
      await rests;
    }, part);
    await expect.poll(isDrawn).toBe(true);
    const { issue } = await first();
    expect(Math.abs(issue / 500_000 - part), `${issue} at ${part}`).toBeLessThan(0.01);
    sizes.push(await page.evaluate(() => document.querySelectorAll("*").length));
  }
  // One row more or less may be in view.
  const row = await rows.first().evaluate((row) => row.querySelectorAll("*").length + 1);
  expect(Math.max(...sizes) - Math.min(...sizes), `${sizes}`).toBeLessThanOrEqual(2 * row);

  // The wheel moves the rows as in any other list, although the list is drawn shorter than it is.
  const before = await first();
  await main.hover();
  for (let turn = 0; turn < 10; turn += 1) await page.mouse.wheel(0, 4 * before.height);
  await expect.poll(async () => (await first()).issue - before.issue).toBe(40);

  // Any row can have the focus.
  await rows.first().getByRole("button").focus();
  await page.keyboard.press("End");
  const last = page.getByText("Imported element 499999", { exact: true });
  await expect(last).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("PageUp");
  await expect(last).not.toBeInViewport();
  await expect.poll(async () => (await first()).issue).toBeGreaterThan(499_900);
  await page.keyboard.press("Home");
  await expect(app.heading).toBeInViewport();
});

test("500,000 issues are searched and sorted, and what is asked for last is what is shown", async ({ app, page, server }) => {
  await app.logIn();
  await find(page, server);
  await app.open(`#/integrity/${check}`);
  const count = page.getByTestId("steward-issue-count");
  await expect(count).toHaveText("500,000 issues", { timeout: 50_000 });

  const search = page.getByRole("searchbox", { name: "Search issues" });
  await search.fill("ELEMENT imported");
  await search.fill("element 49999");
  await expect(count).toHaveText("15 of 500,000 issues", { timeout: 50_000 });
  await expect(page.getByText("Imported element 49999", { exact: true })).toBeVisible();

  await search.fill("");
  await expect(count).toHaveText("500,000 issues");
  await app.open(`#/integrity/${check}?sort=name,reversed`);
  await expect(page.getByTestId("dhis2-uicore-tablerow").first()).toContainText("Imported element 99999", { timeout: 50_000 });
  await expect(page.getByRole("table", { name: "Issues" })).not.toHaveAttribute("aria-busy");
});

test("what is kept of 500,000 issues is not much more than their text", async ({ app, page, server }) => {
  const memory = await watchMemory(page);
  await app.logIn();
  await find(page, server);
  await server.control("POST", "faults", [{ path: "/api/dataIntegrity/details", hold: 100 }]);
  await app.open(`#/integrity/${check}`);
  await expect(page.getByTestId("steward-issue-count")).toContainText("so far");
  const before = await memory();
  await server.control("POST", "release");
  await expect(page.getByTestId("steward-issue-count")).toHaveText("500,000 issues", { timeout: 50_000 });
  expect((await memory()) - before).toBeLessThan(texts * KEPT);
});
