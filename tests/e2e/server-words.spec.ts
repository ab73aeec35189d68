// What the server has written itself: names without a place to break, English on a page from right to left, on paper.

import type { Locator, Page } from "@playwright/test";

import { expect, test } from "./fixtures.ts";
import { Integrity } from "./pages/integrity.ts";

const check = "orgunits_orphaned";
const long = `${"a_name_that_cannot_be_broken_anywhere_".repeat(3)}(or can it)`;

/** Changes what the server answers to a request. */
async function change(page: Page, path: RegExp, by: (answer: Record<string, unknown>) => void): Promise<void> {
  await page.route(path, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    for (const one of Array.isArray(json) ? json : [json]) by(one);
    await route.fulfill({ response, json });
  });
}

/** Gives a check another name. */
async function rename(page: Page): Promise<void> {
  await change(page, /\/api\/dataIntegrity(\?|$)/, (known) => {
    if (known.name === check) known.displayName = long;
  });
}

/** Whether the last character stands to the right of the one before it, as it does in English. */
async function endsOnTheRight(text: Locator): Promise<boolean> {
  return text.evaluate((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let last: Node | null = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.textContent?.trim()) last = node;
    if (!last?.textContent) throw new Error("there is no text");
    // Marks that isolate a text have no width.
    const end = last.textContent.replace(/[\s\u2066-\u2069]+$/u, "").length;
    const left = (from: number) => {
      const range = document.createRange();
      range.setStart(last as Node, from);
      range.setEnd(last as Node, from + 1);
      return range.getBoundingClientRect().left;
    };
    return left(end - 1) > left(end - 2);
  });
}

for (const width of [320, 375, 1280]) {
  test(`a name without a space stays in its row, ${width} pixels wide`, async ({ app, page }) => {
    await page.setViewportSize({ width, height: 800 });
    await rename(page);
    const integrity = new Integrity(app);
    await integrity.open();
    await page.getByRole("searchbox").fill(long);
    await expect(integrity.checks).toHaveCount(1);
    const right = async (part: Locator) => part.evaluate((element) => element.getBoundingClientRect().right);
    const row = await right(integrity.checks);
    expect(row).toBeLessThanOrEqual(width);
    expect(await right(integrity.check(long))).toBeLessThanOrEqual(row);
    await expect(integrity.checks.getByText("Never run")).toBeInViewport({ ratio: 1 });
    expect(await page.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
  });
}

test("an alert stands above the selection bar and above the navigation of phones", async ({ app, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const integrity = new Integrity(app);
  await integrity.openIssues("Organisation units without groups");
  const alert = page.getByTestId("dhis2-uicore-alertbar");
  await page.getByRole("checkbox", { name: /^Select: / }).first().check();
  await page.getByRole("button", { name: "Copy IDs" }).click();
  await expect(alert).toBeVisible();
  const edges = async (part: Locator) => part.evaluate((element) => element.getBoundingClientRect());
  const bar = page.getByRole("region", { name: "1 issue selected" });
  expect((await edges(alert)).bottom).toBeLessThanOrEqual((await edges(bar)).top);
  await bar.getByRole("button", { name: "Clear" }).click();
  await expect(bar).toHaveCount(0);
  if ((page.viewportSize()?.width ?? 0) < 640) {
    expect((await edges(alert)).bottom).toBeLessThanOrEqual((await edges(page.getByTestId("steward-work"))).top);
  }
});

test("English of the server keeps its full stops and brackets on a page from right to left", async ({ app, page, server, complaints }) => {
  complaints.expect(/409/);
  await change(page, /\/api\/me\?/, (me) => {
    me.settings = { ...(me.settings as object), keyUiLocale: "ar" };
  });
  await rename(page);
  const integrity = new Integrity(app);
  await integrity.open();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.getByRole("searchbox").fill(long);
  expect(await endsOnTheRight(integrity.check(long))).toBe(true);
  await integrity.check(long).click();
  await expect(page.locator(".prose p").last()).toBeVisible();
  expect(await endsOnTheRight(app.heading)).toBe(true);
  for (const paragraph of await page.locator(".prose p", { hasText: /\.\s*$/ }).all()) {
    expect(await endsOnTheRight(paragraph)).toBe(true);
  }

  await server.control("POST", "faults", [{ path: "/api/jobConfigurations/*", method: "POST", status: 409, message: "It cannot be stopped (yet)." }]);
  await integrity.runThis.click();
  await integrity.run.getByRole("button", { name: "Stop the run" }).click();
  const alert = page.locator(".alert__text").first();
  await expect(alert).toContainText("It cannot be stopped (yet).");
  expect(await endsOnTheRight(alert)).toBe(true);
});

test("a printed page names the server and says when it was so", async ({ app, page, server }) => {
  const integrity = new Integrity(app);
  await integrity.openIssues("Organisation units without groups");
  const head = page.locator(".printed");
  await expect(head).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(head).toBeVisible();
  await expect(head).toContainText("Tamaria health information system");
  await expect(head).toContainText(server.url);
  await expect(head).toContainText(/As of .*\d{4}/);
  await expect(page.getByRole("navigation")).toHaveCount(1);
  const times = page.locator(".page__summary time");
  expect(await times.evaluate((time) => getComputedStyle(time, "::after").content)).toMatch(/\d{4}/);
});
