//! Every chore of the project, called as `cargo xtask`.
//!
//! One module per chore; the others here serve them. Nothing of this is shipped.

mod build;
mod command;
mod failure;
mod file;
mod package;
mod project;
mod setup;
mod step;

use std::process::ExitCode;

use failure::{Failure, Result};
use step::Steps;

const USAGE: &str = "\
cargo xtask COMMAND

  build [--dev]        puts the app together in the target folder
  package [--dev]      packs it as dist/steward-VERSION.zip
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Result {
    let mut steps = Steps::default();
    match arguments {
        ["build"] => drop(build::build(build::Profile::Release, &mut steps)?),
        ["build", "--dev"] => drop(build::build(build::Profile::Dev, &mut steps)?),
        ["package"] => drop(package::package(build::Profile::Release, &mut steps)?),
        ["package", "--dev"] => drop(package::package(build::Profile::Dev, &mut steps)?),
        _ => return Err(Failure::new(format!("not understood\n\n{USAGE}"))),
    }
    steps.finish()
}
