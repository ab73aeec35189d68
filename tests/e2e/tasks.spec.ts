// Tasks: the runs that have left messages, and the messages of one, followed while it goes on.

import { expect, test } from "./fixtures.ts";
import { Tasks } from "./pages/tasks.ts";

test("a run is followed live, and ends as the job's own record says", async ({ app, server }) => {
  const tasks = new Tasks(app);
  await app.logIn();
  const run = await tasks.start("resourceTables/analytics");
  await tasks.open(run);
  await expect(app.page.getByText("Waiting to start")).toBeVisible();
  await expect(app.page.getByText("No messages yet")).toBeVisible();
  await server.advance(21);
  await expect(app.page.getByRole("main").getByText("Running", { exact: true }).first()).toBeVisible();
  await expect(tasks.messages.first()).toBeVisible();
  await server.advance(120);
  await expect(app.page.getByRole("main").getByText("Completed", { exact: true })).toBeVisible();
  await expect(app.page.getByRole("button", { name: "Stop the job" })).toHaveCount(0);
});

test("a failed job says so, with the server's reason", async ({ app, server }) => {
  const tasks = new Tasks(app);
  await app.logIn();
  await server.control("POST", "jobs/fail-next", { jobType: "ANALYTICS_TABLE" });
  const run = await tasks.start("resourceTables/analytics");
  await server.advance(21);
  await server.advance(120);
  await tasks.open(run);
  await expect(app.page.getByText("The job failed")).toBeVisible();
  await app.expectAccessible();
});

test("a job that is cancelled is stopping until the server notices it", async ({ app, server }) => {
  const tasks = new Tasks(app);
  await app.logIn();
  const run = await tasks.start("resourceTables/analytics");
  await tasks.open(run);
  await server.advance(21);
  await app.page.getByRole("button", { name: "Stop the job" }).click();
  await expect(app.page.getByText("The job is stopping")).toBeVisible();
  await server.advance(21);
  await server.advance(60);
  await expect(app.page.getByText("The job was cancelled")).toBeVisible();
});

