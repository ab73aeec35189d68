/// <reference lib="es2018.asynciterable" />
/// <reference lib="esnext.disposable" />

declare global {
  /** Declared by the DOM library, but not by Node's types. */
  namespace WebAssembly {
    /** Compiled code. */
    interface Module {}
  }
}

/**
 * Loads the WebAssembly module. Await it once before any other call; later calls are free.
 *
 * Without `source`, loads the `.wasm` file next to this package's files: browsers fetch it, Node reads it from disk.
 *
 * @param source The module or its location, for bundlers that move the file.
 * @throws {StewardError} `not-initialised` if the module cannot be loaded; calling it again retries.
 */
export default function init(source?: CompiledCode | Promise<CompiledCode>): Promise<void>;

/**
 * The WebAssembly module or its location. A `Response` or URL is compiled while it streams, whatever its content type.
 * In Node, a URL can be a `file:` URL and a string can be a file path.
 */
export type CompiledCode = string | URL | ArrayBuffer | Uint8Array | Response | WebAssembly.Module;

/**
 * Connects to a server and reads its version and the current user: `GET /api/system/info` and `GET /api/me`.
 *
 * @throws {StewardError} `session-expired` or `unauthorized` if nobody is logged in, `not-initialised` before
 * {@link init}, `invalid-argument` for an invalid URL, invalid credentials or an unknown option.
 */
export function connect(options?: ConnectOptions): Promise<Steward>;

/** The server and the credentials to use. */
export interface ConnectOptions extends WaitOptions {
  /**
   * The URL of the server, including its context path, such as `https://dhis2.example.org/hmis`. Defaults, in the page
   * of an installed app, to the server of the page.
   */
  readonly baseUrl?: string | undefined;
  /**
   * A token or a password; defaults to the browser's session, and is required without one. Never logged, never part of
   * an error, never sent to another origin. Requests with `auth` carry no cookies.
   */
  readonly auth?: Auth | undefined;
  /**
   * Sends every request instead of the global `fetch`, for example through a proxy or to a test double. It receives a
   * complete `Request`, including `auth`, and must neither follow redirects that the request does not follow, nor
   * repeat a request that changes something. An exception becomes a `network` error with that `cause`; any result other
   * than a `Response` becomes `invalid-argument`.
   */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /**
   * How long a read request may take to respond, and how long any response may stall; defaults to two minutes. The
   * request then fails with `timeout`. A request that changes something may take as long as the server needs to respond;
   * use `signal` to stop waiting.
   */
  readonly timeoutMs?: Milliseconds | undefined;
}

/** Credentials. */
export type Auth = TokenAuth | BearerAuth | PasswordAuth;

/** A DHIS2 personal access token. */
export interface TokenAuth {
  readonly token: string;
}

/** An OAuth or OpenID Connect token. */
export interface BearerAuth {
  readonly bearer: string;
}

/** A username and a password. */
export interface PasswordAuth {
  readonly username: string;
  readonly password: string;
}

/** Options of every call that waits. */
export interface WaitOptions {
  /**
   * Stops waiting: the promise rejects with the code `aborted`, whatever the signal's reason. Work already started on
   * the server continues.
   */
  readonly signal?: AbortSignal | undefined;
}

/** Identifies an error, for code that handles it. */
export type ErrorCode =
  /** The server could not be reached, or the connection broke. */
  | "network"
  /** No response arrived in time. The server may still be working. */
  | "timeout"
  /** The caller aborted the call. */
  | "aborted"
  /** The session has expired: log in again. */
  | "session-expired"
  /** The token or password is wrong. */
  | "unauthorized"
  /** The user lacks permission. */
  | "forbidden"
  /** The resource does not exist. */
  | "not-found"
  /** The server's state does not allow the operation. */
  | "conflict"
  /** The server rejected the request as invalid. */
  | "rejected"
  /** The server asks to retry later. */
  | "busy"
  /** The server failed. */
  | "server"
  /** The response was HTML or empty instead of JSON. */
  | "unexpected-answer"
  /** The response does not have the expected shape. */
  | "decode"
  /** The server's version does not support the operation. */
  | "unsupported"
  /** An argument is invalid. */
  | "invalid-argument"
  /** `init()` was not awaited, or failed. */
  | "not-initialised";

/**
 * The only error this package throws. It never contains credentials, headers or request bodies.
 *
 * Its `cause` is what was thrown underneath, unchanged: the error of `fetch`, in Node with a `cause` of its own that says
 * why the server could not be reached, whatever your own `fetch` function threw, or the reason of the signal.
 */
export class StewardError extends Error {
  private constructor();
  readonly name: "StewardError";
  /** Identifies the error for code; the message is for people. */
  readonly code: ErrorCode;
  /** The HTTP status, if there was a response. */
  readonly status?: number;
  /** The failed request, such as `POST /api/maintenance/cacheClear`, without its query. */
  readonly request?: string;
  /** The server's message, if it sent one. */
  readonly serverMessage?: string;
  /** The server's error code, such as `E1006`, if it sent one. */
  readonly serverCode?: string;
  /** The JSON path of the unexpected value, such as `$.checks[3].severity`. Only with the code `decode`. */
  readonly jsonPath?: string;
  /**
   * Whether the server may have completed the operation, or may still be working on it: no response arrived, it came
   * from a gateway, or it was unreadable. Check the state of the server before you repeat a request that changes
   * something.
   */
  readonly leavesOutcomeUnknown: boolean;
  /** The maintenance operation that may still be running. Only if a plan was aborted while it waited for the server. */
  readonly operation?: Operation;
  /** The message and the members above, for logs. */
  toJSON(): { readonly [name: string]: Json };
}

/**
 * An object that holds WebAssembly memory. The memory is released some time after the object becomes unreachable;
 * `using` and {@link Freeable.free} release it at once, after which the object cannot be used.
 */
export interface Freeable {
  /** Releases the memory at once. */
  free(): void;
  /** Releases the memory at the end of a block that declares the object with `using`. */
  [Symbol.dispose](): void;
}

/**
 * An async iterator for `for await`. The first request is sent when the first value is requested; leaving the loop
 * aborts pending requests and stops polling.
 */
export interface Iteration<T> extends AsyncIterable<T>, Freeable {
  /** Resolves to the next value. */
  next(): Promise<IteratorResult<T, undefined>>;
  /** Ends the iteration and cancels a pending `next()`. */
  return(): Promise<IteratorResult<T, undefined>>;
  /** Returns an iterator over the same values. */
  [Symbol.asyncIterator](): Iteration<T>;
}

/**
 * An ISO 8601 time with milliseconds and the offset of the server's time zone: `2026-08-20T10:11:12.123+02:00`. If the
 * server's time zone is missing or unknown, the time as the server sent it, without an offset.
 */
export type Time = string;

/** A duration in milliseconds. As an option it must be a positive integer. */
export type Milliseconds = number;

/** A known value, or any other value the server sends. */
export type Word<Known extends string> = Known | (string & Record<never, never>);

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** An object that logs describe: what `JSON.stringify` and Node's `console.log` show, without any secret. */
export interface Described {
  /** The description. */
  toJSON(): { readonly [name: string]: Json };
}

/** A connected server, its current user and its operations. Methods need no object: `const { list } = dhis2.tasks`. */
export interface Steward extends Freeable, Described {
  /** Data integrity checks, their runs and results. */
  readonly integrity: IntegrityApi;
  /** Jobs: watch, cancel, find running ones. */
  readonly jobs: JobsApi;
  /** Tasks: the notifications of jobs. */
  readonly tasks: TasksApi;
  /** Maintenance: caches, soft-deleted data and more. */
  readonly maintenance: MaintenanceApi;
  /** Category option combinations: update, count, wait until they are complete. */
  readonly categoryOptionCombos: CategoryOptionCombosApi;
  /** Resource, analytics and monitoring tables: updates and status. */
  readonly tables: TablesApi;
  /** Validation: rule runs, persisted results, notifications, expressions. */
  readonly validation: ValidationApi;
  /** Predictors, predictor groups and their runs. */
  readonly predictors: PredictorsApi;
  /** The scheduler: scheduled jobs and job queues. */
  readonly scheduler: SchedulerApi;
  /** Data: counts, usage, min-max values. */
  readonly data: DataApi;
  /** Periods of every type: parse and generate. */
  readonly periods: PeriodsApi;
  /** Lock exceptions: permission to enter data for closed periods. */
  readonly lockExceptions: LockExceptionsApi;
  /** Organisation units: by level, parent, group or search. */
  readonly organisationUnits: OrganisationUnitsApi;
  /** System settings. */
  readonly settings: SettingsApi;
  /** Synchronisation with a remote server: data, metadata, metadata versions. */
  readonly synchronization: SynchronizationApi;
  /** The server's version, such as `2.42.5.2` or `2.44-SNAPSHOT`. */
  readonly version: string;
  /** The URL of the server, without a trailing slash. */
  readonly baseUrl: string;
  /** The server's information at the time of connecting. */
  readonly server: Server;
  /** The current user. */
  readonly user: User;
  /** The browser session of the current user. */
  readonly session: SessionApi;
  /** Whether the user has an authority, such as `F_PERFORM_MAINTENANCE`; `ALL` includes every authority. */
  may(authority: string): boolean;
  /**
   * Checks that the server responds: `GET /api/ping`. Needs no session and does not extend one.
   */
  ping(options?: WaitOptions): Promise<void>;
  /**
   * Sends any request and returns the response, for endpoints this package does not cover.
   *
   * @throws {StewardError} For an error status or an unexpected media type; the body is not inspected.
   */
  request(options: RequestOptions): Promise<Answer>;
}

/**
 * The browser session of the current user. When the server rejects any request because the session has expired, all
 * watching stops with `session-expired` and sends nothing more. A client with `auth` has no session: if its credentials
 * are no longer valid, requests fail with `unauthorized`.
 */
export interface SessionApi extends Described {
  /** Whether the session has expired. */
  readonly hasEnded: boolean;
  /**
   * Resolves when any request finds the session expired; sends no requests itself. Rejects only if `signal` is aborted,
   * and never settles once the client has been freed.
   */
  ended(options?: WaitOptions): Promise<void>;
  /**
   * Continues after the same user has logged in again. Restart what had stopped: watch jobs again, and call `progress`
   * or `report` of a run you still hold.
   */
  resume(): void;
}

/** What `GET /api/system/info` says. */
export interface Server {
  /** The DHIS2 version, such as `2.42.5.2` or `2.44-SNAPSHOT`. */
  readonly version: string;
  /** The commit the server was built from. */
  readonly revision?: string;
  /** The name of the instance, as set by its administrators. */
  readonly systemName?: string;
  /** The server's URL as the server sees it; wrong behind some proxies. */
  readonly contextPath?: string;
  /** The server's time when the connection was made. */
  readonly serverDate: Time;
  /** The server's time zone as an IANA name. */
  readonly serverTimeZoneId?: string;
  /** When the analytics tables were last updated; absent if they never were, and on 2.41. */
  readonly lastAnalyticsTableSuccess?: Time;
}

/** The current user, from `GET /api/me`. */
export interface User {
  /** The identifier. */
  readonly id: string;
  /** The username. */
  readonly username: string;
  /** The first name and surname. */
  readonly name?: string;
  /** The email address, if set. */
  readonly email?: string;
  /** The language of the user interface as a Java locale, such as `pt_BR`. */
  readonly locale?: string;
  /** The user's authorities, in no particular order. */
  readonly authorities: readonly string[];
}

/** A request to the Web API. */
export interface RequestOptions extends WaitOptions {
  /** Defaults to `GET`. Only `GET`, `HEAD` and `OPTIONS` requests are retried, and only without `acts`. */
  readonly method?: "GET" | "HEAD" | "OPTIONS" | "POST" | "PUT" | "PATCH" | "DELETE" | undefined;
  /** The path relative to the server's URL, such as `/api/system/info`, without a query. */
  readonly path: string;
  /** The query parameters; names and values are percent-encoded, and an array repeats the parameter. */
  readonly query?: QueryParameters | URLSearchParams | undefined;
  /**
   * The body, sent as JSON; with a `contentType`, a string or a `Uint8Array` is sent as it is. `GET` and `HEAD` requests
   * have none.
   */
  readonly body?: Serializable | undefined;
  /** The media type of the body, such as `application/json-patch+json`; defaults to JSON. */
  readonly contentType?: string | undefined;
  /**
   * Whether a `GET` request changes something, such as `/api/maintenance/appReload`: it is then never repeated, and may
   * take as long as the server needs.
   */
  readonly acts?: boolean | undefined;
  /** The media type to accept; defaults to JSON. An HTML response is an error unless this is `text/html`. */
  readonly accept?: string | undefined;
}

