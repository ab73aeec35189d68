/// <reference lib="es2018.asynciterable" />
/// <reference lib="esnext.disposable" />

declare global {
  /** What a page's own declarations have, and Node's have not. */
  namespace WebAssembly {
    /** Code that is compiled already. */
    interface Module {}
  }
}

/**
 * Loads the compiled code. Call it once and wait for it before anything else; calling it again is free.
 *
 * Without `source`, the code lies beside this package's own files: the browser fetches it, Node reads it.
 *
 * @param source Where the code is, or the code itself, for bundlers that put it elsewhere.
 * @throws {StewardError} `not-initialised` where the code cannot be loaded; calling it again tries again.
 */
export default function init(source?: CompiledCode | Promise<CompiledCode>): Promise<void>;

/**
 * Where the compiled code is, or the code itself. An answer, and what an address answers, is compiled while it comes,
 * whatever the server calls it. In Node an address may be that of a file, and a text the path of one.
 */
export type CompiledCode = string | URL | ArrayBuffer | Uint8Array | Response | WebAssembly.Module;

/**
 * Asks a server who it is and who is logged in: `GET /api/system/info` and `GET /api/me`.
 *
 * @throws {StewardError} `session-expired` or `unauthorized` where nobody is logged in, `not-initialised` before
 * {@link init}, `invalid-argument` for an address or credentials that cannot be sent.
 */
export function connect(options?: ConnectOptions): Promise<Steward>;

/** Where the server is, and how the caller is known to it. */
export interface ConnectOptions extends WaitOptions {
  /**
   * The address of the server with its context path, such as `https://dhis2.example.org/hmis`.
   * In the page of an installed app it is the server of the page.
   */
  readonly baseUrl?: string;
  /**
   * A token or a password; without it, the session of the person who is logged in to the browser.
   * Never logged, never part of an error, never sent to another origin. No cookies travel beside it.
   */
  readonly auth?: Auth;
}

/** How the caller is known to the server. */
export type Auth = TokenAuth | BearerAuth | PasswordAuth;

/** A personal access token, as DHIS2 issues it. */
export interface TokenAuth {
  readonly token: string;
}

/** An OAuth or OpenID Connect token. */
export interface BearerAuth {
  readonly bearer: string;
}

/** A user name and a password. */
export interface PasswordAuth {
  readonly username: string;
  readonly password: string;
}

/** What everything that waits understands. */
export interface WaitOptions {
  /**
   * Ends the waiting: whatever the reason of the abort is, the promise is rejected with the code `aborted`.
   * What was begun on the server goes on there.
   */
  readonly signal?: AbortSignal;
}

/** What went wrong, for code that must decide what to do next. */
export type ErrorCode =
  /** The server could not be reached, or the connection broke. */
  | "network"
  /** No answer came in time. What was asked for may still be going on. */
  | "timeout"
  /** The caller broke it off. */
  | "aborted"
  /** The session has ended: log in again. */
  | "session-expired"
  /** The token or password is wrong. */
  | "unauthorized"
  /** The person may not do this. */
  | "forbidden"
  /** The server does not have it. */
  | "not-found"
  /** The server's state does not allow it. */
  | "conflict"
  /** The server did not understand the request. */
  | "rejected"
  /** The server asks to come back later. */
  | "busy"
  /** The server failed. */
  | "server"
  /** HTML or nothing came where JSON was due. */
  | "unexpected-answer"
  /** The answer is not what this release expects. */
  | "decode"
  /** The server's version does not have it. */
  | "unsupported"
  /** What the caller gave cannot be sent. */
  | "invalid-argument"
  /** `init()` has not been waited for, or has failed. */
  | "not-initialised";

/** The one error that this package throws. It never holds a credential, a header or a request's body. */
export class StewardError extends Error {
  private constructor();
  readonly name: "StewardError";
  /** What went wrong, for code; the message is for people. */
  readonly code: ErrorCode;
  /** The number of the answer's status line, where there was an answer. */
  readonly status?: number;
  /** The request it belongs to, such as `POST /api/maintenance/cacheClear`, without its query. */
  readonly request?: string;
  /** The server's own words, where it had any. */
  readonly serverMessage?: string;
  /** The server's own code, such as `E1006`, where it sent one. */
  readonly serverCode?: string;
  /** Where in the answer the unexpected thing is, such as `$.checks[3].severity`; with the code `decode`. */
  readonly jsonPath?: string;
}

