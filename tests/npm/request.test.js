// Any other request: its query, its body, what comes back, and whether it is repeated.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { alone, rejection } from "./support.js";

/** What was sent. @param {(dhis2: import("../../npm/index.js").Steward) => Promise<unknown>} ask */
async function sent(ask) {
  /** @type {Request[]} */
  const requests = [];
  await ask(await alone(async (request) => (requests.push(request), Response.json([]))));
  assert.equal(requests.length, 1);
  const [{ url, headers }] = requests;
  return { query: new URL(url).search, type: headers.get("Content-Type"), bytes: await requests[0].text() };
}

test("a query parameter is repeated, and a query is also a URLSearchParams", async () => {
  const filter = ["name:like:a", "level:eq:1"];
  const search = new URLSearchParams([["filter", filter[0]], ["filter", filter[1]], ["paging", "false"]]);
  for (const query of [{ filter, paging: false }, search]) {
    const { query: own } = await sent((dhis2) => dhis2.request({ path: "/api/x", query }));
    assert.equal(own, "?filter=name:like:a&filter=level:eq:1&paging=false");
  }
  const dhis2 = await alone(() => assert.fail("something was sent"));
  for (const query of [{ filter: [] }, { filter: {} }, { filter: [[1]] }, "a=1", [["a", undefined]]]) {
    const error = await rejection(dhis2.request({ path: "/api/x", query: /** @type {any} */ (query) }));
    assert.equal(error.code, "invalid-argument", JSON.stringify(query));
  }
});

test("a body is JSON, or text or bytes of a given type", async () => {
  const post = (/** @type {object} */ body) => sent((dhis2) => dhis2.request({ method: "POST", path: "/api/x", ...body }));
  const json = "application/json";
  /** @type {[object, string, string][]} */
  const bodies = [
    [{ body: "a" }, json, '"a"'],
    [{ body: { at: new Date(0) } }, json, '{"at":"1970-01-01T00:00:00.000Z"}'],
    [{ body: [{ op: "add" }], contentType: "application/json-patch+json" }, "application/json-patch+json", '[{"op":"add"}]'],
    [{ body: "<a/>", contentType: "application/xml" }, "application/xml", "<a/>"],
    [{ body: new TextEncoder().encode("é"), contentType: "text/plain" }, "text/plain", "é"],
    [{ body: Buffer.from("x"), contentType: "text/plain" }, "text/plain", "x"],
  ];
  for (const [body, type, bytes] of bodies) {
    const { query: _, ...own } = await post(body);
    assert.deepEqual(own, { type, bytes });
  }
  const dhis2 = await alone(() => assert.fail("something was sent"));
  const wrong = [{ body: new Uint8Array(1) }, { body: new FormData() }, { body: new Map() }, { body: () => 1 }, { body: 1n }, { contentType: json }];
  for (const body of wrong) {
    const error = await rejection(dhis2.request({ method: "POST", path: "/api/x", .../** @type {any} */ (body) }));
    assert.equal(error.code, "invalid-argument", inspect(body));
  }
  const { message } = await rejection(dhis2.request({ path: "/api/x", body: {} }));
  assert.equal(message, "A GET request cannot have a body. (GET /api/x)");
});

test("an answer has its headers", async () => {
  const dhis2 = await alone(async () => Response.json([], { headers: { ETag: '"1"', Location: "/api/x" } }));
  const { headers } = await dhis2.request({ path: "/api/x" });
  assert.deepEqual([headers.get("etag"), headers.get("location"), headers.get("absent")], ['"1"', "/api/x", null]);
});

test("a GET that acts is sent once", async () => {
  for (const [acts, times] of /** @type {const} */ ([[true, 1], [false, 3]])) {
    let count = 0;
    const dhis2 = await alone(async () => ((count += 1), Response.json({}, { status: 502, headers: { "Retry-After": "0" } })));
    assert.equal((await rejection(dhis2.request({ path: "/api/maintenance/appReload", acts }))).status, 502);
    assert.equal(count, times);
  }
});
