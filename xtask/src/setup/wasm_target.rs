//! The standard library for WebAssembly.

use crate::command;
use crate::failure::{Context, Failure, Result};
use crate::project;

/// The name of the target.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the target to the toolchain, with rustup or from Debian's package of the same release.
pub(crate) fn wasm_target() -> Result {
    if is_there()? {
        return Ok(());
    }
    let mut rustup = command::program("rustup");
    if command::run(rustup.args(["target", "add", TARGET])).is_ok() {
        return Ok(());
    }
    println!("    rustup could not add {TARGET}: building it from Debian's rust-src");
    let script = project::root().join("xtask/wasm-target.sh");
    command::run(command::program("bash").arg(script))
        .context(format!("the target is missing: run `rustup target add {TARGET}`"))
}

fn is_there() -> Result<bool> {
    let libraries =
        command::output(command::program("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    let folder =
        String::from_utf8(libraries).map_err(|_| Failure::new("rustc printed a path that is not UTF-8"))?;
    Ok(std::fs::read_dir(folder.trim()).is_ok_and(|mut entries| entries.next().is_some()))
}
