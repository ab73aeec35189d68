//! wasm-pack, built once per machine and version.

use std::path::PathBuf;

use crate::failure::Result;
use crate::{command, file, project};

/// The version that builds the npm package.
const VERSION: &str = "0.15.1";

/// The path of wasm-pack.
pub(crate) fn wasm_pack() -> Result<PathBuf> {
    let folder = project::tools()?.join(format!("wasm-pack-{VERSION}"));
    let tool = folder.join("bin/wasm-pack");
    if tool.exists() {
        return Ok(tool);
    }
    println!("    building wasm-pack, once per machine");
    let target = folder.join("target");
    let mut cargo = command::cargo();
    cargo.args(["install", "--locked", "--quiet", "--version", VERSION, "--root"]).arg(&folder);
    cargo.arg("--target-dir").arg(&target).arg("wasm-pack");
    command::run(cargo.env_remove("RUSTFLAGS").env_remove("CARGO_TARGET_DIR"))?;
    file::remove_folder(&target)?;
    Ok(tool)
}
