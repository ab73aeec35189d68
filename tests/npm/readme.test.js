// Every example of the README, run as it stands: in Node, in a plain page, and in a page that Vite has built.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { promisify } from "node:util";

import { build } from "vite";

import { areas, connecting, page } from "./examples.js";
import { launch, open } from "./page.js";
import { installed, project, Server, tokens } from "./support.js";

/** What each area prints, among other things. @type {Record<string, RegExp>} */
const expected = {
  Sending: /^tester on DHIS2 2\.42\.5$/m,
  Session: /^The session is active$/m,
  Integrity: /issues|^orgunits_\w+: \w+/m,
  Jobs: /^The job ended: completed$/m,
  Tasks: /^RESOURCE_TABLE: \d+ runs$/m,
  Maintenance: /^removeSoftDeletedEvents: completed\nremoveSoftDeletedTrackedEntities: completed$/m,
  Tables: /^completed, last updated \d{4}-/m,
  "Category option combinations": /^.+: (\d+) of \1$/m,
  Validation: /^An expression$/m,
  Predictors: /^\d+ new values$/m,
  Scheduler: /^Nightly checks runs next at \d{4}-.*\n(\S+T03:30:00.000\S+\n){2}cron\.at\ncron\.in$/m,
  Data: /^\d+ data values changed today\nThere are \d+ data elements$/m,
  Periods: /^2025Q4, 2026Q1, 2026Q2\n2026W53 is from 2026-12-28 to 2027-01-03, and 2027W1 comes next$/m,
  "Organisation units": /^\w.* has \d+ children\n[^]*^The first \d of \d+ clinics: /m,
  "Lock exceptions": /^completed: 2 units$/m,
  Settings: /^.+ returns at most \d+ rows$/m,
  Synchronisation: /^The remote server cannot be reached: .+\nObjects updated: 1\ndataElements: Live births has changed$/m,
  "Anything else": /^200 \w{3}, .* GMT \{"version":"2\.42\.5\.2"\}$/m,
  Stopping: /^\d+ of \d+$/m,
  Errors: /^not-found 404 .*aaaaaaaaaaa/m,
};

/** @type {Server} */
let server;
/** @type {import("@playwright/test").Browser} */
let browser;
before(async () => {
  server = await Server.start("fast");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server.stop();
});
beforeEach(() => server.reset());

/** Fails unless a text is what an example should print, without secrets. @param {string} heading @param {string} printed */
function judge(heading, printed) {
  assert.match(printed, expected[heading], heading);
  assert.ok(!printed.includes(tokens.admin));
}

const html = (/** @type {string} */ script) =>
  `<!doctype html><html lang="en"><title>Example</title><link rel="icon" href="data:,"><body></body>${script}</html>`;

test("the README has an example of each area", () => {
  assert.deepEqual([...new Set(areas.map(({ heading }) => heading))], Object.keys(expected));
  assert.match(connecting.code, /token/);
  assert.match(page, /connect\(\)/);
});

for (const [index, { heading, code }] of areas.entries()) {
  test(`example ${index + 1} (${heading}) runs in Node`, async () => {
    const file = join(project, `example-${index + 1}.js`);
    await writeFile(file, connecting.code + code);
    const env = { ...process.env, DHIS2_URL: server.url, DHIS2_TOKEN: tokens.admin };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { cwd: project, env });
    assert.match(stdout, /^admin on DHIS2 2\.42\.5\.2$/m);
    judge(heading, stdout);
    assert.equal(stderr, "");
  });
}

test("every example runs in a plain page of an installed app", async () => {
  const files = join(project, "page");
  await rm(files, { recursive: true, force: true });
  await cp(installed, join(files, "dhis2-steward"), { recursive: true });
  for (const { heading, code } of areas) {
    const local = code.replaceAll('"dhis2-steward"', '"./dhis2-steward/index.js"');
    await writeFile(
      join(files, "index.html"),
      html(`<script type="module">${page}${local}\nglobalThis.isDone = true;</script>`),
    );
    const { printed, faults, shown } = await open(browser, server, { files });
    assert.deepEqual(faults.filter((fault) => !/404/.test(fault)), [], heading);
    assert.match(shown ?? "", /^admin on DHIS2 2\.42\.5\.2/);
    judge(heading, printed);
  }
});

test("every example runs in a page that Vite has built", async () => {
  const source = join(project, "vite");
  await rm(source, { recursive: true, force: true });
  await mkdir(source, { recursive: true });
  const start = page.replace('"./dhis2-steward/index.js"', '"dhis2-steward"');
  for (const [index, { code }] of areas.entries()) {
    await writeFile(join(source, `example-${`${index}`.padStart(2, "0")}.js`), start + code);
  }
  await writeFile(join(source, "index.html"), html('<script type="module" src="./main.js"></script>'));
  await writeFile(
    join(source, "main.js"),
    `const examples = import.meta.glob("./example-*.js");
for (const name of Object.keys(examples).sort()) {
  console.log("--- " + name);
  await examples[name]();
}
globalThis.isDone = true;`,
  );
  const outDir = join(source, "dist");
  await build({ root: source, base: "./", configFile: false, logLevel: "warn", build: { outDir, target: "es2022" } });
  const assets = await readdir(join(outDir, "assets"));
  assert.equal(assets.filter((name) => name.endsWith(".wasm")).length, 1, `one module: ${assets}`);

  const { printed, faults, shown } = await open(browser, server, { files: outDir });
  assert.deepEqual(faults.filter((fault) => !/404/.test(fault)), []);
  assert.match(shown ?? "", /^admin on DHIS2 2\.42\.5\.2/);
  const parts = printed.split(/^--- .*$/m).slice(1);
  assert.equal(parts.length, areas.length);
  for (const [index, { heading }] of areas.entries()) judge(heading, parts[index]);
});
