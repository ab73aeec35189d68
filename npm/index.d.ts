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
 * {@link init}, `invalid-argument` for an address or credentials that cannot be sent, or another option that is none.
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
  /**
   * Sends every request in place of the global `fetch`: through a proxy, past a log, or to nobody, in a test. It is
   * given a `Request` that is ready to be sent, `auth` included, and must not follow redirections that this one does not.
   * What it throws is told as `network`, and what is no `Response` as `invalid-argument`.
   */
  readonly fetch?: (request: Request) => Promise<Response>;
  /**
   * How long it may take until the answer to a request that only reads begins, and between two pieces of any answer;
   * left out: two minutes. The request then ends with the code `timeout`. A request that acts may take as long as the
   * server does until its answer begins; `signal` ends the waiting for anything.
   */
  readonly timeoutMs?: Milliseconds;
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
  /**
   * Whether the server may have done what was asked for, or may still be at it: no answer came, only a gateway's, or
   * one that cannot be read. Look before asking again for anything that changes something.
   */
  readonly leavesOutcomeUnknown: boolean;
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
 * Without an offset, as the server sent it, where the server does not tell its zone, or one that is not known here.
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
  /** Category option combinations: making those that are missing, counting, waiting until they agree. */
  readonly categoryOptionCombos: CategoryOptionCombosApi;
  /** Resource, analytics and monitoring tables: their updates, and how the last ones were. */
  readonly tables: TablesApi;
  /** Validation: runs of rules, results that were kept, notifications, expressions. */
  readonly validation: ValidationApi;
  /** Predictors: their list, groups and runs. */
  readonly predictors: PredictorsApi;
  /** The scheduler: which jobs there are and when they run, and queues. */
  readonly scheduler: SchedulerApi;
  /** Data: how much there is, how it is used, limits of values. */
  readonly data: DataApi;
  /** Periods of every type: what they mean, and which there are. */
  readonly periods: PeriodsApi;
  /** Lock exceptions: who may still enter data of a period that is closed. */
  readonly lockExceptions: LockExceptionsApi;
  /** Organisation units: the tree, by levels, by search and by group. */
  readonly organisationUnits: OrganisationUnitsApi;
  /** System settings. */
  readonly settings: SettingsApi;
  /** Synchronisation: the other server, data, metadata and its versions. */
  readonly synchronization: SynchronizationApi;
  /** The server's version, such as `2.42.5.2` or `2.44-SNAPSHOT`. */
  readonly version: string;
  /** The address of the server, without a slash at the end. */
  readonly baseUrl: string;
  /** What the server said of itself on connecting. */
  readonly server: Server;
  /** The person who is logged in. */
  readonly user: User;
  /** The session of the person who is logged in: whether it goes on, and how to hear of its end. */
  readonly session: SessionApi;
  /** Whether the person holds an authority, such as `F_PERFORM_MAINTENANCE`; `ALL` counts as every one. */
  may(authority: string): boolean;
  /**
   * Asks whether the server answers at all: `GET /api/ping`. Needs no session, and prolongs none.
   */
  ping(options?: WaitOptions): Promise<void>;
  /**
   * Sends any request and gives back the whole answer, for what this package does not model.
   *
   * @throws {StewardError} Whatever the status and the media type of the answer prove; the body is not looked at.
   */
  request(options: RequestOptions): Promise<Answer>;
}

/**
 * The session of the person who is logged in to the browser. It ends when the server says so to any request; whatever
 * watches then ends with the code `session-expired`, and sends nothing more. A client with `auth` has no session that
 * could end: a token or password that is not accepted any more is `unauthorized`.
 */
export interface SessionApi {
  /** Whether the server has said that the session is over. */
  readonly hasEnded: boolean;
  /**
   * Waits for the end of the session, whichever request is told of it; nothing is sent for that. It is never rejected but
   * for `signal`, and comes to nothing once the client has been freed.
   */
  ended(options?: WaitOptions): Promise<void>;
  /**
   * Says that the same person has logged in again, so that what is asked for from then on is asked for. What had ended
   * is begun anew: a job is watched again, and a run that is there already goes on with `progress` or `report`.
   */
  resume(): void;
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
  /** The media type that the answer should have; left out: JSON. Where it is not `text/html`, a page is no answer. */
  readonly accept?: string;
}

