// A tiny project of each kind in which the package is installed: it loads, asks, waits and streams in all of them alike.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { promisify } from "node:util";

import { build, createServer } from "vite";
import webpack from "webpack";

import { launch, open } from "./page.js";
import { environments as files, root, Server, tokens } from "./support.js";

/** @type {Server} */
let server;
/** @type {import("@playwright/test").Browser} */
let browser;
before(async () => {
  [server, browser] = await Promise.all([Server.start("fast"), launch()]);
});
after(async () => {
  await browser?.close();
  server?.stop();
});
beforeEach(() => server.reset());

/** Fails unless this is what the tour prints. @param {string} printed */
function judge(printed) {
  assert.match(printed, /^admin on DHIS2 2\.42\.5\.2\nIt ended completed\n[1-9]\d* issues\nStewardError: not-found\n?$/);
}

/** Opens a page, and judges what it prints; that the browser tells of a 404 is right. @param {Parameters<typeof open>[2]} where */
async function visit(where) {
  const { printed, faults } = await open(browser, server, { files, ...where });
  assert.deepEqual(faults.filter((fault) => !/status of 404/.test(fault)), []);
  judge(printed);
}

/** Runs a program in a project, and gives what it printed. @param {string} name @param {string} program @param {string[]} words */
async function run(name, program, words) {
  const env = { ...process.env, DENO_DIR: join(files, "deno-cache"), DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" };
  const { stdout, stderr } = await promisify(execFile)(program, words, { cwd: join(files, name), env });
  return { stdout, stderr };
}

/** The modules of compiled code in a folder. @param {string} folder */
const modules = async (folder) => (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".wasm"));

test("a plain page", () => visit({ page: "page/index.html" }));

test("a worker of a page", () => visit({ page: "worker/index.html" }));

test("a page that Vite has built, without settings", async () => {
  const folder = join(files, "vite");
  await build({ root: folder, base: "./", configFile: false, logLevel: "warn" });
  assert.equal((await modules(join(folder, "dist"))).length, 1);
  await visit({ page: "vite/dist/index.html", policy: "'self' 'wasm-unsafe-eval'" });
});

test("a page of Vite's development server, without settings but where DHIS2 is", async (context) => {
  const vite = await createServer({
    root: join(files, "vite"),
    configFile: false,
    logLevel: "warn",
    server: {
      host: "127.0.0.1",
      port: 0,
      fs: { allow: [files] },
      // DHIS2 takes no request whose host is another one than that of the page.
      proxy: { "/api": { target: server.url, changeOrigin: false } },
    },
  });
  context.after(() => vite.close());
  await vite.listen();
  await visit({ url: vite.resolvedUrls?.local[0] ?? "" });
});

test("a page that webpack has built, without settings", async () => {
  const folder = join(files, "webpack");
  const output = { path: join(folder, "dist") };
  // It hints at every file of this size, whatever it is.
  const performance = { hints: /** @type {const} */ (false) };
  const bundler = webpack({ context: folder, entry: "./main.js", mode: "production", output, performance });
  const stats = await promisify(bundler.run.bind(bundler))();
  await promisify(bundler.close.bind(bundler))();
  const { errors, warnings } = stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
  assert.deepEqual({ errors, warnings }, { errors: [], warnings: [] });
  assert.equal((await modules(join(folder, "dist"))).length, 1);
  await visit({ page: "webpack/index.html", policy: "'self' 'wasm-unsafe-eval'" });
});

test("a page whose policy forbids WebAssembly is told what to allow", async () => {
  const { faults } = await open(browser, server, { files, page: "page/index.html", policy: "'self' 'unsafe-inline'" });
  assert.match(faults.join("\n"), /could not be loaded .* allows 'wasm-unsafe-eval'/);
});

/** Takes the tour in a Node. @param {string} program */
async function visitNode(program) {
  const { stdout, stderr } = await run("node", program, ["main.js", server.url, tokens.admin]);
  judge(stdout);
  assert.equal(stderr, "");
}

test(`Node ${process.versions.node}, the installed one`, () => visitNode(process.execPath));

const newer = process.env.STEWARD_NEWER_NODE ?? "";
const skip = newer === "" && `npm has no newer Node for ${process.platform} on ${process.arch}`;
test("Node 24", { skip }, async () => {
  assert.match((await run("node", newer, ["--version"])).stdout, /^v24\./);
  await visitNode(newer);
});

test("Deno, with access to nothing but the server and the package's files, and its type check", async () => {
  const deno = join(root, "node_modules/.bin/deno");
  await run("deno", deno, ["check", "--quiet", "main.ts"]);
  const may = ["--no-prompt", `--allow-net=${new URL(server.url).host}`, `--allow-read=${files}`];
  const { stdout, stderr } = await run("deno", deno, ["run", "--quiet", ...may, "main.ts", server.url, tokens.admin]);
  judge(stdout);
  assert.equal(stderr, "");
});