/** Query parameters by their names. */
export interface QueryParameters {
  /** The value of a parameter, or its values. */
  readonly [name: string]: QueryValue | readonly QueryValue[];
}

/** The value of a query parameter. */
export type QueryValue = string | number | boolean;

/** Anything that `JSON.stringify` can write, including objects of interfaces and classes; and bytes. */
export type Serializable = Json | Record<never, never>;

/** A response. Its description has no headers, which can contain a session. */
export interface Answer extends Described {
  /** The HTTP status. */
  readonly status: number;
  /** The media type without parameters, in lower case; empty if none was sent. */
  readonly mediaType: string;
  /** The headers; a page sees only some of those of another origin. */
  readonly headers: Headers;
  /** The body as text. */
  text(): string;
  /**
   * The body as JSON. The type that you name is not checked.
   *
   * @throws {StewardError} `decode` if the body is not JSON.
   */
  json<T = Json>(): T;
  /** The body as bytes. */
  bytes(): Uint8Array;
}

// Integrity

/**
 * Data integrity checks. Starting a run and reading results or metrics require `F_PERFORM_MAINTENANCE`; the list of
 * checks and the names of running checks do not.
 */
export interface IntegrityApi {
  /**
   * Lists the server's checks, in no particular order: `GET /api/dataIntegrity`.
   *
   * @param options Which checks to list; defaults to all.
   */
  checks(options?: CheckFilter): Promise<Check[]>;
  /**
   * Returns the cached results of summary runs: `GET /api/dataIntegrity/summary`. The server drops them after an hour,
   * when its cache is cleared, and when it restarts.
   */
  summaries(options?: ChecksOptions): Promise<CheckReport[]>;
  /** Returns the names of the checks that are still to run: `GET /api/dataIntegrity/{kind}/running`. */
  running(kind: RunKind, options?: WaitOptions): Promise<string[]>;
  /** Returns the names of the checks with cached results: `GET /api/dataIntegrity/{kind}/completed`. */
  completed(kind: RunKind, options?: WaitOptions): Promise<string[]>;
  /**
   * Runs checks: `POST /api/dataIntegrity/{kind}`. If a run is in progress, the server queues this one.
   *
   * The signal also stops {@link IntegrityRun.progress}, but not the run itself: call {@link IntegrityRun.cancel} for that,
   * which like {@link IntegrityRun.report} heeds only a signal of its own.
   *
   * @throws {StewardError} `invalid-argument` for a check that the server does not have; `forbidden`.
   */
  run(options?: RunOptions): Promise<IntegrityRun>;
  /**
   * Starts a run without watching it. Pass the job to {@link IntegrityApi.resume}, here or elsewhere.
   *
   * @throws {StewardError} As {@link IntegrityApi.run}.
   */
  start(options?: RunOptions): Promise<JobReference>;
  /**
   * Resumes watching a run that was started here or elsewhere. Failed checks are not rerun.
   *
   * @param job The job of the run: its reference, `TYPE/uid`, or identifier.
   * @throws {StewardError} `not-found` if the job does not exist; the server removes jobs a day after they finish.
   * `invalid-argument` if it is of another type.
   */
  resume(job: JobReference | string, options?: WaitOptions): Promise<IntegrityRun>;
  /**
   * Streams the cached issues of details runs: `GET /api/dataIntegrity/details`.
   *
   * Yields the first issue before the response is complete, and buffers nothing. A failed check has no issues: use
   * {@link IntegrityApi.details} to tell it from a passed one.
   */
  issues(options?: ChecksOptions): Iteration<Issue>;
  /** Streams the same issues in batches, as they arrive: faster for large numbers of issues. */
  batches(options?: ChecksOptions): Iteration<Issue[]>;
  /** Streams the same issues, followed by each check's result. */
  details(options?: ChecksOptions): Iteration<DetailsEvent>;
  /**
   * Starts the legacy data integrity report of 2.41: `POST /api/dataIntegrity`. {@link IntegrityApi.run} returns more,
   * on every version.
   *
   * @param options Which checks, by their names in the report; defaults to about thirty that the server selects.
   * @throws {StewardError} `unsupported` on 2.42 and later; no request is sent.
   */
  startReport(options?: ChecksOptions): Promise<JobReference>;
  /**
   * Returns the report of a finished job: `GET /api/system/taskSummaries/DATA_INTEGRITY/{uid}`. Requires 2.41 or older.
   *
   * @throws {StewardError} `not-found` if there is no report: the job has not finished, or the server was restarted
   * since.
   */
  reportOf(job: JobReference | string, options?: WaitOptions): Promise<ReportedCheck[]>;
  /**
   * Returns the cached summaries in the Prometheus text format: `GET /api/dataIntegrity/metrics`. Requires 2.42 or newer.
   *
   * @throws {StewardError} `unsupported` on older versions; no request is sent.
   */
  metrics(options?: WaitOptions): Promise<string>;
}

/** The issues of one check in the legacy report. */
export interface ReportedCheck {
  /** The check's name in the report, such as `dataElementsWithoutGroups`; differs from the key of a {@link Check}. */
  readonly name: string;
  /** The issues, in the report's order. */
  readonly issues: readonly ReportedIssue[];
}

/** An issue in the legacy report. */
export interface ReportedIssue {
  /** The identifier of the object, if the report includes it. */
  readonly id?: string;
  /** The object's name. */
  readonly name?: string;
  /** What is wrong, if the report says so. */
  readonly comment?: string;
  /** Related objects. */
  readonly refs: readonly string[];
}

/** Filters the list of checks. Omitted filters match everything. */
export interface CheckFilter extends ChecksOptions {
  /** The section, case-insensitive. */
  readonly section?: string | undefined;
  /** Whether the checks are slow. */
  readonly slow?: boolean | undefined;
  /** Whether the checks are implemented in Java rather than SQL. */
  readonly programmatic?: boolean | undefined;
}

/** Selects checks. */
export interface ChecksOptions extends WaitOptions {
  /** Names, codes such as `OIG`, or names with `*` as a wildcard; defaults to all. */
  readonly checks?: readonly string[] | undefined;
}

/** Which checks to run, and how. */
export interface RunOptions extends WaitOptions {
  /**
   * Names, codes such as `OIG`, or names with `*` as a wildcard; `"fast"` for all checks that are not slow, `"all"` to
   * include the slow ones. Defaults to `"fast"`.
   */
  readonly checks?: readonly string[] | "fast" | "all" | undefined;
  /** Defaults to `"summary"`. */
  readonly kind?: RunKind | undefined;
}

/** Whether a run counts issues (`summary`) or lists them (`details`). */
export type RunKind = "summary" | "details";

/** The severity of a check's issues. */
export type Severity = Word<"INFO" | "WARNING" | "SEVERE" | "CRITICAL">;

/** A data integrity check. */
export interface Check {
  /** The key, such as `orgunits_invalid_geometry`. */
  readonly name: string;
  /** The display name. */
  readonly displayName: string;
  /** The code, such as `OIG`. */
  readonly code: string;
  /** The section; its case differs between versions. */
  readonly section: string;
  /** The position within the section. */
  readonly sectionOrder: number;
  /** The severity of its issues. */
  readonly severity: Severity;
  /** What the check looks for. */
  readonly description?: string;
  /** Why it matters. */
  readonly introduction?: string;
  /** What to do about it. */
  readonly recommendation?: string;
  /** The type of object that the issues refer to; free text. */
  readonly issuesIdType?: string;
  /** Whether runs that name no checks skip it. */
  readonly isSlow: boolean;
  /** Whether the check is implemented in Java rather than SQL. */
  readonly isProgrammatic: boolean;
  /** The average duration; absent until the check has run since the server started. */
  readonly averageExecutionTime?: Milliseconds;
}

/** A run in progress. Any number of callers can watch it at once. */
export interface IntegrityRun extends Freeable, Described {
  /** The current job; changes when checks are rerun. */
  readonly job: JobReference;
  /** The kind of the run. */
  readonly kind: RunKind;
  /** The names of the checks in this run. */
  readonly checks: readonly string[];
  /**
   * Polls the run and yields its state: the first at once, the last when the run has ended.
   *
   * Reruns checks that ended in an error, except the one that may have caused it.
   *
   * @throws {StewardError} `timeout` if the run does not end in time; it continues.
   */
  progress(options?: TimeoutOptions): Iteration<RunStep>;
  /**
   * Resolves to each check's result when the run has ended. Polls the run if nothing else does.
   *
   * @throws {StewardError} `timeout` if the run does not end in time; it continues.
   */
  report(options?: TimeoutOptions): Promise<IntegrityReport>;
  /** Asks the server to cancel the run. The server notices within 20 seconds and stops at the next check. */
  cancel(options?: WaitOptions): Promise<void>;
}

/** The state of a run at one poll. */
export type RunStep = RunGoing | RunEnded;

/** The progress of a run. */
export interface RunProgress {
  /** The number of finished checks. */
  readonly done: number;
  /** The number of checks in the run. */
  readonly total: number;
  /** The names of the unfinished checks, including the running one. */
  readonly remaining: readonly string[];
  /** Why this poll failed; the other members are then from the last successful poll. */
  readonly lostSight?: StewardError;
}

/** A run that is queued, running, being cancelled, or rerunning checks. */
export interface RunGoing extends RunProgress {
  readonly phase: "waiting" | "running" | "stopping" | "runningAgain";
}

/** A run that has ended. */
export interface RunEnded extends RunProgress {
  readonly phase: "ended";
  /** How it ended. */
  readonly outcome: Outcome;
}

/** The results of a run. */
export interface IntegrityReport {
  /** How the run ended. */
  readonly outcome: Outcome;
  /** The result of each check, in the order of the list of checks. */
  readonly checks: readonly CheckReport[];
}

/** The result of one check. */
export type CheckReport = CheckPassed | CheckFound | CheckFailed | CheckNotRun;

/** A check and when it ran. */
export interface CheckTimes {
  /** The check's key. */
  readonly name: string;
  /** When it started. */
  readonly startTime?: Time;
  /** The duration. */
  readonly duration?: Milliseconds;
}

/** The check ran and found no issues. */
export interface CheckPassed extends CheckTimes {
  readonly state: "passed";
}

/** The check ran and found issues. */
export interface CheckFound extends CheckTimes {
  readonly state: "issues";
  /** The number of issues. */
  readonly count: number;
  /** The percentage of all objects of that type, 0 to 100, if it can be computed. */
  readonly percentage?: number;
}

/** The check could not be run. This never counts as passed. */
export interface CheckFailed extends CheckTimes {
  readonly state: "failed";
  /** The server's error message. */
  readonly error?: string;
}

/** The server has no result for the check, or only one older than the run. */
export interface CheckNotRun extends CheckTimes {
  readonly state: "notRun";
}

/** An issue found by a check. */
export interface Issue {
  /** The check's key. */
  readonly check: string;
  /** The severity; absent if the server did not send it before the issue. */
  readonly severity?: Severity;
  /** The identifier of the object; some checks report none. */
  readonly id?: string;
  /** The name of the object; some checks report none. */
  readonly name?: string;
  /** What is wrong, if the check reports it. */
  readonly comment?: string;
  /** Related objects: strings such as `Name:uid`, or any other string. */
  readonly refs: readonly string[];
}

/** An issue, or a check's result after its last issue. */
export type DetailsEvent =
  | { readonly type: "issue"; readonly issue: Issue }
  | { readonly type: "checked"; readonly report: CheckReport };

// Jobs

