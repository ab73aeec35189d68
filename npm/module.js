// Loading the compiled code, once, and what to say before that. The entry points differ only in where the code is.

import { Steward } from "./client.js";
import { StewardError } from "./errors.js";
import load, { connect as connectSession } from "./steward.js";
import { once, signalsOf } from "./work.js";

export { StewardError };

let loading;
let isLoaded = false;

/** Loads the code that `codeOf` makes of a source; a failure is not remembered, so that it can be tried again. */
export function initFrom(source, codeOf) {
  // Nobody waits for what comes while another source is being loaded.
  Promise.resolve(source).catch(() => {});
  loading ??= loadFrom(() => codeOf(source)).catch((cause) => {
    loading = undefined;
    throw new StewardError(
      `The compiled part of dhis2-steward could not be loaded (${cause?.message ?? cause}). ` +
        "Look whether its .wasm file is served, and whether the page's content security policy allows 'wasm-unsafe-eval'.",
      "not-initialised",
      ...Array(6),
      { cause },
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
    throw new StewardError("Call `await init()` once, before anything else of dhis2-steward.", "not-initialised");
  }
  return new Steward(await once(signalsOf(options), () => connectSession(options)));
}
