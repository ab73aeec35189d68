// A browser, and pages that lie at the address of an app that is installed in the simulated server.

import assert from "node:assert/strict";
import { join } from "node:path";

import { chromium } from "@playwright/test";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"];

/** The browser that `cargo xtask test` has found. */
export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROME ?? "/usr/bin/chromium", args: flags });

/** Where such a page is, below the server's address. */
const app = "/api/apps/example/";

/**
 * Opens a page as the admin, and waits until it sets `isDone` or something goes wrong.
 *
 * @param {import("@playwright/test").Browser} browser
 * @param {import("./support.js").Server} server
 * @param {object} where
 * @param {string} [where.files] The folder whose files lie at the address of the app.
 * @param {string} [where.page] The page in it.
 * @param {string} [where.url] A page that something else serves instead.
 * @param {string} [where.policy] What the policy for content security says of scripts.
 */
export async function open(browser, server, { files = "", page = "index.html", url, policy }) {
  const context = await browser.newContext();
  const credentials = { username: "admin", password: "district" };
  assert.ok((await context.request.post(`${server.url}/api/auth/login`, { data: credentials })).ok());
  const tab = await context.newPage();
  // Looking into the page from time to time would need what a policy forbids.
  const over = new Promise((resolve) => tab.exposeFunction("isOver", resolve));
  await tab.addInitScript(() => {
    const isOver = () => /** @type {any} */ (globalThis).isOver();
    for (const trouble of ["error", "unhandledrejection"]) addEventListener(trouble, isOver);
    Object.defineProperty(globalThis, "isDone", { set: isOver });
  });
  /** @type {string[]} */
  const printed = [];
  /** @type {string[]} */
  const faults = [];
  tab.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
    if (message.type() === "log") printed.push(message.text());
  });
  tab.on("pageerror", (error) => faults.push(`${error}`));
  await context.route(`**${app}**`, (route) => {
    const path = join(files, new URL(route.request().url()).pathname.split(app)[1] ?? "");
    /** @type {Record<string, string>} */
    const headers = policy === undefined ? {} : { "Content-Security-Policy": `script-src ${policy}` };
    // As a server says it that is told to add a charset to everything.
    const type = path.endsWith(".wasm") ? { contentType: "application/wasm;charset=UTF-8" } : {};
    return route.fulfill({ path, headers, ...type });
  });
  await tab.goto(url ?? `${server.url}${app}${page}`);
  await over;
  const shown = await tab.locator("body").textContent();
  await context.close();
  return { printed: printed.join("\n"), faults, shown };
}