/** Jobs. */
export interface JobsApi {
  /**
   * Returns a job's configuration and status: `GET /api/jobConfigurations/{uid}`.
   *
   * @param job A reference, `TYPE/uid`, or an identifier.
   * @throws {StewardError} `not-found`; the server removes run-once jobs a day after they finish.
   */
  get(job: JobReference | string, options?: WaitOptions): Promise<Job>;
  /**
   * Returns a job's progress: `GET /api/jobConfigurations/{uid}/progress`. Resolves to `undefined` until the server
   * first writes the progress, at most every ten seconds; on 2.41 only at the end.
   *
   * @param job A reference, `TYPE/uid`, or an identifier.
   * @throws {StewardError} `server` with status 500 before the job has started; `forbidden` for other users' jobs
   * without `F_JOB_LOG_READ`.
   */
  progress(job: JobReference | string, options?: WaitOptions): Promise<Progress | undefined>;
  /**
   * Asks the server to cancel a job. The server notices within 20 seconds and stops at the next item.
   *
   * @param job A reference, `TYPE/uid`, or an identifier.
   */
  cancel(job: JobReference | string, options?: WaitOptions): Promise<void>;
  /**
   * Yields the events of a job until it has ended. Temporary failures do not end the iteration.
   *
   * @param job A reference, or `TYPE/uid`.
   * @throws {StewardError} `timeout` if the job does not end in time; the job continues.
   */
  watch(job: JobReference | string, options?: TimeoutOptions): Iteration<JobEvent>;
  /**
   * Waits for a job to end and resolves to its outcome. Polls only the job's record, so concurrent waits are cheap.
   *
   * @param job A reference, or `TYPE/uid`.
   * @throws {StewardError} `timeout` if the job does not end in time; the job continues.
   */
  completion(job: JobReference | string, options?: TimeoutOptions): Promise<Outcome>;
  /**
   * Runs a job now, outside its schedule: `POST /api/jobConfigurations/{uid}/execute`. Requires no authority. Most
   * types start within 20 seconds, when the scheduler next looks for due jobs.
   *
   * @param job A reference, `TYPE/uid`, or an identifier.
   * @returns A reference to this run, for {@link JobsApi.watch} and {@link JobsApi.completion}.
   * @throws {StewardError} `conflict` if the job is running, is a run-once job that has run, or is disabled.
   */
  execute(job: JobReference | string, options?: WaitOptions): Promise<JobReference>;
  /**
   * Enables a job: `POST /api/jobConfigurations/{uid}/enable`. Requires no authority.
   *
   * @throws {StewardError} `conflict` for a job without a schedule, such as one that was removed from a queue.
   */
  enable(job: JobReference | string, options?: WaitOptions): Promise<void>;
  /**
   * Disables a job: `POST /api/jobConfigurations/{uid}/disable`. Requires no authority. Does not stop a current run.
   */
  disable(job: JobReference | string, options?: WaitOptions): Promise<void>;
  /**
   * Reverts a stale run, such as one left by a stopped server: `POST /api/jobConfigurations/{uid}/revert`. Requires
   * 2.41 or newer and `F_PERFORM_MAINTENANCE`.
   *
   * @throws {StewardError} `unsupported` on older versions, without sending a request; `conflict` for a job that is not
   * running or was alive in the last minute.
   */
  revert(job: JobReference | string, options?: WaitOptions): Promise<void>;
  /**
   * Returns the errors of a job's last run: `GET /api/jobConfigurations/{uid}/errors`. Requires 2.41 or newer, and
   * `F_JOB_LOG_READ` for other users' jobs.
   *
   * @throws {StewardError} `unsupported` on older versions; no request is sent.
   */
  errors(job: JobReference | string, options?: WaitOptions): Promise<JobErrors>;
  /**
   * Returns the errors of all jobs that have any, optionally of one type: `GET /api/jobConfigurations/errors`. Requires
   * `F_JOB_LOG_READ`.
   */
  allErrors(options?: JobTypeOptions): Promise<JobErrors[]>;
  /**
   * Asks the server to cancel the running job of a type, or the latest if there are several:
   * `POST /api/scheduling/cancel/{type}`. Requires no authority. Does nothing if none is running.
   *
   * @throws {StewardError} `rejected` for a type the server does not have.
   */
  cancelType(jobType: JobType, options?: WaitOptions): Promise<void>;
  /**
   * Removes run-once jobs that finished more than this many minutes ago: `POST /api/jobConfigurations/clean`. Requires
   * 2.41 or newer and `F_PERFORM_MAINTENANCE`. The server removes them itself after a day.
   */
  clean(minutes: number, options?: WaitOptions): Promise<void>;
  /** Lists everything that is running, for all users: `GET /api/scheduling/running`. */
  running(options?: WaitOptions): Promise<RunningWork[]>;
  /** Finds the running job of a type, or else a queued one. */
  findRunning(jobType: JobType, options?: WaitOptions): Promise<Job | undefined>;
  /**
   * Lists a user's running jobs, then the queued ones: `GET /api/jobConfigurations`. Requires 2.41 or newer.
   *
   * @param user The user's identifier.
   */
  runningOf(user: string, options?: WaitOptions): Promise<Job[]>;
}

/** How long to wait. */
export interface TimeoutOptions extends WaitOptions {
  /** The timeout; defaults to none. */
  readonly timeoutMs?: Milliseconds | undefined;
}

/** Selects jobs by type. */
export interface JobTypeOptions extends WaitOptions {
  /** Defaults to every type. */
  readonly jobType?: JobType;
}

/** The errors of a job's run. */
export interface JobErrors {
  /** The job's identifier; absent if there are no errors. */
  readonly id?: string;
  /** The job type. */
  readonly jobType?: JobType;
  /** The identifier of the user it ran as. */
  readonly user?: string;
  /** When the job was created. */
  readonly created?: Time;
  /** When the run started. */
  readonly executed?: Time;
  /** When the run ended. */
  readonly finished?: Time;
  /** The error codes, separated by spaces, such as `E1004 E1110`. */
  readonly codes?: string;
  /** The errors. */
  readonly errors: readonly JobError[];
}

/** An error of a run. */
export interface JobError {
  /** The error code, such as `E1004`. */
  readonly code: string;
  /** The identifier of the object. */
  readonly id?: string;
  /** The type of the object. */
  readonly objectType?: string;
  /** The arguments of the message. */
  readonly arguments: readonly string[];
  /** The message, if the server has one. */
  readonly message?: string;
}

/** A job type. */
export type JobType = Word<
  "DATA_INTEGRITY" | "DATA_INTEGRITY_DETAILS" | "RESOURCE_TABLE" | "ANALYTICS_TABLE" | "MONITORING"
>;

/** The status of a job, or of its last run. */
export type JobStatus = Word<
  "RUNNING" | "SCHEDULED" | "DISABLED" | "COMPLETED" | "STOPPED" | "FAILED" | "NOT_STARTED"
>;

/** Identifies a job; returned by every call that starts one. The string `TYPE/uid` works as well. */
export interface JobReference {
  /** The job type. */
  readonly jobType: JobType;
  /** The job's identifier. */
  readonly id: string;
  /** When the server accepted the job: results that started earlier belong to another job. */
  readonly created?: Time;
}

/** A job configuration with its status. */
export interface Job {
  /** The job's identifier. */
  readonly id: string;
  /** The name; for a run-once job, for example `DATA_INTEGRITY (1795247953326)`. */
  readonly name: string;
  /** The job type. */
  readonly jobType: JobType;
  /** The current status. */
  readonly jobStatus: JobStatus;
  /** How it is scheduled. */
  readonly schedulingType?: Word<"CRON" | "FIXED_DELAY" | "ONCE_ASAP">;
  /** When it was created. */
  readonly created?: Time;
  /** When the last run started. */
  readonly lastExecuted?: Time;
  /** When the last run ended. */
  readonly lastFinished?: Time;
  /** When the current run was last alive. */
  readonly lastAlive?: Time;
  /** The status of the last run: the only reliable record of how a run ended. */
  readonly lastExecutedStatus?: JobStatus;
  /** The duration of the last run, such as `00:01:20.012`. */
  readonly lastRuntimeExecution?: string;
  /** Whether it is enabled. */
  readonly enabled?: boolean;
  /** The identifier of the user it runs as. */
  readonly executedBy?: string;
  /** The job's parameters, as sent by the server; their members depend on the type. */
  readonly jobParameters?: Json;
  /** The current or waiting run, otherwise the last one: what is watched if you pass the whole job. */
  readonly run: JobReference;
}

/** How a run ended. */
export type Outcome =
  /** The job's record says that it succeeded. */
  | { readonly state: "completed" }
  /** It failed; `reason` is the server's message, if any. */
  | { readonly state: "failed"; readonly reason?: string }
  /** It was cancelled. */
  | { readonly state: "cancelled" }
  /** The outcome cannot be determined; `why` says why. */
  | { readonly state: "unknown"; readonly why: StewardError };

/** An event of a job. */
export type JobEvent =
  /** The state changed. */
  | { readonly type: "state"; readonly state: "waiting" | "running" }
  /** The job ended. */
  | { readonly type: "ended"; readonly outcome: Outcome }
  /** A new notification; older ones come first. */
  | { readonly type: "notification"; readonly notification: Notification }
  /** A new or changed stage, with its index and that of its process. */
  | { readonly type: "stage"; readonly process: number; readonly index: number; readonly stage: Stage }
  /** Something could not be read although the job has started; watching continues. */
  | { readonly type: "fault"; readonly error: StewardError }
  /** The server could not be reached; the job may still be running, and watching continues. */
  | { readonly type: "lostSight"; readonly error: StewardError };

/** A process that is running on the server. */
export interface RunningWork {
  /** The job type. */
  readonly jobType: JobType;
  /** The job; absent until the server reports it. */
  readonly job?: JobReference;
  /** The server's description. */
  readonly description?: string;
  /** When it started. */
  readonly startedTime?: Time;
  /** The stages with their progress, such as `Data Integrity summary checks [3/6]`. */
  readonly stages: readonly string[];
}

/** The status of a process, stage or item. */
export type ProgressStatus = Word<"RUNNING" | "SUCCESS" | "ERROR" | "CANCELLED">;

/** The progress of a job: a tree of processes, stages and items. */
export interface Progress {
  /** The processes of the run, in order; most runs have one. */
  readonly sequence: readonly Process[];
}

/** One process of a run. */
export interface Process {
  /** The status. */
  readonly status: ProgressStatus;
  /** The server's description. */
  readonly description?: string;
  /** The summary. */
  readonly summary?: string;
  /** The error message. */
  readonly error?: string;
  /** When it started. */
  readonly startedTime?: Time;
  /** When it ended. */
  readonly completedTime?: Time;
  /** When the server noticed the cancellation. */
  readonly cancelledTime?: Time;
  /** The identifier of its job. */
  readonly jobId?: string;
  /** The stages, in order. */
  readonly stages: readonly Stage[];
}

/** One stage of a process. */
export interface Stage {
  /** The status. */
  readonly status: ProgressStatus;
  /** The server's description. */
  readonly description: string;
  /** The number of items; negative if unknown. */
  readonly totalItems: number;
  /** The summary. */
  readonly summary?: string;
  /** The error message. */
  readonly error?: string;
  /** When it started. */
  readonly startedTime?: Time;
  /** The duration so far. */
  readonly duration: Milliseconds;
  /** The items, in order. */
  readonly items: readonly Item[];
}

/** One item of a stage. */
export interface Item {
  /** The status. */
  readonly status: ProgressStatus;
  /** The server's description. */
  readonly description: string;
  /** The summary. */
  readonly summary?: string;
  /** The error message. */
  readonly error?: string;
  /** The duration so far. */
  readonly duration: Milliseconds;
}

// Tasks

/** Tasks: the notifications of jobs, in a feed per job. */
export interface TasksApi {
  /** Lists the job types that have feeds, in the server's order: `GET /api/system/tasks`. */
  types(options?: WaitOptions): Promise<JobType[]>;
  /** Lists the jobs of every type that has feeds: `GET /api/system/tasks`. */
  all(options?: WaitOptions): Promise<TaskFeed[]>;
  /**
   * Lists the jobs of one type, most recently active first: `GET /api/system/tasks/{type}`.
   *
   * @throws {StewardError} `rejected` for a type the server does not have.
   */
  list(jobType: JobType, options?: WaitOptions): Promise<TaskFeed[]>;
  /**
   * Lists the jobs of one type with all their notifications: `GET /api/system/tasks/{type}?gist=false`. Leaves the
   * feeds intact.
   *
   * @throws {StewardError} `rejected` for a type the server does not have.
   */
  listFull(jobType: JobType, options?: WaitOptions): Promise<TaskFeed[]>;
  /**
   * Returns all notifications of a job, oldest first: `GET /api/system/tasks/{type}/{uid}`.
   *
   * Reading can delete the feed of a job that is no longer running, so keep what you need.
   *
   * @param job A reference, or `TYPE/uid`.
   */
  notifications(job: JobReference | string, options?: WaitOptions): Promise<Notification[]>;
  /**
   * Deletes a job's feed: `DELETE /api/system/tasks/{type}/{uid}`.
   *
   * @param job A reference, or `TYPE/uid`.
   */
  delete(job: JobReference | string, options?: WaitOptions): Promise<void>;
  /** Deletes the feeds of a type, or of all types: `DELETE /api/system/tasks[/{type}]`. */
  deleteAll(options?: JobTypeOptions): Promise<void>;
  /**
   * Deletes old feeds: `DELETE /api/system/tasks[/{type}]?maxCount&maxAge`. Requires 2.41.4 or newer.
   *
   * @throws {StewardError} `invalid-argument` if neither `jobs` nor `days` is given; `unsupported` before 2.41.4, where
   * the server would delete everything.
   */
  deleteOld(options: KeptFeeds): Promise<void>;
  /**
   * Returns the summaries of the jobs of a type, whose shape depends on the type:
   * `GET /api/system/taskSummaries/{type}`. Imports, predictors and data exchanges have one.
   */
  summaries(jobType: JobType, options?: WaitOptions): Promise<JobSummary[]>;
  /** Returns the summary of a job: `GET /api/system/taskSummaries/{type}/{uid}`. */
  summary(job: JobReference | string, options?: WaitOptions): Promise<Json | undefined>;
  /**
   * Watches a job by its type and identifier alone: yields its notifications, oldest first, and its state until it has
   * ended. Temporary failures do not end the iteration.
   *
   * @param job A reference, or `TYPE/uid`.
   * @throws {StewardError} `timeout` if the job does not end in time; the job continues.
   */
  watch(job: JobReference | string, options?: TaskWatchOptions): Iteration<JobEvent>;
}

