// The public classes. index.d.ts documents their members; the compiled code implements them.

import { IntegrityRun } from "./integrity-run.js";
import { StewardError } from "./errors.js";
import { bound, described } from "./object.js";
import { listening } from "./session.js";
import { Iteration, limitsOf, once, planned, signalsOf } from "./work.js";

/** An operation with a single result: the number of arguments before the options, and a conversion of the result. */
const call = (before = 0, make = (value) => value) => ({ before, make });

/** An operation that yields values; `name` is the underlying operation, if it has another name. */
const each = (before = 0, toValues, name) => ({ before, name, iterate: (signals, begin) => new Iteration(signals, begin, toValues) });

/** The class of an area, with a method for each operation, which needs no `this`. */
function area(name, operations) {
  const Api = class {
    constructor(perform, hear) {
      for (const [operation, { before, make, iterate, name: behind = operation, first = [], limits = signalsOf }] of Object.entries(operations)) {
        const begin = (given) => () => perform(name, behind, [...first, ...given]);
        this[operation] = iterate
          ? (...given) => {
              let signals;
              return iterate(() => (signals ??= limits(given[before])), begin(given));
            }
          : async (...given) => {
              const signals = limits(given[before]);
              return make(await once(signals, begin(given)), signals, hear);
            };
      }
    }
  };
  return Object.defineProperty(Api, "name", { value: `${name[0].toUpperCase()}${name.slice(1)}Api` });
}

const toRun = (...parts) => new IntegrityRun(...parts);

/** The issues among the events; only the end of a check has a report. */
const issuesOf = (found) => found.filter((one) => !one.report);

const IntegrityApi = area("integrity", {
  checks: call(),
  summaries: call(),
  running: call(1),
  completed: call(1),
  run: call(0, toRun),
  start: call(),
  resume: call(1, toRun),
  startReport: call(),
  reportOf: call(1),
  metrics: call(),
  issues: each(0, issuesOf, "events"),
  batches: each(0, (found) => [issuesOf(found)].filter((batch) => batch.length > 0), "events"),
  details: each(
    0,
    (found) => found.map((one) => (one.report ? { type: "checked", report: one.report } : { type: "issue", issue: one })),
    "events",
  ),
});

const JobsApi = area("jobs", {
  get: call(1),
  progress: call(1),
  cancel: call(1),
  watch: { ...each(1), limits: limitsOf },
  completion: call(1),
  execute: call(1),
  enable: call(1),
  disable: call(1),
  revert: call(1),
  errors: call(1),
  allErrors: call(),
  cancelType: call(1),
  clean: call(1),
  running: call(),
  findRunning: call(1),
  runningOf: call(1),
});

const TasksApi = area("tasks", {
  types: call(),
  all: call(),
  list: call(1),
  listFull: call(1),
  notifications: call(1),
  delete: call(1),
  deleteAll: call(),
  deleteOld: call(),
  summaries: call(1),
  summary: call(1),
  watch: each(1),
});

const TablesApi = area("tables", {
  updateResourceTables: call(),
  updateAnalytics: call(),
  updateMonitoring: call(),
  status: call(),
});

const CategoryOptionCombosApi = area("categoryOptionCombos", {
  updateAll: call(),
  update: call(1),
  counts: call(1),
  allCounts: call(),
  settling: each(1),
  settled: call(1),
});

const ValidationApi = area("validation", {
  run: call(),
  results: each(0, (page) => page),
  result: call(1),
  deleteResult: call(1),
  deleteResults: call(),
  sendNotifications: call(),
  describe: call(2),
});

const PredictorsApi = area("predictors", {
  list: call(),
  groups: call(),
  run: call(),
  start: call(),
  outcome: call(1),
  runGroups: each(1),
});

const OPERATIONS = [
  "removeSoftDeletedDataValues",
  "removeSoftDeletedRelationships",
  "removeSoftDeletedEvents",
  "removeSoftDeletedEnrollments",
  "removeSoftDeletedTrackedEntities",
  "removeZeroDataValues",
  "prunePeriods",
  "clearExpiredInvitations",
  "updateOrganisationUnitPaths",
  "updateCategoryOptionCombos",
  "clearAnalyticsTables",
  "analyzeAnalyticsTables",
  "dropSqlViews",
  "createSqlViews",
  "clearCache",
  "reloadApps",
];

const MaintenanceApi = area("maintenance", {
  run: call(1),
  plan: { before: 1, iterate: planned },
  pruneOrganisationUnit: call(1),
  pruneDataElement: call(1),
  ...Object.fromEntries(OPERATIONS.map((operation) => [operation, { ...call(), name: "run", first: [operation] }])),
});

