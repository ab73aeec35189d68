//! Builds the app and serves it: installed in the simulator, or in front of a real server.

mod options;

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::arguments::Arguments;
use crate::build::Profile;
use crate::failure::{Context, Failure, Result};
use crate::step::Steps;
use crate::{command, package, project};

/// The users of the simulator and their access.
const USERS: &str = "  admin        everything
  maintainer   maintenance and Steward
  observer     Steward only
  clerk        neither
  password of all users: district";

/// Serves until stopped.
///
/// `--dev` prefers a fast build to a small one, `--server URL` serves the app in front of a real server; all other
/// options are passed to the simulator.
pub(crate) fn run(mut arguments: Arguments) -> Result {
    let profile = if arguments.flag("--dev") { Profile::Dev } else { Profile::Release };
    let real = arguments.value("--server")?;
    let options = arguments.rest();
    if real.as_ref().is_some_and(|url| !["http://", "https://"].iter().any(|scheme| url.starts_with(scheme)))
    {
        return Err(Failure::new("--server must be a URL, such as https://dhis2.example.org"));
    }
    options::is_free(options::place(&options)?)?;
    let mut steps = Steps::default();
    let zip = package::package(profile, &mut steps)?;
    steps.run("compile the simulator", simulator)?;
    steps.finish()?;

    let mut server = command::program(project::target().join("tools/steward-simulator"));
    server.arg("--app").arg(zip).args(&options).stdout(Stdio::piped());
    if let Some(url) = &real {
        server.args(["--proxy", url]);
    }
    let mut server = server.spawn().context("the simulator could not be started")?;
    let lines = server
        .stdout
        .take()
        .map(|out| BufReader::new(out).lines())
        .ok_or_else(|| Failure::new("no output"))?;
    let shell = !options.iter().any(|option| option == "2.41");
    for line in lines {
        let line = line?;
        println!("{line}");
        if let Some((_, url)) = line.rsplit_once(" at ") {
            println!("\n  {}{}", url, if shell { "apps/steward" } else { "api/apps/steward/index.html" });
            if real.is_none() {
                println!("{USERS}");
            }
            println!("\nPress Ctrl+C to stop.");
        }
    }
    let status = server.wait()?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("the simulator exited ({status})"))) }
}

/// Builds the simulator.
pub(crate) fn simulator() -> Result {
    let mut cargo = command::cargo();
    command::run(cargo.args([
        "build",
        "--locked",
        "--package",
        "dhis2-steward-simulator",
        "--profile",
        "tools",
    ]))
}
