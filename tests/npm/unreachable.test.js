// A server that could not be reached: whether anything was sent, and why not.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";

import { all, alone, nobody, rejection } from "./support.js";

/** A client whose requests that change something go to a URL instead. @param {string} url */
const towards = (url) => alone(({ method }) => fetch(url, { method }));

/** A client whose fetch fails for a reason, as Node's does. @param {object} reason */
const failing = (reason) => alone(() => Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(), reason) })));

test("a write without a connection was not carried out, and the error says why", async () => {
  const certificate = /certificate was not accepted: self-signed certificate\. .*NODE_EXTRA_CA_CERTS/;
  const refused = { message: "connect ECONNREFUSED ::1:80", code: "ECONNREFUSED", syscall: "connect" };
  for (const [client, message] of /** @type {[ReturnType<typeof towards>, RegExp][]} */ ([
    [towards(await nobody()), /could not be reached: connect ECONNREFUSED 127\.0\.0\.1:\d+\. Check its URL/],
    [towards("http://dhis2.invalid"), /could not be reached: getaddrinfo \w+ dhis2\.invalid\./],
    // Of a host with several addresses.
    [failing({ code: "ECONNREFUSED", errors: [refused] }), /could not be reached: connect ECONNREFUSED ::1:80\./],
    [failing({ message: "Connect Timeout Error", code: "UND_ERR_CONNECT_TIMEOUT" }), /could not be reached: Connect Timeout Error\./],
    [failing({ message: "self-signed certificate", code: "DEPTH_ZERO_SELF_SIGNED_CERT" }), certificate],
    [failing({ message: "self-signed certificate", code: "SELF_SIGNED_CERT_IN_CHAIN" }), certificate],
  ])) {
    const error = await rejection((await client).maintenance.clearCache());
    assert.match(error.message, message);
    assert.deepEqual([error.code, error.leavesOutcomeUnknown], ["network", false], error.message);
    assert.ok(error.cause instanceof TypeError);
  }
});

test("a connection that breaks after the request was sent leaves the outcome of a write unknown", async (context) => {
  const rude = createServer((socket) => socket.once("data", () => socket.resetAndDestroy())).listen(0, "127.0.0.1");
  context.after(() => rude.close());
  await once(rude, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (rude.address());
  for (const client of [
    towards(`http://127.0.0.1:${port}`),
    failing({ message: "read EHOSTUNREACH", code: "EHOSTUNREACH", syscall: "read" }),
    failing({ message: "read ETIMEDOUT", code: "ETIMEDOUT", syscall: "read" }),
  ]) {
    const error = await rejection((await client).maintenance.clearCache());
    assert.deepEqual([error.code, error.leavesOutcomeUnknown], ["network", true]);
  }
});

test("a plan sends nothing more to a server that cannot be reached", async () => {
  for (const reason of [{ message: "other side closed", code: "UND_ERR_SOCKET" }, { message: "refused", code: "ECONNREFUSED", syscall: "connect" }]) {
    const dhis2 = await failing(reason);
    const steps = await all(dhis2.maintenance.plan(["clearCache", "prunePeriods", "reloadApps"]));
    const first = reason.code === "ECONNREFUSED" ? "failed" : "unknown";
    assert.deepEqual(
      steps.map((step) => [step.operation, step.state, "waitsFor" in step]),
      [["prunePeriods", first, false], ["clearCache", "notStarted", false], ["reloadApps", "notStarted", false]],
    );
  }
});