/**
 * Holds memory of the compiled code. It is given back by itself some time after nobody refers to the object any more;
 * `using` and {@link Freeable.free} give it back at once, and the object cannot be used afterwards.
 */
export interface Freeable {
  /** Gives the memory back at once. */
  free(): void;
  /** The same, at the end of a block that declares the object with `using`. */
  [Symbol.dispose](): void;
}

/**
 * One value after another, for `for await`. Nothing is asked of the server before the first value is asked for, and
 * leaving the loop ends whatever was being asked for, polling included.
 */
export interface Iteration<T> extends AsyncIterable<T>, Freeable {
  /** The next value. */
  next(): Promise<IteratorResult<T, undefined>>;
  /** Ends the iteration; a value that is being waited for does not come any more. */
  return(): Promise<IteratorResult<T, undefined>>;
  /** An iterator over the same values. */
  [Symbol.asyncIterator](): Iteration<T>;
}

/**
 * A time as ISO 8601 to the millisecond, with the offset of the server's zone: `2026-08-20T10:11:12.123+02:00`.
 * Without an offset, as the server sent it, where the server does not tell its zone.
 */
export type Time = string;

/** A duration in milliseconds. */
export type Milliseconds = number;

/** One of the words that this release knows, or any other, as the server sent it. */
export type Word<Known extends string> = Known | (string & Record<never, never>);

/** Anything that JSON can express. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A server, the person who is logged in, and everything that can be asked of it. */
export interface Steward extends Freeable {
  /** Integrity checks, their runs and their results. */
  readonly integrity: IntegrityApi;
  /** Jobs: watching, cancelling, finding what runs. */
  readonly jobs: JobsApi;
  /** Tasks: the feeds that jobs write. */
  readonly tasks: TasksApi;
  /** Maintenance: caches, soft-deleted data and the rest. */
  readonly maintenance: MaintenanceApi;
  /** The server's version, such as `2.42.5.2` or `2.44-SNAPSHOT`. */
  readonly version: string;
  /** The address of the server, without a slash at the end. */
  readonly baseUrl: string;
  /** What the server said of itself on connecting. */
  readonly server: Server;
  /** The person who is logged in. */
  readonly user: User;
  /** Whether the person holds an authority, such as `F_PERFORM_MAINTENANCE`; `ALL` counts as every one. */
  may(authority: string): boolean;
  /**
   * Sends any request and gives back the whole answer, for what this package does not model.
   *
   * @throws {StewardError} Whatever the status and the media type of the answer prove; the body is not looked at.
   */
  request(options: RequestOptions): Promise<Answer>;
}

/** What `GET /api/system/info` says. */
export interface Server {
  /** Such as `2.42.5.2` or `2.44-SNAPSHOT`. */
  readonly version: string;
  /** The commit that the server was built from. */
  readonly revision?: string;
  /** The server's name as its administrators chose it. */
  readonly systemName?: string;
  /** The server's address as it sees itself; wrong behind some proxies. */
  readonly contextPath?: string;
  /** The present on the server's clock, when the connection was made. */
  readonly serverDate: Time;
  /** The server's time zone, an IANA name. */
  readonly serverTimeZoneId?: string;
  /** When the analytics tables were last built; absent where that never happened or is not told (2.41). */
  readonly lastAnalyticsTableSuccess?: Time;
}

/** The person who is logged in: what `GET /api/me` says. */
export interface User {
  /** The person's identifier. */
  readonly id: string;
  /** The name used to log in. */
  readonly username: string;
  /** First name and surname. */
  readonly name?: string;
  /** The e-mail address, where one is known. */
  readonly email?: string;
  /** The language of the user interface as Java writes it, such as `pt_BR`. */
  readonly locale?: string;
  /** What the person may do, in no order. */
  readonly authorities: readonly string[];
}

/** A request to the Web API. */
export interface RequestOptions extends WaitOptions {
  /** Left out: `GET`. Only a `GET` is repeated where that may help. */
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path below the server's address, such as `/api/system/info`, without a query. */
  readonly path: string;
  /** The query; names and values are escaped. */
  readonly query?: { readonly [name: string]: string | number | boolean };
  /** What is sent as JSON. */
  readonly body?: Json;
}

