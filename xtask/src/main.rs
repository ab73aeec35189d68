//! Every chore of the project, called as `cargo xtask`.
//!
//! One module per chore; the others here serve them. Nothing of this is shipped.

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

  run                  builds everything and serves it in a simulated DHIS2
      --version 2.41|2.42|2.43|2.44   the version to simulate
      --scenario NAME  what is the matter with the server: demo, slow, faulty, empty, restricted …
      --port N --listen ADDRESS       where to serve
      --server URL     puts the app in front of a real DHIS2 instead
  test                 runs every suite
      --only NAME      native, browser, npm or e2e
  check                looks at everything that can be judged without running it
      --only NAME      format, lint, lint-wasm, tidy, licences, links, scripts or api
      --update         makes what the module has public today the API to compare with
  build                puts the app together in the target folder
  package              packs it as dist/steward-VERSION.zip
  npm                  packs the module for JavaScript and the command line as dist/dhis2-steward*-VERSION.tgz
      --update         makes today's size the one to compare with
      --areas          what each area of the module weighs
  size                 the bytes until the list of checks can be used, against xtask/size.json
      --update         makes today's figures the ones to compare with
  fuzz [TARGET]        mutates what every reader of the core knows, or one of them, without end
      --seconds N      for so long
      --seed S         what a failed run began with
      --coverage       one target by libFuzzer, which keeps what covers new code
  bench                how fast app, core and module are, compared with JSON.parse and a client in Python
      --write          makes docs/performance.md of it

`run`, `build` and `package` take --dev: quick to build rather than small.";

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
        word => return Err(Failure::new(format!("there is no chore {word:?}\n\n{USAGE}"))),
    }
    steps.finish()
}

fn profile(mut arguments: Arguments) -> Result<Profile> {
    let profile = if arguments.flag("--dev") { Profile::Dev } else { Profile::Release };
    arguments.finish()?;
    Ok(profile)
}
