// Compiled with every strictness, never run: what the declarations allow, and what they refuse.

import init, { connect, StewardError } from "dhis2-steward";
import initSlim, * as slim from "dhis2-steward/slim";
import type { CheckReport, ErrorCode, Issue, JobEvent, JobReference, Json, Operation, PlanStep, Steward } from "dhis2-steward";

/** Fails to compile unless two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(..._: Same<A, B> extends true ? [] : [never]): void {}

export async function allowed(signal: AbortSignal, code: WebAssembly.Module): Promise<string> {
  await init();
  await init(new URL("https://example.org/steward_bg.wasm"));
  await init(fetch("steward_bg.wasm"));
  await initSlim(code);
  same<typeof slim.connect, typeof connect>();
  await connect();
  await connect({ baseUrl: "https://example.org", auth: { bearer: "x" }, signal });
  await connect({ auth: { username: "admin", password: "district" }, fetch, timeoutMs: 1_000 });
  await connect({ fetch: async (request) => new Response(request.url) });
  const dhis2: Steward = await connect({ auth: { token: "x" } });

  same<typeof dhis2.session.hasEnded, boolean>();
  await dhis2.session.ended({ signal });
  await dhis2.ping({ signal });

  const checks = await dhis2.integrity.checks({ slow: false, section: "Users", checks: ["users_*"], signal });
  same<(typeof checks)[number]["averageExecutionTime"], number | undefined>();
  const run = await dhis2.integrity.run({ checks: "all", kind: "details", signal });
  for await (const step of run.progress({ signal })) {
    if (step.phase === "ended") return step.outcome.state;
  }
  for (const check of (await run.report({ timeoutMs: 1_000, signal })).checks) describe(check);
  const { job: jobOfRun, report } = run;
  same<Awaited<ReturnType<typeof report>>, Awaited<ReturnType<typeof run.report>>>();
  for await (const issue of dhis2.integrity.issues()) same<typeof issue, Issue>();

  const job: JobReference = run.job;
  for await (const event of dhis2.jobs.watch(jobOfRun, { timeoutMs: 1_000 })) same<typeof event, JobEvent>();
  const outcome = await dhis2.jobs.completion("ANALYTICS_TABLE/hyKBiDtFlcC");
  if (outcome.state === "unknown") same<typeof outcome.why, StewardError>();

  const types: string[] = await dhis2.tasks.types();
  await dhis2.tasks.list(types[0] ?? "A_TYPE_OF_TOMORROW");
  for await (const step of dhis2.maintenance.plan(["clearCache"])) same<typeof step, PlanStep>();
  await dhis2.maintenance.run("clearCache").catch((error: StewardError) => same<typeof error.operation, Operation | undefined>());
  same<boolean, Awaited<ReturnType<typeof dhis2.settings.isConfidential>>>();
  for (const one of [dhis2, dhis2.session, run]) same<ReturnType<typeof one.toJSON>, { readonly [name: string]: Json }>();

  const answer = await dhis2.request({ method: "POST", path: "/api/x", query: { a: 1, b: true }, body: { c: [null] } });
  const told = answer.json();
  same<typeof told, Json>();
  same<string | null, ReturnType<typeof answer.headers.get>>();
  for (const me of [answer.json<Me>()]) same<typeof me.id, string>();
  const me: Me = { id: "M5zQapPyTZI" };
  await dhis2.request({ method: "PUT", path: "/api/me", body: me, contentType: "application/json", acts: true });
  await dhis2.request({ path: "/api/x", query: { filter: ["a:eq:1", "b:eq:2"] } });
  await dhis2.request({ path: "/api/x", query: new URLSearchParams({ a: "1" }) });
  await passing({});
  for (const method of ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"] as const) {
    await dhis2.request({ method, path: "/api/x" });
  }
  dhis2.free();
  return answer.text();
}

interface Me {
  readonly id: string;
}

/** Options are passed on as they are. */
async function passing({ signal, lastYears }: { signal?: AbortSignal; lastYears?: number }, dhis2?: Steward): Promise<void> {
  await dhis2?.tables.updateAnalytics({ signal, lastYears });
  await connect({ signal });
}

function describe(check: CheckReport): string {
  switch (check.state) {
    case "passed":
    case "notRun":
      return check.name;
    case "issues":
      return `${check.count}`;
    case "failed":
      return check.error ?? "";
  }
}

export function code(error: Error): ErrorCode | undefined {
  same<StewardError["code"], ErrorCode>();
  return error instanceof StewardError ? error.code : undefined;
}

export async function refused(dhis2: Steward, error: StewardError, operation: Operation): Promise<void> {
  // @ts-expect-error The slim entry knows of no code by itself.
  await initSlim();
  // @ts-expect-error A token goes with nothing else.
  await connect({ auth: { tokn: "x" } });
  // @ts-expect-error There is no such option.
  await dhis2.integrity.checks({ fast: true });
  // @ts-expect-error A filter of what is deleted is not forgotten by mistake.
  await dhis2.validation.deleteResults({ period: "2026", organisationUnits: undefined });
  // @ts-expect-error A forgotten type would delete the feeds of all.
  await dhis2.tasks.deleteAll({ jobType: undefined });
  // @ts-expect-error A forgotten group would run every predictor.
  await dhis2.predictors.run({ startDate: "2026-01-01", endDate: "2026-01-31", group: undefined });
  // @ts-expect-error There is no such kind of run.
  await dhis2.integrity.run({ kind: "both" });
  // @ts-expect-error There is no such operation.
  await dhis2.maintenance.run("formatDisk");
  // @ts-expect-error The path is needed.
  await dhis2.request({});
  // @ts-expect-error Errors are made by the package.
  new StewardError();
  // @ts-expect-error There is no such code.
  if (error.code === "nope") return;
  // @ts-expect-error A count is told only where there are issues.
  (await dhis2.integrity.summaries()).map((check) => check.count);
  // @ts-expect-error What is JSON is not known to be an object.
  (await dhis2.request({ path: "/api/me" })).json().name;
  // @ts-expect-error An operation is one of the known words.
  operation = "x" as string;
}
