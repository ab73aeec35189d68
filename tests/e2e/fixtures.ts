// What every browser test is given.
//
//     test("a sentence", async ({ app, server }) => { … });
//
// `server` is fresh, `app` is not opened yet; whatever the browser complains about fails the test, and so does a password,
// a token or a session in an address, in the console, or in the page.

import { test as base, expect } from "@playwright/test";

import { Complaints } from "./complaints.ts";
import { App } from "./pages/app.ts";
import { Secrets } from "./secrets.ts";
import { type Policy, Server } from "./server.ts";

/** What `test.use({ … })` may set. */
export interface Options {
  /** The version of the server. */
  version: string;
  /** The situation of the server. */
  scenario: string;
}

interface Fixtures extends Options {
  server: Server;
  app: App;
  complaints: Complaints;
  secrets: Secrets;
}

interface WorkerFixtures {
  /** The policy that the app's files are sent with. */
  policy: Policy;
  process: Server;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  policy: ["strict", { option: true, scope: "worker" }],
  version: ["2.42", { option: true }],
  scenario: ["demo", { option: true }],

  process: [
    async ({ policy }, use) => {
      const server = await Server.start(policy);
      await use(server);
      server.stop();
    },
    { scope: "worker" },
  ],

  server: async ({ process, version, scenario }, use) => {
    await process.reset({ version, scenario, csrf: false });
    await use(process);
  },

  baseURL: async ({ server }, use) => use(server.url),

  complaints: [
    async ({ page }, use) => {
      const complaints = new Complaints(page);
      await use(complaints);
      expect(complaints.unexpected(), "the browser complained").toEqual([]);
    },
    { auto: true },
  ],

  secrets: [
    async ({ page }, use) => {
      const secrets = new Secrets(page);
      await use(secrets);
      await secrets.look();
      expect(secrets.found(), "a secret was let out").toEqual([]);
    },
    { auto: true },
  ],

  app: async ({ page, server }, use) => use(new App(page, server)),
});

export { expect };
