//! Runs every suite: native, in a browser, and from outside on the packed app.

use crate::arguments::Arguments;
use crate::build::Profile;
use crate::failure::{Failure, Result};
use crate::step::Steps;
use crate::{command, npm, package, project, run, setup};

/// The packages whose tests run natively, in one build so that nothing is compiled twice.
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

/// Runs all suites, or the one that `--only` names; a failed one does not keep the others from running.
pub(crate) fn test(mut arguments: Arguments) -> Result {
    let only = arguments.value("--only")?;
    arguments.finish()?;
    if let Some(name) = only.as_deref().filter(|name| SUITES.iter().all(|(suite, _)| suite != name)) {
        return Err(Failure::new(format!("there is no suite {name}: native, browser, npm, e2e")));
    }
    let mut steps = Steps::default();
    for (name, suite) in SUITES {
        // Its steps tell what failed, and `finish` fails for it.
        if only.as_deref().is_none_or(|only| only == name)
            && let Err(failure) = suite(&mut steps)
        {
            println!("    {failure}");
        }
    }
    steps.finish()
}

/// The core with its examples, the simulated server, what of the app needs no browser, and these chores.
fn native(steps: &mut Steps) -> Result {
    steps.run("compile the native tests", || {
        command::run(command::cargo().args(["test", "--no-run"]).args(NATIVE))
    })?;
    steps.run("native tests", || command::run(command::cargo().args(["test", "--no-fail-fast"]).args(NATIVE)))
}

/// What only a browser can prove.
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
    steps.run("browser tests", || command::run(command::cargo().args(tests)))
}

/// The packed app in the simulated server, as a person uses it.
fn end_to_end(steps: &mut Steps) -> Result {
    let chrome = steps.run("Chromium", setup::browser)?.chrome;
    let zip = package::package(Profile::Release, steps)?;
    steps.run("compile the simulated server", run::simulator)?;
    steps.run("end-to-end tests", || {
        let mut playwright = command::program(project::npm_tool("playwright"));
        playwright.args(["test", "--config", "tests/e2e"]).env("CHROME", chrome).env("STEWARD_ZIP", zip);
        command::run(playwright.env("STEWARD_SIMULATOR", project::target().join("tools/steward-simulator")))
    })
}
