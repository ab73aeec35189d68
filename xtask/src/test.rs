//! Runs the test suites: native, browser, npm and end-to-end; each also fails if it prints a secret.

use crate::arguments::Arguments;
use crate::build::Profile;
use crate::failure::{Failure, Result};
use crate::step::Steps;
use crate::{command, npm, package, project, run, secret, setup};

/// The packages with native tests, in one build to avoid compiling anything twice.
const NATIVE: [&str; 10] = [
    "--locked",
    "--package=dhis2-steward",
    "--package=dhis2-steward-fuzz",
    "--package=dhis2-steward-issues",
    "--package=dhis2-steward-json",
    "--package=dhis2-steward-quiet",
    "--package=dhis2-steward-simulator",
    "--package=dhis2-steward-www",
    "--package=xtask",
    "--features=dhis2-steward/native",
];

type Suite = (&'static str, fn(&mut Steps) -> Result);

const SUITES: [Suite; 4] =
    [("native", native), ("browser", browser), ("npm", npm::test), ("e2e", end_to_end)];

/// Runs all suites, or the one given by `--only`; continues after a failed suite.
pub(crate) fn test(mut arguments: Arguments) -> Result {
    let only = arguments.value("--only")?;
    arguments.finish()?;
    if let Some(name) = only.as_deref().filter(|name| SUITES.iter().all(|(suite, _)| suite != name)) {
        return Err(Failure::new(format!("unknown suite {name}: expected native, browser, npm or e2e")));
    }
    let mut steps = Steps::default();
    for (name, suite) in SUITES {
        // Its steps print what failed, and `finish` returns the failure.
        if only.as_deref().is_none_or(|only| only == name)
            && let Err(failure) = suite(&mut steps)
        {
            println!("    {failure}");
        }
    }
    steps.finish()
}

/// The core with its examples, the simulator, the parts of the app that need no browser, and these tasks.
fn native(steps: &mut Steps) -> Result {
    steps.run("compile the native tests", || {
        command::run(command::cargo().args(["test", "--no-run"]).args(NATIVE))
    })?;
    steps.run("native tests", || {
        let mut tests = command::cargo();
        tests.args(["test", "--no-fail-fast"]).args(NATIVE);
        // Otherwise what tests that pass print is swallowed.
        secret::run(tests.args(["--", "--show-output"]))
    })
}

/// The tests that need a browser.
fn browser(steps: &mut Steps) -> Result {
    steps.run("WebAssembly target", setup::wasm_target)?;
    steps.run("wasm-bindgen", setup::runner)?;
    steps.run("Chromium", setup::browser)?;
    let tests = [
        "test",
        "--locked",
        "--target",
        setup::TARGET,
        "--package=dhis2-steward",
        "--package=dhis2-steward-dom",
        "--test=browser",
    ];
    steps.run("browser tests", || secret::run(command::cargo().args(tests)))
}

/// The packaged app in the simulator, as users use it.
fn end_to_end(steps: &mut Steps) -> Result {
    let chrome = steps.run("Chromium", setup::browser)?.chrome;
    let zip = package::package(Profile::Release, steps)?;
    steps.run("compile the simulator", run::simulator)?;
    steps.run("end-to-end tests", || {
        let mut playwright = command::program(project::npm_tool("playwright"));
        playwright.args(["test", "--config", "tests/e2e"]).env("CHROME", chrome).env("STEWARD_ZIP", zip);
        secret::run(playwright.env("STEWARD_SIMULATOR", project::target().join("tools/steward-simulator")))
    })
}
