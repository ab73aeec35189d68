//! The client in Python that the core is compared with.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::Result;
use crate::{command, project};

/// What the client needs.
const REQUIREMENTS: &str = "bench/requirements.txt";

/// Measures the client; says so in one line and goes on where there is no Python or no pydantic.
pub(crate) fn measure(answer: &Path, rounds: &str) -> Result<Option<Value>> {
    match interpreter() {
        Ok(python) => {
            let mut client = command::program(python);
            super::printed(client.arg("bench/client.py").arg(answer).arg(rounds)).map(Some)
        }
        Err(failure) => {
            let why = failure.to_string();
            let why = why.lines().next().unwrap_or_default();
            println!("    left out, for want of Python 3 with pydantic ({why})");
            Ok(None)
        }
    }
}

/// The Python of an environment that has what the client needs; it is made once on this machine.
fn interpreter() -> Result<PathBuf> {
    let python = project::tools()?.join("bench-python/bin/python");
    if install(&python).is_err() {
        let folder = python.parent().and_then(Path::parent).unwrap_or(&python);
        command::output(command::program("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
        install(&python)?;
    }
    Ok(python)
}

/// Asks no network where everything is there already.
fn install(python: &Path) -> Result {
    let mut pip = command::program(python);
    pip.args([
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
        "--requirement",
        REQUIREMENTS,
    ]);
    command::output(&mut pip).map(drop)
}
