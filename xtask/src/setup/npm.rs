//! Node.js, and the npm packages of the lock file.

use crate::command;
use crate::failure::{Context, Failure, Result};
use crate::{file, project};

/// The oldest Node.js version that all packages support.
const NODE: [u32; 2] = [20, 19];

/// Installs the packages, unless those of this lock file are installed.
pub(crate) fn npm() -> Result {
    node()?;
    let lock = file::read(&project::root().join("package-lock.json"))?;
    let mark = project::root().join("node_modules/.steward-lock");
    if file::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = command::program("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    command::run(&mut npm).context("npm could not install the missing packages")?;
    file::write(&mark, lock)
}

/// Fails with installation hints if Node.js is missing or too old.
pub(super) fn node() -> Result {
    let [major, minor] = NODE;
    let Ok(said) = command::output(command::program("node").arg("--version")) else {
        return Err(Failure::new(format!(
            "Node.js {major}.{minor} or newer is missing: run `sudo apt-get install nodejs npm`"
        )));
    };
    let said = String::from_utf8_lossy(&said);
    if is_new_enough(&said) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "Node.js {major}.{minor} or newer is required, this is {}: run `sudo npm install --global n && sudo n 22`",
        said.trim()
    )))
}

/// Whether a version such as `v20.19.2` is new enough; an unknown format is accepted.
fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map_while(|part| part.parse().ok());
    let Some((major, minor)) = numbers.next().zip(numbers.next()) else { return true };
    [major, minor] >= NODE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_that_is_too_old_is_told_from_one_that_will_do() {
        for (version, expected) in
            [("v18.19.1\n", false), ("v20.18.3", false), ("v20.19.0", true), ("v22.1.0", true)]
        {
            assert_eq!(is_new_enough(version), expected, "{version}");
        }
    }
}
