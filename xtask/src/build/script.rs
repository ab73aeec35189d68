//! The start script: our loader and wasm-bindgen's glue, bundled into one file.

use std::path::Path;

use super::Profile;
use crate::command;
use crate::failure::Result;
use crate::project;

/// The oldest JavaScript that the start script may use: browsers too old for the app must still be able to read the
/// part of it that says so.
const LANGUAGE: &str = "--target=es2018";

/// Bundles `boot.js` with the glue, which it imports as `steward-module`.
pub(crate) fn boot(www: &Path, glue: &Path, profile: Profile) -> Result<Vec<u8>> {
    let mut esbuild = command::program(project::npm_tool("esbuild"));
    esbuild.arg(www.join("boot.js")).args(["--bundle", "--format=iife", "--log-level=warning", LANGUAGE]);
    esbuild.arg(format!("--alias:steward-module={}", glue.display()));
    if profile == Profile::Release {
        esbuild.args(["--minify", "--legal-comments=none"]);
    }
    command::output(&mut esbuild)
}
