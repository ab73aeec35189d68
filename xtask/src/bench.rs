//! Benchmarks: each compares the core with a baseline in the same run; see `docs/performance.md`.
//!
//! Nothing fails for being slow: a busy machine would make it fail, and a fast one would hide a regression.

mod figure;
mod page;
mod python;

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::arguments::Arguments;
use crate::build::Profile;
use crate::failure::{Context, Failure, Result};
use crate::step::Steps;
use crate::{build, command, file, npm, package, project, run, setup};

use figure::Figures;

/// The numbers of issues in the responses.
const SIZES: [&str; 4] = ["1000", "10000", "100000", "500000"];

/// The number of issues in the app's response.
const APP_SIZE: &str = "20000";

/// How often each is read; fewer times in Python, which is slower.
const ROUNDS: &str = "9";
const PYTHON_ROUNDS: &str = "3";

/// Measures and prints the tables; with `--write`, updates `docs/performance.md`.
pub(crate) fn bench(mut arguments: Arguments) -> Result {
    let write = arguments.flag("--write");
    arguments.finish()?;
    let mut steps = Steps::default();
    steps.run("WebAssembly target", setup::wasm_target)?;
    steps.run("npm packages", setup::npm)?;
    let bindgen = steps.run("wasm-bindgen", setup::wasm_bindgen)?;
    let chrome = steps.run("Chromium", setup::browser)?.chrome;
    steps.run("compile the simulator", run::simulator)?;
    steps.run("record the responses", answers)?;
    let module = steps.run("compile for the browser", || compile_module(&bindgen))?;
    let program = steps.run("compile natively", compile_program)?;
    npm::pack(&mut steps)?;
    let zip = package::package(Profile::Release, &mut steps)?;
    let app = steps.run("measure the app", || measure_app(&chrome, &zip))?;
    let browser = steps.run("measure in the browser", || {
        let mut node = command::program("node");
        node.arg("bench/browser.js")
            .args([&module, &npm::staging(), &answers_folder()])
            .arg(ROUNDS)
            .args(SIZES);
        printed(node.env("CHROME", &chrome))
    })?;
    let native = steps.run("measure natively", || {
        printed(command::program(program).args([&largest(), Path::new(ROUNDS)]))
    })?;
    let python = steps.run("measure the Python client", || python::measure(&largest(), PYTHON_ROUNDS))?;
    steps.finish()?;
    let figures = Figures::new(&app, &browser, &native, python.as_ref())?;
    println!("\n{}", page::tables(&figures)?);
    if write {
        file::write(&project::root().join("docs/performance.md"), page::page(&figures)?)
    } else {
        Ok(())
    }
}

fn folder() -> PathBuf {
    project::target().join("bench")
}

fn answers_folder() -> PathBuf {
    folder().join("answers")
}

/// The largest response.
fn largest() -> PathBuf {
    answers_folder().join("500000.json")
}

/// Records the responses of the simulated server, which are always the same.
fn answers() -> Result {
    let mut node = command::program("node");
    node.arg("bench/answers.js").arg(answers_folder()).args(SIZES).arg(APP_SIZE);
    command::run(node.env("STEWARD_SIMULATOR", project::target().join("tools/steward-simulator")))
}

/// Builds the module as the app's is built: with the same optimisation levels, bindings and shrinking.
fn compile_module(bindgen: &Path) -> Result<PathBuf> {
    let mut cargo = command::cargo();
    cargo.args(["build", "--locked", "--release", "--package", "dhis2-steward-bench", "--lib"]);
    cargo.args(["--target", setup::TARGET]);
    command::run(cargo.env(build::FLAGS, build::flags()?))?;
    let compiled = project::target().join(setup::TARGET).join("release/steward_bench.wasm");
    let folder = folder().join("module");
    file::empty_folder(&folder)?;
    let mut bind = command::program(bindgen);
    bind.args(["--target", "web", "--no-typescript", "--out-name", "steward", "--out-dir"]);
    command::run(bind.arg(&folder).arg(compiled))?;
    let bound = folder.join("steward_bg.wasm");
    let small = build::shrink(&bound)?;
    std::fs::rename(&small, &bound).context(bound.display())?;
    Ok(folder)
}

fn compile_program() -> Result<PathBuf> {
    let cargo =
        ["build", "--locked", "--release", "--package", "dhis2-steward-bench", "--bin", "steward-bench"];
    command::run(command::cargo().args(cargo))?;
    Ok(project::target().join("release/steward-bench"))
}

/// Measures the app in the browser of the tests; returns the results by the names of their files.
fn measure_app(chrome: &Path, zip: &Path) -> Result<Value> {
    let mut playwright = command::program(project::npm_tool("playwright"));
    playwright.args(["test", "--config", "bench"]).env("CHROME", chrome).env("STEWARD_ZIP", zip);
    playwright.env("STEWARD_SIMULATOR", project::target().join("tools/steward-simulator"));
    command::run(playwright.env("STEWARD_BENCH", folder()))?;
    ["start", "rows", "scroll"]
        .into_iter()
        .map(|name| {
            let written = file::read(&folder().join(format!("{name}.json")))?;
            Ok((name.to_owned(), json(&written)?))
        })
        .collect()
}

/// The JSON that a program prints.
fn printed(program: &mut std::process::Command) -> Result<Value> {
    json(&command::output(program)?)
}

fn json(text: &[u8]) -> Result<Value> {
    serde_json::from_slice(text)
        .map_err(|error| Failure::new(format!("the measurements are not JSON: {error}")))
}
