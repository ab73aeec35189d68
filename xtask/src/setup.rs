//! Brings what a chore needs and this machine lacks. Safe to run again; after the first time it needs no network.
//!
//! Never builds anything of the project itself, the wrapped wasm-bindgen apart.

mod bindgen;
mod browser;
mod npm;
mod wasm_pack;
mod wasm_target;

use crate::command;
use crate::failure::Result;
use crate::project;

pub(crate) use bindgen::{runner, wasm_bindgen, wasm_split};
pub(crate) use browser::{Browser, browser};
pub(crate) use npm::npm;
pub(crate) use wasm_pack::wasm_pack;
pub(crate) use wasm_target::{TARGET, wasm_target};

/// Runs one compiled wasm test, as Cargo asks for by its configuration.
pub(crate) fn run_wasm_test(arguments: &[String]) -> Result {
    let Browser { driver, .. } = browser()?;
    let here = std::env::current_dir()?;
    let mut tests = command::program(runner()?);
    tests.args(arguments).current_dir(here).env("CHROMEDRIVER", driver);
    command::run(tests.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", project::root().join("webdriver.json")))
}
