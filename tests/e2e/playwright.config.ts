// Browser tests of the packed app in the simulated server, started by `cargo xtask test`.
//
// The browser is the machine's own: no other is ever downloaded.

import { defineConfig } from "@playwright/test";

import type { Options } from "./fixtures.ts";

export default defineConfig<object, Options>({
  testDir: ".",
  outputDir: "../../test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.CI ? [["line"]] : [["list"]],
  use: {
    testIdAttribute: "data-test",
    locale: "en-US",
    timezoneId: "Africa/Freetown",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROME ?? "/usr/bin/chromium",
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 800 } } },
    { name: "phone", use: { viewport: { width: 375, height: 800 }, hasTouch: true } },
  ],
});
