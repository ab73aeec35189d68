//! Builds and packs the packages `dhis2-steward` and `dhis2-steward-cli`.
//!
//! wasm-pack compiles the crate `npm`; all other files of the package are written by hand.

mod area;
mod cli;
mod test;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::arguments::Arguments;
use crate::failure::{Context, Failure, Result};
use crate::size::{self, Size};
use crate::step::Steps;
use crate::{build, command, file, project, setup};

pub(crate) use test::test;

/// The files of the package that are written by hand.
const WRITTEN: [&str; 17] = [
    "README.md",
    "client.js",
    "errors.js",
    "index.d.ts",
    "index.js",
    "integrity-run.js",
    "module.js",
    "node.js",
    "object.js",
    "package.json",
    "session.js",
    "slim.d.ts",
    "slim.js",
    "source.js",
    "values.js",
    "work.js",
    "zone.js",
];

/// The files that wasm-pack generates.
const MADE: [&str; 2] = ["steward.js", "steward_bg.wasm"];

/// The size budget of the module with all areas, in bytes compressed by gzip; that of the first five was 60,000.
const BUDGET: u64 = 100_000;

/// Packs the packages into the folder `dist`, and compares the module's size with `npm/size.json`.
///
/// `--update` accepts the current size; `--areas` measures what each area adds to it, for which the
/// module is compiled once without each.
pub(crate) fn npm(mut arguments: Arguments) -> Result {
    let (update, by_area) = (arguments.flag("--update"), arguments.flag("--areas"));
    arguments.finish()?;
    if by_area {
        return area::measure();
    }
    let mut steps = Steps::default();
    pack(&mut steps)?;
    steps.run("pack the command line", cli::pack)?;
    steps.finish()?;
    compare(update)
}

/// Builds and packs the module; returns the path of the tarball.
pub(crate) fn pack(steps: &mut Steps) -> Result<PathBuf> {
    steps.run("WebAssembly target", setup::wasm_target)?;
    steps.run("npm packages", setup::npm)?;
    let bindgen = steps.run("wasm-bindgen", setup::wasm_bindgen)?;
    let wasm_pack = steps.run("wasm-pack", setup::wasm_pack)?;
    let made = steps.run("compile the module", || compile(&wasm_pack, &bindgen, ""))?;
    steps.run("pack the module", || {
        stage(&made)?;
        let mut npm = command::program("npm");
        npm.args(["pack", "--silent", "--pack-destination"]).arg(project::dist()).current_dir(staging());
        std::fs::create_dir_all(project::dist())?;
        command::output(&mut npm)?;
        let tarball = project::dist().join(format!("dhis2-steward-{}.tgz", env!("CARGO_PKG_VERSION")));
        println!("    {} ({} bytes)", tarball.display(), file::read(&tarball)?.len());
        Ok(tarball)
    })
}

/// Compiles the module without some of its areas, each followed by a comma.
fn compile(wasm_pack: &Path, bindgen: &Path, without: &str) -> Result<PathBuf> {
    let made = project::target().join("npm-module");
    file::empty_folder(&made)?;
    let mut build = command::program(wasm_pack);
    build.args(["build", "npm", "--release", "--target", "web", "--mode", "no-install", "--no-pack"]);
    build.args(["--no-typescript", "--out-name", "steward", "--out-dir"]).arg(&made);
    build.args(["--", "--locked"]);
    build.env("PATH", path_with(bindgen)?);
    // Otherwise wasm-pack would look for it in the crate.
    build.env("CARGO_TARGET_DIR", project::target());
    build.env("STEWARD_QUIET", project::target().join("npm-quiet"));
    build.env("STEWARD_WITHOUT", without);
    command::run(build.env(build::FLAGS, build::flags()?))?;
    Ok(made)
}

/// A search path with the tools of the lock files first, for wasm-pack.
fn path_with(bindgen: &Path) -> Result<OsString> {
    let own = [bindgen.parent().unwrap_or(bindgen).to_path_buf(), project::npm_tool("")];
    let inherited = env::var_os("PATH").unwrap_or_default();
    env::join_paths(own.into_iter().chain(env::split_paths(&inherited))).context("PATH")
}

/// Where the package's files are staged.
pub(crate) fn staging() -> PathBuf {
    project::target().join("npm-package")
}

