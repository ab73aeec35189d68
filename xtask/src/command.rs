//! Runs other programs from the root of the repository.
//!
//! Knows nothing about what they do.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write, stderr, stdout};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use crate::failure::{Context, Failure, Result};
use crate::project;

/// A program to run in the root of the repository.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(project::root()).stdin(Stdio::null());
    command
}

/// The Cargo that runs this task.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program, with its output visible.
pub(crate) fn run(command: &mut Command) -> Result {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().context(format!("`{name}` could not be started"))?;
    succeeded(command, status)
}

/// Runs a program with its output visible, and hands each line of it to `observer`.
pub(crate) fn run_observed(command: &mut Command, observer: &(dyn Fn(&str) + Sync)) -> Result {
    let name = command.get_program().to_string_lossy().into_owned();
    let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().context(format!("`{name}` could not be started"))?;
    let (said, complained) = (child.stdout.take(), child.stderr.take());
    let copies = thread::scope(|scope| {
        let said = scope.spawn(|| said.map(|said| copy_lines(said, stdout(), observer)));
        let complained =
            scope.spawn(|| complained.map(|complained| copy_lines(complained, stderr(), observer)));
        [said.join(), complained.join()]
    });
    let status = child.wait()?;
    for copy in copies {
        // What was not copied was not observed either.
        let copied =
            copy.map_err(|_| Failure::new(format!("the output of `{name}` was not read to its end")))?;
        copied.transpose()?;
    }
    succeeded(command, status)
}

/// Copies lines until the end.
///
/// # Errors
///
/// If one of both sides fails.
fn copy_lines(from: impl Read, mut to: impl Write, observer: &dyn Fn(&str)) -> Result {
    let (mut from, mut line) = (BufReader::new(from), Vec::new());
    while from.read_until(b'\n', &mut line)? > 0 {
        observer(&String::from_utf8_lossy(&line));
        to.write_all(&line)?;
        to.flush()?;
        line.clear();
    }
    Ok(())
}

/// Runs a program and returns its output; includes its errors in a failure.
pub(crate) fn output(command: &mut Command) -> Result<Vec<u8>> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().context(format!("`{name}` could not be started"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!("`{}` failed ({})\n{errors}", line(command), output.status)))
}

fn succeeded(command: &Command, status: ExitStatus) -> Result {
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{}` failed ({status})", line(command))))
    }
}

/// The command line.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
