import type { CompiledCode } from "./index.js";

export * from "./index.js";

/**
 * Loads the compiled code, as the `init` of `dhis2-steward` does, but from nowhere by itself: this entry names no file,
 * so that a bundler copies none.
 *
 * @param source Where the code is, or the code itself; a copy of it is `dhis2-steward/steward_bg.wasm`.
 * @throws {@link StewardError} `not-initialised` where the code cannot be loaded; calling it again tries again.
 */
export default function init(source: CompiledCode | Promise<CompiledCode>): Promise<void>;