/** A whole answer. */
export interface Answer extends Freeable {
  /** The number of the status line. */
  readonly status: number;
  /** The media type without parameters, in lower case; empty where none was sent. */
  readonly mediaType: string;
  /** The body as text. */
  text(): string;
  /**
   * The body as JSON.
   *
   * @throws {StewardError} `decode` where it is no JSON.
   */
  json(): Json;
  /** The body as bytes. */
  bytes(): Uint8Array;
}

// Integrity

/** What can be asked of integrity checks. All but the list needs the authority `F_PERFORM_MAINTENANCE`. */
export interface IntegrityApi extends Freeable {
  /**
   * The checks that the server has, in no order: `GET /api/dataIntegrity`.
   *
   * @param options Which of them; all without it.
   */
  checks(options?: CheckFilter): Promise<Check[]>;
  /**
   * What the server knows from summary runs: `GET /api/dataIntegrity/summary`.
   * It forgets after an hour, when its cache is cleared, and when it restarts.
   */
  summaries(options?: ChecksOptions): Promise<CheckReport[]>;
  /** The names of the checks that a run still has to do: `GET /api/dataIntegrity/{kind}/running`. */
  running(kind: RunKind, options?: WaitOptions): Promise<string[]>;
  /** The names of the checks whose results the server holds: `GET /api/dataIntegrity/{kind}/completed`. */
  completed(kind: RunKind, options?: WaitOptions): Promise<string[]>;
  /**
   * Runs checks: `POST /api/dataIntegrity/{kind}`. Where a run goes on, the server queues this one behind it.
   *
   * The signal ends the watching as well, not the run: that is what {@link IntegrityRun.cancel} is for.
   *
   * @throws {StewardError} `invalid-argument` where a check is named that the server does not have, `forbidden`.
   */
  run(options?: RunOptions): Promise<IntegrityRun>;
  /**
   * Picks up a run that somebody has begun, here or elsewhere.
   *
   * @param job The run's job: its reference, `TYPE/uid`, or its identifier.
   * @throws {StewardError} `not-found` where there is no such job; jobs are removed a day after their end.
   */
  resume(job: JobReference | string, options?: WaitOptions): Promise<IntegrityRun>;
  /**
   * The issues that the server holds from details runs: `GET /api/dataIntegrity/details`.
   *
   * The first issue comes before the answer has ended, and nothing is kept, however many there are.
   * A check that failed has no issues: see {@link IntegrityApi.details} to tell that from a check that passed.
   */
  issues(options?: ChecksOptions): Iteration<Issue>;
  /** The same issues, and after those of each check what it came to. */
  details(options?: ChecksOptions): Iteration<DetailsEvent>;
}

/** Which checks of the list. Whatever is left out does not matter. */
export interface CheckFilter extends ChecksOptions {
  /** The heading that they are under, in upper or lower case. */
  readonly section?: string;
  /** Whether they are slow. */
  readonly slow?: boolean;
  /** Whether they are written in the server's code rather than as SQL. */
  readonly programmatic?: boolean;
}

/** Which checks. */
export interface ChecksOptions extends WaitOptions {
  /** Names, codes such as `OIG`, or names with `*` in them; left out: all. */
  readonly checks?: readonly string[];
}

/** Which checks to run, and what to find out. */
export interface RunOptions extends WaitOptions {
  /**
   * Names, codes such as `OIG`, or names with `*` in them; `"fast"` for every check that is not slow, `"all"` for the
   * slow ones too. Left out: `"fast"`.
   */
  readonly checks?: readonly string[] | "fast" | "all";
  /** Left out: `"summary"`. */
  readonly kind?: RunKind;
}

/** How many issues there are, or which. */
export type RunKind = "summary" | "details";

/** How bad it is when a check finds something. */
export type Severity = Word<"INFO" | "WARNING" | "SEVERE" | "CRITICAL">;

