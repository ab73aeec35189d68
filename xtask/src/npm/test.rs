//! Tries the packed packages as somebody who installs them does: in Node, in a page, built by Vite, and as a program.

use std::path::{Path, PathBuf};

use super::{cli, pack};
use crate::failure::Result;
use crate::step::Steps;
use crate::{command, file, project, run, setup};

/// Packs the packages, installs each into an empty project, and runs the tests of `tests/npm` there.
pub(crate) fn test(steps: &mut Steps) -> Result {
    let tarball = pack(steps)?;
    let program = steps.run("pack the command line", cli::pack)?;
    let chrome = steps.run("Chromium", setup::browser)?.chrome;
    steps.run("compile the simulated server", run::simulator)?;
    let installed = steps.run("install the module", || install("npm-project", &[&tarball]))?;
    // Linked, because without a network npm knows only the packages of the lock file.
    let protocol = project::root().join("node_modules/@modelcontextprotocol/sdk");
    let beside = steps
        .run("install the command line", || install("npm-cli-project", &[&tarball, &program, &protocol]))?;
    steps.run("npm tests", || {
        let mut node = command::program("node");
        node.args(["--test", "--test-reporter=spec", "tests/npm/"]);
        node.env("CHROME", chrome).env("STEWARD_NPM_PROJECT", installed).env("STEWARD_CLI_PROJECT", beside);
        command::run(node.env("STEWARD_SIMULATOR", project::target().join("tools/steward-simulator")))
    })
}

/// An empty project below the target folder with nothing but these packages in it.
fn install(name: &str, packages: &[&Path]) -> Result<PathBuf> {
    let folder = project::target().join(name);
    file::empty_folder(&folder)?;
    file::write(&folder.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    let mut npm = command::program("npm");
    npm.args(["install", "--offline", "--no-audit", "--no-fund", "--silent"]).args(packages);
    command::run(npm.current_dir(&folder))?;
    Ok(folder)
}
