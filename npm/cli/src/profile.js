// The server's URL and credentials: from the environment, or from a file that only its owner may read.

/** @import { Auth } from "dhis2-steward" */

import { open } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

import { Refusal } from "./failure.js";

/** @typedef {{ [name: string]: string | undefined }} Environment */

/** A profile. @typedef {{ url?: string, token?: string, bearer?: string, username?: string, password?: string }} Profile */

const MEMBERS = /** @type {const} */ (["url", "token", "bearer", "username", "password"]);

const HINT = "Set DHIS2_STEWARD_URL and DHIS2_STEWARD_TOKEN, or create a profiles file; see `dhis2-steward help`.";

/**
 * The URL and credentials. Both come from the same place, so that no credential is sent to the wrong server.
 * @param {Environment} env @param {string | undefined} chosen The profile named on the command line.
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

/** The path of the profiles file. @param {Environment} env */
function place(env) {
  const folder = env.XDG_CONFIG_HOME || join(env.HOME || homedir(), ".config");
  return env.DHIS2_STEWARD_PROFILES || join(folder, "dhis2-steward", "profiles.json");
}

/** Reads the file, unless others may access it. @param {string} path */
async function read(path) {
  const file = await open(path).catch((/** @type {NodeJS.ErrnoException} */ { code }) => {
    throw new Refusal(code === "ENOENT" ? `No server is configured, and ${path} does not exist.` : `${path} cannot be read (${code}).`, HINT);
  });
  try {
    const { mode, uid } = await file.stat();
    const quoted = `'${path.replaceAll("'", "'\\''")}'`;
    // Windows has neither.
    if (process.getuid && uid !== process.getuid()) {
      throw new Refusal(`${path} belongs to another user.`, `Take ownership: sudo chown "$(id -u)" ${quoted}`);
    }
    if (process.getuid && (mode & 0o077) !== 0) {
      throw new Refusal(`Other users may read or change ${path}.`, `Restrict access: chmod 600 ${quoted}`);
    }
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

/** Finds a profile in the file. @param {string} text @param {string} name @param {string} path @returns {Profile} */
function find(text, name, path) {
  /** @type {{ [name: string]: Profile }} */
  let profiles;
  try {
    // Some editors write a byte order mark.
    profiles = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    // The message of JSON.parse may quote the file.
    throw new Refusal(`${path} is not valid JSON.`, 'It should look like {"default": {"url": "https://…", "token": "…"}}');
  }
  const profile = Object.hasOwn(Object(profiles), name) ? profiles[name] : undefined;
  if (typeof profile === "object" && profile !== null) return profile;
  throw new Refusal(`There is no profile “${name}” in ${path}.`, `Profiles: ${Object.keys(Object(profiles)).join(", ")}`);
}

/** Validates a profile; returns the options to connect with. @param {Profile} profile @param {string} from @returns {{ baseUrl: string, auth: Auth }} */
function checked(profile, from) {
  const wrong = Object.keys(profile).find((name) => !MEMBERS.some((member) => member === name));
  if (wrong !== undefined) throw new Refusal(`${from} has an unknown member “${wrong}”.`, `Members: ${MEMBERS.join(", ")}.`);
  const unfit = MEMBERS.find((name) => !["string", "undefined"].includes(typeof profile[name]));
  if (unfit !== undefined) throw new Refusal(`${from}: ${unfit} must be a string.`, "Put it in quotes.");
  const { url, token, bearer, username, password } = profile;
  if (!url) throw new Refusal(`${from} has no url.`, HINT);
  const isPassword = username !== undefined && password !== undefined;
  const ways = [token !== undefined, bearer !== undefined, isPassword].filter(Boolean).length;
  if (ways !== 1 || (username !== undefined) !== (password !== undefined)) {
    throw new Refusal(`${from} must have either a token, a bearer, or a username and a password.`, HINT);
  }
  if (isPassword) return { baseUrl: url, auth: { username, password } };
  return { baseUrl: url, auth: token !== undefined ? { token } : { bearer: bearer ?? "" } };
}
