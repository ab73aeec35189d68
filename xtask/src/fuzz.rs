//! Mutates what the readers of the core know, and looks whether each mutation is read or refused.

use crate::arguments::Arguments;
use crate::command;
use crate::failure::Result;

/// Goes round all targets, or stays at the one that is named, until something fails or the time is over.
///
/// Arithmetic that overflows fails as well, as it does in the tests.
pub(crate) fn fuzz(arguments: Arguments) -> Result {
    let mut cargo = command::cargo();
    cargo.args([
        "run",
        "--locked",
        "--profile",
        "tools",
        "--package",
        "dhis2-steward-fuzz",
        "--bin",
        "steward-fuzz",
    ]);
    command::run(cargo.arg("--").args(arguments.rest()))
}
