// Looks for passwords, tokens and sessions in everything that a test lets out.

import { readFileSync } from "node:fs";

import type { BrowserContext, Page } from "@playwright/test";

const list = readFileSync(new URL("../secrets.txt", import.meta.url), "utf8");

/** What gives away a secret: the list of all tests, and what personal access tokens begin with. */
const forms = [...list.split("\n").filter((line) => line !== "" && !line.startsWith("#")), "d2pat_"];

export class Secrets {
  /** What was let out: where, and what. */
  private readonly said: [string, string][] = [];
  private readonly sessions = new Set<string>();
  private readonly context: BrowserContext;

  constructor(private readonly page: Page) {
    this.context = page.context();
    this.context.on("request", (request) => {
      this.said.push(["an address", request.url()], ["a referrer", request.headers().referer ?? ""]);
    });
    page.on("console", (message) => this.said.push(["the console", `${message.text()} ${message.location().url}`]));
    page.on("pageerror", (error) => this.said.push(["an error", `${error.message}\n${error.stack}`]));
  }

  /** Notes a text that a person would pass on, such as one that was copied. */
  note(where: string, text: string): void {
    this.said.push([where, text]);
  }

  /** Notes what the page shows and keeps now, and which session it has. */
  async look(): Promise<void> {
    for (const cookie of await this.context.cookies()) {
      // A cookie that is as short as a word would be found in innocent texts.
      if (cookie.value.length >= 16) this.sessions.add(cookie.value);
    }
    if (this.page.isClosed() || this.page.url() === "about:blank") return;
    this.said.push(["the address bar", this.page.url()], ["what the browser keeps", await this.kept()]);
    for (const frame of this.page.frames()) {
      this.said.push(["the page", await frame.content()]);
    }
  }

  /** Where a secret was let out. */
  found(): string[] {
    const secrets = [...forms, ...this.sessions];
    const leaks = this.said.filter(([, text]) => secrets.some((secret) => text.includes(secret)));
    return leaks.map(([where, text]) => `${where}: ${text.slice(0, 300)}`);
  }

  /** How many sessions were looked for: at least one, or nothing was proved. */
  get known(): number {
    return this.sessions.size;
  }

  private kept(): Promise<string> {
    return this.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]));
  }
}
