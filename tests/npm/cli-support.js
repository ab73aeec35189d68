// Shared by the tests of the command line: the installed program, run as a child process.

import { spawn } from "node:child_process";
import { join } from "node:path";

import { assertNoSecret, root, tokens } from "./support.js";

/** The project in which the command line and the module are installed; created by `cargo xtask test`. */
export const project = process.env.STEWARD_CLI_PROJECT ?? join(root, "target/npm-cli-project");

/** A file of the installed package. @param {string} path */
export const file = (path) => join(project, "node_modules/dhis2-steward-cli", path);

/** The installed program. */
export const program = join(project, "node_modules/.bin/dhis2-steward");

/** The result of a call. @typedef {{ status: number | null, stdout: string, stderr: string }} Result */

/** A running call. */
export class Running {
  #told = { stdout: "", stderr: "" };

  /** @param {readonly string[]} words @param {{ [name: string]: string }} env @param {"pipe" | number} out Where it prints. */
  constructor(words, env, out = "pipe") {
    const { PATH = "" } = process.env;
    this.child = /** @type {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, import("node:stream").Readable>} */ (
      spawn(program, words, { env: { PATH, HOME: project, ...env }, stdio: ["ignore", out, "pipe"] })
    );
    for (const name of /** @type {const} */ (["stdout", "stderr"])) {
      this.child[name]?.setEncoding("utf8").on("data", (text) => (this.#told[name] += text));
    }
    /** @type {Promise<Result>} */
    const ended = new Promise((resolve, reject) => {
      this.child.once("error", reject);
      this.child.once("close", (status) => resolve({ status, ...this.#told }));
    });
    this.result = ended.then((result) => {
      assertNoSecret(result.stdout + result.stderr);
      return result;
    });
  }

  /** Waits until it has printed this. @param {"stdout" | "stderr"} name @param {RegExp} text */
  async printed(name, text) {
    await new Promise((resolve, reject) => {
      const look = () => text.test(this.#told[name]) && resolve(undefined);
      this.child[name].on("data", look);
      this.child.once("close", () => reject(new Error(`it ended and had printed: ${JSON.stringify(this.#told)}`)));
      look();
    });
  }
}

/** The environment variables for a server. @param {{ url: string }} server @param {string} token */
export const reaching = (server, token = tokens.admin) => ({ DHIS2_STEWARD_URL: server.url, DHIS2_STEWARD_TOKEN: token });

/** The objects that a call printed with `--json`. @param {Result} result @returns {any[]} */
export const objects = ({ stdout }) => stdout.split("\n").slice(0, -1).map((line) => JSON.parse(line));
