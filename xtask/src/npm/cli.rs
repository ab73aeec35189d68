//! Packs the command line `dhis2-steward-cli`.

use std::path::PathBuf;

use serde_json::Value;

use crate::failure::{Context, Failure, Result};
use crate::{command, file, project};

/// The packed files of `npm/cli`, in addition to everything in `src`.
const WRITTEN: [&str; 3] = ["README.md", "bin.js", "package.json"];

/// Packs it into the folder `dist`; returns the path of the tarball.
pub(super) fn pack() -> Result<PathBuf> {
    let (from, staging) = (project::root().join("npm/cli"), project::target().join("npm-cli-package"));
    check_versions(&file::read_text(&from.join("package.json"))?)?;
    file::empty_folder(&staging)?;
    let sources = file::below(&from.join("src"))?;
    for path in WRITTEN.map(|name| from.join(name)).into_iter().chain(sources) {
        let name = path.strip_prefix(&from).context(path.display())?;
        file::write(&staging.join(name), file::read(&path)?)?;
    }
    file::write(&staging.join("LICENSE"), file::read(&project::root().join("LICENSE"))?)?;
    let mut npm = command::program("npm");
    npm.args(["pack", "--silent", "--pack-destination"]).arg(project::dist()).current_dir(staging);
    std::fs::create_dir_all(project::dist())?;
    command::output(&mut npm)?;
    let tarball = project::dist().join(format!("dhis2-steward-cli-{}.tgz", env!("CARGO_PKG_VERSION")));
    println!("    {} ({} bytes)", tarball.display(), file::read(&tarball)?.len());
    Ok(tarball)
}

/// The command line must have the version of the workspace, and depend on the module of that version.
fn check_versions(manifest: &str) -> Result {
    let manifest: Value = serde_json::from_str(manifest).context("npm/cli/package.json")?;
    let version = Some(env!("CARGO_PKG_VERSION"));
    let module = manifest.get("dependencies").and_then(|dependencies| dependencies.get("dhis2-steward"));
    if manifest.get("version").and_then(Value::as_str) == version && module.and_then(Value::as_str) == version
    {
        return Ok(());
    }
    Err(Failure::new(format!(
        "npm/cli/package.json must have version {0}, and depend on version {0} of the module",
        env!("CARGO_PKG_VERSION")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_and_its_module_have_the_version_of_the_workspace() {
        let manifest = file::read_text(&project::root().join("npm/cli/package.json")).unwrap();
        assert!(check_versions(&manifest).is_ok());
        let quoted = format!("{:?}", env!("CARGO_PKG_VERSION"));
        assert_eq!(manifest.matches(&quoted).count(), 2);
        assert!(check_versions(&manifest.replacen(&quoted, "\"9.9.9\"", 1)).is_err());
        let own_kept = manifest.replace(&format!("steward\": {quoted}"), "steward\": \"9.9.9\"");
        assert!(check_versions(&own_kept).is_err());
    }
}
