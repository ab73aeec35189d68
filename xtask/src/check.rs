//! Runs the static checks.

mod api;
mod licence;
mod link;

use crate::arguments::Arguments;
use crate::failure::{Failure, Result};
use crate::step::Steps;
use crate::{command, project, setup, tidy};

type Check = (&'static str, fn() -> Result);

const CHECKS: [Check; 8] = [
    ("format", format),
    ("lint", lint),
    ("lint-wasm", lint_wasm),
    ("tidy", tidy::tidy),
    ("licences", licence::licences),
    ("links", link::links),
    ("scripts", scripts),
    ("api", api::api),
];

/// Runs all checks, or the one given by `--only`; continues after a failed check.
///
/// `--update` accepts the current public API of the module.
pub(crate) fn check(mut arguments: Arguments) -> Result {
    let (only, update) = (arguments.value("--only")?, arguments.flag("--update"));
    arguments.finish()?;
    if update {
        return api::update();
    }
    let chosen: Vec<_> =
        CHECKS.iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name)).collect();
    if chosen.is_empty() {
        let names: Vec<_> = CHECKS.iter().map(|(name, _)| *name).collect();
        return Err(Failure::new(format!("unknown check; expected one of {}", names.join(", "))));
    }
    let mut steps = Steps::default();
    for (name, check) in chosen {
        steps.try_run(name, check);
    }
    steps.finish()
}

fn format() -> Result {
    command::run(command::cargo().args(["fmt", "--all", "--check"]))
}

/// Native code, including tests.
fn lint() -> Result {
    let what = ["clippy", "--locked", "--workspace", "--all-targets", "--features=dhis2-steward/native"];
    command::run(command::cargo().args(what).args(["--", "--deny", "warnings"]))
}

/// Code for browsers; unit tests run natively.
fn lint_wasm() -> Result {
    setup::wasm_target()?;
    let lint = ["clippy", "--locked", "--package=dhis2-steward", "--lib", "--target", setup::TARGET];
    let deny = ["--", "--deny", "warnings"];
    let app = ["--package=dhis2-steward-www", "--bins", "--test=browser"];
    command::run(command::cargo().args(lint).args(app).args(deny))?;
    // Separate, because the app must never be built with the bindings.
    command::run(
        command::cargo()
            .args(lint)
            .args(["--package=dhis2-steward-npm", "--package=dhis2-steward-bench"])
            .args(deny),
    )
}

/// Type-checks scripts and browser tests.
fn scripts() -> Result {
    setup::npm()?;
    command::run(command::program(project::npm_tool("tsc")).args(["--project", "."]))
}

/// Fails with all findings of a check, if any.
pub(crate) fn report(findings: &[String]) -> Result {
    if findings.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("{} findings\n    {}", findings.len(), findings.join("\n    "))))
}