/** Which feeds to keep. */
export interface KeptFeeds extends JobTypeOptions {
  /** Keep the feeds of this many jobs per type, the most recently active. */
  readonly jobs?: number;
  /** Keep feeds that received a notification within this many days. */
  readonly days?: number;
}

/** How to watch a job. */
export interface TaskWatchOptions extends TimeoutOptions {
  /**
   * The polling interval in milliseconds, from 500 to a day; defaults to one second, rising to five while nothing
   * happens.
   */
  readonly intervalMs?: Milliseconds | undefined;
}

/** The summary of a job. */
export interface JobSummary {
  /** The job. */
  readonly job: JobReference;
  /** The summary, whose shape depends on the type. */
  readonly summary: Json;
}

/** A job with its feed. */
export interface TaskFeed {
  /** The job. */
  readonly job: JobReference;
  /** The newest and the oldest notification; from {@link TasksApi.listFull}, all of them, newest first. */
  readonly notifications: readonly Notification[];
}

/** A notification of a job. */
export interface Notification {
  /** The level. */
  readonly level: Word<"DEBUG" | "LOOP" | "INFO" | "WARN" | "ERROR">;
  /** The job type. */
  readonly category?: JobType;
  /** When it was written. */
  readonly time: Time;
  /** The message; empty for most data integrity runs. */
  readonly message: string;
  /** Whether this is the last notification. Does not say how the run ended. */
  readonly completed: boolean;
  /** The parameters of the run; on the oldest notification only. */
  readonly data?: Json;
}

// Maintenance

/**
 * Maintenance operations. They require `F_PERFORM_MAINTENANCE`.
 *
 * Every operation is one request, which the server answers when it is done, however long that takes. After an error
 * with `leavesOutcomeUnknown`, the server is most likely still working. Any other error means that the operation was
 * not carried out.
 */
export interface MaintenanceApi {
  /** Runs one operation. */
  run(operation: Operation, options?: WaitOptions): Promise<void>;
  /**
   * Runs operations one after another, in the order in which they must run, and yields the outcome of each. A failed
   * operation does not stop the others. Leaving the loop starts no more of them, nor does a server that cannot be
   * reached or a session that has ended.
   *
   * @throws {StewardError} `aborted`. If an operation was running, the error names it as `operation`, and
   * `leavesOutcomeUnknown` is true: the server may still carry it out. Otherwise nothing is in doubt.
   */
  plan(operations: readonly Operation[], options?: WaitOptions): Iteration<PlanStep>;
  /**
   * Permanently removes all data of an organisation unit: `POST /api/maintenance/dataPruning/organisationUnits/{uid}`.
   * Requires `ALL`.
   */
  pruneOrganisationUnit(organisationUnit: string, options?: WaitOptions): Promise<void>;
  /**
   * Permanently removes all data of a data element: `POST /api/maintenance/dataPruning/dataElements/{uid}`. Requires
   * `ALL`.
   */
  pruneDataElement(dataElement: string, options?: WaitOptions): Promise<void>;
  /** Permanently removes soft-deleted data values. */
  removeSoftDeletedDataValues(options?: WaitOptions): Promise<void>;
  /** Permanently removes soft-deleted relationships. */
  removeSoftDeletedRelationships(options?: WaitOptions): Promise<void>;
  /** Permanently removes soft-deleted events. */
  removeSoftDeletedEvents(options?: WaitOptions): Promise<void>;
  /** Permanently removes soft-deleted enrollments. */
  removeSoftDeletedEnrollments(options?: WaitOptions): Promise<void>;
  /** Permanently removes soft-deleted tracked entities. */
  removeSoftDeletedTrackedEntities(options?: WaitOptions): Promise<void>;
  /** Permanently removes zero data values of data elements for which zero is not significant. */
  removeZeroDataValues(options?: WaitOptions): Promise<void>;
  /** Permanently removes periods that no data refers to. */
  prunePeriods(options?: WaitOptions): Promise<void>;
  /** Permanently removes expired user invitations. */
  clearExpiredInvitations(options?: WaitOptions): Promise<void>;
  /** Recomputes the path of every organisation unit. */
  updateOrganisationUnitPaths(options?: WaitOptions): Promise<void>;
  /** Generates missing category option combinations and removes superfluous ones. */
  updateCategoryOptionCombos(options?: WaitOptions): Promise<void>;
  /** Clears the analytics tables. */
  clearAnalyticsTables(options?: WaitOptions): Promise<void>;
  /** Runs the database's ANALYZE on the analytics tables. */
  analyzeAnalyticsTables(options?: WaitOptions): Promise<void>;
  /** Drops the SQL views. */
  dropSqlViews(options?: WaitOptions): Promise<void>;
  /** Creates the SQL views. */
  createSqlViews(options?: WaitOptions): Promise<void>;
  /** Clears the server's caches, including the results of data integrity checks. */
  clearCache(options?: WaitOptions): Promise<void>;
  /** Reloads the installed apps. */
  reloadApps(options?: WaitOptions): Promise<void>;
}

/** An operation without parameters. */
export type Operation =
  | "removeSoftDeletedDataValues"
  | "removeSoftDeletedRelationships"
  | "removeSoftDeletedEvents"
  | "removeSoftDeletedEnrollments"
  | "removeSoftDeletedTrackedEntities"
  | "removeZeroDataValues"
  | "prunePeriods"
  | "clearExpiredInvitations"
  | "updateOrganisationUnitPaths"
  | "updateCategoryOptionCombos"
  | "clearAnalyticsTables"
  | "analyzeAnalyticsTables"
  | "dropSqlViews"
  | "createSqlViews"
  | "clearCache"
  | "reloadApps";

/** The outcome of one operation of a plan. */
export type PlanStep =
  /** The server confirmed success. */
  | { readonly operation: Operation; readonly state: "completed" }
  /** The server reported a failure. */
  | { readonly operation: Operation; readonly state: "failed"; readonly error: StewardError }
  /** No response arrived; the server is most likely still working. */
  | { readonly operation: Operation; readonly state: "unknown"; readonly error: StewardError }
  /** It was not started: the operation it waits for may still be running, or else the server cannot be reached or the session has ended. */
  | { readonly operation: Operation; readonly state: "notStarted"; readonly waitsFor?: Operation };

// Category option combinations

/** Category option combinations. */
export interface CategoryOptionCombosApi {
  /**
   * Generates the missing option combinations of all category combinations and removes superfluous ones:
   * `POST /api/maintenance/categoryOptionComboUpdate`. Requires `F_PERFORM_MAINTENANCE`. Resolves when the server is
   * done.
   */
  updateAll(options?: WaitOptions): Promise<void>;
  /**
   * Updates the option combinations of one category combination:
   * `POST /api/maintenance/categoryOptionComboUpdate/categoryCombo/{uid}`. Requires `F_PERFORM_MAINTENANCE`.
   *
   * @param combo The identifier of the category combination.
   * @throws {StewardError} `conflict` if it does not exist.
   */
  update(combo: string, options?: WaitOptions): Promise<void>;
  /**
   * Returns the actual and expected number of option combinations of a category combination:
   * `GET /api/categoryCombos/{uid}`.
   *
   * @throws {StewardError} `not-found` if it does not exist.
   */
  counts(combo: string, options?: WaitOptions): Promise<ComboCounts>;
  /** Returns the counts of every category combination: `GET /api/categoryCombos`. */
  allCounts(options?: WaitOptions): Promise<ComboCounts[]>;
  /**
   * Polls the counts until they match and yields each of them. Up to 2.42, the server generates the option combinations
   * itself after a category combination is saved; from 2.43, this call starts the update once.
   *
   * @throws {StewardError} `timeout` with the last count if they do not match in time.
   */
  settling(combo: string, options?: TimeoutOptions): Iteration<ComboCounts>;
  /** Waits until the counts match; see {@link CategoryOptionCombosApi.settling}. */
  settled(combo: string, options?: TimeoutOptions): Promise<ComboCounts>;
}

/** The number of option combinations of a category combination. */
export interface ComboCounts {
  /** The identifier of the category combination. */
  readonly id: string;
  /** The name. */
  readonly name: string;
  /** The expected number: the product of the numbers of options of its categories. */
  readonly expected: number;
  /** The actual number. */
  readonly actual: number;
}

// Tables

/**
 * Resource, analytics and monitoring tables. Updates require `F_PERFORM_MAINTENANCE` and return a job for
 * {@link JobsApi.watch} and {@link JobsApi.completion}.
 */
export interface TablesApi {
  /** Starts an update of the resource tables: `POST /api/resourceTables`. */
  updateResourceTables(options?: WaitOptions): Promise<JobReference>;
  /**
   * Starts an update of the analytics tables: `POST /api/resourceTables/analytics`. Includes everything by default.
   *
   * @throws {StewardError} `unsupported` for an option the server's version does not have; no request is sent.
   */
  updateAnalytics(options?: AnalyticsOptions): Promise<JobReference>;
  /** Starts monitoring, a run of the monitored validation rules: `POST /api/resourceTables/monitoring`. */
  updateMonitoring(options?: WaitOptions): Promise<JobReference>;
  /** Returns when the tables were last updated and how long that took: `GET /api/system/info`. */
  status(options?: WaitOptions): Promise<TableStatus>;
}

/** Selects analytics tables. */
export interface AnalyticsOptions extends WaitOptions {
  /** The number of last years to include; 0 or omitted: all. */
  readonly lastYears?: number | undefined;
  /** Skip the resource tables. */
  readonly skipResourceTables?: boolean | undefined;
  /** Skip the aggregate data tables. */
  readonly skipAggregate?: boolean | undefined;
  /** Skip the event tables. */
  readonly skipEvents?: boolean | undefined;
  /** Skip the enrollment tables. */
  readonly skipEnrollment?: boolean | undefined;
  /** Skip the organisation unit ownership tables. */
  readonly skipOrgUnitOwnership?: boolean | undefined;
  /** Skip the tracked entity tables. */
  readonly skipTrackedEntities?: boolean | undefined;
  /** Skip the validation result tables. */
  readonly skipValidationResult?: boolean | undefined;
  /** Skip outliers, which are slow. */
  readonly skipOutliers?: boolean | undefined;
}

/** The status of the tables. */
export interface TableStatus {
  /** The server's current time. */
  readonly serverDate: Time;
  /** The last full update of the analytics tables; absent if there was none. */
  readonly analytics?: TableUpdate;
  /** The last update of the latest partition; absent if there was none. */
  readonly analyticsPartition?: TableUpdate;
  /** When the server last sent its system monitoring data; absent if it never did. */
  readonly systemMonitoring?: Time;
}

/** A successful update. */
export interface TableUpdate {
  /** When it succeeded. */
  readonly succeeded: Time;
  /** The duration, if the server reports it. */
  readonly duration?: Milliseconds;
}

// Validation

/** Validation. */
export interface ValidationApi {
  /**
   * Runs validation rules on an organisation unit and its descendants, and resolves to the violations, 500 at most,
   * when the server is done: `POST /api/dataAnalysis/validationRules`. Requires `F_RUN_VALIDATION`.
   *
   * @throws {StewardError} `not-found` for a group that does not exist, before anything runs, because the server would
   * run every rule; `rejected` for a unit that does not exist.
   */
  run(options: ValidationOptions): Promise<Violation[]>;
  /** Lists the persisted results, page by page: `GET /api/validationResults`. */
  results(options?: ResultFilter): Iteration<ValidationResult>;
  /**
   * Returns a persisted result: `GET /api/validationResults/{id}`.
   *
   * @throws {StewardError} `not-found` if it does not exist.
   */
  result(id: number, options?: WaitOptions): Promise<ValidationResult>;
  /** Permanently deletes a result: `DELETE /api/validationResults/{id}`. Requires `F_PERFORM_MAINTENANCE`. */
  deleteResult(id: number, options?: WaitOptions): Promise<void>;
  /**
   * Permanently deletes results: `DELETE /api/validationResults`. Requires `F_PERFORM_MAINTENANCE`.
   *
   * @throws {StewardError} `invalid-argument` without a filter; no request is sent.
   */
  deleteResults(options: ResultDeletion): Promise<void>;
  /** Starts sending the pending notifications of results: `POST /api/validation/sendNotifications`. */
  sendNotifications(options?: WaitOptions): Promise<JobReference>;
  /**
   * Describes an expression and says whether it is valid. Each context has its own endpoint, such as
   * `POST /api/indicators/expression/description`. An invalid expression is not an error.
   *
   * @throws {StewardError} `invalid-argument` for an empty expression.
   */
  describe(expression: string, context: ExpressionContext, options?: WaitOptions): Promise<ExpressionDescription>;
}

