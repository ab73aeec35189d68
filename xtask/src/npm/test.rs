//! Tests the packed packages as installed: the module in every environment, and the command line as a program.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{cli, pack};
use crate::failure::{Context, Result};
use crate::step::Steps;
use crate::{command, file, project, run, secret, setup};

/// Packs the packages, installs them in empty projects, and runs the tests of `tests/npm`.
pub(crate) fn test(steps: &mut Steps) -> Result {
    let tarball = pack(steps)?;
    let program = steps.run("pack the command line", cli::pack)?;
    steps.run("check the packages", || inspect(&tarball, &program))?;
    let chrome = steps.run("Chromium", setup::browser)?.chrome;
    let newer = steps.run("newer Node.js", setup::newer_node)?;
    steps.run("compile the simulator", run::simulator)?;
    let installed = steps.run("install the module", || install("npm-project", &[&tarball]))?;
    // Linked, because without a network npm finds only the packages of the lock file.
    let protocol = project::root().join("node_modules/@modelcontextprotocol/sdk");
    let beside = steps
        .run("install the command line", || install("npm-cli-project", &[&tarball, &program, &protocol]))?;
    let environments = steps.run("install the module in each environment", || environments(&tarball))?;
    steps.run("npm tests", || {
        let mut tests = file::with_extension(&project::root().join("tests/npm"), "js")?;
        tests.retain(|path| path.to_string_lossy().ends_with(".test.js"));
        let mut node = command::program("node");
        // Listed individually, because Node versions treat folders and patterns differently.
        node.args(["--test", "--test-reporter=spec"]).args(tests);
        node.env("STEWARD_ENVIRONMENTS", environments).env("CHROME", chrome);
        // Without one, its test says so.
        node.envs(newer.map(|program| ("STEWARD_NEWER_NODE", program)));
        node.env("STEWARD_NPM_PROJECT", installed).env("STEWARD_CLI_PROJECT", beside);
        secret::run(node.env("STEWARD_SIMULATOR", project::target().join("tools/steward-simulator")))
    })
}

/// Checks the packages with publint and attw.
fn inspect(module: &Path, program: &Path) -> Result {
    for tarball in [module, program] {
        let mut publint = command::program(project::npm_tool("publint"));
        command::run(publint.args(["run", "--strict"]).arg(tarball))?;
    }
    let mut types = command::program(project::npm_tool("attw"));
    types.args(["--profile", "esm-only", "--format", "ascii", "--no-summary", "--no-emoji"]).arg(module);
    // The compiled code has no types: bundlers disagree on what its import returns.
    command::run(types.args(["--exclude-entrypoints", "steward_bg.wasm"]))
}

/// A project in the target folder that has only these packages.
fn install(name: &str, packages: &[&Path]) -> Result<PathBuf> {
    let folder = project::target().join(name);
    file::empty_folder(&folder)?;
    install_in(&folder, packages)?;
    Ok(folder)
}

/// Installs these packages in a project that has none.
fn install_in(folder: &Path, packages: &[&Path]) -> Result {
    file::write(&folder.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    let mut npm = command::program("npm");
    npm.args(["install", "--offline", "--no-audit", "--no-fund", "--silent"]).args(packages);
    command::run(npm.current_dir(folder))
}

/// The projects of `tests/npm/environments` in the target folder, with the module installed in each.
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
