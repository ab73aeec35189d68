// What a browser receives, byte by byte, and a proxy that compresses what the server sends as it is.

import { createServer, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

import type { Page } from "@playwright/test";

/** What was received so far. */
export interface Received {
  /** Headers and bodies as they came over the wire. */
  bytes: number;
  /** The addresses, each as often as it was asked for. */
  urls: string[];
}

/**
 * Counts what the page receives from now on, answers of the API and fonts apart, as the browser's own protocol tells it;
 * of what is asked for after a moment (in milliseconds since 1970) nothing is counted.
 */
export async function countReceived(page: Page): Promise<(until?: number) => Received> {
  const protocol = await page.context().newCDPSession(page);
  const requests = new Map<string, { url: string; at: number; bytes: number }[]>();
  const last = (id: string) => requests.get(id)?.at(-1);
  protocol.on("Network.requestWillBeSent", ({ requestId, request, redirectResponse, wallTime }) => {
    const before = last(requestId);
    if (before && redirectResponse) before.bytes = redirectResponse.encodedDataLength;
    requests.set(requestId, [...(requests.get(requestId) ?? []), { url: request.url, at: wallTime * 1000, bytes: 0 }]);
  });
  protocol.on("Network.responseReceived", ({ requestId, response }) => {
    const request = last(requestId);
    if (request) request.bytes = response.encodedDataLength;
  });
  protocol.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    const request = last(requestId);
    if (request) request.bytes += encodedDataLength;
  });
  protocol.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const request = last(requestId);
    if (request) request.bytes = encodedDataLength;
  });
  await protocol.send("Network.enable");
  return (until = Infinity) => {
    const counted = [...requests.values()].flat().filter(({ url, at }) => isCounted(url) && at <= until);
    return { bytes: counted.reduce((sum, { bytes }) => sum + bytes, 0), urls: counted.map(({ url }) => new URL(url).pathname) };
  };
}

/** Everything but data addresses, answers of the API and fonts. */
export function isCounted(url: string): boolean {
  const { protocol, pathname } = new URL(url);
  const isAnswer = pathname.includes("/api/") && !pathname.includes("/api/apps/steward/");
  return protocol === "http:" && !isAnswer && !pathname.endsWith(".woff2");
}

/** What proxies compress when they are told to: texts, and nothing whose type they do not know. */
const compressible = /^(text\/|application\/(json|javascript|manifest\+json|wasm)|image\/svg)/;

/** A proxy in front of a server that compresses what can be compressed. */
export async function compressing(server: string): Promise<{ url: string; stop: () => void }> {
  const proxy = createServer((incoming, outgoing) => {
    const { method, headers } = incoming;
    const asked = ask(new URL(incoming.url ?? "/", server), { method, headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece) => pieces.push(piece));
      answer.on("end", () => {
        const body = Buffer.concat(pieces);
        const isText = body.length > 256 && compressible.test(answer.headers["content-type"] ?? "");
        const { "content-length": _, "transfer-encoding": __, ...kept } = answer.headers;
        const sent = isText ? gzipSync(body) : body;
        const encoding = isText ? { "content-encoding": "gzip" } : {};
        outgoing.writeHead(answer.statusCode ?? 502, { ...kept, ...encoding, "content-length": sent.length }).end(sent);
      });
    });
    asked.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(asked);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, stop: () => proxy.close() };
}
