//! The npm packages of the lock file.

use crate::command;
use crate::failure::{Context, Result};
use crate::{file, project};

/// Installs the packages, unless those of this very lock file are there already.
pub(crate) fn npm() -> Result {
    let lock = file::read(&project::root().join("package-lock.json"))?;
    let mark = project::root().join("node_modules/.steward-lock");
    if file::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = command::program("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    command::run(&mut npm)
        .context("npm packages are missing (Node.js 20.19 or newer: `apt-get install nodejs npm`)")?;
    file::write(&mark, lock)
}