/** A check that the server can run. */
export interface Check {
  /** The key, such as `orgunits_invalid_geometry`. */
  readonly name: string;
  /** A short name for people. */
  readonly displayName: string;
  /** A short code, such as `OIG`. */
  readonly code: string;
  /** The heading it belongs under; versions differ in its case. */
  readonly section: string;
  /** Its place under that heading. */
  readonly sectionOrder: number;
  /** How bad a finding is. */
  readonly severity: Severity;
  /** What the check looks for. */
  readonly description?: string;
  /** Why it matters. */
  readonly introduction?: string;
  /** What to do about it. */
  readonly recommendation?: string;
  /** What kind of object the issues' ids name; free text. */
  readonly issuesIdType?: string;
  /** Whether it is left out of a run that names no checks. */
  readonly isSlow: boolean;
  /** Whether it is written in the server's code rather than as SQL. */
  readonly isProgrammatic: boolean;
  /** How long it takes on average; absent until it has run since the server started. */
  readonly averageExecutionTime?: Milliseconds;
}

/** A run that goes on, to be watched by any number of callers at once. */
export interface IntegrityRun extends Freeable {
  /** The job that goes on now; another one where checks are run again. */
  readonly job: JobReference;
  /** What the run is to find out. */
  readonly kind: RunKind;
  /** The names of the checks of this run. */
  readonly checks: string[];
  /**
   * What each look at the run finds out: one at once, then one after every pause, the last one when it has ended.
   *
   * Checks that ended in an error are run again meanwhile, apart from the one that may have caused it.
   */
  progress(options?: WaitOptions): Iteration<RunStep>;
  /** What each check came to, once the run has ended. Watches it where nobody else does. */
  report(options?: WaitOptions): Promise<IntegrityReport>;
  /** Asks the server to stop the run. It notices within 20 seconds, and stops at the next check. */
  cancel(options?: WaitOptions): Promise<void>;
}

/** What one look at a run found out. */
export type RunStep = RunGoing | RunEnded;

/** How far a run has come. */
export interface RunProgress {
  /** How many checks are done. */
  readonly done: number;
  /** How many checks the run has. */
  readonly total: number;
  /** The names of the checks that are still to be done, the one that is going on among them. */
  readonly remaining: readonly string[];
  /** Why the server could not be asked this time; the rest is from the last time then. */
  readonly lostSight?: StewardError;
}

/** A run that waits for its turn, goes on, was asked to stop, or has checks run again. */
export interface RunGoing extends RunProgress {
  readonly phase: "waiting" | "running" | "stopping" | "runningAgain";
}

/** A run that is over. */
export interface RunEnded extends RunProgress {
  readonly phase: "ended";
  /** How it ended. */
  readonly outcome: Outcome;
}

/** What every check of a run came to. */
export interface IntegrityReport {
  /** How the run ended. */
  readonly outcome: Outcome;
  /** The checks, in the order of the list of checks. */
  readonly checks: readonly CheckReport[];
}

/** What one check came to. */
export type CheckReport = CheckPassed | CheckFound | CheckFailed | CheckNotRun;

/** Which check, and when it ran. */
export interface CheckTimes {
  /** The check's key. */
  readonly name: string;
  /** When it began. */
  readonly startTime?: Time;
  /** How long it took. */
  readonly duration?: Milliseconds;
}

/** The check ran and found nothing. */
export interface CheckPassed extends CheckTimes {
  readonly state: "passed";
}

/** The check ran and found something. */
export interface CheckFound extends CheckTimes {
  readonly state: "issues";
  /** How many issues there are. */
  readonly count: number;
  /** The share of all objects of the kind, 0 to 100, where it can be computed. */
  readonly percentage?: number;
}

/** The check could not be carried out: that is never a pass. */
export interface CheckFailed extends CheckTimes {
  readonly state: "failed";
  /** Why, in the server's words. */
  readonly error?: string;
}

/** The server holds no result of the check, or only one that is older than the run. */
export interface CheckNotRun extends CheckTimes {
  readonly state: "notRun";
}

/** One thing that a check found. */
export interface Issue {
  /** The check's key. */
  readonly check: string;
  /** How bad it is; absent where the server did not say so before the issue. */
  readonly severity?: Severity;
  /** The identifier of the object; some checks have none. */
  readonly id?: string;
  /** The object's name; some checks have none. */
  readonly name?: string;
  /** What is wrong with it, where the check says more. */
  readonly comment?: string;
  /** What else it touches: texts such as `Name:uid`, or anything else. */
  readonly refs: readonly string[];
}

/** An issue, or the end of a check's issues. */
export type DetailsEvent =
  | { readonly type: "issue"; readonly issue: Issue }
  | { readonly type: "checked"; readonly report: CheckReport };

