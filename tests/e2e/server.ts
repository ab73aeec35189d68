// The simulated server: one process for each worker, set back before each test.

import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const version: string = JSON.parse(readFileSync(`${root}/manifest.webapp`, "utf8")).version;

/** The packed app. */
export const zip = process.env.STEWARD_ZIP ?? `${root}/dist/steward-${version}.zip`;

const program = process.env.STEWARD_SIMULATOR ?? `${root}/target/tools/steward-simulator`;

/** Which policy the app's files are sent with. */
export type Policy = "strict" | "dhis2";

/** What a test may ask a fresh server to be. */
export interface Situation {
  version?: string;
  scenario?: string;
  csrf?: boolean;
  sessionTimeout?: number;
}

export class Server {
  private constructor(
    private readonly process: ChildProcess,
    /** Where it is, without a slash at the end. */
    readonly url: string,
  ) {}

  /** Starts a server on a free port, with the app installed and a clock that only tests move. */
  static async start(policy: Policy): Promise<Server> {
    const options = ["--port", "0", "--clock", "manual", "--csp", policy, "--app", zip];
    const child = spawn(program, options, { stdio: ["ignore", "pipe", "inherit"] });
    const url = await new Promise<string>((resolve, reject) => {
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

  stop(): void {
    this.process.removeAllListeners("exit");
    this.process.kill();
  }

  /** Forgets everything that has happened. */
  async reset(situation: Situation = {}): Promise<void> {
    await this.control("POST", "reset", situation);
  }

  /** Lets time pass. */
  async advance(seconds: number): Promise<void> {
    await this.control("POST", "clock/advance", { ms: seconds * 1000 });
  }

  /** Ends every session, as a restart would. */
  async expireSessions(): Promise<void> {
    await this.control("POST", "sessions/expire");
  }

  /** How often each method and path was asked for since the last reset. */
  async requests(): Promise<Record<string, number>> {
    return (await this.control("GET", "requests")).json();
  }

  /** Calls a control route; fails when the server refuses. */
  async control(method: string, path: string, body?: unknown): Promise<Response> {
    const answer = await fetch(`${this.url}/__control/${path}`, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}
