// Compares the core's WebAssembly with JSON.parse in a page of Chromium, and prints the results as JSON.
//
//     CHROME=… node bench/browser.js MODULE PACKAGE ANSWERS ROUNDS SIZE…
//
// MODULE is the folder of the bound module, PACKAGE that of the npm package. All read the same bytes, which are in the
// page's memory.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, dirname, extname, join } from "node:path";

import { chromium } from "@playwright/test";

const [module, packaged, answers, rounds, ...sizes] = process.argv.slice(2);
const folders = { "/": module, "/package": packaged, "/answers": answers };
const types = { ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };

const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  const type = types[/** @type {keyof typeof types} */ (extname(path))] ?? "text/html";
  // Without these, a page's clock is too coarse.
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
  response.setHeader("Content-Type", type);
  const folder = folders[/** @type {keyof typeof folders} */ (dirname(path))] ?? module;
  response.end(path === "/" ? "<!doctype html><title>Bench</title><link rel=icon href='data:,'>" : readFileSync(join(folder, basename(path))));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());

const browser = await chromium.launch({
  executablePath: process.env.CHROME,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${port}/`);
  const measured = await page.evaluate(measure, { rounds: Number(rounds), sizes: sizes.map(Number) });
  console.log(JSON.stringify({ ...measured, browser: `Chromium ${browser.version()}` }));
} finally {
  await browser.close();
  server.close();
}

/** Runs in the page. @param {{ rounds: number, sizes: number[] }} asked */
async function measure({ rounds, sizes }) {
  const address = "/steward.js";
  const { default: init, readIssues, quietPoll, feedOf, Kept } = await import(address);
  const { memory } = await init();
  const memoryBefore = memory.buffer.byteLength;
  const json = { headers: { "Content-Type": "application/json" } };

  /** The body as it arrives from a network: in chunks, on demand. @param {Uint8Array} bytes @param {() => void} begun */
  const streamed = (bytes, begun) => {
    let at = 0;
    const pull = (/** @type {ReadableStreamDefaultController} */ controller) => {
      if (at === 0) begun();
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, (at += 65536)));
    };
    return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), json);
  };

  /** The responses to a client's requests until it has read the issues, by path. */
  class Early extends Map {
    get(/** @type {string} */ url) {
      return super.get(new URL(url).pathname);
    }
  }

  /** @param {Uint8Array} bytes @param {() => void} begun */
  const answered = (bytes, begun) => {
    const early = new Early();
    early.set("/api/system/info", Promise.resolve(new Response('{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}', json)));
    early.set("/api/me", Promise.resolve(new Response('{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}', json)));
    early.set("/api/dataIntegrity/details", Promise.resolve(streamed(bytes, begun)));
    return early;
  };

  const wasm = async (/** @type {Uint8Array} */ bytes) => {
    let [begun, first] = [0, 0];
    const early = answered(bytes, () => (begun = performance.now()));
    const since = performance.now();
    const sum = await readIssues(early, () => (first = performance.now()));
    return { took: performance.now() - since, first: first - begun, sum };
  };

  const js = async (/** @type {Uint8Array} */ bytes) => {
    const since = performance.now();
    const answer = JSON.parse(new TextDecoder().decode(bytes));
    const sum = [0, 0];
    for (const check of Object.values(answer)) {
      for (const { id, name, comment, refs } of check.issues) {
        sum[0] += 1;
        sum[1] += (id?.length ?? 0) + (name?.length ?? 0) + (comment?.length ?? 0);
        for (const ref of refs ?? []) sum[1] += ref.length;
      }
    }
    return { took: performance.now() - since, sum };
  };

  const held = async (/** @type {number} */ size) => new Uint8Array(await (await fetch(`/answers/${size}.json`)).arrayBuffer());

  /** Both read the same, in alternation. @param {number} size @param {number} rounds */
  const both = async (size, rounds) => {
    const bytes = await held(size);
    /** @type {Record<"wasm" | "js" | "first", number[]>} */
    const times = { wasm: [], js: [], first: [] };
    for (let count = 0; count < rounds; count += 1) {
      const [ours, theirs] = [await wasm(bytes), await js(bytes)];
      if (ours.sum[0] !== size || String(ours.sum) !== String(theirs.sum)) throw new Error(`${ours.sum} is not ${theirs.sum}`);
      times.wasm.push(ours.took);
      times.js.push(theirs.took);
      times.first.push(ours.first);
    }
    return { size, bytes: bytes.length, ...times };
  };

  /** Stores a response, and searches and sorts it, in the core and in JavaScript. @param {Uint8Array} bytes */
  const keep = async (bytes) => {
    const before = memory.buffer.byteLength;
    const issues = await Kept.of(answered(bytes, () => {}));
    const grown = memory.buffer.byteLength - before;
    const parsed = JSON.parse(new TextDecoder().decode(bytes));
    /** @type {{ id: string, name: string, comment: string, refs?: string[] }[]} */
    const rows = Object.values(parsed).flatMap((check) => check.issues);
    const texts = rows.map(({ id, name, comment, refs }) => [name, comment, id, ...(refs ?? [])]);
    const length = texts.flat().reduce((sum, text) => sum + text.length, 0);
    // The columns are name, comment, references and UID.
    const order = [0, 1, 3, 2];
    const js = {
      search: (/** @type {string} */ word) => texts.filter((texts) => texts.some((text) => text.toLowerCase().includes(word))).length,
      sort: (/** @type {number} */ column) => {
        const keyed = texts.map((texts, place) => ({ key: (texts[order[column]] ?? "").toLowerCase(), place }));
        return keyed.sort((one, next) => (one.key < next.key ? -1 : one.key > next.key ? 1 : one.place - next.place)).length;
      },
    };
    /** @template T @param {(asked: T) => Float64Array} ours @param {(asked: T) => number} theirs @param {T[]} asked */
    const compare = (ours, theirs, asked) => {
      const times = { wasm: /** @type {number[]} */ ([]), js: /** @type {number[]} */ ([]), longest: /** @type {number[]} */ ([]) };
      for (let count = 0; count < rounds; count += 1) {
        const what = asked[count % asked.length];
        const [found, took, longest] = ours(what);
        const since = performance.now();
        const same = theirs(what);
        if (found !== same) throw new Error(`${what}: ${found} is not ${same}`);
        times.wasm.push(took);
        times.js.push(performance.now() - since);
        times.longest.push(longest);
      }
      return times;
    };
    const search = compare((word) => issues.search(word), js.search, ["49999", "no visualization", "zz"]);
    const sort = compare((column) => issues.sort(column), js.sort, [0, 1, 2, 3]);
    issues.free();
    return { grown, length, search, sort };
  };

  /** Measures the npm package: by issue, and by batch. @param {Uint8Array} bytes */
  const byPackage = async (bytes) => {
    const address = "/package/index.js";
    const { default: init, connect } = await import(address);
    await init();
    const whole = await js(bytes);
    const times = { each: /** @type {number[]} */ ([]), batches: /** @type {number[]} */ ([]) };
    const ways = {
      each: async (/** @type {any} */ integrity, /** @type {(issue: any) => void} */ look) => {
        for await (const issue of integrity.issues()) look(issue);
      },
      batches: async (/** @type {any} */ integrity, /** @type {(issue: any) => void} */ look) => {
        for await (const batch of integrity.batches()) for (const issue of batch) look(issue);
      },
    };
    for (let count = 0; count < rounds; count += 1) {
      for (const [way, read] of Object.entries(ways)) {
        const early = answered(bytes, () => {});
        const client = await connect({ fetch: (/** @type {Request} */ request) => early.get(request.url) });
        const sum = [0, 0];
        const since = performance.now();
        await read(client.integrity, (/** @type {any} */ { id, name, comment, refs }) => {
          sum[0] += 1;
          sum[1] += (id?.length ?? 0) + (name?.length ?? 0) + (comment?.length ?? 0);
          for (const ref of refs) sum[1] += ref.length;
        });
        times[/** @type {keyof typeof times} */ (way)].push(performance.now() - since);
        if (String(sum) !== String(whole.sum)) throw new Error(`${sum} is not ${whole.sum}`);
        client.free();
      }
    }
    return times;
  };

  // At first, the browser has not optimised the module; in the app, there is often only one read.
  const fresh = await both(Math.max(...sizes), 1);
  const read = [];
  // Short runs are repeated more often, because they vary more.
  for (const size of sizes) read.push(await both(size, Math.min(100, (rounds * fresh.size) / size)));

  const memoryAfter = memory.buffer.byteLength;
  const kept = await keep(await held(Math.max(...sizes)));
  const module = await byPackage(await held(Math.max(...sizes)));
  const feed = feedOf(500);
  const bytes = new TextEncoder().encode(feed);
  const poll = { wasm: /** @type {number[]} */ ([]), js: /** @type {number[]} */ ([]) };
  for (let count = 0; count < rounds; count += 1) {
    poll.wasm.push(quietPoll(500, 500));
    const since = performance.now();
    let lines = 0;
    for (let times = 0; times < 500; times += 1) lines += JSON.parse(new TextDecoder().decode(bytes)).length;
    if (lines !== 250_000) throw new Error("the feed has other lines");
    poll.js.push((performance.now() - since) / 500);
  }
  return { fresh, read, poll, kept, module, memoryBefore, memoryAfter };
}