/** What to validate, and how. */
export interface ValidationOptions extends DateOptions {
  /** The identifier of the organisation unit; its descendants are included. */
  readonly organisationUnit: string;
  /** The identifier of a validation rule group; defaults to every rule. */
  readonly group?: string;
  /** The maximum number of violations. */
  readonly maxResults?: number | undefined;
  /** Whether to send the notifications of the rules. */
  readonly notify?: boolean | undefined;
  /** Whether to persist the results. */
  readonly persist?: boolean | undefined;
}

/** A date range. */
export interface DateOptions extends WaitOptions {
  /** The first day, such as `2026-01-01`. */
  readonly startDate: string;
  /** The last day, such as `2026-06-30`. */
  readonly endDate: string;
}

/** The identifier and name of an object. */
export interface Named {
  /** The identifier. */
  readonly id: string;
  /** The name; empty if the server sends none. */
  readonly name: string;
}

/** The importance of a validation rule. */
export type Importance = Word<"LOW" | "MEDIUM" | "HIGH">;

/** A violation of a validation rule. */
export interface Violation {
  /** The identifier of the rule. */
  readonly validationRule: string;
  /** The description of the rule. */
  readonly description?: string;
  /** The importance of the rule. */
  readonly importance: Importance;
  /** The organisation unit. */
  readonly organisationUnit: Named;
  /** The path of identifiers to the unit, such as `/ImspTQPwCqd/O6uvpzGd5pu`. */
  readonly path: string;
  /** The names of the unit's ancestors, such as `/Sierra Leone/Bo`. */
  readonly ancestors: string;
  /** The period, such as `202601`. */
  readonly period: string;
  /** The name. */
  readonly periodName: string;
  /** The attribute option combination. */
  readonly attributeOptionCombo: Named;
  /** The value of the left side; absent if it is not a number. */
  readonly left?: number;
  /** The operator between the sides, such as `less_than_or_equal_to`. */
  readonly operator: string;
  /** The value of the right side; absent if it is not a number. */
  readonly right?: number;
}

/** A persisted violation. */
export interface ValidationResult {
  /** The numeric identifier. */
  readonly id: number;
  /** When it was created. */
  readonly created: Time;
  /** The rule. */
  readonly validationRule: Named;
  /** The importance of the rule, if the server sends it. */
  readonly importance?: Importance;
  /** The operator between the sides, if the server sends it. */
  readonly operator?: string;
  /** The organisation unit. */
  readonly organisationUnit: Named;
  /** The period; its members differ between versions. */
  readonly period: ListedPeriod;
  /** The attribute option combination. */
  readonly attributeOptionCombo?: Named;
  /** The value of the left side. */
  readonly left?: number;
  /** The value of the right side. */
  readonly right?: number;
  /** Whether a notification was sent. */
  readonly notificationSent: boolean;
}

/** A period in a list. */
export interface ListedPeriod {
  /** The identifier, such as `202601`. */
  readonly id?: string;
  /** The period type, such as `Monthly`. */
  readonly periodType?: string;
  /** The start of its first day. */
  readonly start?: Time;
  /** The start of its last day. */
  readonly end?: Time;
}

/** Filters results. Omitted filters match everything. */
export interface ResultFilter extends WaitOptions {
  /** The identifiers of organisation units. */
  readonly organisationUnits?: readonly string[] | undefined;
  /** The identifiers of validation rules. */
  readonly validationRules?: readonly string[] | undefined;
  /** Periods, such as `202601`. */
  readonly periods?: readonly string[] | undefined;
  /** Only results created since this date, such as `2026-01-01`. */
  readonly createdSince?: string | undefined;
  /** The page size; defaults to 500. */
  readonly pageSize?: number | undefined;
}

/**
 * Which results to delete: those that match every given filter. Leave out what should not filter: with `undefined`, a
 * forgotten value would delete more.
 */
export interface ResultDeletion extends WaitOptions {
  /** The identifiers of organisation units. */
  readonly organisationUnits?: readonly string[];
  /** The identifiers of validation rules. */
  readonly validationRules?: readonly string[];
  /** A period that contains the results' periods, such as `2026`. */
  readonly period?: string;
  /** A period in which the results were created, such as `2026`. */
  readonly created?: string;
  /** Whether a notification was sent. */
  readonly notificationSent?: boolean;
}

/** The context of an expression. */
export type ExpressionContext =
  | "generic"
  | "indicator"
  | "validationRule"
  | "predictor"
  | "predictorSkipTest"
  | "programIndicator"
  | "programIndicatorFilter";

/** The description of an expression. */
export interface ExpressionDescription {
  /** Whether the expression is valid. */
  readonly valid: boolean;
  /** The server's message. */
  readonly message: string;
  /** The expression with names in place of identifiers; absent if invalid. */
  readonly description?: string;
}

// Predictors

/** Predictors. Running them requires `F_PREDICTOR_RUN`. */
export interface PredictorsApi {
  /** Lists all predictors: `GET /api/predictors`. */
  list(options?: WaitOptions): Promise<Predictor[]>;
  /** Lists all predictor groups: `GET /api/predictorGroups`. */
  groups(options?: WaitOptions): Promise<PredictorGroup[]>;
  /**
   * Runs predictors and resolves to the server's counts when they are done: `POST /api/predictions`.
   * {@link PredictorsApi.start} does not wait.
   *
   * @throws {StewardError} `not-found` for a predictor or group that does not exist, before anything runs; `conflict`
   * if a predictor fails.
   */
  run(options: PredictionOptions): Promise<PredictionSummary>;
  /**
   * Starts a job that runs predictors: `POST /api/predictions?async=true`. {@link PredictorsApi.outcome} returns the
   * counts.
   */
  start(options: PredictionOptions): Promise<JobReference>;
  /**
   * Returns the counts of a job of {@link PredictorsApi.start}: `GET /api/system/taskSummaries/PREDICTOR/{uid}`.
   *
   * @throws {StewardError} `not-found` if the job has not ended or the server was restarted since; `conflict` if a
   * predictor failed.
   */
  outcome(job: JobReference | string, options?: WaitOptions): Promise<PredictionSummary>;
  /**
   * Runs predictor groups one after another and yields the outcome of each. A failed group does not stop the others.
   * Leaving the loop starts no more of them.
   *
   * @param groups The identifiers of the groups.
   */
  runGroups(groups: readonly string[], options: DateOptions): Iteration<GroupOutcome>;
}

/** A predictor. */
export interface Predictor {
  /** The identifier. */
  readonly id: string;
  /** The name. */
  readonly name: string;
  /** The description. */
  readonly description?: string;
  /** The period type of its values, such as `Monthly`; empty if the server sends none. */
  readonly periodType: string;
  /** The output data element. */
  readonly output?: Named;
  /** Its groups. */
  readonly groups: readonly Named[];
}

/** A predictor group. */
export interface PredictorGroup {
  /** The identifier. */
  readonly id: string;
  /** The name. */
  readonly name: string;
  /** Its predictors. */
  readonly predictors: readonly Named[];
}

/** Which predictors to run, and for which dates. */
export interface PredictionOptions extends DateOptions {
  /** The identifier of a predictor; without a predictor or group, all of them run. */
  readonly predictor?: string;
  /** The identifier of a predictor group. */
  readonly group?: string;
}

/** The result of a predictor run. */
export interface PredictionSummary {
  /** The status. */
  readonly status: Word<"SUCCESS" | "ERROR">;
  /** The server's description. */
  readonly description?: string;
  /** The number of predictors run. */
  readonly predictors: number;
  /** The number of inserted values. */
  readonly inserted: number;
  /** The number of updated values. */
  readonly updated: number;
  /** The number of deleted values. */
  readonly deleted: number;
  /** The number of unchanged values. */
  readonly unchanged: number;
}

/** The outcome of one predictor group. */
export type GroupOutcome =
  /** Every predictor of the group ran. */
  | { readonly group: string; readonly state: "completed"; readonly summary: PredictionSummary }
  /** The group was not run, or one of its predictors failed. */
  | { readonly group: string; readonly state: "failed"; readonly error: StewardError }
  /** No response arrived; the server is most likely still working. The remaining groups are not run. */
  | { readonly group: string; readonly state: "unknown"; readonly error: StewardError };

// Scheduler

/**
 * The scheduler: scheduled jobs and job queues. {@link JobsApi} runs, cancels, enables and disables jobs. Supported on
 * every version unless stated otherwise.
 */
export interface SchedulerApi {
  /** Lists all jobs, including run-once jobs, in no particular order: `GET /api/jobConfigurations`. */
  jobs(options?: WaitOptions): Promise<ScheduledJob[]>;
  /**
   * Returns a job: `GET /api/jobConfigurations/{uid}`.
   *
   * @param job A reference, `TYPE/uid`, or an identifier.
   * @throws {StewardError} `not-found`.
   */
  job(job: JobReference | string, options?: WaitOptions): Promise<ScheduledJob>;
  /**
   * Creates a job and returns its identifier: `POST /api/jobConfigurations`. Requires `F_SCHEDULING_ADMIN`.
   *
   * @throws {StewardError} `conflict` for a name that is taken (`E5003`), a type that already has a job with that cron
   * expression (`E7000`), an invalid cron expression (`E7005`), and invalid parameters; `forbidden`.
   */
  create(job: JobDraft, options?: WaitOptions): Promise<string>;
  /**
   * Updates a job: `GET` and then `PUT /api/jobConfigurations/{uid}`. Requires `F_SCHEDULING_ADMIN`. Everything else
   * stays as it is, including members unknown to this release.
   *
   * @param job A reference, `TYPE/uid`, or an identifier.
   * @throws {StewardError} The errors of {@link SchedulerApi.create}; `conflict` for a system job.
   */
  update(job: JobReference | string, changes: JobChanges, options?: WaitOptions): Promise<void>;
  /**
   * Deletes a job: `DELETE /api/jobConfigurations/{uid}`. Requires `F_SCHEDULING_ADMIN`.
   *
   * @param job A reference, `TYPE/uid`, or an identifier.
   * @throws {StewardError} `conflict` for a system job; `forbidden`.
   */
  delete(job: JobReference | string, options?: WaitOptions): Promise<void>;
  /** Lists the configurable job types: `GET /api/jobConfigurations/jobTypes`. */
  jobTypes(options?: WaitOptions): Promise<JobTypeInfo[]>;
  /** Lists the parameters of each job type: `GET /api/jobConfigurations/jobTypesExtended`. */
  jobParameters(options?: WaitOptions): Promise<JobTypeParameters[]>;
  /** Lists jobs and queues by their next execution, without run-once jobs: `GET /api/scheduler`. */
  entries(options?: WaitOptions): Promise<SchedulerEntry[]>;
  /** Lists the jobs that can be added to a queue: `GET /api/scheduler/queueable`. */
  queueable(options?: QueueableOptions): Promise<SchedulerEntry[]>;
  /** Lists the names of all queues: `GET /api/scheduler/queues`. */
  queues(options?: WaitOptions): Promise<string[]>;
  /**
   * Returns a queue: `GET /api/scheduler/queues/{name}`.
   *
   * @throws {StewardError} `not-found` (`E7020`).
   */
  queue(name: string, options?: WaitOptions): Promise<Queue>;
  /**
   * Creates a queue and returns the effect on its jobs: `POST /api/scheduler/queues/{name}`. The server requires no
   * authority, so check for `F_SCHEDULING_ADMIN` yourself.
   *
   * @throws {StewardError} `conflict` for a name that is taken (`E7021`), a job of another queue (`E7022`), a system
   * job (`E7023`), fewer than two jobs (`E7024`) and an invalid cron expression (`E7005`); `invalid-argument` for a
   * name with a slash.
   */
  createQueue(queue: Queue, options?: WaitOptions): Promise<QueueEffect[]>;
  /**
   * Updates a queue and returns the effect on its jobs: `PUT /api/scheduler/queues/{name}`.
   *
   * @throws {StewardError} The errors of {@link SchedulerApi.createQueue}, and `not-found` (`E7020`).
   */
  updateQueue(name: string, queue: Queue, options?: WaitOptions): Promise<QueueEffect[]>;
  /**
   * Deletes a queue but not its jobs, and returns the effect on them: `DELETE /api/scheduler/queues/{name}`.
   *
   * @throws {StewardError} `not-found` (`E7020`).
   */
  deleteQueue(name: string, options?: WaitOptions): Promise<QueueEffect[]>;
  /**
   * Lists the jobs that are due within this many seconds, the next one first: `GET /api/jobConfigurations/due`. From
   * 2.42.3, the server only counts them, and they are read from `GET /api/jobConfigurations`.
   */
  due(seconds: number, options?: WaitOptions): Promise<ScheduledJob[]>;
  /**
   * Lists the running jobs that have not been alive for this many seconds, the longest first:
   * `GET /api/jobConfigurations/stale`. From 2.42.3, the server only counts them, and they are read from
   * `GET /api/jobConfigurations`.
   *
   * @param seconds 0 stands for the value of the server's setting.
   */
  stale(seconds: number, options?: WaitOptions): Promise<ScheduledJob[]>;
  /**
   * Describes a cron expression as message keys with arguments: the time of day, then days of the month, days of the
   * week and months, each omitted if it matches all. Sends no request.
   *
   * The expression matches when all parts match; of several parts about days of the month, or about days of the week,
   * one is enough.
   *
   * @throws {StewardError} `invalid-argument` for an expression the server would reject, naming the field.
   */
  describe(cronExpression: string): Promise<CronPhrase[]>;
  /**
   * Returns the next execution times of a cron expression in the server's time zone, including daylight saving time;
   * fewer than requested if there are no more. Sends no request.
   *
   * @throws {StewardError} `invalid-argument` for an expression the server would reject, naming the field.
   */
  nextExecutions(cronExpression: string, options?: NextExecutionsOptions): Promise<Time[]>;
}

