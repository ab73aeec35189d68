// Where the server is and how we are known to it: from the environment, or from a file that only its owner may read.

/** @import { Auth } from "dhis2-steward" */

import { open } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

import { Refusal } from "./failure.js";

/** @typedef {{ [name: string]: string | undefined }} Environment */

/** What a profile holds. @typedef {{ url?: string, token?: string, bearer?: string, username?: string, password?: string }} Profile */

const MEMBERS = /** @type {const} */ (["url", "token", "bearer", "username", "password"]);

const HINT = "Set DHIS2_STEWARD_URL and DHIS2_STEWARD_TOKEN, or write a file of profiles; see `dhis2-steward help`.";

/**
 * The address and the credentials. One place gives both, so that no credential goes to another server than its own.
 * @param {Environment} env @param {string | undefined} chosen The profile that the command line names.
 */
export async function connection(env, chosen) {
  if (chosen === undefined && env.DHIS2_STEWARD_URL) {
    const members = MEMBERS.map((name) => [name, env[`DHIS2_STEWARD_${name.toUpperCase()}`] || undefined]);
    return checked(Object.fromEntries(members), "The environment");
  }
  const name = chosen ?? (env.DHIS2_STEWARD_PROFILE || "default");
  const path = place(env);
  const text = await read(path);
  return checked(find(text, name, path), `The profile “${name}” in ${path}`);
}

/** The file of profiles. @param {Environment} env */
function place(env) {
  const folder = env.XDG_CONFIG_HOME || join(env.HOME || homedir(), ".config");
  return env.DHIS2_STEWARD_PROFILES || join(folder, "dhis2-steward", "profiles.json");
}

/** Reads the file, unless others may. @param {string} path */
async function read(path) {
  const file = await open(path).catch((/** @type {NodeJS.ErrnoException} */ { code }) => {
    throw new Refusal(code === "ENOENT" ? `No server is named, and there is no ${path}.` : `${path} cannot be read (${code}).`, HINT);
  });
  try {
    const { mode, uid } = await file.stat();
    const quoted = `'${path.replaceAll("'", "'\\''")}'`;
    // Windows knows neither.
    if (process.getuid && uid !== process.getuid()) {
      throw new Refusal(`${path} belongs to somebody else.`, `Make it yours: sudo chown "$(id -u)" ${quoted}`);
    }
    if (process.getuid && (mode & 0o077) !== 0) {
      throw new Refusal(`Others than its owner may read or change ${path}.`, `Keep it to yourself: chmod 600 ${quoted}`);
    }
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

/** A profile of the file. @param {string} text @param {string} name @param {string} path @returns {Profile} */
function find(text, name, path) {
  /** @type {{ [name: string]: Profile }} */
  let profiles;
  try {
    // Files of some editors begin with a mark of their order of bytes.
    profiles = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    // What JSON.parse says may quote what is in the file.
    throw new Refusal(`${path} is no JSON.`, 'It should look like {"default": {"url": "https://…", "token": "…"}}');
  }
  const profile = Object.hasOwn(Object(profiles), name) ? profiles[name] : undefined;
  if (typeof profile === "object" && profile !== null) return profile;
  throw new Refusal(`There is no profile “${name}” in ${path}.`, `There are: ${Object.keys(Object(profiles)).join(", ")}`);
}

/** What the module needs to connect. @param {Profile} profile @param {string} from @returns {{ baseUrl: string, auth: Auth }} */
function checked(profile, from) {
  const wrong = Object.keys(profile).find((name) => !MEMBERS.some((member) => member === name));
  if (wrong !== undefined) throw new Refusal(`${from} has a member “${wrong}”.`, `It may have ${MEMBERS.join(", ")}.`);
  const unfit = MEMBERS.find((name) => !["string", "undefined"].includes(typeof profile[name]));
  if (unfit !== undefined) throw new Refusal(`${from}: ${unfit} is no text.`, "Write it in quotes.");
  const { url, token, bearer, username, password } = profile;
  if (!url) throw new Refusal(`${from} names no url.`, HINT);
  const isPassword = username !== undefined && password !== undefined;
  const ways = [token !== undefined, bearer !== undefined, isPassword].filter(Boolean).length;
  if (ways !== 1 || (username !== undefined) !== (password !== undefined)) {
    throw new Refusal(`${from} must give either a token, or a bearer, or a username with a password.`, HINT);
  }
  if (isPassword) return { baseUrl: url, auth: { username, password } };
  return { baseUrl: url, auth: token !== undefined ? { token } : { bearer: bearer ?? "" } };
}
