//! Tries the packed package as somebody who installs it does: in Node, in a page, and built by Vite.

use std::path::{Path, PathBuf};

use super::pack;
use crate::failure::Result;
use crate::step::Steps;
use crate::{command, file, project, run, setup};

/// Packs the package, installs it into an empty project, and runs the tests of `tests/npm` there.
pub(crate) fn test(steps: &mut Steps) -> Result {
    let tarball = pack(steps)?;
    let chrome = steps.run("Chromium", setup::browser)?.chrome;
    steps.run("compile the simulated server", run::simulator)?;
    let installed = steps.run("install the module", || install(&tarball))?;
    steps.run("npm tests", || {
        let mut node = command::program("node");
        node.args(["--test", "--test-reporter=spec", "tests/npm/"]);
        node.env("CHROME", chrome).env("STEWARD_NPM_PROJECT", installed);
        command::run(node.env("STEWARD_SIMULATOR", project::target().join("tools/steward-simulator")))
    })
}

/// An empty project with nothing but the package in it.
fn install(tarball: &Path) -> Result<PathBuf> {
    let folder = project::target().join("npm-project");
    file::empty_folder(&folder)?;
    file::write(&folder.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    let mut npm = command::program("npm");
    npm.args(["install", "--offline", "--no-audit", "--no-fund", "--silent"]).arg(tarball);
    command::run(npm.current_dir(&folder))?;
    Ok(folder)
}