/** The schedule of a job. */
export type Schedule =
  /** At the times of a cron expression, in the server's time. */
  | { readonly type: "cron"; readonly cronExpression: string }
  /** A fixed number of seconds after the last run. */
  | { readonly type: "fixedDelay"; readonly delay: number }
  /** Once, as soon as possible. */
  | { readonly type: "onceAsap" }
  /**
   * None: it follows another job in its queue, or was removed from a queue. In a draft: the server's default, which is
   * to run once.
   */
  | { readonly type: "none" };

/** A job with its schedule and its position in a queue. */
export interface ScheduledJob extends Job {
  /** The schedule. */
  readonly schedule: Schedule;
  /** The next execution time. */
  readonly nextExecutionTime?: Time;
  /** The latest time at which the next run may start; after that it is skipped. */
  readonly maxDelayedExecutionTime?: Time;
  /** The name of its queue. */
  readonly queueName?: string;
  /** The position in the queue, from 0. */
  readonly queuePosition?: number;
  /** Whether users can change it; for system jobs, only the schedule can be changed. */
  readonly configurable: boolean;
  /** The error codes of the last run. */
  readonly errorCodes: readonly string[];
}

/** Changes to a job. Omitted members stay as they are. */
export interface JobChanges {
  /** The name, which must be unique. */
  readonly name?: string | undefined;
  /** The schedule. */
  readonly schedule?: Schedule | undefined;
  /** The parameters, which depend on the type; see {@link SchedulerApi.jobTypes}. */
  readonly jobParameters?: Json | undefined;
  /** Any other members, by the server's names. */
  readonly others?: { readonly [name: string]: Json } | undefined;
}

/** A job to create. */
export interface JobDraft extends JobChanges {
  /** The name, which must be unique. */
  readonly name: string;
  /** The job type. */
  readonly jobType: JobType;
  /** Whether it is enabled; defaults to true. */
  readonly enabled?: boolean | undefined;
}

/** A configurable job type. */
export interface JobTypeInfo extends JobTypeParameters {
  /** The name in English. */
  readonly name: string;
  /** The scheduling type of its jobs in 2.40; later versions accept any. */
  readonly schedulingType?: Word<"CRON" | "FIXED_DELAY" | "ONCE_ASAP">;
}

/** A job type with its parameters. */
export interface JobTypeParameters {
  /** The job type. */
  readonly jobType: JobType;
  /** The parameters of its jobs. */
  readonly parameters: readonly JobParameter[];
}

/** A parameter of a job type, as a form field. */
export interface JobParameter {
  /** The name in {@link Job.jobParameters}. */
  readonly name: string;
  /** The label, in English. */
  readonly label: string;
  /** The Java class of its value, such as `java.lang.Integer`. */
  readonly class: string;
  /** The Java class of its elements, if it is a collection. */
  readonly itemClass?: string;
  /** Whether it is required. */
  readonly required: boolean;
  /** The default value. */
  readonly defaultValue?: Json;
  /** The allowed values; empty if any is allowed. */
  readonly constants: readonly string[];
  /** The endpoint that lists the objects it can refer to, such as `/api/programs`. */
  readonly relativeApiEndpoint?: string;
}

/** A job or a job queue in the scheduler's list. */
export interface SchedulerEntry {
  /** The name of the job or of the queue. */
  readonly name: string;
  /** The type of the job; absent for a queue. */
  readonly jobType?: JobType;
  /** The cron expression. */
  readonly cronExpression?: string;
  /** The delay after the last run, in seconds. */
  readonly delay?: number;
  /** The next execution time. */
  readonly nextExecutionTime?: Time;
  /** The latest time at which the next run may start; after that it is skipped. */
  readonly maxDelayedExecutionTime?: Time;
  /** The seconds until the next execution, by the server's time. */
  readonly secondsToNextExecutionTime?: number;
  /** The status; for a queue, that of its first job. */
  readonly status?: JobStatus;
  /** Whether it is enabled; for a queue, whether its first job is. */
  readonly enabled: boolean;
  /** Whether users can change it. */
  readonly configurable: boolean;
  /** The job, or the jobs of the queue in order. */
  readonly sequence: readonly SequenceJob[];
}

/** A job in the scheduler's list. */
export interface SequenceJob {
  /** The job's identifier. */
  readonly id: string;
  /** The job's name. */
  readonly name: string;
  /** The job type. */
  readonly jobType: JobType;
  /** The cron expression; absent for all but the first job of a queue. */
  readonly cronExpression?: string;
  /** The next execution time. */
  readonly nextExecutionTime?: Time;
  /** The current status. */
  readonly status?: JobStatus;
}

/** Options for listing jobs that can be queued. */
export interface QueueableOptions extends WaitOptions {
  /** The name of a queue whose jobs are omitted. */
  readonly queue?: string | undefined;
}

/** A queue of jobs that run one after another. */
export interface Queue {
  /** The name. */
  readonly name: string;
  /** The cron expression of its first job. */
  readonly cronExpression?: string;
  /** The identifiers of its jobs, in order. */
  readonly sequence: readonly string[];
}

/** The effect on a job when its queue is created, updated or deleted. */
export interface QueueEffect {
  /** The job's identifier. */
  readonly job: string;
  /**
   * The job's schedule afterwards: that of the queue for the first job, none for the others and for removed jobs. The
   * schedule it had before it joined the queue is lost.
   */
  readonly schedule: Schedule;
  /**
   * Whether the job is disabled and must be enabled again: true for removed jobs, and for every job of a queue that is
   * renamed.
   */
  readonly disabled: boolean;
}

/** A field of a cron expression. */
export type CronField = "second" | "minute" | "hour" | "dayOfMonth" | "month" | "dayOfWeek";

/** A range of values; both ends are equal for a single value. Monday is 1, Sunday 7. */
export interface CronRun {
  /** The first value. */
  readonly from: number;
  /** The last value. */
  readonly to: number;
}

/** A time of day. */
export interface TimeOfDay {
  /** The hour, from 0. */
  readonly hour: number;
  /** The minute of the hour. */
  readonly minute: number;
  /** The second of the minute. */
  readonly second: number;
}

/** A part of a cron expression's description; `key` names the message. Monday is 1, Sunday 7. */
export type CronPhrase =
  /** At these times of day. */
  | { readonly key: "cron.at"; readonly times: readonly TimeOfDay[] }
  /** Every `step` seconds, minutes and so on, within a range. */
  | { readonly key: "cron.every"; readonly field: CronField; readonly step: number; readonly from: number; readonly to: number }
  /** In these ranges of seconds, minutes and so on. */
  | { readonly key: "cron.in"; readonly field: CronField; readonly runs: readonly CronRun[] }
  /** This many days before the last day of the month; 0 for the last day itself. */
  | { readonly key: "cron.lastDay"; readonly before: number }
  /** The last weekday of the month, Monday to Friday. */
  | { readonly key: "cron.lastWorkday" }
  /** The weekday, Monday to Friday, nearest to a day of the month. */
  | { readonly key: "cron.nearestWorkday"; readonly day: number }
  /** The last Monday, Tuesday and so on of the month. */
  | { readonly key: "cron.lastOfWeekday"; readonly weekday: number }
  /** The nth Monday, Tuesday and so on of the month. */
  | { readonly key: "cron.nthOfWeekday"; readonly weekday: number; readonly nth: number };

/** Which execution times to return. */
export interface NextExecutionsOptions {
  /** How many, 1,000 at most; defaults to 5. */
  readonly count?: number | undefined;
  /** The time to start after, in the server's time zone if it has no offset; defaults to now. */
  readonly after?: Time | undefined;
}

// Data

/** Data as a whole. */
export interface DataApi {
  /**
   * Returns counts of objects and of recent changes: `GET /api/dataSummary`. Requires `F_PERFORM_MAINTENANCE`. Slow on
   * a large server, which counts the data.
   *
   * @throws {StewardError} `forbidden`.
   */
  summary(options?: WaitOptions): Promise<DataSummary>;
  /**
   * Returns the summary in the Prometheus text format: `GET /api/dataSummary/metrics`. Requires
   * `F_PERFORM_MAINTENANCE`.
   *
   * @throws {StewardError} `unsupported` before 2.42, without sending a request; `forbidden`.
   */
  metrics(options?: WaitOptions): Promise<string>;
  /** Returns the number of objects of each type: `GET /api/system/objectCounts`. */
  objectCounts(options?: WaitOptions): Promise<ObjectCounts>;
  /** Returns usage statistics, one entry per interval: `GET /api/dataStatistics`. */
  usage(options: UsageOptions): Promise<UsageStatistics[]>;
  /**
   * Generates the min-max values of all data elements of data sets, for an organisation unit and its descendants:
   * `POST /api/minMaxValues`. Requires `F_GENERATE_MIN_MAX_VALUES`. First removes all existing min-max values,
   * including those entered by users. Resolves when the server is done.
   *
   * @throws {StewardError} `invalid-argument` without a data set, `conflict` for a unit that does not exist, `server`
   * for a data set that does not exist; `forbidden`.
   */
  generateMinMax(organisationUnit: string, dataSets: readonly string[], options?: WaitOptions): Promise<void>;
  /**
   * Removes the min-max values, including those entered by users: `DELETE /api/minMaxValues/{uid}`. Requires
   * `F_GENERATE_MIN_MAX_VALUES`.
   *
   * @throws {StewardError} The errors of {@link DataApi.generateMinMax}.
   */
  removeMinMax(organisationUnit: string, dataSets: readonly string[], options?: WaitOptions): Promise<void>;
}

/** The number of objects by type, such as `dataElement`; the counts of data are estimates. */
export interface ObjectCounts {
  /** The number of objects of a type. */
  readonly [kind: string]: number;
}

/** Counts of objects and of recent changes. */
export interface DataSummary {
  /** The number of objects of each type. */
  readonly objectCounts: ObjectCounts;
  /** The users who logged in (up to 2.42) or viewed something (from 2.43). */
  readonly activeUsers: Recent;
  /** The users who logged in (from 2.43). */
  readonly logins?: Recent;
  /** The pending user invitations. */
  readonly userInvitations: UserInvitations;
  /** The changed data values. */
  readonly dataValues: Recent;
  /** The changed events. */
  readonly events: Recent;
  /** The changed events with registration (from 2.43). */
  readonly trackerEvents?: Recent;
  /** The changed events without registration (from 2.43). */
  readonly singleEvents?: Recent;
  /** The changed enrollments (from 2.43). */
  readonly enrollments?: Recent;
  /** The summarised server. */
  readonly system: SummarizedSystem;
  /** What the counts mean, which depends on the server's version. */
  readonly meaning: DataSummaryMeaning;
}