const SchedulerApi = area("scheduler", {
  jobs: call(),
  job: call(1),
  create: call(1),
  update: call(2),
  delete: call(1),
  jobTypes: call(),
  jobParameters: call(),
  entries: call(),
  queueable: call(),
  queues: call(),
  queue: call(1),
  createQueue: call(1),
  updateQueue: call(2),
  deleteQueue: call(1),
  due: call(1),
  stale: call(1),
  describe: call(1),
  nextExecutions: call(1),
});

const DataApi = area("data", {
  summary: call(),
  metrics: call(),
  objectCounts: call(),
  usage: call(),
  generateMinMax: call(2),
  removeMinMax: call(2),
});

const PeriodsApi = area("periods", { describe: call(1), containing: call(2), generate: call(1), ofYear: call(2) });

const LockExceptionsApi = area("lockExceptions", {
  list: each(0, (page) => page),
  combinations: call(),
  add: each(3),
  remove: call(3),
  removeAll: call(2),
});

const OrganisationUnitsApi = area("organisationUnits", {
  ofLevel: call(1),
  ofGroup: call(1),
  children: call(1),
  search: call(1),
  levels: call(),
  groups: call(),
});

const SettingsApi = area("settings", {
  all: call(),
  some: call(1),
  set: call(2),
  setRaw: call(2),
  setSecret: call(2),
  reset: call(1),
  isConfidential: call(1),
});

const SynchronizationApi = area("synchronization", {
  settings: call(),
  configure: call(1),
  test: call(),
  pushData: call(),
  pullMetadata: call(1),
  versions: call(),
  versionsSince: call(1),
  createVersion: call(1),
  downloadVersion: call(1),
  compareVersions: call(2),
});

/** The areas of a client. */
const AREAS = {
  integrity: IntegrityApi,
  jobs: JobsApi,
  tasks: TasksApi,
  maintenance: MaintenanceApi,
  categoryOptionCombos: CategoryOptionCombosApi,
  tables: TablesApi,
  validation: ValidationApi,
  predictors: PredictorsApi,
  scheduler: SchedulerApi,
  data: DataApi,
  periods: PeriodsApi,
  lockExceptions: LockExceptionsApi,
  organisationUnits: OrganisationUnitsApi,
  settings: SettingsApi,
  synchronization: SynchronizationApi,
};

/** A server, the current user, and the operations. */
export class Steward {
  #session;
  #about;
  #perform;

  constructor(session) {
    this.#session = session;
    this.#about = session.about();
    const { session: api, hear } = listening(() => this.#open(), () => this.#session);
    this.session = api;
    this.#perform = (...operation) => hear(this.#open().perform(...operation));
    for (const [name, Api] of Object.entries(AREAS)) this[name] = new Api(this.#perform, hear);
    bound(this, "may", "ping", "request");
  }

  get version() {
    return this.#about.version;
  }

  get baseUrl() {
    return this.#about.baseUrl;
  }

  get server() {
    return this.#about.server;
  }

  get user() {
    return this.#about.user;
  }

  may(authority) {
    return this.#open().may(authority);
  }

  async ping(options) {
    return once(signalsOf(options), () => this.#perform("session", "ping", []));
  }

  async request(options) {
    return new Answer(...(await once(signalsOf(options), () => this.#perform("session", "request", [options]))));
  }

  free() {
    this.#session?.free();
    this.#session = undefined;
  }

  [Symbol.dispose]() {
    this.free();
  }

  toJSON() {
    const { baseUrl, version, user } = this;
    return { baseUrl, version, username: user.username, ...(this.#session ? {} : { isFreed: true }) };
  }

  #open() {
    if (this.#session) return this.#session;
    throw new StewardError("This client has been freed.", "invalid-argument");
  }
}

described(Steward);

/** A complete response. */
class Answer {
  #bytes;

  constructor(status, mediaType, headers, bytes) {
    this.status = status;
    this.mediaType = mediaType;
    this.headers = new Headers(headers);
    this.#bytes = bytes;
    bound(this, "text", "json", "bytes");
  }

  text() {
    return new TextDecoder().decode(this.#bytes);
  }

  json() {
    try {
      return JSON.parse(this.text());
    } catch {
      throw new StewardError("The answer is not JSON.", "decode", this.status);
    }
  }

  bytes() {
    return this.#bytes.slice();
  }

  // Without the headers, which can contain a session.
  toJSON() {
    const { status, mediaType } = this;
    return { status, mediaType, size: this.#bytes.length };
  }
}

described(Answer);