// Jobs

/** What can be asked of jobs. */
export interface JobsApi extends Freeable {
  /**
   * One job's own record: `GET /api/jobConfigurations/{uid}`.
   *
   * @param job Its reference, `TYPE/uid`, or its identifier.
   * @throws {StewardError} `not-found`; run-once jobs are removed a day after their end.
   */
  get(job: JobReference | string, options?: WaitOptions): Promise<Job>;
  /**
   * How far a job has come: nothing until the server writes it down, at most every ten seconds, and on 2.41 only at
   * the end.
   *
   * @param job Its reference, `TYPE/uid`, or its identifier.
   * @throws {StewardError} `server` with status 500 before the job has begun, `forbidden` for other people's jobs
   * without `F_JOB_LOG_READ`.
   */
  progress(job: JobReference | string, options?: WaitOptions): Promise<Progress | undefined>;
  /**
   * Asks the server to stop a job. It notices within 20 seconds, and stops at the next item.
   *
   * @param job Its reference, `TYPE/uid`, or its identifier.
   */
  cancel(job: JobReference | string, options?: WaitOptions): Promise<void>;
  /**
   * What is new about a job, until it has ended. Failures that may pass do not end it.
   *
   * @param job Its reference, or `TYPE/uid`.
   */
  watch(job: JobReference | string, options?: WaitOptions): Iteration<JobEvent>;
  /**
   * Waits until a job has ended, and says how.
   *
   * @param job Its reference, or `TYPE/uid`.
   */
  completion(job: JobReference | string, options?: WaitOptions): Promise<Outcome>;
  /** What runs now, whoever started it and wherever: `GET /api/scheduling/running`. */
  running(options?: WaitOptions): Promise<RunningWork[]>;
  /** The job of a type that runs now, or else one that waits for its turn. */
  findRunning(jobType: JobType, options?: WaitOptions): Promise<Job | undefined>;
}

/** A kind of job. */
export type JobType = Word<
  "DATA_INTEGRITY" | "DATA_INTEGRITY_DETAILS" | "RESOURCE_TABLE" | "ANALYTICS_TABLE" | "MONITORING"
>;

/** Where a job is in its life, or what its last run came to. */
export type JobStatus = Word<
  "RUNNING" | "SCHEDULED" | "DISABLED" | "COMPLETED" | "STOPPED" | "FAILED" | "NOT_STARTED"
>;

/** Names one job: what every call that starts work gives back. `TYPE/uid` names it as well. */
export interface JobReference {
  /** What kind of work it is. */
  readonly jobType: JobType;
  /** The job's identifier. */
  readonly id: string;
  /** When the server accepted it: results that began earlier are not this job's. */
  readonly created?: Time;
}

/** A job's own record. */
export interface Job {
  /** The job's identifier. */
  readonly id: string;
  /** The job's name; of a run-once job `DATA_INTEGRITY (1795247953326)`. */
  readonly name: string;
  /** What kind of work it is. */
  readonly jobType: JobType;
  /** Where it is in its life. */
  readonly jobStatus: JobStatus;
  /** When it runs. */
  readonly schedulingType?: Word<"CRON" | "FIXED_DELAY" | "ONCE_ASAP">;
  /** When it was created. */
  readonly created?: Time;
  /** When the last run began. */
  readonly lastExecuted?: Time;
  /** When the last run ended. */
  readonly lastFinished?: Time;
  /** When the run that goes on last gave a sign of life. */
  readonly lastAlive?: Time;
  /** What the last run came to: the one thing that tells how a run ended. */
  readonly lastExecutedStatus?: JobStatus;
  /** How long the last run took, as `00:01:20.012`. */
  readonly lastRuntimeExecution?: string;
  /** Whether it may run (again). */
  readonly enabled?: boolean;
  /** The identifier of the person it runs as. */
  readonly executedBy?: string;
  /** What it was told to do, as it came: each type has its own members. */
  readonly jobParameters?: Json;
}

/** How a run ended. */
export type Outcome =
  /** The server's own record says that it did what it should. */
  | { readonly state: "completed" }
  /** It broke off; why, in the server's words, where it left any. */
  | { readonly state: "failed"; readonly reason?: string }
  /** Somebody cancelled it. */
  | { readonly state: "cancelled" }
  /** Nobody can say, and why. */
  | { readonly state: "unknown"; readonly why: StewardError };