/** Counts over intervals that end now. */
export interface Recent {
  /** Over the shortest interval: today (up to 2.42) or the last hour (from 2.43); for users, always the last hour. */
  readonly latest: number;
  /** Since yesterday. */
  readonly day: number;
  /** Over two days; for users only. */
  readonly twoDays?: number;
  /** Over seven days. */
  readonly week: number;
  /** Over thirty days. */
  readonly month: number;
}

/** The pending user invitations. */
export interface UserInvitations {
  /** How many there are. */
  readonly all: number;
  /** The number of expired invitations. */
  readonly expired: number;
}

/** The summarised server. */
export interface SummarizedSystem {
  /** The DHIS2 version, such as `2.42.5.2`. */
  readonly version: string;
  /** The commit the server was built from. */
  readonly revision?: string;
  /** When the server was built. */
  readonly buildTime?: Time;
  /** The unique identifier of the instance; absent on 2.41. */
  readonly systemId?: string;
  /** The server's time of the summary. */
  readonly serverDate: Time;
}

/** What the counts of a data summary mean: all three changed in 2.43. */
export interface DataSummaryMeaning {
  /** The shortest interval of data is the last hour rather than today. */
  readonly latestIsLastHour: boolean;
  /** Deleted data values count as changed. */
  readonly deletedValuesCount: boolean;
  /** Active users are those who viewed something rather than those who logged in. */
  readonly activeUsersAreViewers: boolean;
}

/** Which usage statistics to return. */
export interface UsageOptions extends WaitOptions {
  /** The first day. */
  readonly startDate: Day;
  /** The last day. */
  readonly endDate: Day;
  /** The length of the intervals. */
  readonly interval: "DAY" | "WEEK" | "MONTH" | "YEAR";
}

/** Usage statistics of one interval. Averages are per active user, and whole numbers up to 2.42. */
export interface UsageStatistics {
  /** The year. */
  readonly year: number;
  /** The month, from 1; with the intervals `MONTH` and `DAY`. */
  readonly month?: number;
  /** The week of the year; with the interval `WEEK`. */
  readonly week?: number;
  /** The day of the month; with the interval `DAY`. */
  readonly day?: number;
  /** The number of map views. */
  readonly mapViews: number;
  /** The number of visualization views. */
  readonly visualizationViews: number;
  /** The number of event report views. */
  readonly eventReportViews: number;
  /** The number of event chart views. */
  readonly eventChartViews: number;
  /** The number of event visualization views. */
  readonly eventVisualizationViews: number;
  /** The number of dashboard views. */
  readonly dashboardViews: number;
  /** The number of passive dashboard views. */
  readonly passiveDashboardViews: number;
  /** The number of data set report views. */
  readonly dataSetReportViews: number;
  /** The number of all views. */
  readonly totalViews: number;
  /** The number of saved maps. */
  readonly savedMaps: number;
  /** The number of saved visualizations. */
  readonly savedVisualizations: number;
  /** The number of saved event reports. */
  readonly savedEventReports: number;
  /** The number of saved event charts. */
  readonly savedEventCharts: number;
  /** The number of saved event visualizations. */
  readonly savedEventVisualizations: number;
  /** The number of saved dashboards. */
  readonly savedDashboards: number;
  /** The number of saved indicators. */
  readonly savedIndicators: number;
  /** The number of saved data values. */
  readonly savedDataValues: number;
  /** The number of active users. */
  readonly activeUsers: number;
  /** The number of users. */
  readonly users: number;
  /** All views per active user. */
  readonly averageViews: number;
  /** Map views per active user. */
  readonly averageMapViews: number;
  /** Visualization views per active user. */
  readonly averageVisualizationViews: number;
  /** Event report views per active user. */
  readonly averageEventReportViews: number;
  /** Event chart views per active user. */
  readonly averageEventChartViews: number;
  /** Event visualization views per active user. */
  readonly averageEventVisualizationViews: number;
  /** Dashboard views per active user. */
  readonly averageDashboardViews: number;
  /** Passive dashboard views per active user. */
  readonly averagePassiveDashboardViews: number;
}

// Periods

/**
 * Periods of every DHIS2 period type. Sends no requests. If the server uses a calendar other than ISO 8601, every call
 * fails with `unsupported`.
 */
export interface PeriodsApi {
  /**
   * Parses a period identifier such as `202601`, `2026Q1` or `2026W5`.
   *
   * @throws {StewardError} `invalid-argument` for an invalid period.
   */
  describe(id: string): Promise<Period>;
  /**
   * Returns the period of a type that contains a date.
   *
   * @throws {StewardError} `invalid-argument` for an unknown period type or an invalid date.
   */
  containing(periodType: PeriodType, day: Day): Promise<Period>;
  /**
   * Returns the periods of a type from the one that contains the start date to the one that contains the end date, in
   * order.
   *
   * @throws {StewardError} `invalid-argument` for an unknown period type or invalid dates.
   */
  generate(periodType: PeriodType, days: Days): Promise<Period[]>;
  /**
   * Returns the periods whose identifiers begin with a year, in order.
   *
   * @throws {StewardError} `invalid-argument` for an unknown period type.
   */
  ofYear(periodType: PeriodType, year: number): Promise<Period[]>;
}

/** An ISO 8601 date, such as `2026-01-31`. */
export type Day = string;

/** A date range, both dates included. */
export interface Days {
  /** The first day. */
  readonly startDate: Day;
  /** The last day. */
  readonly endDate: Day;
}

/**
 * A period type, from the shortest to the longest. Only the newest servers have `FinancialFeb`, `FinancialAug` and
 * `WeeklyFriday`.
 */
export type PeriodType =
  | "Daily"
  | "Weekly"
  | "WeeklyWednesday"
  | "WeeklyThursday"
  | "WeeklyFriday"
  | "WeeklySaturday"
  | "WeeklySunday"
  | "BiWeekly"
  | "Monthly"
  | "BiMonthly"
  | "Quarterly"
  | "QuarterlyNov"
  | "SixMonthly"
  | "SixMonthlyApril"
  | "SixMonthlyNov"
  | "Yearly"
  | "FinancialFeb"
  | "FinancialApril"
  | "FinancialJuly"
  | "FinancialAug"
  | "FinancialSep"
  | "FinancialOct"
  | "FinancialNov";

/** A period. Periods are ordered by start date, then by end date. */
export interface Period extends Days {
  /** The identifier as the server writes it, such as `202601`. */
  readonly id: string;
  /** The period type. */
  readonly periodType: PeriodType;
  /** The year that its identifier begins with. */
  readonly year: number;
  /** The name, in parts. */
  readonly name: PeriodName;
  /** The identifier of the previous period of its type. */
  readonly previous: string;
  /**
   * The identifier of the next period of its type. It starts on the day after this one ends, with one exception: in a
   * year of 53 weeks, the server's `BiW27` consists of the last week and the first week of the next year, which is also
   * part of the next year's `BiW1`.
   */
  readonly next: string;
}

/** The name of a period, in parts to be formatted: `key` names the message. */
export type PeriodName =
  /** A day, or a month given by any of its days. */
  | { readonly key: "period.day" | "period.month"; readonly day: Day }
  /** A week or two weeks, with their number and the year they count towards. */
  | {
      readonly key: "period.week" | "period.twoWeeks";
      readonly year: number;
      readonly number: number;
      readonly startDate: Day;
      readonly endDate: Day;
    }
  /** Several months, from the month of the start date to that of the end date. */
  | { readonly key: "period.months"; readonly startDate: Day; readonly endDate: Day }
  /** A year. */
  | { readonly key: "period.year"; readonly year: number };

// Lock exceptions

/** Lock exceptions: permission to enter data for closed periods. */
export interface LockExceptionsApi {
  /**
   * Lists lock exceptions, page by page, or all at once with a filter: `GET /api/lockExceptions`.
   *
   * @throws {StewardError} `invalid-argument` for a text that is a period in no calendar.
   */
  list(options?: LockExceptionOptions): Iteration<LockException>;
  /** Lists the data sets and periods that have lock exceptions: `GET /api/lockExceptions/combinations`. */
  combinations(options?: WaitOptions): Promise<LockCombination[]>;
  /**
   * Adds a lock exception for each of the organisation units, and yields the outcome of each request:
   * `POST /api/lockExceptions`. Requires `F_DATASET_PUBLIC_ADD` or `F_DATASET_PRIVATE_ADD`, and units for which the
   * user may enter data.
   *
   * Splits the units over several requests, sent one after another, so that no URL exceeds 6,000 characters. A failed
   * request does not stop the others; leaving the loop sends no more. The server silently skips units that are not
   * assigned to the data set, unless none is. The server does not prevent duplicate exceptions; units that are named
   * twice are sent once.
   *
   * @throws {StewardError} `invalid-argument` without a unit, or for a text that is a period in no calendar. Whether the
   * server's calendar has the period, the server decides: the addition then has the state `failed`.
   */
  add(organisationUnits: readonly string[], dataSet: string, period: string, options?: WaitOptions): Iteration<LockAddition>;
  /**
   * Removes the lock exception of one organisation unit: `DELETE /api/lockExceptions`. Requires `F_DATASET_DELETE`.
   *
   * Checks first that the unit and the data set exist: for an unknown unit, the server would remove the exceptions of
   * all units.
   *
   * @throws {StewardError} `not-found` if the unit or data set does not exist; `forbidden`.
   */
  remove(organisationUnit: string, dataSet: string, period: string, options?: WaitOptions): Promise<void>;
  /**
   * Removes the lock exceptions of all units for a data set and period: `DELETE /api/lockExceptions`. Requires
   * `F_DATASET_DELETE`.
   *
   * @throws {StewardError} `not-found` if the data set does not exist; `forbidden`.
   */
  removeAll(dataSet: string, period: string, options?: WaitOptions): Promise<void>;
}

/** Filters lock exceptions. Omitted filters match everything. */
export interface LockExceptionOptions extends WaitOptions {
  /** Only those of this organisation unit. */
  readonly organisationUnit?: string | undefined;
  /** Only those of this data set. */
  readonly dataSet?: string | undefined;
  /** Only those of this period, such as `202601`. */
  readonly period?: string | undefined;
  /** The page size; defaults to 500. */
  readonly pageSize?: number | undefined;
}

/** Permission for an organisation unit to enter the data of a data set for a closed period. */
export interface LockException extends LockCombination {
  /** When it was created. */
  readonly created?: Time;
  /** The organisation unit. */
  readonly organisationUnit: Named;
}

/** A data set and period with lock exceptions. */
export interface LockCombination {
  /** The display name, such as `Monthly report (January 2026)`. */
  readonly name: string;
  /** The data set. */
  readonly dataSet: Named;
  /** The identifier of the period, such as `202601`; absent if it cannot be determined. */
  readonly period?: string;
}

/** The outcome of one request that adds lock exceptions. */
export type LockAddition =
  /** The server confirmed success. */
  | { readonly organisationUnits: readonly string[]; readonly state: "completed" }
  /** The server reported a failure: the units before the failing one have their exception. */
  | { readonly organisationUnits: readonly string[]; readonly state: "failed"; readonly error: StewardError }
  /** No response arrived, or an unreadable one. */
  | { readonly organisationUnits: readonly string[]; readonly state: "unknown"; readonly error: StewardError };

// Organisation units

/** Organisation units: by level, parent, group or search. Supported on every version; requires no authority. */
export interface OrganisationUnitsApi {
  /** Lists the units of a level, ordered by name; level 1 has the roots: `GET /api/organisationUnits?level=…`. */
  ofLevel(level: number, options?: WaitOptions): Promise<OrganisationUnit[]>;
  /**
   * Lists the units of a group, ordered by name; none if the group does not exist:
   * `GET /api/organisationUnits?filter=organisationUnitGroups.id:eq:…`.
   */
  ofGroup(group: string, options?: WaitOptions): Promise<OrganisationUnit[]>;
  /**
   * Lists the children of a unit, ordered by name; none if the unit does not exist:
   * `GET /api/organisationUnits?filter=parent.id:eq:…`.
   */
  children(parent: string, options?: WaitOptions): Promise<OrganisationUnit[]>;
  /**
   * Searches units by part of the name, or by identifier or code, and returns the first matches:
   * `GET /api/organisationUnits?query=…`.
   */
  search(text: string, options?: SearchOptions): Promise<Page<OrganisationUnit>>;
  /** Lists the named levels, from the top: `GET /api/organisationUnitLevels`. */
  levels(options?: WaitOptions): Promise<OrganisationUnitLevel[]>;
  /** Lists the organisation unit groups, ordered by name: `GET /api/organisationUnitGroups`. */
  groups(options?: WaitOptions): Promise<Named[]>;
}

