//! Tries the packed packages as somebody who installs them does: in every environment, and as a program.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{cli, pack};
use crate::failure::{Context, Result};
use crate::step::Steps;
use crate::{command, file, project, run, setup};

/// Packs the packages, installs each into an empty project, and runs the tests of `tests/npm` there.
pub(crate) fn test(steps: &mut Steps) -> Result {
    let tarball = pack(steps)?;
    let program = steps.run("pack the command line", cli::pack)?;
    steps.run("look at the packages", || inspect(&tarball, &program))?;
    let chrome = steps.run("Chromium", setup::browser)?.chrome;
    steps.run("compile the simulated server", run::simulator)?;
    let installed = steps.run("install the module", || install("npm-project", &[&tarball]))?;
    // Linked, because without a network npm knows only the packages of the lock file.
    let protocol = project::root().join("node_modules/@modelcontextprotocol/sdk");
    let beside = steps
        .run("install the command line", || install("npm-cli-project", &[&tarball, &program, &protocol]))?;
    let environments = steps.run("install the module in each environment", || environments(&tarball))?;
    steps.run("npm tests", || {
        let mut tests = file::with_extension(&project::root().join("tests/npm"), "js")?;
        tests.retain(|path| path.to_string_lossy().ends_with(".test.js"));
        let mut node = command::program("node");
        // One by one, because what is a folder or a pattern differs between versions of Node.
        node.args(["--test", "--test-reporter=spec"]).args(tests);
        node.env("STEWARD_ENVIRONMENTS", environments).env("CHROME", chrome);
        node.env("STEWARD_NPM_PROJECT", installed).env("STEWARD_CLI_PROJECT", beside);
        command::run(node.env("STEWARD_SIMULATOR", project::target().join("tools/steward-simulator")))
    })
}

/// Has them judged by those who know what bundlers and compilers make of a package.
fn inspect(module: &Path, program: &Path) -> Result {
    for tarball in [module, program] {
        let mut publint = command::program(project::npm_tool("publint"));
        command::run(publint.args(["run", "--strict"]).arg(tarball))?;
    }
    let mut types = command::program(project::npm_tool("attw"));
    types.args(["--profile", "esm-only", "--format", "ascii", "--no-summary", "--no-emoji"]).arg(module);
    // The compiled code has no types: bundlers disagree on what its import gives.
    command::run(types.args(["--exclude-entrypoints", "steward_bg.wasm"]))
}

/// An empty project below the target folder with nothing but these packages in it.
fn install(name: &str, packages: &[&Path]) -> Result<PathBuf> {
    let folder = project::target().join(name);
    file::empty_folder(&folder)?;
    install_in(&folder, packages)?;
    Ok(folder)
}

/// Adds these packages to a project that has none.
fn install_in(folder: &Path, packages: &[&Path]) -> Result {
    file::write(&folder.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    let mut npm = command::program("npm");
    npm.args(["install", "--offline", "--no-audit", "--no-fund", "--silent"]).args(packages);
    command::run(npm.current_dir(folder))
}

/// The projects of `tests/npm/environments` below the target folder, the module installed in each.
fn environments(tarball: &Path) -> Result<PathBuf> {
    let (from, to) =
        (project::root().join("tests/npm/environments"), project::target().join("npm-environments"));
    file::empty_folder(&to)?;
    let mut projects = BTreeSet::new();
    for path in file::below(&from)? {
        let name = path.strip_prefix(&from).context(path.display())?;
        file::write(&to.join(name), file::read(&path)?)?;
        projects
            .extend(name.parent().filter(|project| project.components().count() == 1).map(Path::to_path_buf));
    }
    for project in projects {
        install_in(&to.join(project), &[tarball])?;
    }
    Ok(to)
}
