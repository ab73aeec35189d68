// Loads the compiled code once. The entry points differ only in the location of the code.

import { Steward } from "./client.js";
import { StewardError } from "./errors.js";
import load, { connect as connectSession } from "./steward.js";
import { once, signalsOf } from "./work.js";

export { StewardError };

let loading;
let isLoaded = false;

/** Loads the code that `codeOf` gets from a source; after a failure, it can be called again. */
export function initFrom(source, codeOf) {
  // Ignored while another source is being loaded.
  Promise.resolve(source).catch(() => {});
  loading ??= loadFrom(() => codeOf(source)).catch((cause) => {
    loading = undefined;
    throw new StewardError(
      `The compiled code of dhis2-steward could not be loaded (${cause?.message ?? cause}). ` +
        "Check that its .wasm file is served, and that the page's Content Security Policy allows 'wasm-unsafe-eval'.",
      "not-initialised",
      ...Array(6),
      cause,
    );
  });
  return loading;
}

async function loadFrom(code) {
  await load({ module_or_path: await code() });
  isLoaded = true;
}

export async function connect(options) {
  if (!isLoaded) {
    throw new StewardError("Call `await init()` before using dhis2-steward.", "not-initialised");
  }
  return new Steward(await once(signalsOf(options), () => connectSession(options)));
}
