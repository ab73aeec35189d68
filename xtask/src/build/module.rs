//! The WebAssembly module: compiled, bound, made small, and compressed.
//!
//! DHIS2 compresses nothing and calls `.wasm` by a type that proxies know; so the module is shipped as gzip under a
//! name that nothing on the way treats specially, and the start script unpacks it.

use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::Profile;
use crate::command;
use crate::failure::{Context, Result};
use crate::setup::TARGET;
use crate::{file, project};

/// What the compiler made.
pub(crate) struct Module {
    /// The module, compressed.
    pub(crate) packed: Vec<u8>,
    /// The script that binds the module to the browser.
    pub(crate) glue: PathBuf,
}

/// WebAssembly features that every browser since 2023 has and that rustc uses.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Compiles the app.
pub(crate) fn build(profile: Profile, bindgen: &Path) -> Result<Module> {
    let compiled = compile(profile)?;
    let folder = project::target().join("bound");
    file::empty_folder(&folder)?;
    let mut bind = command::program(bindgen);
    bind.args(["--target", "web", "--no-typescript", "--omit-default-module-path", "--out-name", "steward"]);
    if profile == Profile::Release {
        bind.args(["--remove-name-section", "--remove-producers-section"]);
    }
    command::run(bind.arg("--out-dir").arg(&folder).arg(compiled))?;
    let bound = folder.join("steward_bg.wasm");
    let packed = match profile {
        Profile::Dev => pack_fast(&file::read(&bound)?)?,
        Profile::Release => pack(&file::read(&shrink(&bound)?)?)?,
    };
    Ok(Module { packed, glue: folder.join("steward.js") })
}

fn compile(profile: Profile) -> Result<PathBuf> {
    let mut cargo = command::cargo();
    cargo.args([
        "build",
        "--locked",
        "--package",
        "dhis2-steward-www",
        "--bin",
        "steward",
        "--target",
        TARGET,
    ]);
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => {
            cargo.arg("--release");
            "release"
        }
    };
    // With their types erased, Leptos' views are smaller by an eighth.
    let flags = format!("{} --cfg=erase_components", short_paths()?);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    command::run(&mut cargo)?;
    Ok(project::target().join(TARGET).join(folder).join("steward.wasm"))
}

/// Flags that keep this machine's paths out of the module, which makes it the same everywhere, and smaller.
pub(crate) fn short_paths() -> Result<String> {
    let mut prefixes = vec![project::root().to_path_buf()];
    if let Some(home) = cargo_home() {
        let sources = home.join("registry/src");
        if sources.is_dir() {
            let registries = std::fs::read_dir(&sources).context(sources.display())?;
            prefixes.extend(registries.flatten().map(|entry| entry.path()));
        }
    }
    prefixes.sort();
    let flags = prefixes.iter().map(|prefix| format!("--remap-path-prefix={}/=", prefix.display()));
    Ok(flags.collect::<Vec<_>>().join(" "))
}

fn cargo_home() -> Option<PathBuf> {
    let named = env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| Some(Path::new(&env::var_os("HOME")?).join(".cargo")))
}

fn shrink(bound: &Path) -> Result<PathBuf> {
    let small = bound.with_extension("small.wasm");
    let mut optimizer = command::program(project::npm_tool("wasm-opt"));
    optimizer.args(["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"]).args(FEATURES);
    command::run(optimizer.arg(bound).arg("-o").arg(&small))?;
    Ok(small)
}

/// The smallest gzip of the bytes; it holds no time and no name, so the same bytes give the same file.
fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, bytes, &mut packed)?;
    Ok(packed)
}

fn pack_fast(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_is_gzip_without_a_time_and_unpacks_to_the_same() {
        let bytes = b"steward steward steward".repeat(20);
        for packed in [pack(&bytes).unwrap(), pack_fast(&bytes).unwrap()] {
            assert_eq!(packed[..2], [0x1f, 0x8b]);
            assert_eq!(packed[4..8], [0; 4]);
            let mut unpacked = Vec::new();
            flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).unwrap();
            assert_eq!(unpacked, bytes);
        }
    }
}
