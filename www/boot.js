// Starts the app: looks whether the browser can, asks for what the first page shows, and fetches the module.
//
// Runs before anything else and in browsers too old for the rest, so it is plain JavaScript and short.
// Knows nothing of DHIS2 but what the app asks for first, and that a log-in page may come in place of a file.

import start from "steward-module";
import { Trouble, kindOf, module, style } from "./part.js";

const emptyModule = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** Throws if this browser or this server's Content Security Policy cannot run the app. */
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
 * Sends the first page's requests while the module is still loading; the app takes each response once, by its URL.
 *
 * The URLs are those that the app will request. If they differ, a test finds two requests instead of one.
 */
function askEarly() {
  const base = location.origin + location.pathname.split("/api/apps/")[0];
  const early = new Map();
  /** @type {(path: string, cache?: RequestCache) => void} */
  const ask = (path, cache = "no-store") => {
    const answer = fetch(base + path, { cache, headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
    // The app reports a failure if it uses this response.
    answer.catch(() => {});
    early.set(base + path, answer);
  };
  ask("/api/system/info?fields=version%2Crevision%2CsystemName%2CcontextPath%2CserverDate%2CserverTimeZoneId%2Ccalendar%2ClastAnalyticsTableSuccess");
  ask("/api/me?fields=id%2Cusername%2Cname%2Cemail%2Cauthorities%2Csettings%5BkeyUiLocale%5D");
  const [page, check] = location.hash.replace(/^#?\/?|\?.*$/g, "").split("/");
  if (!page || page === "integrity") {
    ask("/api/dataIntegrity", "no-cache");
    // The page of a check asks for the result of that check alone.
    if (!check) ask("/api/dataIntegrity/summary");
  }
  Object.assign(globalThis, { stewardEarly: early });
  // A response not taken by then would be outdated.
  setTimeout(() => early.clear(), 15000);
}

/**
 * Shows in the page what is wrong and what to do about it.
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
  // Within the shell, the shell's page leads to the login and back.
  if (button) button.onclick = () => (window.top || window).location.reload();
}

/** @param {string} id A link element with a file's URL. */
function address(id) {
  return /** @type {HTMLLinkElement} */ (document.getElementById(id)).href;
}

async function boot() {
  try {
    mustBeAble();
    askEarly();
    // Both load in parallel; nothing is drawn without the style, which is small and arrives first.
    const styled = style(address("steward-style"));
    const both = Promise.all([module(address("steward-module")), styled]);
    await start({ module_or_path: both.then(([response]) => response) });
    document.getElementById("steward-start")?.remove();
  } catch (error) {
    tell(kindOf(error), error instanceof Error ? error.message : String(error));
  }
}

boot();
