// How much a browser receives until a check can be opened: every byte on the wire, answers of the API and fonts apart.
//
// `cargo xtask size` sums files; this counts what really travels, headers included.

import { expect, test } from "./fixtures.ts";
import type { App } from "./pages/app.ts";
import { compressing, countReceived, isCounted, type Received } from "./wire.ts";

/** What the browser may receive: from a server that compresses nothing, and through a proxy that compresses. */
const budget = { raw: 170_000, gzip: 120_000 };

/** How many requests there may be beside those to the API. */
const requests = 8;

/** Opens the list of checks, and counts until the first one could be opened. */
async function receiveStart(app: App, url: string): Promise<Received> {
  await app.logIn();
  const received = await countReceived(app.page);
  await app.page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector("[data-test=steward-integrity-check] a")) return;
      observer.disconnect();
      document.documentElement.dataset["listAt"] = `${performance.timeOrigin + performance.now()}`;
    }).observe(document, { subtree: true, childList: true });
  });
  await app.page.goto(`${url}/api/apps/steward/index.html?shell=false`);
  await app.page.getByTestId("steward-integrity-check").first().getByRole("link").click({ trial: true });
  // What is asked for once a check can be opened is not needed for that: the page brings it after it has been painted.
  const listAt = Number(await app.page.evaluate(() => document.documentElement.dataset["listAt"]));
  expect(listAt).toBeGreaterThan(0);
  const start = received(listAt);
  // Whatever the page knows to have received by now must have been counted by now.
  const known = await app.page.evaluate(() =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map((entry) => {
      const { name, encodedBodySize } = entry as PerformanceResourceTiming;
      return { name, encodedBodySize };
    }),
  );
  const bodies = known.filter(({ name }) => isCounted(name)).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  expect(received().bytes).toBeGreaterThanOrEqual(bodies);
  return start;
}

function expectSmall({ bytes, urls }: Received, allowed: number): void {
  expect(new Set(urls).size, "something was fetched twice").toBe(urls.length);
  expect(urls.length, urls.join()).toBeLessThanOrEqual(requests);
  expect(bytes, urls.join()).toBeLessThanOrEqual(allowed);
}

test("the start is within its budget, from a server that compresses nothing", async ({ app, server }) => {
  expectSmall(await receiveStart(app, server.url), budget.raw);
});

test("the start is within its budget, through a proxy that compresses", async ({ app, server }) => {
  const proxy = await compressing(server.url);
  expectSmall(await receiveStart(app, proxy.url), budget.gzip);
  // What the page asks for from now on would find nobody.
  await app.page.goto("about:blank");
  proxy.stop();
});
