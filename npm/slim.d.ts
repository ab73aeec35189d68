import type { CompiledCode } from "./index.js";

export * from "./index.js";

/**
 * Loads the compiled code, as the `init` of `dhis2-steward` does, but without a default source: this entry point does
 * not reference the `.wasm` file, so bundlers do not copy it.
 *
 * @param source The URL of the code, or the code itself. The package contains it as `dhis2-steward/steward_bg.wasm`.
 * @throws {@link StewardError} `not-initialised` if the code cannot be loaded; call it again to retry.
 */
export default function init(source: CompiledCode | Promise<CompiledCode>): Promise<void>;
