// Whatever the browser complains about in its console.

import type { Page } from "@playwright/test";

export class Complaints {
  private readonly heard: string[] = [];
  private readonly expected: RegExp[] = [];

  constructor(page: Page) {
    page.on("pageerror", (error) => this.heard.push(`${error.name}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        this.heard.push(`${message.text()} (${message.location().url})`);
      }
    });
  }

  /** Allows a complaint that the test itself brings about, such as a request that fails. */
  expect(complaint: RegExp): void {
    this.expected.push(complaint);
  }

  /** What was complained about without being expected. */
  unexpected(): string[] {
    return this.heard.filter((complaint) => !this.expected.some((expected) => expected.test(complaint)));
  }
}
