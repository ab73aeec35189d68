// Steward as a person sees it, in the shell of the server or by itself.

import { expect, type Locator, type Page } from "@playwright/test";

import { findings } from "../axe.ts";
import type { Server } from "../server.ts";

/** The people of the simulated server. */
export type User = "admin" | "maintainer" | "observer" | "clerk";

/** The password of each. */
export const password = "district";

export class App {
  constructor(
    readonly page: Page,
    readonly server: Server,
  ) {}

  /** Logs in without the form, which only one test needs. */
  async logIn(username: User = "admin"): Promise<void> {
    const answer = await this.page.request.post(`${this.server.url}/api/auth/login`, { data: { username, password } });
    expect(answer.ok()).toBe(true);
  }

  /** Logs in through the form of the page that is open. */
  async logInByForm(username: User = "admin"): Promise<void> {
    await this.page.getByLabel("Username").fill(username);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Log in" }).click();
    await this.page.waitForURL((url) => !url.pathname.includes("login"));
  }

  /** Opens a place of the app by itself, without the shell, as a person who is logged in. */
  async open(route = "#/", username: User = "admin"): Promise<void> {
    await this.logIn(username);
    await this.page.goto(`${this.server.url}/api/apps/steward/index.html?shell=false${route}`);
    await expect(this.heading).toBeVisible();
  }

  /** The heading of the page. */
  get heading(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  /** Fails unless axe finds nothing in the page as it is now. */
  async expectAccessible(): Promise<void> {
    expect(await findings(this.page)).toEqual([]);
  }
}
