// Shared by the tests of the npm package: the installed package, and a simulated server.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { cp, mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inspect } from "node:util";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The project in which only the package is installed; created by `cargo xtask test`. */
export const project = process.env.STEWARD_NPM_PROJECT ?? join(root, "target/npm-project");

/** The installed package. */
export const installed = join(project, "node_modules/dhis2-steward");

/** The projects of `tests/npm/environments`, each with only the package installed. */
export const environments = process.env.STEWARD_ENVIRONMENTS ?? join(root, "target/npm-environments");

/** The package as Node loads it. @returns {Promise<typeof import("../../npm/index.js")>} */
export const load = () => import(pathToFileURL(join(installed, "node.js")).href);

/** An entry point of a fresh copy of the package, not loaded yet. @param {"index" | "node" | "slim"} entry @returns {ReturnType<typeof load>} */
export async function fresh(entry) {
  const copy = await mkdtemp(join(project, "copy-"));
  await cp(installed, copy, { recursive: true });
  return import(pathToFileURL(join(copy, `${entry}.js`)).href);
}

const program = process.env.STEWARD_SIMULATOR ?? join(root, "target/tools/steward-simulator");

/** The personal access tokens of the simulated users. */
export const tokens = {
  admin: "d2pat_adminadminadminadminadminadmin1",
  observer: "d2pat_observerobserverobserverobserv3",
};

export class Server {
  #process;

  /** @param {import("node:child_process").ChildProcess} child @param {string} url */
  constructor(child, url) {
    this.#process = child;
    /** Its URL, without a trailing slash. */
    this.url = url;
  }

  /**
   * Starts a server on a free port, with a clock a hundred times as fast as real time, or a manual one.
   * @param {"fast" | "manual"} clock
   */
  static async start(clock) {
    const options = ["--port", "0", ...(clock === "fast" ? ["--speed", "100"] : ["--clock", "manual"])];
    const child = spawn(program, options, { stdio: ["ignore", "pipe", "inherit"] });
    /** @type {string} */
    const url = await new Promise((resolve, reject) => {
      let said = "";
      child.stdout.on("data", (text) => {
        said += text;
        const ready = / at (\S+?)\/?\n/.exec(said);
        if (ready) resolve(ready[1]);
      });
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`the simulated server ended (${code}) and said: ${said}`)));
    });
    return new Server(child, url);
  }

  stop() {
    this.#process.removeAllListeners("exit");
    this.#process.kill();
  }

  /** Resets the state. @param {object} situation */
  async reset(situation = {}) {
    await this.control("POST", "reset", { scenario: "demo", version: "2.42", ...situation });
  }

  /** Advances a manual clock. @param {number} seconds */
  async advance(seconds) {
    await this.control("POST", "clock/advance", { ms: seconds * 1000 });
  }

  /** Adds faults. @param {object[]} faults */
  async faults(...faults) {
    await this.control("POST", "faults", faults);
  }

  /** The number of requests by method and path. @returns {Promise<Record<string, number>>} */
  async requests() {
    return (await this.control("GET", "requests")).json();
  }

  /** The total number of requests. */
  async requestCount() {
    return Object.values(await this.requests()).reduce((sum, count) => sum + count, 0);
  }

  /** Calls a control route. @param {string} method @param {string} path @param {unknown} [body] */
  async control(method, path, body) {
    const answer = await fetch(`${this.url}/__control/${path}`, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}

/** The URL of a port of this machine on which nobody listens. */
export async function nobody() {
  const closed = createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (closed.address());
  closed.close();
  await once(closed, "close");
  return `http://127.0.0.1:${port}`;
}

/** A client of a reset server. @param {Server} server @param {string} [version] */
export async function connected(server, version) {
  await server.reset(version === undefined ? {} : { version });
  const { connect, default: init } = await load();
  await init();
  return connect({ baseUrl: server.url, auth: { token: tokens.admin } });
}

/** What a server answers of itself. @type {Record<string, unknown>} */
const known = {
  "/api/system/info": { version: "2.42.5", serverDate: "2026-01-20T10:11:12.123" },
  "/api/me": { id: "M5zQapPyTZI", username: "admin", authorities: ["ALL"] },
};

/** A fetch that knows only what a server says of itself, and does something else with every other request. */
export const knowing = (/** @type {(request: Request) => any} */ others) => (/** @type {Request} */ request) => {
  const answer = known[new URL(request.url).pathname];
  return answer ? Promise.resolve(Response.json(answer)) : others(request);
};

/** A client of nobody. @param {(request: Request) => any} others */
export async function alone(others) {
  const { connect, default: init } = await load();
  await init();
  return connect({ baseUrl: "https://dhis2.example.org", fetch: knowing(others) });
}

/** Everything that an iteration yields. @template T @param {AsyncIterable<T>} iteration */
export async function all(iteration) {
  /** @type {T[]} */
  const values = [];
  for await (const value of iteration) values.push(value);
  return values;
}

const secrets = readFileSync(join(root, "tests/secrets.txt"), "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("#"));

/** Fails if a text contains a secret of the tests. @param {string} text */
export function assertNoSecret(text) {
  assert.deepEqual(secrets.filter((secret) => text.includes(secret)), [], `a secret is in: ${text}`);
}

/** What a promise is rejected with, in which there must be no secret. @param {Promise<unknown>} promise @returns {Promise<any>} */
export async function rejection(promise) {
  try {
    await promise;
  } catch (error) {
    assertNoSecret(inspect(error, { depth: null, showHidden: true }));
    return error;
  }
  throw new Error("it was not rejected");
}

/** Controls the pauses of the package's polling. Timeouts, and the timers of Node's own fetch, are unaffected. */
export class Pauses {
  #own = { set: globalThis.setTimeout, clear: globalThis.clearTimeout };
  /** @type {Set<{ callback: () => void }>} */
  #waiting = new Set();

  constructor() {
    const { set, clear } = this.#own;
    globalThis.setTimeout = /** @type {any} */ (
      (/** @type {() => void} */ callback, /** @type {number} */ millis, /** @type {any[]} */ ...rest) => {
        const isPause = millis <= 10_000 && new Error().stack?.includes("/dhis2-steward/steward.js");
        if (!isPause) return set(callback, millis, ...rest);
        const timer = { callback };
        this.#waiting.add(timer);
        return timer;
      }
    );
    globalThis.clearTimeout = (/** @type {any} */ timer) => {
      if (!this.#waiting.delete(timer)) clear(timer);
    };
  }

  /** The number of pending pauses. */
  get count() {
    return this.#waiting.size;
  }

  /** Ends all of them. */
  end() {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const { callback } of waiting) callback();
  }

  restore() {
    globalThis.setTimeout = this.#own.set;
    globalThis.clearTimeout = this.#own.clear;
  }
}
