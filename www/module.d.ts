/** wasm-bindgen's glue, which the build puts in place of this name. */
declare module "steward-module" {
  /** Instantiates the module and runs its start function. */
  export default function start(options: { module_or_path: Promise<Response> }): Promise<unknown>;
}