/** Something new about a job. */
export type JobEvent =
  /** It is somewhere else in its life. */
  | { readonly type: "state"; readonly state: "waiting" | "running" | "stopping" }
  /** It is over. */
  | { readonly type: "ended"; readonly outcome: Outcome }
  /** A line that was not there before; older lines come first. */
  | { readonly type: "notification"; readonly notification: Notification }
  /** A stage that was not there before or has changed, with its place and that of its process. */
  | { readonly type: "stage"; readonly process: number; readonly index: number; readonly stage: Stage }
  /** Something could not be read although the job has begun; watching goes on. */
  | { readonly type: "fault"; readonly error: StewardError }
  /** The server could not be asked; the job goes on unseen, and so does watching. */
  | { readonly type: "lostSight"; readonly error: StewardError };

/** Work that goes on on the server. */
export interface RunningWork {
  /** What kind of work it is. */
  readonly jobType: JobType;
  /** The job; absent where the server does not name it yet. */
  readonly job?: JobReference;
  /** What it does, in the server's words. */
  readonly description?: string;
  /** When it began. */
  readonly startedTime?: Time;
  /** Each stage with its count, such as `Data Integrity summary checks [3/6]`. */
  readonly stages: readonly string[];
}

/** How a process, stage or item stands. */
export type ProgressStatus = Word<"RUNNING" | "SUCCESS" | "ERROR" | "CANCELLED">;

/** The tree of stages and items that a job fills while it works. */
export interface Progress {
  /** The processes of the run, in order; most have one. */
  readonly sequence: readonly Process[];
}

/** One process of a run. */
export interface Process {
  /** How it stands. */
  readonly status: ProgressStatus;
  /** What it does, in the server's words. */
  readonly description?: string;
  /** What came of it. */
  readonly summary?: string;
  /** Why it broke off. */
  readonly error?: string;
  /** When it began. */
  readonly startedTime?: Time;
  /** When it ended. */
  readonly completedTime?: Time;
  /** When the server noticed that it was cancelled. */
  readonly cancelledTime?: Time;
  /** The job it belongs to. */
  readonly jobId?: string;
  /** Its stages, in order. */
  readonly stages: readonly Stage[];
}

/** One stage of a process. */
export interface Stage {
  /** How it stands. */
  readonly status: ProgressStatus;
  /** What it does, in the server's words. */
  readonly description: string;
  /** How many items it has; negative where that is not known. */
  readonly totalItems: number;
  /** What came of it. */
  readonly summary?: string;
  /** Why it broke off. */
  readonly error?: string;
  /** When it began. */
  readonly startedTime?: Time;
  /** How long it took so far. */
  readonly duration: Milliseconds;
  /** Its items, in order. */
  readonly items: readonly Item[];
}

/** One item of a stage. */
export interface Item {
  /** How it stands. */
  readonly status: ProgressStatus;
  /** What it is, in the server's words. */
  readonly description: string;
  /** What came of it. */
  readonly summary?: string;
  /** Why it broke off. */
  readonly error?: string;
  /** How long it took so far. */
  readonly duration: Milliseconds;
}

// Tasks

/** What can be asked of tasks. */
export interface TasksApi extends Freeable {
  /** The types that have feeds, in the server's order: `GET /api/system/tasks`. */
  types(options?: WaitOptions): Promise<JobType[]>;
  /** The jobs of every type that has feeds: `GET /api/system/tasks`. */
  all(options?: WaitOptions): Promise<TaskFeed[]>;
  /**
   * The jobs of one type, most recently active first: `GET /api/system/tasks/{type}`.
   *
   * @throws {StewardError} `rejected` for a type that the server does not have.
   */
  list(jobType: JobType, options?: WaitOptions): Promise<TaskFeed[]>;
  /**
   * A job's whole feed, oldest line first: `GET /api/system/tasks/{type}/{uid}`.
   *
   * Reading can destroy the feed of a job that no longer runs, so keep what you have shown.
   *
   * @param job Its reference, or `TYPE/uid`.
   */
  notifications(job: JobReference | string, options?: WaitOptions): Promise<Notification[]>;
  /**
   * Deletes a job's feed: `DELETE /api/system/tasks/{type}/{uid}`.
   *
   * @param job Its reference, or `TYPE/uid`.
   */
  delete(job: JobReference | string, options?: WaitOptions): Promise<void>;
}