/** A whole answer. */
export interface Answer {
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

/** What can be asked of integrity checks. Starting a run and reading results needs the authority `F_PERFORM_MAINTENANCE`; the list, the names of what runs, and metrics do not. */
export interface IntegrityApi {
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
   * Starts a run as {@link IntegrityApi.run} does, and nothing more: to go on with the job elsewhere, or with
   * {@link IntegrityApi.resume}.
   *
   * @throws {StewardError} As {@link IntegrityApi.run}.
   */
  start(options?: RunOptions): Promise<JobReference>;
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
  /** The same issues, as many at once as have come: faster where there are very many. */
  batches(options?: ChecksOptions): Iteration<Issue[]>;
  /** The same issues, and after those of each check what it came to. */
  details(options?: ChecksOptions): Iteration<DetailsEvent>;
  /**
   * Starts the old report of 2.41: `POST /api/dataIntegrity`. {@link IntegrityApi.run} tells more, on every version.
   *
   * @param options Which checks, by the names that the report has for them; left out: some thirty of the server's choice.
   * @throws {StewardError} `unsupported` from 2.42 on, and then nothing is sent.
   */
  startReport(options?: ChecksOptions): Promise<JobReference>;
  /**
   * The report that a job has made: `GET /api/system/taskSummaries/DATA_INTEGRITY/{uid}`, up to 2.41.
   *
   * @throws {StewardError} `not-found` where the server holds none: the job has not ended, or the server has been started
   * since.
   */
  reportOf(job: JobReference | string, options?: WaitOptions): Promise<ReportedCheck[]>;
  /**
   * The summaries that the server holds, as Prometheus reads them: `GET /api/dataIntegrity/metrics`, from 2.42 on.
   *
   * @throws {StewardError} `unsupported` before, and then nothing is sent.
   */
  metrics(options?: WaitOptions): Promise<string>;
}

/** What one check of the old report found. */
export interface ReportedCheck {
  /** Its name in the report, such as `dataElementsWithoutGroups`; not the key of a check. */
  readonly name: string;
  /** What it found, in the report's order. */
  readonly issues: readonly ReportedIssue[];
}

/** One thing that a check of the old report found. */
export interface ReportedIssue {
  /** The identifier of the object, where the report has it. */
  readonly id?: string;
  /** The object's name. */
  readonly name?: string;
  /** Why it is wrong, where the report says so. */
  readonly comment?: string;
  /** What else it touches. */
  readonly refs: readonly string[];
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
  readonly checks: readonly string[];
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
export interface JobsApi {
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
   * Waits until a job has ended, and says how. Asks for the job's own record alone, so many waits at once cost little.
   *
   * @param job Its reference, or `TYPE/uid`.
   * @throws {StewardError} `timeout` where it has not ended in the time given; it goes on.
   */
  completion(job: JobReference | string, options?: TimeoutOptions): Promise<Outcome>;
  /**
   * Runs a job now, besides its schedule: `POST /api/jobConfigurations/{uid}/execute`. The server asks for no authority.
   * Most types begin on its next round, within 20 seconds.
   *
   * @param job Its reference, `TYPE/uid`, or its identifier.
   * @returns Names the run that begins now, for {@link JobsApi.watch} and {@link JobsApi.completion}.
   * @throws {StewardError} `conflict` where it runs already, has run its once, or is switched off.
   */
  execute(job: JobReference | string, options?: WaitOptions): Promise<JobReference>;
  /**
   * Switches a job on: `POST /api/jobConfigurations/{uid}/enable`. The server asks for no authority.
   *
   * @throws {StewardError} `conflict` for a job without a schedule, such as one that has left a queue.
   */
  enable(job: JobReference | string, options?: WaitOptions): Promise<void>;
  /**
   * Switches a job off: `POST /api/jobConfigurations/{uid}/disable`. The server asks for no authority. A run that goes on
   * is not stopped.
   */
  disable(job: JobReference | string, options?: WaitOptions): Promise<void>;
  /**
   * Gives up a run that nobody works at any more, such as one of a server that has stopped:
   * `POST /api/jobConfigurations/{uid}/revert`, from 2.41 on, with `F_PERFORM_MAINTENANCE`.
   *
   * @throws {StewardError} `unsupported` before, and then nothing is sent; `conflict` for a job that does not run or has
   * given a sign of life in the last minute.
   */
  revert(job: JobReference | string, options?: WaitOptions): Promise<void>;
  /**
   * What went wrong with single objects in a job's last run: `GET /api/jobConfigurations/{uid}/errors`, from 2.41 on; of
   * other people's jobs with `F_JOB_LOG_READ`.
   *
   * @throws {StewardError} `unsupported` before, and then nothing is sent.
   */
  errors(job: JobReference | string, options?: WaitOptions): Promise<JobErrors>;
  /** The same of all jobs, or of those of a type, that left errors: `GET /api/jobConfigurations/errors`, with `F_JOB_LOG_READ`. */
  allErrors(options?: JobTypeOptions): Promise<JobErrors[]>;
  /**
   * Asks the server to stop what runs of a type, of several the one that began last:
   * `POST /api/scheduling/cancel/{type}`. The server asks for no authority; where nothing runs, nothing happens.
   *
   * @throws {StewardError} `rejected` for a type that the server does not have.
   */
  cancelType(jobType: JobType, options?: WaitOptions): Promise<void>;
  /**
   * Forgets run-once jobs that ended more than so many minutes ago: `POST /api/jobConfigurations/clean`, from 2.41 on,
   * with `F_PERFORM_MAINTENANCE`. The server does so by itself after a day.
   */
  clean(minutes: number, options?: WaitOptions): Promise<void>;
  /** What runs now, whoever started it and wherever: `GET /api/scheduling/running`. */
  running(options?: WaitOptions): Promise<RunningWork[]>;
  /** The job of a type that runs now, or else one that waits for its turn. */
  findRunning(jobType: JobType, options?: WaitOptions): Promise<Job | undefined>;
  /**
   * The jobs of a person that run now, and then those that wait for their turn: `GET /api/jobConfigurations`, from 2.41
   * on.
   *
   * @param user The person's identifier.
   */
  runningOf(user: string, options?: WaitOptions): Promise<Job[]>;
}

/** How long to wait. */
export interface TimeoutOptions extends WaitOptions {
  /** After how many milliseconds the waiting ends; left out: never. */
  readonly timeoutMs?: Milliseconds;
}

/** Which type of jobs. */
export interface JobTypeOptions extends WaitOptions {
  /** Left out: every type. */
  readonly jobType?: JobType;
}

/** What went wrong in a run of a job. */
export interface JobErrors {
  /** The job's identifier; absent where nothing went wrong. */
  readonly id?: string;
  /** What kind of work it is. */
  readonly jobType?: JobType;
  /** The identifier of the person it ran as. */
  readonly user?: string;
  /** When the job was created. */
  readonly created?: Time;
  /** When the run began. */
  readonly executed?: Time;
  /** When the run ended. */
  readonly finished?: Time;
  /** The codes of the errors with blanks between them, such as `E1004 E1110`. */
  readonly codes?: string;
  /** The errors, one by one. */
  readonly errors: readonly JobError[];
}

/** One thing that went wrong in a run. */
export interface JobError {
  /** The server's code, such as `E1004`. */
  readonly code: string;
  /** The identifier of the object it is about. */
  readonly id?: string;
  /** What kind of object that is. */
  readonly objectType?: string;
  /** What the words are made of. */
  readonly arguments: readonly string[];
  /** The words, where the server has them. */
  readonly message?: string;
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
export interface TasksApi {
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
   * The same with whole feeds, oldest line first: `GET /api/system/tasks/{type}?gist=false`. Destroys nothing.
   *
   * @throws {StewardError} `rejected` for a type that the server does not have.
   */
  listFull(jobType: JobType, options?: WaitOptions): Promise<TaskFeed[]>;
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
  /** Deletes the feeds of a type, or of all types: `DELETE /api/system/tasks[/{type}]`. */
  deleteAll(options?: JobTypeOptions): Promise<void>;
  /**
   * Deletes feeds but for the youngest: `DELETE /api/system/tasks[/{type}]?maxCount&maxAge`, from 2.41.4 on.
   *
   * @throws {StewardError} `invalid-argument` where nothing says what stays; `unsupported` before 2.41.4, whose server
   * would delete everything.
   */
  deleteOld(options: KeptFeeds): Promise<void>;
  /**
   * What the jobs of a type left as the sum of their work, each in the shape of its type:
   * `GET /api/system/taskSummaries/{type}`. Imports, predictors and data exchanges leave one.
   */
  summaries(jobType: JobType, options?: WaitOptions): Promise<JobSummary[]>;
  /** What one job left as the sum of its work: `GET /api/system/taskSummaries/{type}/{uid}`. */
  summary(job: JobReference | string, options?: WaitOptions): Promise<Json | undefined>;
  /**
   * Follows a job by its type and identifier alone: its feed, oldest line first, and where it is in its life, until it
   * has ended. Failures that may pass do not end it.
   *
   * @param job Its reference, or `TYPE/uid`.
   * @throws {StewardError} `timeout` when the time is over; the job goes on.
   */
  watch(job: JobReference | string, options?: TaskWatchOptions): Iteration<JobEvent>;
}

/** Which feeds stay. */
export interface KeptFeeds extends JobTypeOptions {
  /** Of each type those of so many jobs, the most recently active ones. */
  readonly jobs?: number;
  /** Those that were written to in the last so many days. */
  readonly days?: number;
}

/** How a job is followed. */
export interface TaskWatchOptions extends TimeoutOptions {
  /** How long the pause between two looks is, from 500 to a day; left out: from one second to five while nothing happens. */
  readonly intervalMs?: Milliseconds;
}

/** What a job left as the sum of its work. */
export interface JobSummary {
  /** The job. */
  readonly job: JobReference;
  /** What it left, in the shape of its type. */
  readonly summary: Json;
}

/** A job that has a feed. */
export interface TaskFeed {
  /** The job. */
  readonly job: JobReference;
  /** The newest line of the feed and the oldest one; of {@link TasksApi.listFull} all lines, newest first. */
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
export interface MaintenanceApi {
  /** Carries out one operation. */
  run(operation: Operation, options?: WaitOptions): Promise<void>;
  /**
   * Carries out operations one after the other, in the order in which they must run, and yields each with what came of
   * it. One that failed does not hold up the others. Leaving the loop starts nothing more.
   */
  plan(operations: readonly Operation[], options?: WaitOptions): Iteration<PlanStep>;
  /**
   * Removes all data of an organisation unit, for good: `POST /api/maintenance/dataPruning/organisationUnits/{uid}`,
   * with the authority `ALL`.
   */
  pruneOrganisationUnit(organisationUnit: string, options?: WaitOptions): Promise<void>;
  /**
   * Removes all data of a data element, for good: `POST /api/maintenance/dataPruning/dataElements/{uid}`, with the
   * authority `ALL`.
   */
  pruneDataElement(dataElement: string, options?: WaitOptions): Promise<void>;
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
  /** Adds the category option combinations that are missing, and removes those that are not needed. */
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

// Category option combinations

/** What can be asked of category option combinations. */
export interface CategoryOptionCombosApi {
  /**
   * Makes the option combinations that category combinations lack, and removes those that they must not have:
   * `POST /api/maintenance/categoryOptionComboUpdate`, with `F_PERFORM_MAINTENANCE`. The answer comes when the server is
   * done.
   */
  updateAll(options?: WaitOptions): Promise<void>;
  /**
   * The same of one category combination:
   * `POST /api/maintenance/categoryOptionComboUpdate/categoryCombo/{uid}`, with `F_PERFORM_MAINTENANCE`.
   *
   * @param combo The identifier of the category combination.
   * @throws {StewardError} `conflict` where there is none.
   */
  update(combo: string, options?: WaitOptions): Promise<void>;
  /**
   * How many option combinations a category combination has and should have: `GET /api/categoryCombos/{uid}`.
   *
   * @throws {StewardError} `not-found` where there is no such category combination.
   */
  counts(combo: string, options?: WaitOptions): Promise<ComboCounts>;
  /** The same of every category combination: `GET /api/categoryCombos`. */
  allCounts(options?: WaitOptions): Promise<ComboCounts[]>;
  /**
   * Counts until there are as many as there should be, and yields each count. Up to 2.42 the server makes them by
   * itself after a category combination was saved; from 2.43 the update is started here, once.
   *
   * @throws {StewardError} `timeout` with the last count where the time is over.
   */
  settling(combo: string, options?: TimeoutOptions): Iteration<ComboCounts>;
  /** Waits until there are as many as there should be; see {@link CategoryOptionCombosApi.settling}. */
  settled(combo: string, options?: TimeoutOptions): Promise<ComboCounts>;
}

/** How many option combinations a category combination has and should have. */
export interface ComboCounts {
  /** The identifier of the category combination. */
  readonly id: string;
  /** Its name for people. */
  readonly name: string;
  /** The product of its categories' numbers of options. */
  readonly expected: number;
  /** How many option combinations there are. */
  readonly actual: number;
}

// Tables

/**
 * What can be asked of the tables that analyses are made from. Updates need `F_PERFORM_MAINTENANCE`; what comes back
 * names the job, for {@link JobsApi.watch} and {@link JobsApi.completion}.
 */
export interface TablesApi {
  /** Starts to make resource tables anew: `POST /api/resourceTables`. */
  updateResourceTables(options?: WaitOptions): Promise<JobReference>;
  /**
   * Starts to make analytics tables anew: `POST /api/resourceTables/analytics`. What is left out is made.
   *
   * @throws {StewardError} `unsupported` for an option that the server's version does not have, and then nothing is sent.
   */
  updateAnalytics(options?: AnalyticsOptions): Promise<JobReference>;
  /** Starts a run of the validation rules that are monitored: `POST /api/resourceTables/monitoring`. */
  updateMonitoring(options?: WaitOptions): Promise<JobReference>;
  /** When the tables were last made, and how long that took: `GET /api/system/info`. */
  status(options?: WaitOptions): Promise<TableStatus>;
}

/** Which analytics tables. */
export interface AnalyticsOptions extends WaitOptions {
  /** Only so many of the last years; 0 or left out: all. */
  readonly lastYears?: number;
  /** Without the resource tables. */
  readonly skipResourceTables?: boolean;
  /** Without those of aggregate data. */
  readonly skipAggregate?: boolean;
  /** Without those of events. */
  readonly skipEvents?: boolean;
  /** Without those of enrollments. */
  readonly skipEnrollment?: boolean;
  /** Without the ownership of organisation units. */
  readonly skipOrgUnitOwnership?: boolean;
  /** Without those of tracked entities. */
  readonly skipTrackedEntities?: boolean;
  /** Without those of validation results. */
  readonly skipValidationResult?: boolean;
  /** Without outliers, which are slow. */
  readonly skipOutliers?: boolean;
}

/** How the tables are. */
export interface TableStatus {
  /** The present on the server's clock. */
  readonly serverDate: Time;
  /** The last update of all analytics tables; absent where there was none. */
  readonly analytics?: TableUpdate;
  /** The last update of the newest partition; absent where there was none. */
  readonly analyticsPartition?: TableUpdate;
  /** When monitoring last succeeded; absent where it never did. */
  readonly systemMonitoring?: Time;
}

/** An update that succeeded. */
export interface TableUpdate {
  /** When. */
  readonly succeeded: Time;
  /** How long it took, where the server tells. */
  readonly duration?: Milliseconds;
}

// Validation

/** What can be asked of validation. */
export interface ValidationApi {
  /**
   * Runs validation rules on a unit and everything below it, and gives back what violates them, 500 at most:
   * `POST /api/dataAnalysis/validationRules`, with `F_RUN_VALIDATION`. The answer comes when the server is done.
   *
   * @throws {StewardError} `not-found` for a group that does not exist, before anything runs: the server would run every
   * rule. `rejected` for a unit that does not exist.
   */
  run(options: ValidationOptions): Promise<Violation[]>;
  /** The results that were kept, asked for page by page: `GET /api/validationResults`. */
  results(options?: ResultFilter): Iteration<ValidationResult>;
  /**
   * One result that was kept: `GET /api/validationResults/{id}`.
   *
   * @throws {StewardError} `not-found` where there is none.
   */
  result(id: number, options?: WaitOptions): Promise<ValidationResult>;
  /** Deletes one result, for good: `DELETE /api/validationResults/{id}`, with `F_PERFORM_MAINTENANCE`. */
  deleteResult(id: number, options?: WaitOptions): Promise<void>;
  /**
   * Deletes results, for good: `DELETE /api/validationResults`, with `F_PERFORM_MAINTENANCE`.
   *
   * @throws {StewardError} `invalid-argument` where nothing says which, before anything is sent.
   */
  deleteResults(options: ResultDeletion): Promise<void>;
  /** Starts sending the notifications that results still wait for: `POST /api/validation/sendNotifications`. */
  sendNotifications(options?: WaitOptions): Promise<JobReference>;
  /**
   * What an expression means, or that it is none: each context by its own endpoint, such as
   * `POST /api/indicators/expression/description`. A wrong expression is no error.
   *
   * @throws {StewardError} `invalid-argument` for an empty expression.
   */
  describe(context: ExpressionContext, expression: string, options?: WaitOptions): Promise<ExpressionDescription>;
}

/** What to validate. */
export interface ValidationOptions extends DateOptions {
  /** The identifier of the organisation unit; everything below it belongs to it. */
  readonly organisationUnit: string;
  /** The identifier of a group of rules; left out: every rule. */
  readonly group?: string;
  /** How many violations at most. */
  readonly maxResults?: number;
  /** Whether to notify those whom the rules name. */
  readonly notify?: boolean;
  /** Whether to keep the results. */
  readonly persist?: boolean;
}

/** From which day to which. */
export interface DateOptions extends WaitOptions {
  /** The first day, such as `2026-01-01`. */
  readonly startDate: string;
  /** The last day, such as `2026-06-30`. */
  readonly endDate: string;
}

/** An object by its identifier and its name. */
export interface Named {
  /** The identifier. */
  readonly id: string;
  /** The name for people; empty where the server tells none. */
  readonly name: string;
}

/** How much a rule matters. */
export type Importance = Word<"LOW" | "MEDIUM" | "HIGH">;

/** Values that violate a rule. */
export interface Violation {
  /** The identifier of the rule. */
  readonly validationRule: string;
  /** What the rule says. */
  readonly description?: string;
  /** How much the rule matters. */
  readonly importance: Importance;
  /** Where. */
  readonly organisationUnit: Named;
  /** The identifiers above the unit and its own, such as `/ImspTQPwCqd/O6uvpzGd5pu`. */
  readonly path: string;
  /** The names above the unit, such as `/Sierra Leone/Bo`. */
  readonly ancestors: string;
  /** The period, such as `202601`. */
  readonly period: string;
  /** Its name for people. */
  readonly periodName: string;
  /** The combination of attribute options. */
  readonly attributeOptionCombo: Named;
  /** What the left side comes to; absent where that is no number. */
  readonly left?: number;
  /** How the sides should relate, such as `less_than_or_equal_to`. */
  readonly operator: string;
  /** What the right side comes to; absent where that is no number. */
  readonly right?: number;
}

/** A violation that was kept. */
export interface ValidationResult {
  /** Its number. */
  readonly id: number;
  /** When it was found. */
  readonly created: Time;
  /** The rule. */
  readonly validationRule: Named;
  /** How much the rule matters, where the server tells. */
  readonly importance?: Importance;
  /** How the sides should relate, where the server tells. */
  readonly operator?: string;
  /** Where. */
  readonly organisationUnit: Named;
  /** When; what the versions tell of it differs. */
  readonly period: ListedPeriod;
  /** The combination of attribute options. */
  readonly attributeOptionCombo?: Named;
  /** What the left side came to. */
  readonly left?: number;
  /** What the right side came to. */
  readonly right?: number;
  /** Whether somebody was told of it. */
  readonly notificationSent: boolean;
}

/** A period as lists tell it. */
export interface ListedPeriod {
  /** Such as `202601`. */
  readonly id?: string;
  /** Such as `Monthly`. */
  readonly periodType?: string;
  /** Its first moment. */
  readonly start?: Time;
  /** Its last day's first moment. */
  readonly end?: Time;
}

/** Which results. Whatever is left out does not matter. */
export interface ResultFilter extends WaitOptions {
  /** The identifiers of organisation units. */
  readonly organisationUnits?: readonly string[];
  /** The identifiers of rules. */
  readonly validationRules?: readonly string[];
  /** Periods, such as `202601`. */
  readonly periods?: readonly string[];
  /** Found since this day, such as `2026-01-01`. */
  readonly createdSince?: string;
  /** How many are asked for at once; left out: 500. */
  readonly pageSize?: number;
}

/** Which results to delete: all that every given member fits. */
export interface ResultDeletion extends WaitOptions {
  /** The identifiers of organisation units. */
  readonly organisationUnits?: readonly string[];
  /** The identifiers of rules. */
  readonly validationRules?: readonly string[];
  /** A period whose days they are of, such as `2026`. */
  readonly period?: string;
  /** A period in which they were found, such as `2026`. */
  readonly created?: string;
  /** Whether somebody was told of them. */
  readonly notificationSent?: boolean;
}

/** What an expression is for. */
export type ExpressionContext =
  | "generic"
  | "indicator"
  | "validationRule"
  | "predictor"
  | "predictorSkipTest"
  | "programIndicator"
  | "programIndicatorFilter";

/** What an expression means. */
export interface ExpressionDescription {
  /** Whether it is one. */
  readonly isValid: boolean;
  /** What the server says of that. */
  readonly message: string;
  /** The expression with names in place of identifiers; absent where it is none. */
  readonly description?: string;
}

// Predictors

/** What can be asked of predictors. Running them needs `F_PREDICTOR_RUN`. */
export interface PredictorsApi {
  /** Every predictor: `GET /api/predictors`. */
  list(options?: WaitOptions): Promise<Predictor[]>;
  /** Every group of predictors: `GET /api/predictorGroups`. */
  groups(options?: WaitOptions): Promise<PredictorGroup[]>;
  /**
   * Runs predictors and gives back the server's counts: `POST /api/predictions`. The answer comes when the server is
   * done; {@link PredictorsApi.start} does not wait.
   *
   * @throws {StewardError} `not-found` for a predictor or group that does not exist, before anything runs; `conflict`
   * where a predictor failed.
   */
  run(options: PredictionOptions): Promise<PredictionSummary>;
  /** Starts a job that runs predictors: `POST /api/predictions?async=true`. Then {@link PredictorsApi.outcome} has the counts. */
  start(options: PredictionOptions): Promise<JobReference>;
  /**
   * What a job of {@link PredictorsApi.start} came to: `GET /api/system/taskSummaries/PREDICTOR/{uid}`.
   *
   * @throws {StewardError} `not-found` where the job has not ended, or the server has been started since; `conflict`
   * where a predictor failed.
   */
  outcome(job: JobReference | string, options?: WaitOptions): Promise<PredictionSummary>;
  /**
   * Runs groups one after another, and yields each with what came of it. One that failed does not hold up the others;
   * leaving the loop starts nothing more.
   *
   * @param groups The identifiers of the groups.
   */
  runGroups(groups: readonly string[], options: DateOptions): Iteration<GroupOutcome>;
}

/** A predictor. */
export interface Predictor {
  /** Its identifier. */
  readonly id: string;
  /** Its name for people. */
  readonly name: string;
  /** What it is for. */
  readonly description?: string;
  /** The type of the periods that it makes values for, such as `Monthly`; empty where the server tells none. */
  readonly periodType: string;
  /** The data element that it makes values of. */
  readonly output?: Named;
  /** The groups that it belongs to. */
  readonly groups: readonly Named[];
}

/** A group of predictors. */
export interface PredictorGroup {
  /** Its identifier. */
  readonly id: string;
  /** Its name for people. */
  readonly name: string;
  /** The predictors in it. */
  readonly predictors: readonly Named[];
}

/** Which predictors to run, and for which days. */
export interface PredictionOptions extends DateOptions {
  /** The identifier of a predictor; left out, and no group named: every one. */
  readonly predictor?: string;
  /** The identifier of a group. */
  readonly group?: string;
}

/** What predictors came to. */
export interface PredictionSummary {
  /** How it went. */
  readonly status: Word<"SUCCESS" | "ERROR">;
  /** What the server says of it. */
  readonly description?: string;
  /** How many predictors ran. */
  readonly predictors: number;
  /** How many values are new. */
  readonly inserted: number;
  /** How many values are others now. */
  readonly updated: number;
  /** How many values went. */
  readonly deleted: number;
  /** How many values are as they were. */
  readonly unchanged: number;
}

/** What came of one group of several. */
export type GroupOutcome =
  /** Every predictor of the group ran. */
  | { readonly group: string; readonly state: "completed"; readonly summary: PredictionSummary }
  /** The group was not run, or a predictor of it failed. */
  | { readonly group: string; readonly state: "failed"; readonly error: StewardError }
  /** No answer came; the server is most likely still at work. The groups behind it are not run. */
  | { readonly group: string; readonly state: "unknown"; readonly error: StewardError };

// Scheduler

/**
 * What can be asked of the scheduler: which jobs there are, when they run, and what can be changed of that. Running,
 * stopping, and switching a job on and off is with {@link JobsApi}. Every version, unless something else is said.
 */
export interface SchedulerApi {
  /** Every job, run-once jobs included, in no order: `GET /api/jobConfigurations`. */
  jobs(options?: WaitOptions): Promise<ScheduledJob[]>;
  /**
   * One job: `GET /api/jobConfigurations/{uid}`.
   *
   * @param job Its reference, `TYPE/uid`, or its identifier.
   * @throws {StewardError} `not-found`.
   */
  job(job: JobReference | string, options?: WaitOptions): Promise<ScheduledJob>;
  /**
   * Makes a job, and gives its identifier: `POST /api/jobConfigurations`, with `F_SCHEDULING_ADMIN`.
   *
   * @throws {StewardError} `conflict` for a name that is taken (`E5003`), a type that has that cron expression already
   * (`E7000`), a cron expression that is none (`E7005`), and parameters that are not as they must be; `forbidden`.
   */
  create(job: JobDraft, options?: WaitOptions): Promise<string>;
  /**
   * Changes a job: `GET` and then `PUT /api/jobConfigurations/{uid}`, with `F_SCHEDULING_ADMIN`. Whatever is not named
   * stays as it is, members included that this release does not know.
   *
   * @param job Its reference, `TYPE/uid`, or its identifier.
   * @throws {StewardError} As {@link SchedulerApi.create}; `conflict` for one of the server's own jobs.
   */
  update(job: JobReference | string, changes: JobChanges, options?: WaitOptions): Promise<void>;
  /**
   * Deletes a job: `DELETE /api/jobConfigurations/{uid}`, with `F_SCHEDULING_ADMIN`.
   *
   * @param job Its reference, `TYPE/uid`, or its identifier.
   * @throws {StewardError} `conflict` for one of the server's own jobs; `forbidden`.
   */
  delete(job: JobReference | string, options?: WaitOptions): Promise<void>;
  /** The kinds of jobs that people may define: `GET /api/jobConfigurations/jobTypes`. */
  jobTypes(options?: WaitOptions): Promise<JobTypeInfo[]>;
  /** What the jobs of each type can be told: `GET /api/jobConfigurations/jobTypesExtended`. */
  jobParameters(options?: WaitOptions): Promise<JobTypeParameters[]>;
  /**
   * Jobs and queues in the order in which they run next, run-once jobs left out: `GET /api/scheduler`.
   */
  entries(options?: WaitOptions): Promise<SchedulerEntry[]>;
  /** The jobs that may join a queue: `GET /api/scheduler/queueable`. */
  queueable(options?: QueueableOptions): Promise<SchedulerEntry[]>;
  /** The names of all queues: `GET /api/scheduler/queues`. */
  queues(options?: WaitOptions): Promise<string[]>;
  /**
   * One queue: `GET /api/scheduler/queues/{name}`.
   *
   * @throws {StewardError} `not-found` (`E7020`).
   */
  queue(name: string, options?: WaitOptions): Promise<Queue>;
  /**
   * Makes a queue, and says what becomes of its jobs: `POST /api/scheduler/queues/{name}`. The server asks for no
   * authority, so ask for `F_SCHEDULING_ADMIN` yourself.
   *
   * @throws {StewardError} `conflict` for a name that is taken (`E7021`), a job of another queue (`E7022`) or of the
   * server's own (`E7023`), fewer than two jobs (`E7024`) and a cron expression that is none (`E7005`);
   * `invalid-argument` for a name with a slash.
   */
  createQueue(queue: Queue, options?: WaitOptions): Promise<QueueEffect[]>;
  /**
   * Makes a queue into another one, and says what becomes of its jobs: `PUT /api/scheduler/queues/{name}`.
   *
   * @throws {StewardError} As {@link SchedulerApi.createQueue}, and `not-found` (`E7020`).
   */
  updateQueue(name: string, queue: Queue, options?: WaitOptions): Promise<QueueEffect[]>;
  /**
   * Deletes a queue, whose jobs stay, and says what becomes of them: `DELETE /api/scheduler/queues/{name}`.
   *
   * @throws {StewardError} `not-found` (`E7020`).
   */
  deleteQueue(name: string, options?: WaitOptions): Promise<QueueEffect[]>;
  /**
   * The jobs that run by themselves within so many seconds, the next one first: `GET /api/jobConfigurations/due`. From
   * 2.42.3 on the server only counts them, and `GET /api/jobConfigurations` says which.
   */
  due(seconds: number, options?: WaitOptions): Promise<ScheduledJob[]>;
  /**
   * The jobs that run and have given no sign of life for so many seconds, the longest one first: `GET
   * /api/jobConfigurations/stale`. From 2.42.3 on the server only counts them, and `GET /api/jobConfigurations` says
   * which.
   *
   * @param seconds For as long as the server's setting says where it is 0.
   */
  stale(seconds: number, options?: WaitOptions): Promise<ScheduledJob[]>;
  /**
   * What a cron expression says, as keys of messages with what goes into them: the time of the day, then days of the
   * month, days of the week and months, each left out where all are meant. Nothing is asked of the server.
   *
   * Of all parts together the expression is true; of those about days of the month one is enough, and so of those about
   * days of the week.
   *
   * @throws {StewardError} `invalid-argument` for what the server does not take, and in which field.
   */
  describe(cronExpression: string): Promise<CronPhrase[]>;
  /**
   * When a cron expression runs next by the server's clocks, their changes in spring and autumn included; fewer times
   * than wanted where there are no more. Nothing is asked of the server.
   *
   * @throws {StewardError} `invalid-argument` for what the server does not take, and in which field.
   */
  nextExecutions(cronExpression: string, options?: NextExecutionsOptions): Promise<Time[]>;
}

/** When a job runs by itself. */
export type Schedule =
  /** At the times of a cron expression, on the server's clock. */
  | { readonly type: "cron"; readonly cronExpression: string }
  /** So many seconds after the last run. */
  | { readonly type: "fixedDelay"; readonly delay: number }
  /** Once, as soon as it can. */
  | { readonly type: "onceAsap" }
  /** Never: it runs behind another job of its queue, or has left one. Of a draft: as the server likes, which is once. */
  | { readonly type: "none" };

/** A job with its schedule and its place in a queue. */
export interface ScheduledJob extends Job {
  /** When it runs by itself. */
  readonly schedule: Schedule;
  /** When it runs next. */
  readonly nextExecutionTime?: Time;
  /** Until when the next run may begin; after that it is left out. */
  readonly maxDelayedExecutionTime?: Time;
  /** The queue that it is in. */
  readonly queueName?: string;
  /** Its place in the queue, from 0. */
  readonly queuePosition?: number;
  /** Whether people may change it; of the server's own jobs only the schedule. */
  readonly isConfigurable: boolean;
  /** The codes of what went wrong in the last run. */
  readonly errorCodes: readonly string[];
}

/** What is to be another of a job. Whatever is left out stays as it is. */
export interface JobChanges {
  /** Its name; the server has no two jobs of one name. */
  readonly name?: string;
  /** When it runs by itself. */
  readonly schedule?: Schedule;
  /** What it is told to do; each type has its own members, see {@link SchedulerApi.jobTypes}. */
  readonly jobParameters?: Json;
  /** Any other member, by the server's names. */
  readonly others?: { readonly [name: string]: Json };
}

/** A job as somebody wants it. */
export interface JobDraft extends JobChanges {
  /** Its name; the server has no two jobs of one name. */
  readonly name: string;
  /** What kind of work it is. */
  readonly jobType: JobType;
  /** Whether it is switched on; left out: yes. */
  readonly enabled?: boolean;
}

/** A kind of job that people may define. */
export interface JobTypeInfo extends JobTypeParameters {
  /** Its name in English. */
  readonly name: string;
  /** The schedule that its jobs had in 2.40; later versions take any. */
  readonly schedulingType?: Word<"CRON" | "FIXED_DELAY" | "ONCE_ASAP">;
}

/** What the jobs of a type can be told. */
export interface JobTypeParameters {
  /** The type. */
  readonly jobType: JobType;
  /** What its jobs can be told. */
  readonly parameters: readonly JobParameter[];
}

/** Something that the jobs of a type can be told: a field of a form. */
export interface JobParameter {
  /** Its name in {@link Job.jobParameters}. */
  readonly name: string;
  /** What stands beside the field, in English. */
  readonly label: string;
  /** The kind of its value as the server names it, such as `java.lang.Integer`. */
  readonly class: string;
  /** The kind of its elements, where it is a collection. */
  readonly itemClass?: string;
  /** Whether it has to be given. */
  readonly isRequired: boolean;
  /** What it is where it is not given. */
  readonly defaultValue?: Json;
  /** The values that it may have; empty where it may have any. */
  readonly constants: readonly string[];
  /** Where the objects are listed that it may name, such as `/api/programs`. */
  readonly relativeApiEndpoint?: string;
}

/** A job, or a queue of jobs, as the scheduler lists them. */
export interface SchedulerEntry {
  /** The name of the job or of the queue. */
  readonly name: string;
  /** The type of the job; absent for a queue. */
  readonly jobType?: JobType;
  /** When it begins, as a cron expression. */
  readonly cronExpression?: string;
  /** How many seconds after the last run it begins. */
  readonly delay?: number;
  /** When it runs next. */
  readonly nextExecutionTime?: Time;
  /** Until when the next run may begin; after that it is left out. */
  readonly maxDelayedExecutionTime?: Time;
  /** In how many seconds it runs next, on the server's clock. */
  readonly secondsToNextExecutionTime?: number;
  /** Where it is in its life; of a queue, its first job. */
  readonly status?: JobStatus;
  /** Whether it runs; of a queue, its first job. */
  readonly isEnabled: boolean;
  /** Whether people may change it. */
  readonly isConfigurable: boolean;
  /** The job, or the jobs of the queue in their order. */
  readonly sequence: readonly SequenceJob[];
}

/** A job as the scheduler lists it. */
export interface SequenceJob {
  /** The job's identifier. */
  readonly id: string;
  /** The job's name. */
  readonly name: string;
  /** What kind of work it is. */
  readonly jobType: JobType;
  /** When it begins, as a cron expression; absent behind the first job of a queue. */
  readonly cronExpression?: string;
  /** When it runs next. */
  readonly nextExecutionTime?: Time;
  /** Where it is in its life. */
  readonly status?: JobStatus;
}

/** For which queue jobs are looked for. */
export interface QueueableOptions extends WaitOptions {
  /** The name of a queue, whose own jobs are left out. */
  readonly queue?: string;
}

/** Jobs that run one after the other. */
export interface Queue {
  /** Its name. */
  readonly name: string;
  /** When its first job begins. */
  readonly cronExpression?: string;
  /** The identifiers of its jobs in their order. */
  readonly sequence: readonly string[];
}

/** What becomes of a job when its queue is made, changed or deleted. */
export interface QueueEffect {
  /** The job's identifier. */
  readonly job: string;
  /**
   * Its own schedule afterwards: the queue's for the first job, none for the others and for those that leave. The
   * schedule that it had before it joined is lost.
   */
  readonly schedule: Schedule;
  /**
   * Whether it is switched off, so that it has to be enabled again: a job that leaves, and every job of a queue that
   * gets another name.
   */
  readonly isDisabled: boolean;
}

/** A field of a cron expression. */
export type CronField = "second" | "minute" | "hour" | "dayOfMonth" | "month" | "dayOfWeek";

/** From one value to another; the same where it is one. Monday is 1, Sunday 7. */
export interface CronRun {
  /** The first one. */
  readonly from: number;
  /** The last one. */
  readonly to: number;
}

/** A time of the day. */
export interface TimeOfDay {
  /** The hour, from 0. */
  readonly hour: number;
  /** The minute of the hour. */
  readonly minute: number;
  /** The second of the minute. */
  readonly second: number;
}

/** A part of what a cron expression says; `key` names the message. Monday is 1, Sunday 7. */
export type CronPhrase =
  /** At these times of the day. */
  | { readonly key: "cron.at"; readonly times: readonly TimeOfDay[] }
  /** Every so many seconds, minutes … from one to another. */
  | { readonly key: "cron.every"; readonly field: CronField; readonly step: number; readonly from: number; readonly to: number }
  /** In these seconds, minutes …, each from one to another. */
  | { readonly key: "cron.in"; readonly field: CronField; readonly runs: readonly CronRun[] }
  /** So many days before the last one of the month; 0 for the last one itself. */
  | { readonly key: "cron.lastDay"; readonly before: number }
  /** The last day of the month that is no Saturday or Sunday. */
  | { readonly key: "cron.lastWorkday" }
  /** The day nearest to one of the month that is no Saturday or Sunday. */
  | { readonly key: "cron.nearestWorkday"; readonly day: number }
  /** The last Monday, Tuesday … of the month. */
  | { readonly key: "cron.lastOfWeekday"; readonly weekday: number }
  /** The first, second … Monday, Tuesday … of the month. */
  | { readonly key: "cron.nthOfWeekday"; readonly weekday: number; readonly nth: number };

/** Which executions of a cron expression. */
export interface NextExecutionsOptions {
  /** How many, 1,000 at most; left out: 5. */
  readonly count?: number;
  /** After which time; without an offset it is on the server's clock. Left out: now. */
  readonly after?: Time;
}

// Data

/** What can be asked of data as a whole. */
export interface DataApi {
  /**
   * How much there is, and how much of it is new: `GET /api/dataSummary`, with `F_PERFORM_MAINTENANCE`. Slow on a large
   * server: it counts.
   *
   * @throws {StewardError} `forbidden`.
   */
  summary(options?: WaitOptions): Promise<DataSummary>;
  /**
   * The same as Prometheus reads it: `GET /api/dataSummary/metrics`, with `F_PERFORM_MAINTENANCE`.
   *
   * @throws {StewardError} `unsupported` before 2.42, and then nothing is sent; `forbidden`.
   */
  metrics(options?: WaitOptions): Promise<string>;
  /** How many objects there are of each kind: `GET /api/system/objectCounts`. */
  objectCounts(options?: WaitOptions): Promise<ObjectCounts>;
  /** What people looked at and saved, span by span: `GET /api/dataStatistics`. */
  usage(options: UsageOptions): Promise<UsageStatistics[]>;
  /**
   * Sets the limits of values anew, for all data elements of data sets, in a unit and all below it: `POST
   * /api/minMaxValues`, with `F_GENERATE_MIN_MAX_VALUES`. All limits that are there go first, also those that somebody
   * has entered. The answer comes when the server is done.
   *
   * @throws {StewardError} `invalid-argument` without a data set, `conflict` for a unit that does not exist, `server`
   * for a data set that does not; `forbidden`.
   */
  generateMinMax(organisationUnit: string, dataSets: readonly string[], options?: WaitOptions): Promise<void>;
  /**
   * Takes the limits of values away, also those that somebody has entered: `DELETE /api/minMaxValues/{uid}`, with
   * `F_GENERATE_MIN_MAX_VALUES`.
   *
   * @throws {StewardError} As {@link DataApi.generateMinMax}.
   */
  removeMinMax(organisationUnit: string, dataSets: readonly string[], options?: WaitOptions): Promise<void>;
}

/** How many objects there are, by the server's names such as `dataElement`; those of data are estimates. */
export interface ObjectCounts {
  /** How many there are of a kind. */
  readonly [kind: string]: number;
}

/** How much there is, and how much of it is new. */
export interface DataSummary {
  /** How many objects there are of each kind. */
  readonly objectCounts: ObjectCounts;
  /** How many people logged in up to 2.42, how many looked at something from 2.43 on. */
  readonly activeUsers: Recent;
  /** How many people logged in, from 2.43 on. */
  readonly logins?: Recent;
  /** Invitations that nobody has taken up yet. */
  readonly userInvitations: UserInvitations;
  /** How many data values were changed. */
  readonly dataValues: Recent;
  /** How many events were changed. */
  readonly events: Recent;
  /** How many events with registration, from 2.43 on. */
  readonly trackerEvents?: Recent;
  /** How many events without registration, from 2.43 on. */
  readonly singleEvents?: Recent;
  /** How many enrollments were changed, from 2.43 on. */
  readonly enrollments?: Recent;
  /** The server that was summed up. */
  readonly system: SummarizedSystem;
  /** What the numbers mean, which depends on the version that counted. */
  readonly meaning: DataSummaryMeaning;
}

/** How much is new, over spans that all end now. */
export interface Recent {
  /** Over the shortest span: today up to 2.42, the last hour from 2.43 on; of people always the last hour. */
  readonly latest: number;
  /** Since yesterday. */
  readonly day: number;
  /** Over two days; of people alone. */
  readonly twoDays?: number;
  /** Over seven days. */
  readonly week: number;
  /** Over thirty days. */
  readonly month: number;
}

/** Invitations that nobody has taken up yet. */
export interface UserInvitations {
  /** How many there are. */
  readonly all: number;
  /** How many of them are too old. */
  readonly expired: number;
}

/** The server that was summed up. */
export interface SummarizedSystem {
  /** Such as `2.42.5.2`. */
  readonly version: string;
  /** The commit that the server was built from. */
  readonly revision?: string;
  /** When it was built. */
  readonly buildTime?: Time;
  /** What tells servers apart; 2.41 leaves it out. */
  readonly systemId?: string;
  /** When this was summed up. */
  readonly serverDate: Time;
}

/** What the numbers of a data summary mean: all three changed with 2.43. */
export interface DataSummaryMeaning {
  /** The shortest span of data is the last hour, and not today. */
  readonly latestIsLastHour: boolean;
  /** Data values that were deleted count as changed. */
  readonly deletedValuesCount: boolean;
  /** Active users are those who looked at something, and not those who logged in. */
  readonly activeUsersAreViewers: boolean;
}

/** Which usage. */
export interface UsageOptions extends WaitOptions {
  /** The first day. */
  readonly startDate: Day;
  /** The last day. */
  readonly endDate: Day;
  /** Over which spans it is counted. */
  readonly interval: "DAY" | "WEEK" | "MONTH" | "YEAR";
}

/** What people looked at and saved in one span. Averages are for each active person, and whole numbers up to 2.42. */
export interface UsageStatistics {
  /** The year. */
  readonly year: number;
  /** The month, from 1 on; of months and days. */
  readonly month?: number;
  /** The week of the year; of weeks alone. */
  readonly week?: number;
  /** The day of the month; of days alone. */
  readonly day?: number;
  /** How often maps were looked at. */
  readonly mapViews: number;
  /** How often visualizations were looked at. */
  readonly visualizationViews: number;
  /** How often event reports were looked at. */
  readonly eventReportViews: number;
  /** How often event charts were looked at. */
  readonly eventChartViews: number;
  /** How often event visualizations were looked at. */
  readonly eventVisualizationViews: number;
  /** How often dashboards were opened. */
  readonly dashboardViews: number;
  /** How often dashboards were shown without anybody opening them. */
  readonly passiveDashboardViews: number;
  /** How often reports of data sets were looked at. */
  readonly dataSetReportViews: number;
  /** How often anything was looked at. */
  readonly totalViews: number;
  /** How many maps were saved. */
  readonly savedMaps: number;
  /** How many visualizations were saved. */
  readonly savedVisualizations: number;
  /** How many event reports were saved. */
  readonly savedEventReports: number;
  /** How many event charts were saved. */
  readonly savedEventCharts: number;
  /** How many event visualizations were saved. */
  readonly savedEventVisualizations: number;
  /** How many dashboards were saved. */
  readonly savedDashboards: number;
  /** How many indicators were saved. */
  readonly savedIndicators: number;
  /** How many data values were saved. */
  readonly savedDataValues: number;
  /** How many people were active. */
  readonly activeUsers: number;
  /** How many people there are. */
  readonly users: number;
  /** How often anything was looked at. */
  readonly averageViews: number;
  /** How often maps were looked at. */
  readonly averageMapViews: number;
  /** How often visualizations were looked at. */
  readonly averageVisualizationViews: number;
  /** How often event reports were looked at. */
  readonly averageEventReportViews: number;
  /** How often event charts were looked at. */
  readonly averageEventChartViews: number;
  /** How often event visualizations were looked at. */
  readonly averageEventVisualizationViews: number;
  /** How often dashboards were opened. */
  readonly averageDashboardViews: number;
  /** How often dashboards were shown without anybody opening them. */
  readonly averagePassiveDashboardViews: number;
}

// Periods

/**
 * Periods of every type that DHIS2 has. Nothing is asked of the server; where it counts in another calendar than that of
 * ISO 8601, everything here ends with `unsupported`.
 */
export interface PeriodsApi {
  /**
   * What an identifier such as `202601`, `2026Q1` or `2026W5` means.
   *
   * @throws {StewardError} `invalid-argument` for what is no period.
   */
  describe(id: string): Promise<Period>;
  /**
   * The period of a type that a day lies in.
   *
   * @throws {StewardError} `invalid-argument` for a type that this release does not know, and for what is no day.
   */
  containing(periodType: PeriodType, day: Day): Promise<Period>;
  /**
   * The periods from the one that the first day lies in to the one that the last day lies in, in their order.
   *
   * @throws {StewardError} `invalid-argument` for a type that this release does not know, and for what are no days.
   */
  generate(periodType: PeriodType, days: Days): Promise<Period[]>;
  /**
   * The periods whose identifiers begin with a year, in their order.
   *
   * @throws {StewardError} `invalid-argument` for a type that this release does not know.
   */
  ofYear(periodType: PeriodType, year: number): Promise<Period[]>;
}

/** A day of the calendar of ISO 8601, such as `2026-01-31`. */
export type Day = string;

/** The days from one to another, both included. */
export interface Days {
  /** The first day. */
  readonly startDate: Day;
  /** The last day. */
  readonly endDate: Day;
}

/**
 * A kind of period, from the shortest to the longest. `FinancialFeb`, `FinancialAug` and `WeeklyFriday` are of the newest
 * servers only.
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

/** A period. Periods are ordered by their first days, and those of the same one by their last days. */
export interface Period extends Days {
  /** Its identifier as the server writes it, such as `202601`. */
  readonly id: string;
  /** What kind of period it is. */
  readonly periodType: PeriodType;
  /** The year that its identifier begins with. */
  readonly year: number;
  /** What it is called, in parts. */
  readonly name: PeriodName;
  /** The identifier of the period of its type that comes before it. */
  readonly previous: string;
  /**
   * The identifier of the period of its type that comes after it. It begins on the day after this one ends, but for one
   * case: in a year of 53 weeks the server makes `BiW27` of the last week and the first of the next year, and that one
   * belongs to the next year's `BiW1` too.
   */
  readonly next: string;
}

/** What a period is called, as parts to be put into words: `key` names the message. */
export type PeriodName =
  /** A day, or a month by any of its days. */
  | { readonly key: "period.day" | "period.month"; readonly day: Day }
  /** A week, or two of them, with their number in the year that they count for. */
  | {
      readonly key: "period.week" | "period.twoWeeks";
      readonly year: number;
      readonly number: number;
      readonly startDate: Day;
      readonly endDate: Day;
    }
  /** Several months, from the month of one day to that of another. */
  | { readonly key: "period.months"; readonly startDate: Day; readonly endDate: Day }
  /** A year. */
  | { readonly key: "period.year"; readonly year: number };

// Lock exceptions

/** What can be asked of lock exceptions: who may still enter data of a period that is closed. */
export interface LockExceptionsApi {
  /**
   * Lock exceptions, page by page; with a filter all on one page: `GET /api/lockExceptions`.
   *
   * @throws {StewardError} `invalid-argument` for what is no period.
   */
  list(options?: LockExceptionOptions): Iteration<LockException>;
  /** Each data set and period that has lock exceptions: `GET /api/lockExceptions/combinations`. */
  combinations(options?: WaitOptions): Promise<LockCombination[]>;
  /**
   * Makes an exception for each of some units that report by a data set, and yields the result of each request: `POST
   * /api/lockExceptions`, with `F_DATASET_PUBLIC_ADD` or `F_DATASET_PRIVATE_ADD`, for units that the person may enter
   * data of.
   *
   * As many requests as it takes for none to have an address of more than 6,000 characters, one after another; one that
   * failed does not hold up the others, and leaving the loop sends no more. Units that do not report by the data set are
   * left out by the server without a word, unless none does. Nothing prevents making the same exception twice.
   *
   * @throws {StewardError} `invalid-argument` for what is no period, and without a unit.
   */
  add(organisationUnits: readonly string[], dataSet: string, period: string, options?: WaitOptions): Iteration<LockAddition>;
  /**
   * Removes the exception of one unit: `DELETE /api/lockExceptions`, with `F_DATASET_DELETE`.
   *
   * Nothing is removed before unit and data set are known to exist: for a unit that does not, the server removes the
   * exceptions of all units.
   *
   * @throws {StewardError} `not-found` where there is no such unit or data set; `forbidden`.
   */
  remove(organisationUnit: string, dataSet: string, period: string, options?: WaitOptions): Promise<void>;
  /**
   * Removes the exceptions of all units for a data set and a period: `DELETE /api/lockExceptions`, with
   * `F_DATASET_DELETE`.
   *
   * @throws {StewardError} `not-found` where there is no such data set; `forbidden`.
   */
  removeAll(dataSet: string, period: string, options?: WaitOptions): Promise<void>;
}

/** Which lock exceptions. Whatever is left out does not matter. */
export interface LockExceptionOptions extends WaitOptions {
  /** Those of this organisation unit. */
  readonly organisationUnit?: string;
  /** Those of this data set. */
  readonly dataSet?: string;
  /** Those of this period, such as `202601`. */
  readonly period?: string;
  /** How many are asked for at once; left out: 500. */
  readonly pageSize?: number;
}

/** That a unit may still enter the data of a data set for a period. */
export interface LockException extends LockCombination {
  /** When it was made. */
  readonly created?: Time;
  /** The organisation unit. */
  readonly organisationUnit: Named;
}

/** A data set and a period for which there are lock exceptions. */
export interface LockCombination {
  /** All of it in words, such as `Monthly report (January 2026)`. */
  readonly name: string;
  /** The data set. */
  readonly dataSet: Named;
  /** The period's identifier, such as `202601`; absent where this release cannot tell it. */
  readonly period?: string;
}

/** What came of one request that makes exceptions. */
export type LockAddition =
  /** The server said that it is done. */
  | { readonly organisationUnits: readonly string[]; readonly outcome: "done" }
  /** The server said that it is not done: units that came before the one that it failed at have their exception. */
  | { readonly organisationUnits: readonly string[]; readonly outcome: "failed"; readonly error: StewardError }
  /** No answer came, or none that can be read. */
  | { readonly organisationUnits: readonly string[]; readonly outcome: "unknown"; readonly error: StewardError };

// Organisation units

/** What can be asked of organisation units: the tree, by levels, by search and by group. Every version; no authority. */
export interface OrganisationUnitsApi {
  /** All units of a level, by their names; level 1 is the roots: `GET /api/organisationUnits?level=…`. */
  ofLevel(level: number, options?: WaitOptions): Promise<OrganisationUnit[]>;
  /**
   * All units of a group, by their names, none for a group that does not exist: `GET
   * /api/organisationUnits?filter=organisationUnitGroups.id:eq:…`.
   */
  ofGroup(group: string, options?: WaitOptions): Promise<OrganisationUnit[]>;
  /**
   * The units right below a unit, by their names, none below one that does not exist: `GET
   * /api/organisationUnits?filter=parent.id:eq:…`.
   */
  children(parent: string, options?: WaitOptions): Promise<OrganisationUnit[]>;
  /**
   * The first units whose name holds a text, or whose identifier or code it is: `GET /api/organisationUnits?query=…`.
   */
  search(text: string, options?: SearchOptions): Promise<Page<OrganisationUnit>>;
  /** The levels that have names, from the roots down: `GET /api/organisationUnitLevels`. */
  levels(options?: WaitOptions): Promise<OrganisationUnitLevel[]>;
  /** The groups of units, by their names: `GET /api/organisationUnitGroups`. */
  groups(options?: WaitOptions): Promise<Named[]>;
}

/** How much is looked for. */
export interface SearchOptions extends WaitOptions {
  /** How many are given at most; left out: 50. */
  readonly limit?: number;
}

/** An organisation unit in the tree. */
export interface OrganisationUnit extends Named {
  /** The identifiers of all above it and its own, such as `/pum2JRtq2BG/TmM5u4SwmHH`. */
  readonly path: string;
  /** How deep it is, from 1 on. */
  readonly level: number;
  /** Whether there are units below it. */
  readonly hasChildren: boolean;
}

/** A level of the tree. */
export interface OrganisationUnitLevel extends Named {
  /** How deep it is, from 1 on. */
  readonly level: number;
}

/** A part of a list. */
export interface Page<T> {
  /** What is on the page. */
  readonly items: readonly T[];
  /** Which page it is, from 1 on. */
  readonly number: number;
  /** How many pages there are. */
  readonly count: number;
  /** How many items there are on all pages. */
  readonly total: number;
}

// Settings

/** What can be asked of system settings: reading by everybody, writing with `F_SYSTEM_SETTING`. Every version. */
export interface SettingsApi {
  /** Every setting that is not confidential: `GET /api/systemSettings`. */
  all(options?: WaitOptions): Promise<SystemSettings>;
  /**
   * Some settings by their names: `GET /api/systemSettings?key=…`. Those that the version lacks are left out.
   *
   * @throws {StewardError} `invalid-argument` for a confidential one, before anything is sent; `not-found` on 2.41 where
   * it lacks all of them.
   */
  some(names: readonly string[], options?: WaitOptions): Promise<SystemSettings>;
  /**
   * Sets a setting whose type is known: `POST /api/systemSettings/{key}`; an empty text resets it. The next request may
   * still see the old value.
   *
   * @throws {StewardError} `invalid-argument` for a value of another type; `not-found`, up to 2.41 `conflict`, where the
   * version lacks the setting; `forbidden`.
   */
  set<Name extends keyof KnownSettings>(name: Name, value: KnownSettings[Name], options?: WaitOptions): Promise<void>;
  /**
   * Sets any setting, as text; an empty one resets it: `POST /api/systemSettings/{key}`.
   *
   * @throws {StewardError} `rejected` for a value of another type; `not-found`, up to 2.41 `conflict`, where the version
   * lacks the setting; `forbidden`.
   */
  setRaw(name: string, value: string, options?: WaitOptions): Promise<void>;
  /**
   * Sets a confidential setting, such as `keyRemoteInstancePassword`: `POST /api/systemSettings/{key}`. It is never read
   * back, and no error repeats it.
   *
   * @throws {StewardError} As {@link SettingsApi.setRaw}, without the server's words, which may repeat the value.
   */
  setSecret(name: string, value: string, options?: WaitOptions): Promise<void>;
  /**
   * Puts back what a setting is without anybody's doing: `DELETE /api/systemSettings/{key}`.
   *
   * @throws {StewardError} As {@link SettingsApi.setRaw}.
   */
  reset(name: string, options?: WaitOptions): Promise<void>;
}

/** The settings whose type is known. */
export interface KnownSettings {
  /** The installation's name. */
  readonly applicationTitle: string;
  /** The calendar, such as `iso8601`. */
  readonly keyCalendar: string;
  /** How dates are written, such as `yyyy-MM-dd`. */
  readonly keyDateFormat: string;
  /** The address of the server that data and metadata are exchanged with. */
  readonly keyRemoteInstanceUrl: string;
  /** The name to log in there. */
  readonly keyRemoteInstanceUsername: string;
  /** The newest version of metadata here. */
  readonly keySystemMetadataVersion: string;
  /** The newest version of metadata there. */
  readonly keyRemoteMetadataVersion: string;
  /** The version of metadata that could not be fetched. */
  readonly keyMetadataFailedVersion: string;
  /** Whether metadata have versions. */
  readonly keyVersionEnabled: boolean;
  /** Whether fetching metadata is stopped. */
  readonly keyStopMetadataSync: boolean;
  /** How many violations a validation run gives at most. */
  readonly keyDataQualityMaxLimit: number;
  /** How many rows an analysis gives at most. */
  readonly keyAnalyticsMaxLimit: number;
  /** How often sending data is tried. */
  readonly syncMaxAttempts: number;
  /** How often the other server is looked for. */
  readonly syncMaxRemoteServerAvailabilityCheckAttempts: number;
  /** Milliseconds between two looks. */
  readonly syncDelayBetweenRemoteServerAvailabilityCheckAttempts: Milliseconds;
  /** Minutes without a sign of life after which a job is started again. */
  readonly jobsRescheduleAfterMinutes: number;
  /** Minutes after its end at which a run-once job is removed. */
  readonly jobsCleanupAfterMinutes: number;
  /** Hours for which a job that was due may still begin. */
  readonly jobsMaxCronDelayHours: number;
  /** By how many standard deviations generated limits lie from the mean. */
  readonly factorDeviation: number;
  /** Changes from before this moment are not sent. */
  readonly syncSkipSyncForDataChangedBefore: Time;
  /** When data were last sent. */
  readonly keyLastSuccessfulDataSynch: Time;
  /** When events were last sent. */
  readonly keyLastSuccessfulEventsDataSynch: Time;
  /** When completeness of data sets was last sent. */
  readonly keyLastCompleteDataSetRegistrationSyncSuccess: Time;
  /** When metadata were last fetched. */
  readonly keyLastMetaDataSyncSuccess: Time;
  /** When metadata could last not be fetched. */
  readonly keyMetadataLastFailedTime: Time;
}

/**
 * Settings with their values, of which confidential ones are thrown away unread. What is not set is left out, and so is
 * what never happened.
 */
export interface SystemSettings extends Partial<KnownSettings> {
  /** Any other one, as it came. */
  readonly [name: string]: Json | undefined;
}

// Synchronisation

/** What can be asked of exchanging data and metadata with another server. Every version. */
export interface SynchronizationApi {
  /** The settings of synchronisation, the password left out: `GET /api/systemSettings?key=…`. */
  settings(options?: WaitOptions): Promise<SystemSettings>;
  /**
   * Sets which server data and metadata are exchanged with: `POST /api/systemSettings/{key}` for each of address, name
   * and password, with `F_SYSTEM_SETTING`. The password is never read back, and no error repeats it.
   *
   * @throws {StewardError} That of the first one which is not set; those before it are.
   */
  configure(remote: RemoteServer, options?: WaitOptions): Promise<void>;
  /**
   * Whether the other server can be reached and lets this one log in: `GET /api/synchronization/availability`. A server
   * that cannot be reached is no error.
   */
  test(options?: WaitOptions): Promise<RemoteAvailability>;
  /**
   * Sends the data values that have changed since the last time: `POST /api/synchronization/dataPush`, with
   * `F_EXPORT_DATA`. The answer comes when the server is done.
   *
   * @throws {StewardError} `unexpected-answer` where the other server cannot be reached, `conflict` where it took
   * nothing; `forbidden`.
   */
  pushData(options?: WaitOptions): Promise<DataPush>;
  /**
   * Fetches metadata from an address that the server's configuration allows: `POST /api/synchronization/metadataPull`,
   * with `ALL` alone.
   *
   * @throws {StewardError} `conflict` for an address that is not allowed, and where nothing was taken in; `forbidden`.
   */
  pullMetadata(url: string, options?: WaitOptions): Promise<MetadataPull>;
  /**
   * Every version of the metadata: `GET /api/metadata/versions`.
   *
   * @throws {StewardError} `rejected` where metadata have no versions: see {@link KnownSettings.keyVersionEnabled}.
   */
  versions(options?: WaitOptions): Promise<MetadataVersion[]>;
  /**
   * The versions that are newer than one: `GET /api/metadata/version/history`.
   *
   * @param name The name of the version, such as `Version_1`.
   * @throws {StewardError} As {@link SynchronizationApi.versions}.
   */
  versionsSince(name: string, options?: WaitOptions): Promise<MetadataVersion[]>;
  /**
   * Makes a version of the metadata as they are: `POST /api/metadata/version/create`, with `F_METADATA_MANAGE`.
   *
   * @throws {StewardError} As {@link SynchronizationApi.versions}; `forbidden`.
   */
  createVersion(versionType: MetadataVersionType, options?: WaitOptions): Promise<MetadataVersion>;
  /**
   * The content of a version as JSON: `GET /api/metadata/version/{name}/data`, with `F_METADATA_MANAGE`.
   *
   * @throws {StewardError} `server` where there is no such version, as the server says it; `forbidden`.
   */
  downloadVersion(name: string, options?: WaitOptions): Promise<string>;
  /**
   * What two versions hold that differs: both are downloaded.
   *
   * @throws {StewardError} As {@link SynchronizationApi.downloadVersion}.
   */
  compareVersions(first: string, second: string, options?: WaitOptions): Promise<CollectionDifference[]>;
}

/** The server that data and metadata are exchanged with. */
export interface RemoteServer {
  /** Its address. */
  readonly url: string;
  /** The name to log in there. */
  readonly username: string;
  /** The password to log in there; left out, that which is set stays. */
  readonly password?: string;
}

/** Whether the other server can be reached. */
export interface RemoteAvailability {
  /** Whether it can be reached and lets this server log in. */
  readonly available: boolean;
  /** What happened, in the server's words. */
  readonly message: string;
  /** The number of a status line: the other server's, or one that fits. */
  readonly statusCode: number;
  /** The reason that goes with it. */
  readonly statusPhrase: string;
}

/** How a server rates what it took in: all of it (`SUCCESS` data, `OK` metadata), some, or none. */
export type ImportStatus = Word<"SUCCESS" | "OK" | "WARNING" | "ERROR">;

/** What the other server took of the data that were sent to it. */
export interface DataPush {
  /** How the other server rates it. */
  readonly status: ImportStatus;
  /** What it says of it. */
  readonly description?: string;
  /** How many values are new there. */
  readonly imported: number;
  /** How many values are others than before. */
  readonly updated: number;
  /** How many values are no more. */
  readonly deleted: number;
  /** How many values it did not take. */
  readonly ignored: number;
  /** Why it did not take them. */
  readonly conflicts: readonly ImportConflict[];
}

/** Why something was not taken in. */
export interface ImportConflict {
  /** What it is. */
  readonly object: string;
  /** What is wrong with it. */
  readonly value: string;
}

/** What this server took of the metadata that it fetched. */
export interface MetadataPull {
  /** How it rates it. */
  readonly status: ImportStatus;
  /** How many objects are new. */
  readonly created: number;
  /** How many objects are others than before. */
  readonly updated: number;
  /** How many objects are no more. */
  readonly deleted: number;
  /** How many objects it did not take. */
  readonly ignored: number;
}

/** How a version of metadata is taken in by other servers: as much as fits, or all or nothing. */
export type MetadataVersionType = Word<"BEST_EFFORT" | "ATOMIC">;

/** A version of the metadata. */
export interface MetadataVersion {
  /** Its identifier. */
  readonly id: string;
  /** Its name, such as `Version_1`. */
  readonly name: string;
  /** How it is taken in. */
  readonly versionType: MetadataVersionType;
  /** When it was made. */
  readonly created?: Time;
  /** When it was taken in here. */
  readonly imported?: Time;
  /** What its content is known by. */
  readonly hashCode?: string;
}

/** What differs in one collection of metadata. */
export interface CollectionDifference {
  /** The collection, such as `dataElements`. */
  readonly collection: string;
  /** What only the first version holds. */
  readonly onlyFirst: readonly DifferingObject[];
  /** What only the second version holds. */
  readonly onlySecond: readonly DifferingObject[];
  /** What both hold, but otherwise; when it was saved and by whom does not count. */
  readonly changed: readonly DifferingObject[];
}

/** An object that differs. */
export interface DifferingObject {
  /** Its identifier. */
  readonly id: string;
  /** Its name, where it has one. */
  readonly name?: string;
}
