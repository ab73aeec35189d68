// Fetches what the app is made of: the part that starts it, and those that its pages load later.
//
// A log-in page may come in place of a file, and a proxy may have unpacked what the server has compressed.

/** @typedef {"old" | "blocked" | "session" | "gone" | "lost" | "failed"} Kind Each has its words in index.html. */

/** Why the app cannot start, or go on. */
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

/** Whether the connection broke while a module came; the browser then tells only that compiling failed. */
let broken = false;

/**
 * What kept a module from coming.
 *
 * @param {unknown} error
 * @returns {Kind}
 */
export function kindOf(error) {
  return error instanceof Trouble ? error.kind : broken ? "lost" : "failed";
}

/**
 * The stylesheet of all parts: it comes with the first one that does.
 *
 * @type {Promise<void> | undefined}
 */
let styled;

/**
 * A part that a page needs now. Where it does not come, the app finds the reason under `stewardPartFault`.
 *
 * @param {string} file Its name in the app.
 */
export async function part(file) {
  // What breaks later, while it is compiled, is a connection that broke.
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
 * A module that is compiled while it comes.
 *
 * @param {string} url
 */
export async function module(url) {
  const [head, body] = await unpacked(url);
  if (head[0] === 0 && head[1] === 0x61) return new Response(body, { headers: { "Content-Type": "application/wasm" } });
  throw new Trouble("session");
}

/**
 * Makes a stylesheet of the app apply to the page.
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
 * A file as it is before the build compresses it, and its first two bytes.
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
  return inTime(reader.read()).catch((error) => {
    broken = true;
    throw error;
  });
}

/**
 * What comes within a minute: a line on which nothing comes for so long will hardly bring the rest.
 *
 * @template T
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
function inTime(work) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("Nothing came for a minute.")), 60000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
