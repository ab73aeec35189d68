//! wasm-bindgen, its test runner, and wasm-split, built once per machine and version.

use std::path::PathBuf;

use crate::command;
use crate::failure::{Context, Result};
use crate::{file, project};

/// The path of `wasm-bindgen` at the version of the lock file.
pub(crate) fn wasm_bindgen() -> Result<PathBuf> {
    tool("wasm-bindgen")
}

/// The path of the runner of wasm tests at the version of the lock file.
pub(crate) fn runner() -> Result<PathBuf> {
    tool("wasm-bindgen-test-runner")
}

/// The path of `wasm-split` at the version of the lock file.
pub(crate) fn wasm_split() -> Result<PathBuf> {
    tool("wasm-split")
}

fn tool(name: &str) -> Result<PathBuf> {
    let version = project::locked_version("wasm-bindgen")?;
    let split = project::locked_version("wasm_split_cli_support")?;
    let folder =
        project::tools()?.join(format!("wasm-bindgen-{version}-split-{split}-{:08x}", own_sources()?));
    let tool = folder.join("bin").join(name);
    if !tool.exists() {
        println!("    building wasm-bindgen, once per machine");
        build(&folder)?;
    }
    Ok(tool)
}

/// A checksum of our own sources of the commands.
fn own_sources() -> Result<u32> {
    let mut sum = flate2::Crc::new();
    for folder in ["crates/bindgen/src", "crates/quiet/src"] {
        for path in file::below(&project::root().join(folder))? {
            sum.update(&file::read(&path)?);
        }
    }
    Ok(sum.sum())
}

/// Builds the commands in a separate target folder, which is removed afterwards.
fn build(folder: &std::path::Path) -> Result {
    let target = folder.join("target");
    let mut cargo = command::cargo();
    cargo.args([
        "build",
        "--locked",
        "--package",
        "dhis2-steward-bindgen",
        "--profile",
        "tools",
        "--target-dir",
    ]);
    command::run(cargo.arg(&target).env_remove("RUSTFLAGS"))?;
    // The one that is needed first is moved last: if it exists, all do.
    for name in ["wasm-split", "wasm-bindgen-test-runner", "wasm-bindgen"] {
        let built = target.join("tools").join(name);
        let kept = folder.join("bin").join(name);
        std::fs::create_dir_all(folder.join("bin")).context(folder.display())?;
        std::fs::rename(&built, &kept).context(built.display())?;
    }
    file::remove_folder(&target)
}
