//! The WebAssembly module: compiled, bound, shrunk and compressed.
//!
//! DHIS2 compresses nothing, and proxies recognise the media type of `.wasm`; so the module is shipped as gzip under a
//! name that they do not treat specially, and the start script unpacks it.

use std::env;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::{Profile, name, order};
use crate::command;
use crate::failure::{Context, Result};
use crate::setup::TARGET;
use crate::{file, project};

/// The compiled module, bound, shrunk and compressed.
pub(crate) struct Module {
    /// The part that the app starts with.
    pub(crate) start: Vec<u8>,
    /// The parts that are loaded on demand, by their names from wasm-split.
    pub(crate) parts: Vec<(String, Vec<u8>)>,
    /// The folder with the scripts that bind and load them.
    pub(crate) scripts: PathBuf,
}

/// Imports of Leptos' server functions, which convert streams to browser streams; the app uses none.
const UNUSED: &str = "*intounderlying*";

/// WebAssembly features that rustc uses and every browser since 2023 supports.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Compiles the app and splits it into parts.
pub(crate) fn build(profile: Profile, bindgen: &Path, split: &Path) -> Result<Module> {
    let compiled = compile(profile)?;
    let cut = project::target().join("cut");
    file::empty_folder(&cut)?;
    let mut split = command::program(split);
    if profile == Profile::Release {
        split.arg("--quiet");
    }
    command::run(split.arg(compiled).arg(&cut).arg("steward"))?;
    let folder = project::target().join("bound");
    file::empty_folder(&folder)?;
    let mut bind = command::program(bindgen);
    // The parts share the function table, which the linker exports.
    bind.args(["--target", "web", "--no-typescript", "--omit-default-module-path", "--keep-lld-exports"]);
    bind.args(["--out-name", "steward"]);
    if profile == Profile::Release {
        bind.args(["--remove-name-section", "--remove-producers-section"]);
    }
    command::run(bind.arg("--out-dir").arg(&folder).arg(cut.join("steward.wasm")))?;
    file::write(&folder.join("split.js"), file::read(&cut.join("split.js"))?)?;
    let packed = |path: &Path| match profile {
        Profile::Dev => pack_for(profile, &file::read(path)?),
        Profile::Release => pack_for(profile, &file::read(&shrink(path)?)?),
    };
    let mut parts = Vec::new();
    for path in file::with_extension(&cut, "wasm")? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if name != "steward" {
            parts.push((name, packed(&path)?));
        }
    }
    let (start, script) = (folder.join("steward_bg.wasm"), folder.join("steward.js"));
    let (module, glue) = name::shorten(&file::read(&start)?, &file::read_text(&script)?)?;
    file::write(&start, module)?;
    file::write(&script, glue)?;
    Ok(Module { start: packed(&start)?, parts, scripts: folder })
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
    command::run(cargo.env(FLAGS, flags()?))?;
    Ok(project::target().join(TARGET).join(folder).join("steward.wasm"))
}

/// The environment variable of the compiler flags.
pub(crate) const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// The compiler flags: they remove this machine's paths, for reproducible builds, and keep relocations, from which
/// wasm-split reads the dependencies.
pub(crate) fn flags() -> Result<String> {
    Ok(format!("{} -Clink-arg=--emit-relocs", short_paths()?))
}

fn short_paths() -> Result<String> {
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

/// Shrinks a bound module, and places similar functions next to each other.
pub(crate) fn shrink(bound: &Path) -> Result<PathBuf> {
    let (small, ordered) = (bound.with_extension("small.wasm"), bound.with_extension("ordered.wasm"));
    let unused = format!("--remove-exports={UNUSED}");
    let passes = [
        unused.as_str(),
        "--merge-similar-functions",
        "-Oz",
        // Rebuilds the control flow and optimises again. Repeated computations compress better than stored results.
        "--flatten",
        "--rereloop",
        "-Oz",
        "-Oz",
        "--skip-pass=local-cse",
        "--strip-debug",
        "--strip-producers",
        "--strip-target-features",
    ];
    optimize(bound, &passes, &small)?;
    file::write(&small, order::named_by_likeness(&file::read(&small)?)?)?;
    optimize(&small, &["--reorder-functions-by-name", "--strip-debug"], &ordered)?;
    Ok(ordered)
}

fn optimize(module: &Path, passes: &[&str], into: &Path) -> Result {
    let mut optimizer = command::program(project::npm_tool("wasm-opt"));
    command::run(optimizer.args(passes).args(FEATURES).arg(module).arg("-o").arg(into))
}

/// Compresses bytes with gzip, for speed or for size.
pub(crate) fn pack_for(profile: Profile, bytes: &[u8]) -> Result<Vec<u8>> {
    match profile {
        Profile::Dev => pack_fast(bytes),
        Profile::Release => pack(bytes),
    }
}

/// Decompresses what [`pack_for`] compressed.
pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Compresses bytes with gzip for size, without time or name, so that the result is reproducible.
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

    #[test]
    fn what_is_packed_is_gzip_without_a_time_and_unpacks_to_the_same() {
        let bytes = b"steward steward steward".repeat(20);
        for packed in [pack(&bytes).unwrap(), pack_fast(&bytes).unwrap()] {
            assert_eq!(packed[..2], [0x1f, 0x8b]);
            assert_eq!(packed[4..8], [0; 4]);
            assert_eq!(unpack(&packed).unwrap(), bytes);
        }
    }
}
