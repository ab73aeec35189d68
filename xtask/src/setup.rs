//! Installs what a task needs and this machine lacks. Can be repeated; needs no network after the first time.
//!
//! Builds no part of the project except the wrapped wasm-bindgen.

mod bindgen;
mod browser;
mod node;
mod npm;
mod wasm_pack;
mod wasm_target;

use crate::command;
use crate::failure::Result;
use crate::project;

pub(crate) use bindgen::{runner, wasm_bindgen, wasm_split};
pub(crate) use browser::{Browser, browser};
pub(crate) use node::newer_node;
pub(crate) use npm::npm;
pub(crate) use wasm_pack::wasm_pack;
pub(crate) use wasm_target::{TARGET, wasm_target};

/// Runs a compiled wasm test; Cargo calls it as configured.
pub(crate) fn run_wasm_test(arguments: &[String]) -> Result {
    let Browser { driver, .. } = browser()?;
    let here = std::env::current_dir()?;
    let mut tests = command::program(runner()?);
    tests.args(arguments).current_dir(here).env("CHROMEDRIVER", driver);
    command::run(tests.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", project::root().join("webdriver.json")))
}
