// Starts the app: looks whether the browser can, asks for what the first page shows, and fetches the module.
//
// Runs before anything else and in browsers too old for the rest, so it is plain JavaScript and short.
// Knows nothing of DHIS2 but what the app asks for first, and that a log-in page may come in place of a file.

import start from "steward-module";
import { Trouble, kindOf, module, style } from "./part.js";

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
  const [page, check] = location.hash.replace(/^#?\/?|\?.*$/g, "").split("/");
  if (!page || page === "integrity") {
    ask("/api/dataIntegrity", "no-cache");
    // The page of a check asks for the result of that check alone.
    if (!check) ask("/api/dataIntegrity/summary");
  }
  Object.assign(globalThis, { stewardEarly: early });
  // What was not taken by then would be an old answer to a new question.
  setTimeout(() => early.clear(), 15000);
}

/**
 * Says in the page what is wrong, and what can be done about it.
 *
 * @param {import("./part.js").Kind} kind
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

/** @param {string} id A link that says where a file is. */
function address(id) {
  return /** @type {HTMLLinkElement} */ (document.getElementById(id)).href;
}

async function boot() {
  try {
    mustBeAble();
    askEarly();
    // Both are on their way at once; nothing is drawn without its style, which is small and comes first.
    const styled = style(address("steward-style"));
    const both = Promise.all([module(address("steward-module")), styled]);
    await start({ module_or_path: both.then(([response]) => response) });
    document.getElementById("steward-start")?.remove();
  } catch (error) {
    tell(kindOf(error), error instanceof Error ? error.message : String(error));
  }
}

boot();
