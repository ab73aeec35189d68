// Where the command line gets the URL and credentials, that it never prints them, and confirmation on a terminal.

import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { after, before, beforeEach, test } from "node:test";

import { file, reaching, Running } from "./cli-support.js";
import { Server, tokens } from "./support.js";

/** @type {Server} */
let server;
/** @type {string} */
let home;
before(async () => {
  server = await Server.start("fast");
  home = await mkdtemp(join(tmpdir(), "steward-cli-"));
  await mkdir(join(home, ".config/dhis2-steward"), { recursive: true });
});
after(async () => {
  server.stop();
  await rm(home, { recursive: true });
});
beforeEach(() => server.reset());

const profiles = () => join(home, ".config/dhis2-steward/profiles.json");

/** Writes the profiles file. @param {object | string} content @param {number} mode */
async function write(content, mode = 0o600) {
  await writeFile(profiles(), typeof content === "string" ? content : JSON.stringify(content));
  await chmod(profiles(), mode);
}

/** @param {string[]} words @param {{ [name: string]: string }} env */
const steward = (words, env = {}) => new Running(words, { HOME: home, ...env }).result;

test("a profile provides the URL and credentials, and the environment takes precedence", async () => {
  const { url } = server;
  await write({ default: { url, token: tokens.admin }, other: { url, username: "observer", password: "district" } });
  assert.equal((await steward(["cache"])).status, 0);
  assert.equal((await steward(["cache", "--profile", "other"])).status, 1, "the observer may not");
  assert.equal((await steward(["cache"], { DHIS2_STEWARD_PROFILE: "other" })).status, 1);
  assert.equal((await steward(["cache"], reaching(server, tokens.observer))).status, 1);
  const byPassword = { DHIS2_STEWARD_URL: url, DHIS2_STEWARD_USERNAME: "admin", DHIS2_STEWARD_PASSWORD: "district" };
  assert.equal((await steward(["cache"], byPassword)).status, 0);
  const missing = await steward(["cache", "--profile", "third"]);
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /Profiles: default, other\n$/);
});

test("a file that others may read is rejected with the command that fixes it", async () => {
  for (const mode of [0o644, 0o640, 0o604, 0o620]) {
    await write({ default: { url: server.url, token: tokens.admin } }, mode);
    const { status, stdout, stderr } = await steward(["cache"]);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.ok(stderr.endsWith(`chmod 600 '${profiles()}'\n`), stderr);
  }
});

test("an invalid profile is rejected with the reason, without its content", async () => {
  const secret = "s3cret-of-mine";
  const { url } = server;
  for (const [content, said] of /** @type {[object | string, RegExp][]} */ ([
    [`{"default": {"token": ${secret}`, /is not valid JSON/],
    [{ default: { url, password: secret } }, /either a token/],
    [{ default: { url, token: secret, bearer: secret } }, /either a token/],
    [{ default: { token: secret } }, /has no url/],
    [{ default: { url, token: [secret] } }, /token must be a string/],
    [{ default: { url, tokn: secret } }, /member “tokn”/],
    [{ default: secret }, /no profile “default”/],
  ])) {
    await write(content);
    const { status, stdout, stderr } = await steward(["cache"]);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, said);
    assert.ok(!stderr.includes(secret), stderr);
  }
  await rm(profiles());
  assert.match((await steward(["cache"])).stderr, /DHIS2_STEWARD_URL and DHIS2_STEWARD_TOKEN/);
});

test("no secret is ever printed", async () => {
  const secret = `d2pat_s3cret${"s".repeat(29)}`;
  const calls = [
    [["job", "list"], reaching(server, secret)],
    [["job", "list", "--json"], { DHIS2_STEWARD_URL: server.url, DHIS2_STEWARD_BEARER: secret }],
    [["cache"], { DHIS2_STEWARD_URL: server.url, DHIS2_STEWARD_USERNAME: "admin", DHIS2_STEWARD_PASSWORD: secret }],
    [["cache"], { DHIS2_STEWARD_URL: server.url.replace("//", `//admin:${secret}@`), DHIS2_STEWARD_TOKEN: secret }],
    [["cache", `--token=${secret}`], reaching(server)],
    [["cache", "--password", secret], reaching(server)],
    [["cache", `-p${secret}`], reaching(server)],
    [["cache", secret], reaching(server)],
    [[secret], reaching(server)],
    [["cleanup", secret, "--yes"], reaching(server)],
    [["task", "watch", secret], reaching(server)],
  ];
  for (const [words, env] of /** @type {[string[], { [name: string]: string }][]} */ (calls)) {
    const { status, stdout, stderr } = await steward(words, env);
    assert.notEqual(status, 0);
    assert.ok(!(stdout + stderr).includes(secret), `${words}: ${stderr}`);
    assert.ok(!stderr.includes(Buffer.from(`admin:${secret}`).toString("base64")));
  }
  assert.match((await steward(["cache", "--token=x"])).stderr, /never from the command line/);
  const done = await steward(["job", "list", "--json"], reaching(server));
  assert.ok(!(done.stdout + done.stderr).includes(tokens.admin));
});

/** Runs it on a terminal with this input. @param {string[]} words @param {string} typed */
async function inTerminal(words, typed) {
  const { main } = await import(file("src/main.js"));
  const [stdin, stdout, stderr] = [0, 1, 2].map(() => Object.assign(new PassThrough(), { isTTY: true, columns: 80 }));
  stdin.end(typed);
  const interrupted = new AbortController().signal;
  const status = await main({ words, env: reaching(server), stdin, stdout, stderr, interrupted, onGoing: () => {} });
  stdout.end();
  stderr.end();
  return { status, stdout: await text(stdout), stderr: await text(stderr) };
}

test("on a terminal the server is named and the user must confirm", async () => {
  for (const typed of ["", "\n", "yes\n", "allo\n"]) {
    await server.control("DELETE", "requests");
    const { status, stdout, stderr } = await inTerminal(["cleanup", "events"], typed);
    assert.deepEqual([status, stdout], [2, ""], typed);
    assert.ok(stderr.includes(`Tamaria health information system, ${new URL(server.url).host}\n`), stderr);
    assert.match(stderr, /Permanently remove soft-deleted events\.\n[^]*Type “allow”/);
    assert.ok(Object.keys(await server.requests()).every((request) => request.startsWith("GET ")));
  }
  const { status, stdout, stderr } = await inTerminal(["cleanup", "events", "enrollments"], " Allow \n");
  assert.equal(status, 0);
  assert.match(stdout, /^removeSoftDeletedEvents: done\nremoveSoftDeletedEnrollments: done\n$/);
  assert.ok(stderr.endsWith("Waiting for DHIS2 (1 of 2)\r\u001b[K"), "progress is a single line that is cleared");
  assert.equal((await inTerminal(["cache"], "")).status, 0, "only permanent operations require confirmation");
});
