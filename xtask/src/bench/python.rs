//! The Python client that the core is compared with.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::Result;
use crate::{command, project};

/// The client's requirements.
const REQUIREMENTS: &str = "bench/requirements.txt";

/// Measures the client; skips it with a message if Python or pydantic is missing.
pub(crate) fn measure(answer: &Path, rounds: &str) -> Result<Option<Value>> {
    match interpreter() {
        Ok(python) => {
            let mut client = command::program(python);
            super::printed(client.arg("bench/client.py").arg(answer).arg(rounds)).map(Some)
        }
        Err(failure) => {
            let why = failure.to_string();
            let why = why.lines().next().unwrap_or_default();
            println!("    skipped: requires Python 3 with pydantic ({why})");
            Ok(None)
        }
    }
}

/// The Python of a virtual environment with the requirements, created once per machine.
fn interpreter() -> Result<PathBuf> {
    let python = project::tools()?.join("bench-python/bin/python");
    if install(&python).is_err() {
        let folder = python.parent().and_then(Path::parent).unwrap_or(&python);
        command::output(command::program("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
        install(&python)?;
    }
    Ok(python)
}

/// Installs the requirements; needs no network if they are installed.
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
