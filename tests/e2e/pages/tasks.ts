// The tasks page: runs, and the messages of one.

import type { APIResponse, Locator } from "@playwright/test";

import type { App } from "./app.ts";

export class Tasks {
  constructor(readonly app: App) {}

  async open(route = ""): Promise<void> {
    await this.app.open(`#/tasks${route}`);
  }

  get runs(): Locator {
    return this.app.page.getByRole("table", { name: "Runs" }).locator("tbody").getByRole("row");
  }

  get messages(): Locator {
    return this.app.page.getByTestId("steward-task-messages").getByRole("listitem");
  }

  /** Starts a job as the person who is logged in; answers its type and identifier, as in an address. */
  async start(path: string): Promise<string> {
    const answer: APIResponse = await this.app.page.request.post(`${this.app.server.url}/api/${path}`);
    const { response } = (await answer.json()) as { response: { jobType: string; id: string } };
    return `/${response.jobType}/${response.id}`;
  }
}