fn stage(made: &Path) -> Result {
    let (root, staging) = (project::root(), staging());
    check_version(&file::read_text(&root.join("npm/package.json"))?)?;
    file::empty_folder(&staging)?;
    for name in WRITTEN {
        file::write(&staging.join(name), file::read(&root.join("npm").join(name))?)?;
    }
    let [script, module] = MADE;
    let (glue, code) = (file::read_text(&made.join(script))?, file::read(&made.join(module))?);
    let (code, glue) = build::shorten(&code, &glue)?;
    let module = staging.join(module);
    file::write(&module, code)?;
    let small = build::shrink(&module)?;
    std::fs::rename(&small, &module).context(module.display())?;
    std::fs::remove_file(module.with_extension("small.wasm")).context(module.display())?;
    file::write(&staging.join(script), glue)?;
    file::write(&staging.join(script), without_blanks(&staging.join(script))?)?;
    file::write(&staging.join("LICENSE"), file::read(&root.join("LICENSE"))?)
}

/// Minifies the generated script; keeps names, so that errors and logs stay readable, and breaks lines, because Node
/// prints the line that an uncaught error comes from.
fn without_blanks(glue: &Path) -> Result<Vec<u8>> {
    let mut esbuild = command::program(project::npm_tool("esbuild"));
    esbuild.arg(glue).args([
        "--format=esm",
        "--minify-whitespace",
        "--minify-syntax",
        "--line-limit=200",
        "--legal-comments=none",
    ]);
    command::output(esbuild.arg("--log-level=warning"))
}

fn check_version(manifest: &str) -> Result {
    let manifest: Value = serde_json::from_str(manifest).context("npm/package.json")?;
    if manifest.get("version").and_then(Value::as_str) == Some(env!("CARGO_PKG_VERSION")) {
        return Ok(());
    }
    Err(Failure::new(format!("npm/package.json must have version {}", env!("CARGO_PKG_VERSION"))))
}

/// Prints the size that a page loads; fails if it has grown by more than 1 %.
fn compare(update: bool) -> Result {
    let mut sum = Size::default();
    println!("\n{:<40} {:>10} {:>10}", "file", "raw", "gzip");
    for (name, bytes) in fetched()? {
        let size = size::of(&bytes)?;
        println!("{name:<40} {:>10} {:>10}", size.raw, size.gzip);
        sum = Size { raw: sum.raw + size.raw, gzip: sum.gzip + size.gzip };
    }
    println!("{:<40} {:>10} {:>10}  budget {BUDGET}", "all", sum.raw, sum.gzip);
    let committed = project::root().join("npm/size.json");
    if update {
        return file::write(&committed, format!("{:#}\n", json!({ "raw": sum.raw, "gzip": sum.gzip })));
    }
    let figures: Value = serde_json::from_str(&file::read_text(&committed)?).context(committed.display())?;
    let then = figures.get("gzip").and_then(Value::as_u64).unwrap_or_default();
    if sum.gzip * 100 > then * 101 {
        return Err(Failure::new(format!(
            "the package has grown from {then} to {} bytes: make it smaller, or run `cargo xtask npm --update`",
            sum.gzip
        )));
    }
    Ok(())
}

/// What a page built with the package loads: the compiled code, and the bundled scripts.
fn fetched() -> Result<[(&'static str, Vec<u8>); 2]> {
    let [_, code] = MADE;
    let mut esbuild = command::program(project::npm_tool("esbuild"));
    esbuild.arg(staging().join("index.js"));
    esbuild.args(["--bundle", "--minify", "--format=esm", "--legal-comments=none", "--log-level=warning"]);
    Ok([("the scripts as one", command::output(&mut esbuild)?), (code, file::read(&staging().join(code))?)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_has_the_version_of_the_workspace() {
        let manifest = file::read_text(&project::root().join("npm/package.json")).unwrap();
        assert!(check_version(&manifest).is_ok());
        assert!(check_version(&manifest.replace(env!("CARGO_PKG_VERSION"), "9.9.9")).is_err());
    }

    #[test]
    fn the_package_lists_every_file_that_is_put_into_it() {
        let manifest: Value =
            serde_json::from_str(&file::read_text(&project::root().join("npm/package.json")).unwrap())
                .unwrap();
        let listed: Vec<_> =
            manifest["files"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        // npm adds these itself.
        let own = ["README.md", "package.json"];
        let mut expected: Vec<_> =
            WRITTEN.into_iter().chain(MADE).filter(|name| !own.contains(name)).collect();
        expected.sort_unstable();
        assert_eq!(listed, expected);
    }
}
