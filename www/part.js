// Fetches the app's files: the part that starts it, and those that its pages load later.
//
// The server may send its login page instead of a file, and a proxy may have decompressed it.

/** @typedef {"old" | "blocked" | "session" | "gone" | "lost" | "failed"} Kind Each has its text in index.html. */

/** Why the app cannot start or continue. */
export class Trouble extends Error {
  /**
   * @param {Kind} kind
   * @param {string} [detail]
   */
  constructor(kind, detail) {
    super(detail || kind);
    this.kind = kind;
  }
}

/** Whether the connection broke while a module was loading; the browser then reports only a compile error. */
let broken = false;

/**
 * Why a module did not load.
 *
 * @param {unknown} error
 * @returns {Kind}
 */
export function kindOf(error) {
  return error instanceof Trouble ? error.kind : broken ? "lost" : "failed";
}

/**
 * The stylesheet of all parts: it loads with the first one.
 *
 * @type {Promise<void> | undefined}
 */
let styled;

/**
 * Loads a part that a page needs. If it fails, the app finds the reason in `stewardPartFault`.
 *
 * @param {string} file Its name in the app.
 */
export async function part(file) {
  // A later failure, during compilation, is a broken connection.
  Object.assign(globalThis, { stewardPartFault: "lost" });
  try {
    const later = /** @type {HTMLMetaElement} */ (document.querySelector("meta[name=steward-later]"));
    styled =
      styled ||
      style(inApp(later.content)).catch((error) => {
        styled = undefined;
        throw error;
      });
    const [response] = await Promise.all([module(inApp(file)), styled]);
    return response;
  } catch (error) {
    Object.assign(globalThis, { stewardPartFault: kindOf(error) });
    throw error;
  }
}

/** @param {string} file Its name in the app. */
function inApp(file) {
  return new URL(file, document.baseURI).href;
}

/**
 * Loads a module for streaming compilation.
 *
 * @param {string} url
 */
export async function module(url) {
  const [head, body] = await unpacked(url);
  if (head[0] === 0 && head[1] === 0x61) return new Response(body, { headers: { "Content-Type": "application/wasm" } });
  throw new Trouble("session");
}

/**
 * Applies one of the app's stylesheets to the page.
 *
 * @param {string} url
 */
export async function style(url) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await text(url));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/**
 * The text of a stylesheet or of a catalogue of messages.
 *
 * @param {string} url
 */
async function text(url) {
  const [head, body] = await unpacked(url);
  if (head[0] === 0x3c) throw new Trouble("session");
  return new Response(body).text();
}

// The app has no other way to files that the build compresses.
Object.assign(globalThis, { stewardText: (/** @type {string} */ file) => text(inApp(file)) });

/**
 * Loads a file and undoes the build's compression; returns its first two bytes and its content.
 *
 * @param {string} url
 * @returns {Promise<[Uint8Array, ReadableStream]>}
 */
async function unpacked(url) {
  const response = await inTime(fetch(url)).catch((error) => {
    throw new Trouble("lost", String(error));
  });
  if (response.status === 401 || response.redirected) throw new Trouble("session");
  if (response.status === 404) throw new Trouble("gone");
  if (!response.ok || !response.body) throw new Trouble("lost", `${response.status}`);
  const [head, body] = await peeked(response.body);
  return head[0] === 0x1f && head[1] === 0x8b ? peeked(body.pipeThrough(new DecompressionStream("gzip"))) : [head, body];
}

/**
 * The first two bytes of a stream, if it has them, and the whole stream.
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
  return inTime(reader.read()).catch((error) => {
    broken = true;
    throw error;
  });
}

/**
 * Fails after a minute without data: such a connection will hardly deliver the rest.
 *
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
function inTime(work) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("No data arrived for a minute.")), 60000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
