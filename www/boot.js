// Starts the app: looks whether the browser can, fetches the module, and unpacks it while it compiles.
//
// Runs before anything else and in browsers too old for the rest, so it is plain JavaScript and short.
// Knows nothing of DHIS2 but what the app asks for first, and that a log-in page may come in place of a file.

import start from "steward-module";

/** @typedef {"old" | "blocked" | "session" | "gone" | "lost" | "failed"} Kind Each has its words in index.html. */

/** Why the app cannot start. */
class Trouble extends Error {
  /**
   * @param {Kind} kind
   * @param {string} [detail]
   */
  constructor(kind, detail) {
    super(detail || kind);
    this.kind = kind;
  }
}

/** Whether the connection broke while the module came; the browser then tells only that compiling failed. */
let broken = false;

const emptyModule = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** Throws when this browser, or the policy of this server, cannot run the app. */
function mustBeAble() {
  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function" || typeof WeakRef !== "function") {
    throw new Trouble("old");
  }
  try {
    new WebAssembly.Module(emptyModule);
  } catch (error) {
    throw new Trouble("blocked", String(error));
  }
}

/**
 * The module as the server has it: compressed, or unpacked by something on the way.
 *
 * @param {string} url
 */
async function module(url) {
  const response = await fetch(url).catch((error) => {
    throw new Trouble("lost", String(error));
  });
  if (response.status === 401 || response.redirected) throw new Trouble("session");
  if (response.status === 404) throw new Trouble("gone");
  if (!response.ok || !response.body) throw new Trouble("lost", `${response.status}`);
  const [head, body] = await peeked(response.body);
  if (head[0] === 0x1f && head[1] === 0x8b) return wasm(body.pipeThrough(new DecompressionStream("gzip")));
  if (head[0] === 0 && head[1] === 0x61) return wasm(body);
  throw new Trouble("session");
}

/**
 * The first bytes of a stream, at least two where it has so many, and the whole stream again.
 *
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {Promise<[Uint8Array, ReadableStream]>}
 */
async function peeked(stream) {
  const reader = stream.getReader();
  /** @type {Uint8Array[]} */
  const pieces = [];
  const head = new Uint8Array(2);
  let length = 0;
  while (length < 2) {
    const { done, value } = await read(reader);
    if (done) break;
    head.set(value.subarray(0, 2 - length), length);
    length += value.length;
    pieces.push(value);
  }
  const whole = new ReadableStream({
    async pull(controller) {
      const piece = pieces.shift() || (await read(reader)).value;
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return [head, whole];
}

/** @param {ReadableStreamDefaultReader<Uint8Array>} reader */
function read(reader) {
  return reader.read().catch((error) => {
    broken = true;
    throw error;
  });
}

/**
 * A stream of WebAssembly, named so that the browser compiles it while it comes.
 *
 * @param {ReadableStream} body
 */
function wasm(body) {
  return new Response(body, { headers: { "Content-Type": "application/wasm" } });
}

/**
 * Asks for what the first page needs while the module still comes; the app takes each answer once, by its address.
 *
 * The addresses are those that the app will ask for. Where they differ, a test finds two requests instead of one.
 */
function askEarly() {
  const base = location.origin + location.pathname.split("/api/apps/")[0];
  const early = new Map();
  /** @type {(path: string, cache?: RequestCache) => void} */
  const ask = (path, cache = "no-store") => {
    const answer = fetch(base + path, { cache, headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
    // A failure is the app's to tell, if it ever looks at this answer.
    answer.catch(() => {});
    early.set(base + path, answer);
  };
  ask("/api/system/info?fields=version%2Crevision%2CsystemName%2CcontextPath%2CserverDate%2CserverTimeZoneId%2ClastAnalyticsTableSuccess");
  ask("/api/me?fields=id%2Cusername%2Cname%2Cemail%2Cauthorities%2Csettings%5BkeyUiLocale%5D");
  if (/^#?(\/?|\/integrity\b.*)$/.test(location.hash)) ask("/api/dataIntegrity", "no-cache");
  Object.assign(globalThis, { stewardEarly: early });
  // What was not taken by then would be an old answer to a new question.
  setTimeout(() => early.clear(), 15000);
}

/**
 * Says in the page what is wrong, and what can be done about it.
 *
 * @param {Kind} kind
 * @param {string} detail
 */
function tell(kind, detail) {
  const words = document.getElementById(`steward-start-${kind}`);
  const ring = document.querySelector(".start__ring");
  if (!words || !ring) return;
  ring.setAttribute("hidden", "");
  words.removeAttribute("hidden");
  const quote = words.querySelector("q");
  if (quote) quote.textContent = detail;
  const button = words.querySelector("button");
  // Within the shell it is the shell's page that leads to the log-in and back.
  if (button) button.onclick = () => (window.top || window).location.reload();
}

async function boot() {
  try {
    mustBeAble();
    askEarly();
    const link = /** @type {HTMLLinkElement} */ (document.getElementById("steward-module"));
    await start({ module_or_path: module(link.href) });
    document.getElementById("steward-start")?.remove();
  } catch (error) {
    const kind = error instanceof Trouble ? error.kind : broken ? "lost" : "failed";
    tell(kind, error instanceof Error ? error.message : String(error));
  }
}

boot();