/** A job that has a feed. */
export interface TaskFeed {
  /** The job. */
  readonly job: JobReference;
  /** The newest line of the feed and the oldest one. */
  readonly notifications: readonly Notification[];
}

/** One line of a job's feed. */
export interface Notification {
  /** How loud it is. */
  readonly level: Word<"DEBUG" | "LOOP" | "INFO" | "WARN" | "ERROR">;
  /** The kind of job that said it. */
  readonly category?: JobType;
  /** When it was said. */
  readonly time: Time;
  /** What was said; empty for most integrity runs. */
  readonly message: string;
  /** Whether the feed ends here. Says nothing of how the run ended. */
  readonly completed: boolean;
  /** The run's parameters, on the oldest line only. */
  readonly data?: Json;
}

// Maintenance

/**
 * What can be done to clean up, with the authority `F_PERFORM_MAINTENANCE`.
 *
 * Every operation is one request, whose answer comes when the server is done, however long that takes. An error with
 * the code `network`, `timeout` or `aborted`, or with status 502, 503 or 504, says nothing of the operation: the
 * server is most likely still at work. Any other one means that it was not done.
 */
export interface MaintenanceApi extends Freeable {
  /** Carries out one operation. */
  run(operation: Operation, options?: WaitOptions): Promise<void>;
  /**
   * Carries out operations one after the other, in the order in which they must run, and yields each with what came of
   * it. One that failed does not hold up the others. Leaving the loop starts nothing more.
   */
  plan(operations: readonly Operation[], options?: WaitOptions): Iteration<PlanStep>;
  /** Removes data values that were deleted before, for good. */
  removeSoftDeletedDataValues(options?: WaitOptions): Promise<void>;
  /** Removes relationships that were deleted before, for good. */
  removeSoftDeletedRelationships(options?: WaitOptions): Promise<void>;
  /** Removes events that were deleted before, for good. */
  removeSoftDeletedEvents(options?: WaitOptions): Promise<void>;
  /** Removes enrollments that were deleted before, for good. */
  removeSoftDeletedEnrollments(options?: WaitOptions): Promise<void>;
  /** Removes tracked entities that were deleted before, for good. */
  removeSoftDeletedTrackedEntities(options?: WaitOptions): Promise<void>;
  /** Removes data values that are zero where zero says nothing, for good. */
  removeZeroDataValues(options?: WaitOptions): Promise<void>;
  /** Removes periods that no data refers to, for good. */
  prunePeriods(options?: WaitOptions): Promise<void>;
  /** Removes invitations of users that have expired, for good. */
  clearExpiredInvitations(options?: WaitOptions): Promise<void>;
  /** Works out the path of every organisation unit anew. */
  updateOrganisationUnitPaths(options?: WaitOptions): Promise<void>;
  /** Makes the category option combinations that are missing. */
  updateCategoryOptionCombos(options?: WaitOptions): Promise<void>;
  /** Empties the analytics tables. */
  clearAnalyticsTables(options?: WaitOptions): Promise<void>;
  /** Has the database gather statistics on the analytics tables. */
  analyzeAnalyticsTables(options?: WaitOptions): Promise<void>;
  /** Drops the SQL views. */
  dropSqlViews(options?: WaitOptions): Promise<void>;
  /** Creates the SQL views. */
  createSqlViews(options?: WaitOptions): Promise<void>;
  /** Empties the server's caches, the results of integrity checks among them. */
  clearCache(options?: WaitOptions): Promise<void>;
  /** Looks for installed apps anew. */
  reloadApps(options?: WaitOptions): Promise<void>;
}

/** An operation that needs no further choice. */
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

/** What came of one operation of a plan. */
export type PlanStep =
  /** The server said that it is done. */
  | { readonly operation: Operation; readonly outcome: "done" }
  /** The server said that it is not done. */
  | { readonly operation: Operation; readonly outcome: "failed"; readonly error: StewardError }
  /** No answer came; the server is most likely still at work. */
  | { readonly operation: Operation; readonly outcome: "unknown"; readonly error: StewardError }
  /** It was not started, because nobody knows whether the one it waits for still goes on. */
  | { readonly operation: Operation; readonly outcome: "leftOut"; readonly waitsFor: Operation };
