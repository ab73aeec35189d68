// The integrity page: the list of checks, and the run that is watched.

import { expect, type Locator } from "@playwright/test";

import type { App, User } from "./app.ts";

export class Integrity {
  constructor(readonly app: App) {}

  /** Opens the list and waits until a check can be activated; from then on the page's time is the test's. */
  async open(username: User = "admin"): Promise<void> {
    await this.app.page.clock.install();
    await this.app.open("#/integrity", username);
    await expect(this.checks.first()).toBeVisible();
  }

  /** The checks that are drawn; those further down are drawn when one scrolls there. */
  get checks(): Locator {
    return this.app.page.getByTestId("steward-integrity-check");
  }

  /** The link to a check, which must be drawn. */
  check(name: string): Locator {
    return this.app.page.getByRole("link", { name, exact: true });
  }

  /** Runs a check and opens its issues. */
  async openIssues(name: string): Promise<void> {
    await this.open();
    await this.app.page.getByRole("searchbox").fill(name);
    await this.check(name).click();
    await this.runThis.click();
    const issues = this.app.page.getByRole("table", { name: "Issues" });
    await this.passTimeUntil(issues);
    // The table is there before what stands in it.
    await expect(issues.getByRole("row").nth(1)).toBeVisible();
    await expect(issues).not.toHaveAttribute("aria-busy");
  }

  /** How many checks there are of a result, by the button that filters for it. */
  async count(result: string): Promise<number> {
    const facets = this.app.page.getByRole("group", { name: "Checks by result" });
    return Number.parseInt(await facets.getByRole("button", { name: result }).innerText());
  }

  get runAll(): Locator {
    return this.app.page.getByTestId("steward-integrity").getByRole("button", { name: /^Run all \d+ fast checks$/ }).first();
  }

  /** Runs the check whose page is open. */
  get runThis(): Locator {
    return this.app.page.locator("main header").getByRole("button", { name: "Run this check" });
  }

  /** Opens the place where a kind of run is begun: that of many checks, which counts, or that of one, which lists. */
  async openRunOf(kind: "summary" | "details"): Promise<void> {
    await this.open();
    if (kind === "details") await this.checks.first().getByRole("link").click();
    await expect(this.runButton(kind)).toBeEnabled();
  }

  /** What begins a kind of run. */
  runButton(kind: "summary" | "details"): Locator {
    return kind === "summary" ? this.runAll : this.runThis;
  }

  /** How often the server was asked to stop a job. */
  async cancels(): Promise<number> {
    const requests = Object.entries(await this.app.server.requests());
    const cancels = requests.filter(([request]) => /^POST .*\/cancel$/.test(request));
    return cancels.reduce((sum, [, times]) => sum + times, 0);
  }

  /** The types of the jobs that go on or wait for their turn. */
  async running(): Promise<string[]> {
    const answer = await this.app.page.request.get(
      `${this.app.server.url}/api/jobConfigurations?fields=jobType,jobStatus,enabled&paging=false`,
    );
    const { jobConfigurations } = (await answer.json()) as { jobConfigurations: { jobType: string; jobStatus: string; enabled: boolean }[] };
    return jobConfigurations.filter((job) => job.jobType.startsWith("DATA_INTEGRITY") && job.enabled).map((job) => job.jobType);
  }

  /** The run that goes on. */
  get run(): Locator {
    return this.app.page.getByTestId("steward-run");
  }

  /** What is said when the run is over. */
  get ended(): Locator {
    return this.app.page.getByTestId("steward-run-ended");
  }

  /** Lets time pass, on the server and in the page alike. */
  async passTime(seconds: number): Promise<void> {
    await this.app.server.advance(seconds);
    await this.app.page.clock.fastForward(seconds * 1000);
  }

  /** Lets time pass until something is seen. */
  async passTimeUntil(seen: Locator): Promise<void> {
    await expect(async () => {
      await this.passTime(10);
      await expect(seen).toBeVisible({ timeout: 300 });
    }).toPass({ timeout: 30_000 });
  }

  /** How often something was sent to the server that is not only a question. */
  async posts(): Promise<number> {
    const requests = Object.entries(await this.app.server.requests());
    const posts = requests.filter(([request]) => request.startsWith("POST ") && !request.includes("/auth/login"));
    return posts.reduce((sum, [, times]) => sum + times, 0);
  }
}
