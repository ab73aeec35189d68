// The maintenance page: operations, the plan, the question before it, and what came of it.

import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

export class Maintenance {
  constructor(readonly app: App) {}

  /** Opens the page with operations picked by their names in the address. */
  async open(...picked: string[]): Promise<void> {
    const query = picked.length > 0 ? `?selected=${picked.join(",")}` : "";
    await this.app.open(`#/maintenance${query}`);
    await expect(this.operation("Clear the application cache")).toBeVisible();
  }

  operation(title: string): Locator {
    return this.app.page.getByRole("checkbox", { name: title, exact: true });
  }

  /** The button of the plan, beside the operations or in the bar at the foot. */
  get review(): Locator {
    return this.app.page.getByRole("button", { name: "Review the plan" });
  }

  get dialog(): Locator {
    return this.app.page.getByRole("dialog");
  }

  get word(): Locator {
    return this.dialog.getByRole("textbox");
  }

  /** The button that runs everything, permanent operations too. */
  get destroy(): Locator {
    return this.dialog.getByRole("button", { name: /^Delete/ });
  }

  /** The button of a plan in which nothing is permanent. */
  get run(): Locator {
    return this.dialog.getByRole("button", { name: /^Run \d+ operations?$/ });
  }

  /** A line of the plan that was started. */
  step(operation: string): Locator {
    return this.app.page.locator(`[data-test="steward-plan-step"][data-value="${operation}"]`);
  }

  /** Reviews the plan and runs it; only for plans without permanent operations. */
  async runPicked(): Promise<void> {
    await this.review.click();
    await this.run.click();
  }

  /** How often an operation was asked for, by the last part of its path. */
  async sent(path: string): Promise<number> {
    const requests = await this.app.server.requests();
    return requests[`POST /api/maintenance/${path}`] ?? 0;
  }
}