test("runs stand most recent first, by type, and lead to their messages", async ({ app, server, page }) => {
  const tasks = new Tasks(app);
  await app.logIn();
  await tasks.start("dataIntegrity/summary?checks=orgunits_no_geometry");
  await server.advance(30);
  await tasks.start("resourceTables/analytics");
  await server.advance(21);
  await server.advance(120);
  await tasks.open("");
  await expect(tasks.runs.filter({ hasText: "Analytics tables" }).first()).toBeVisible();
  const types = await tasks.runs.allTextContents();
  const place = (type: string) => types.findIndex((text) => text.includes(type));
  expect(place("Analytics tables")).toBeLessThan(place("Integrity checks"));
  await tasks.open("/DATA_INTEGRITY");
  await expect(tasks.runs.first()).toBeVisible();
  await expect(page.getByRole("cell", { name: "Analytics tables" })).toHaveCount(0);
  await tasks.runs.first().getByRole("link").click();
  await expect(tasks.messages.first()).toBeVisible();
  await expect(page).toHaveURL(/#\/tasks\/DATA_INTEGRITY\/[A-Za-z][A-Za-z0-9]{10}/);
});

test("messages are searched and narrowed down to a level in the address", async ({ app, server, page }) => {
  const tasks = new Tasks(app);
  await app.logIn();
  const run = await tasks.start("resourceTables/analytics");
  await server.advance(21);
  await server.advance(120);
  await tasks.open(run);
  await expect(page.getByText("Completed", { exact: true })).toBeVisible();
  const all = await tasks.messages.count();
  await page.getByRole("searchbox").fill("SQL");
  await expect(page).toHaveURL(/search=SQL/);
  await expect(tasks.messages.first()).toContainText("SQL");
  await expect.poll(() => tasks.messages.count()).toBeLessThan(all);
  await page.reload();
  await expect(page.getByRole("searchbox")).toHaveValue("SQL");
  await page.getByRole("searchbox").fill("nothing says this");
  await expect(page.getByText("No message matches “nothing says this”")).toBeVisible();
  await page.getByRole("searchbox").fill("");
  await page.getByRole("combobox", { name: "Level" }).selectOption("ERROR");
  await expect(page).toHaveURL(/level=ERROR/);
  await expect(page.getByText("No messages of this level")).toBeVisible();
  await page.getByRole("button", { name: "Show all messages" }).click();
  await expect(tasks.messages).toHaveCount(all);
});

test("messages are kept as a file", async ({ app, server, page }) => {
  const tasks = new Tasks(app);
  await app.logIn();
  const run = await tasks.start("resourceTables/analytics");
  await server.advance(21);
  await server.advance(120);
  await tasks.open(run);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download messages" }).click();
  expect((await download).suggestedFilename()).toMatch(/^analytics-table-\w{11}\.txt$/);
});

test("a job without a record shows its messages alone, and says so", async ({ app, server, complaints }) => {
  complaints.expect(/404/);
  const tasks = new Tasks(app);
  await app.logIn();
  const run = await tasks.start("resourceTables/analytics");
  await server.advance(21);
  await server.advance(120);
  const id = run.split("/").at(-1);
  await server.control("POST", "faults", [{ path: `/api/jobConfigurations/${id}`, status: 404 }]);
  await tasks.open(run);
  await expect(app.page.getByText("The outcome of the run is unknown")).toBeVisible();
  await expect(tasks.messages.first()).toBeVisible();
  await app.expectAccessible();
});

test("a dropped connection keeps what is shown and says that it is not seen", async ({ app, server, page, complaints }) => {
  complaints.expect(/Failed to load|ERR_/);
  await page.clock.install();
  const tasks = new Tasks(app);
  await app.logIn();
  const run = await tasks.start("resourceTables/analytics");
  await server.advance(21);
  await tasks.open(run);
  await expect(tasks.messages.first()).toBeVisible();
  const lost = page.getByText(/No answer from the server since/);
  const look = async () => {
    await page.clock.runFor(5_000);
    return lost.count();
  };
  await server.control("POST", "faults", [{ path: "/api/jobConfigurations/*", drop: "before" }]);
  await expect.poll(look).toBe(1);
  await expect(tasks.messages.first()).toBeVisible();
  await server.control("DELETE", "faults");
  await expect.poll(look).toBe(0);
});

test("leaving a run stops asking for it, and the poll of the tray goes on", async ({ app, server, page }) => {
  await page.clock.install();
  const tasks = new Tasks(app);
  await app.logIn();
  const run = await tasks.start("resourceTables/analytics");
  await tasks.open(run);
  await expect(page.getByText("Waiting to start")).toBeVisible();
  await page.getByRole("link", { name: "Maintenance" }).click();
  await expect(app.heading).toHaveText("Maintenance");
  // The title is there before the page's part is.
  await expect(page.getByRole("checkbox").first()).toBeVisible();
  await server.control("DELETE", "requests");
  await expect
    .poll(async () => {
      await page.clock.runFor(10_000);
      return (await server.requests())["GET /api/scheduling/running"] ?? 0;
    })
    .toBeGreaterThan(2);
  const asked = Object.keys(await server.requests());
  expect(asked.filter((request) => request !== "GET /api/scheduling/running")).toEqual([]);
});

test("nobody is locked out of tasks", async ({ app }) => {
  await app.open("#/tasks", "observer");
  await expect(app.heading).toHaveText("Tasks");
});

test("an address that names no job is told as such", async ({ app }) => {
  await new Tasks(app).open("/ANALYTICS_TABLE/nope");
  await expect(app.page.getByText("The link does not point to a job")).toBeVisible();
});

test("a list that cannot be read says why, and is read again on demand", async ({ app, server, page, complaints }) => {
  complaints.expect(/500/);
  await server.control("POST", "faults", [{ path: "/api/system/tasks", status: 500 }]);
  const tasks = new Tasks(app);
  await tasks.open();
  await expect(page.getByText("The tasks could not be loaded")).toBeVisible();
  await app.expectAccessible();
  await page.getByRole("button", { name: "Show the request" }).click();
  await expect(page.getByText("GET /api/system/tasks", { exact: true })).toBeVisible();
  await server.control("DELETE", "faults");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(tasks.runs.first()).toBeVisible();
});

test("waiting shows the shape of what comes", async ({ app, server, page }) => {
  await server.control("POST", "faults", [{ path: "/api/system/tasks", latency: 6000 }]);
  await new Tasks(app).open();
  await expect(page.getByRole("status", { name: "Loading tasks" })).toBeVisible();
  await app.expectAccessible();
});

test("a server that has forgotten its messages says why nothing is there", async ({ app, server, page }) => {
  await server.control("POST", "restart");
  await new Tasks(app).open();
  await expect(page.getByText("No job messages")).toBeVisible();
  await app.expectAccessible();
});

test("a type without messages leads back to all types", async ({ app, page }) => {
  const tasks = new Tasks(app);
  await tasks.open("/SMS_SEND");
  await expect(page.getByText("No messages from “Sms send”")).toBeVisible();
  await app.expectAccessible();
  await page.getByRole("main").getByRole("link", { name: "Show all types" }).click();
  await expect(tasks.runs.first()).toBeVisible();
});

for (const direction of ["ltr", "rtl"] as const) {
  test(`axe finds nothing in lists and messages, ${direction}`, async ({ app, page, server, complaints }) => {
    complaints.expect(/Failed to load|ERR_/);
    const turn = () => page.evaluate((dir) => document.documentElement.setAttribute("dir", dir), direction);
    const tasks = new Tasks(app);
    await tasks.open();
    await turn();
    await app.expectAccessible();
    const run = await tasks.start("resourceTables/analytics");
    await server.advance(21);
    await tasks.open(run);
    await turn();
    await expect(tasks.messages.first()).toBeVisible();
    await app.expectAccessible();
    await server.control("POST", "faults", [{ path: "/api/jobConfigurations/*", drop: "before" }]);
    await expect(page.getByText(/No answer from the server since/)).toBeVisible();
    await app.expectAccessible();
    await server.control("DELETE", "faults");
    await server.advance(120);
    await tasks.open();
    await turn();
    await expect(tasks.runs.first()).toBeVisible();
    await app.expectAccessible();
  });
}