/** Options of a search. */
export interface SearchOptions extends WaitOptions {
  /** The maximum number of results; defaults to 50. */
  readonly limit?: number | undefined;
}

/** An organisation unit in the hierarchy. */
export interface OrganisationUnit extends Named {
  /** The path of identifiers from the root, such as `/pum2JRtq2BG/TmM5u4SwmHH`. */
  readonly path: string;
  /** The level, from 1. */
  readonly level: number;
  /** Whether it has children. */
  readonly hasChildren: boolean;
}

/** A level of the hierarchy. */
export interface OrganisationUnitLevel extends Named {
  /** The level, from 1. */
  readonly level: number;
}

/** A page of a list. */
export interface Page<T> {
  /** The items on this page. */
  readonly items: readonly T[];
  /** The page number, from 1. */
  readonly number: number;
  /** The number of pages. */
  readonly count: number;
  /** The number of items on all pages. */
  readonly total: number;
}

// Settings

/** System settings. Every user can read them; writing requires `F_SYSTEM_SETTING`. Supported on every version. */
export interface SettingsApi {
  /** Returns all settings that are not confidential: `GET /api/systemSettings`. */
  all(options?: WaitOptions): Promise<SystemSettings>;
  /**
   * Returns settings by name: `GET /api/systemSettings?key=…`. Omits those the server's version does not have.
   *
   * @throws {StewardError} `invalid-argument` for a confidential setting, without sending a request; `not-found` on
   * 2.41 if it has none of them.
   */
  some(names: readonly string[], options?: WaitOptions): Promise<SystemSettings>;
  /**
   * Sets a setting whose type is known: `POST /api/systemSettings/{key}`. An empty string resets it. The next request
   * may still return the old value.
   *
   * @throws {StewardError} `invalid-argument` for a value of the wrong type; `not-found` (up to 2.41 `conflict`) if the
   * server's version does not have the setting; `forbidden`.
   */
  set<Name extends keyof KnownSettings>(name: Name, value: KnownSettings[Name], options?: WaitOptions): Promise<void>;
  /**
   * Sets any setting, as a string: `POST /api/systemSettings/{key}`. An empty string resets it.
   *
   * @throws {StewardError} `rejected` for a value of the wrong type; `not-found` (up to 2.41 `conflict`) if the
   * server's version does not have the setting; `forbidden`.
   */
  setRaw(name: string, value: string, options?: WaitOptions): Promise<void>;
  /**
   * Sets a confidential setting, such as `keyRemoteInstancePassword`: `POST /api/systemSettings/{key}`. It is never
   * read back, and no error contains it.
   *
   * @throws {StewardError} `invalid-argument` for a setting that is not confidential, whose value the server returns to
   * everybody; the errors of {@link SettingsApi.setRaw}, without the server's message, which may contain the value.
   */
  setSecret(name: string, value: string, options?: WaitOptions): Promise<void>;
  /** Whether a setting is confidential: it is set with {@link SettingsApi.setSecret}, and never read. Sends no request. */
  isConfidential(name: string): Promise<boolean>;
  /**
   * Resets a setting to its default: `DELETE /api/systemSettings/{key}`.
   *
   * @throws {StewardError} The errors of {@link SettingsApi.setRaw}.
   */
  reset(name: string, options?: WaitOptions): Promise<void>;
}

/** The settings whose type is known. */
export interface KnownSettings {
  /** The name of the instance. */
  readonly applicationTitle: string;
  /** The calendar, such as `iso8601`. */
  readonly keyCalendar: string;
  /** The date format, such as `yyyy-MM-dd`. */
  readonly keyDateFormat: string;
  /** The URL of the remote server for data and metadata synchronisation. */
  readonly keyRemoteInstanceUrl: string;
  /** The username on the remote server. */
  readonly keyRemoteInstanceUsername: string;
  /** The latest metadata version on this server. */
  readonly keySystemMetadataVersion: string;
  /** The latest metadata version on the remote server. */
  readonly keyRemoteMetadataVersion: string;
  /** The metadata version that failed to synchronise. */
  readonly keyMetadataFailedVersion: string;
  /** Whether metadata versioning is enabled. */
  readonly keyVersionEnabled: boolean;
  /** Whether metadata synchronisation is stopped. */
  readonly keyStopMetadataSync: boolean;
  /** The maximum number of violations of a validation run. */
  readonly keyDataQualityMaxLimit: number;
  /** The maximum number of rows of an analytics response. */
  readonly keyAnalyticsMaxLimit: number;
  /** The maximum number of attempts to send data. */
  readonly syncMaxAttempts: number;
  /** The maximum number of attempts to reach the remote server. */
  readonly syncMaxRemoteServerAvailabilityCheckAttempts: number;
  /** The delay between those attempts, in milliseconds. */
  readonly syncDelayBetweenRemoteServerAvailabilityCheckAttempts: Milliseconds;
  /** Minutes without being alive after which a job is rescheduled. */
  readonly jobsRescheduleAfterMinutes: number;
  /** Minutes after its end when a run-once job is removed. */
  readonly jobsCleanupAfterMinutes: number;
  /** Hours during which an overdue job may still start. */
  readonly jobsMaxCronDelayHours: number;
  /** The number of standard deviations of generated min-max values from the mean. */
  readonly factorDeviation: number;
  /** Changes from before this time are not sent. */
  readonly syncSkipSyncForDataChangedBefore: Time;
  /** When data was last sent. */
  readonly keyLastSuccessfulDataSynch: Time;
  /** When events were last sent. */
  readonly keyLastSuccessfulEventsDataSynch: Time;
  /** When data set completeness was last sent. */
  readonly keyLastCompleteDataSetRegistrationSyncSuccess: Time;
  /** When metadata was last pulled. */
  readonly keyLastMetaDataSyncSuccess: Time;
  /** When pulling metadata last failed. */
  readonly keyMetadataLastFailedTime: Time;
}

/**
 * Settings with their values. Confidential ones are discarded unread; unset ones, and times of events that never
 * happened, are absent.
 */
export interface SystemSettings extends Partial<KnownSettings> {
  /** Any other setting, as the server sent it. */
  readonly [name: string]: Json | undefined;
}

// Synchronisation

/** Synchronisation of data and metadata with a remote server. Supported on every version. */
export interface SynchronizationApi {
  /** Returns the synchronisation settings, without the password: `GET /api/systemSettings?key=…`. */
  settings(options?: WaitOptions): Promise<SystemSettings>;
  /**
   * Sets the remote server: `POST /api/systemSettings/{key}` for each of URL, username and password. Requires
   * `F_SYSTEM_SETTING`. The password is never read back, and no error contains it.
   *
   * @throws {StewardError} `invalid-argument` if the URL changes without a password, which would send the old server's
   * password to the new one; otherwise the error of the first setting that fails, with those before it set.
   */
  configure(remote: RemoteServer, options?: WaitOptions): Promise<void>;
  /**
   * Tests whether this server can reach and log in to the remote server: `GET /api/synchronization/availability`. An
   * unreachable server is not an error.
   */
  test(options?: WaitOptions): Promise<RemoteAvailability>;
  /**
   * Pushes the data values changed since the last push to the remote server: `POST /api/synchronization/dataPush`.
   * Requires `F_EXPORT_DATA`. Resolves when the server is done.
   *
   * @throws {StewardError} `unexpected-answer` if the remote server cannot be reached, `conflict` if it imported
   * nothing; `forbidden`.
   */
  pushData(options?: WaitOptions): Promise<DataPush>;
  /**
   * Pulls metadata from a URL that the server's configuration allows: `POST /api/synchronization/metadataPull`.
   * Requires `ALL`.
   *
   * @throws {StewardError} `conflict` for a URL that is not allowed, or if nothing was imported; `forbidden`.
   */
  pullMetadata(url: string, options?: WaitOptions): Promise<MetadataPull>;
  /**
   * Lists all metadata versions: `GET /api/metadata/versions`.
   *
   * @throws {StewardError} `rejected` if metadata versioning is disabled: see {@link KnownSettings.keyVersionEnabled}.
   */
  versions(options?: WaitOptions): Promise<MetadataVersion[]>;
  /**
   * Lists the metadata versions newer than a version: `GET /api/metadata/version/history`.
   *
   * @param name The name of the version, such as `Version_1`.
   * @throws {StewardError} The errors of {@link SynchronizationApi.versions}.
   */
  versionsSince(name: string, options?: WaitOptions): Promise<MetadataVersion[]>;
  /**
   * Creates a metadata version from the current metadata: `POST /api/metadata/version/create`. Requires
   * `F_METADATA_MANAGE`.
   *
   * @throws {StewardError} The errors of {@link SynchronizationApi.versions}; `forbidden`.
   */
  createVersion(versionType: MetadataVersionType, options?: WaitOptions): Promise<MetadataVersion>;
  /**
   * Downloads the content of a metadata version as JSON: `GET /api/metadata/version/{name}/data`. Requires
   * `F_METADATA_MANAGE`.
   *
   * @throws {StewardError} `server` if the version does not exist, which is how DHIS2 reports it; `decode` if the
   * content is not complete JSON; `forbidden`.
   */
  downloadVersion(name: string, options?: WaitOptions): Promise<string>;
  /**
   * Downloads two metadata versions and returns their differences. The first version of a server contains all
   * metadata, each later one only what was saved since the one before: objects that did not change are then only in
   * the first.
   *
   * @throws {StewardError} The errors of {@link SynchronizationApi.downloadVersion}.
   */
  compareVersions(first: string, second: string, options?: WaitOptions): Promise<CollectionDifference[]>;
}

/** The remote server for data and metadata synchronisation. */
export interface RemoteServer {
  /** The URL. */
  readonly url: string;
  /** The username on the remote server. */
  readonly username: string;
  /** The password on the remote server; if omitted, the current one stays. */
  readonly password?: string | undefined;
}

/** Whether the remote server is available. */
export interface RemoteAvailability {
  /** Whether this server can reach it and log in. */
  readonly available: boolean;
  /** The server's message. */
  readonly message: string;
  /** An HTTP status: the remote server's, or a fitting one. */
  readonly statusCode: number;
  /** The reason phrase of the status. */
  readonly statusPhrase: string;
}

/** The status of an import: everything (`SUCCESS` for data, `OK` for metadata), some of it, or nothing was imported. */
export type ImportStatus = Word<"SUCCESS" | "OK" | "WARNING" | "ERROR">;

/** The remote server's import summary of the pushed data. */
export interface DataPush {
  /** The status of the import. */
  readonly status: ImportStatus;
  /** The server's description. */
  readonly description?: string;
  /** The number of imported values. */
  readonly imported: number;
  /** The number of updated values. */
  readonly updated: number;
  /** The number of deleted values. */
  readonly deleted: number;
  /** The number of ignored values. */
  readonly ignored: number;
  /** Why values were ignored. */
  readonly conflicts: readonly ImportConflict[];
}

/** Why something was not imported. */
export interface ImportConflict {
  /** The object. */
  readonly object: string;
  /** What is wrong with it. */
  readonly value: string;
}

/** The import summary of the pulled metadata. */
export interface MetadataPull {
  /** The status of the import. */
  readonly status: ImportStatus;
  /** The number of created objects. */
  readonly created: number;
  /** The number of updated objects. */
  readonly updated: number;
  /** The number of deleted objects. */
  readonly deleted: number;
  /** The number of ignored objects. */
  readonly ignored: number;
}

/** How other servers import a metadata version: as much as possible, or all or nothing. */
export type MetadataVersionType = Word<"BEST_EFFORT" | "ATOMIC">;

/** A metadata version. */
export interface MetadataVersion {
  /** The identifier. */
  readonly id: string;
  /** Its name, such as `Version_1`. */
  readonly name: string;
  /** How it is imported. */
  readonly versionType: MetadataVersionType;
  /** When it was created. */
  readonly created?: Time;
  /** When it was imported on this server. */
  readonly imported?: Time;
  /** The hash of its content. */
  readonly hashCode?: string;
}

/** The differences in one metadata collection. */
export interface CollectionDifference {
  /** The collection, such as `dataElements`. */
  readonly collection: string;
  /** Objects only in the first version. */
  readonly onlyFirst: readonly DifferingObject[];
  /** Objects only in the second version. */
  readonly onlySecond: readonly DifferingObject[];
  /** Objects in both versions that differ; when and by whom they were saved is ignored. */
  readonly changed: readonly DifferingObject[];
}

/** An object that differs. */
export interface DifferingObject {
  /** The identifier. */
  readonly id: string;
  /** The name, if it has one. */
  readonly name?: string;
}
