// The measurements of the app, which `cargo xtask bench` makes: one after the other, in the browser of the tests.

import tests from "../tests/e2e/playwright.config.ts";

export default { ...tests, testDir: ".", testMatch: "app.ts", workers: 1, timeout: 600_000, projects: tests.projects?.slice(0, 1) };
