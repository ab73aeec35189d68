//! The development tasks of the project, run with `cargo xtask`.
//!
//! One module per task; the other modules support them. None of this is shipped.

mod arguments;
mod bench;
mod build;
mod check;
mod command;
mod failure;
mod file;
mod fuzz;
mod npm;
mod package;
mod project;
mod run;
mod secret;
mod setup;
mod size;
mod step;
mod test;
mod tidy;

use std::process::ExitCode;

use arguments::Arguments;
use build::Profile;
use failure::{Failure, Result};
use step::Steps;

const USAGE: &str = "\
cargo xtask COMMAND

  run                  Build everything and serve the app in a simulated DHIS2
      --version 2.41|2.42|2.43|2.44   The version to simulate
      --scenario NAME  The server's scenario: demo, large, slow, faulty, empty or restricted
      --port N --listen ADDRESS       Where to serve
      --server URL     Serve the app in front of a real DHIS2 instead
  test                 Run all suites
      --only NAME      Run one: native, browser, npm or e2e
  check                Run all static checks
      --only NAME      Run one: format, lint, lint-wasm, tidy, licences, links, scripts or api
      --update         Accept the current public API of the module
  build                Build the app in the target folder
  package              Package the app as dist/steward-VERSION.zip
  npm                  Pack the module and the command line as dist/dhis2-steward*-VERSION.tgz
      --update         Accept the current size of the module
      --areas          Print the size of each area of the module
  size                 Compare the bytes loaded until the list of checks is usable with xtask/size.json
      --update         Accept the current size
  fuzz [TARGET]        Fuzz every reader of the core, or one, until stopped
      --seconds N      Stop after this long
      --seed S         Repeat a failed run
      --coverage       Fuzz one reader with libFuzzer, guided by coverage
  bench                Benchmark the app, core and module against JSON.parse and a Python client
      --write          Update docs/performance.md

`run`, `build` and `package` accept --dev: a fast build instead of a small one.";

fn main() -> ExitCode {
    match dispatch(Arguments::new(std::env::args().skip(1))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(mut arguments: Arguments) -> Result {
    let mut steps = Steps::default();
    match arguments.first().unwrap_or_default().as_str() {
        "run" => return run::run(arguments),
        "build" => drop(build::build(profile(arguments)?, &mut steps)?),
        "package" => drop(package::package(profile(arguments)?, &mut steps)?),
        "check" => return check::check(arguments),
        "test" => return test::test(arguments),
        "size" => return size::size(arguments),
        "bench" => return bench::bench(arguments),
        "fuzz" => return fuzz::fuzz(arguments),
        "npm" => return npm::npm(arguments),
        "wasm-test-runner" => return setup::run_wasm_test(&arguments.rest()),
        "" | "help" | "--help" | "-h" => {
            println!("{USAGE}");
            return Ok(());
        }
        word => return Err(Failure::new(format!("unknown command {word:?}\n\n{USAGE}"))),
    }
    steps.finish()
}

fn profile(mut arguments: Arguments) -> Result<Profile> {
    let profile = if arguments.flag("--dev") { Profile::Dev } else { Profile::Release };
    arguments.finish()?;
    Ok(profile)
}
