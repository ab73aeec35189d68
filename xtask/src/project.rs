//! Paths: the repository, build output, and this machine's tools.
//!
//! Never changes anything.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::{command, file};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Where the app's files are staged for the zip.
pub(crate) fn staging() -> PathBuf {
    target().join("www")
}

/// Where packages are written.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The user's folder for tools that are built once per machine.
pub(crate) fn tools() -> Result<PathBuf> {
    let cache = match (env::var_os("XDG_CACHE_HOME"), env::var_os("HOME")) {
        (Some(cache), _) if !cache.is_empty() => PathBuf::from(cache),
        (_, Some(home)) => Path::new(&home).join(".cache"),
        _ => return Err(Failure::new("set XDG_CACHE_HOME or HOME, where tools are stored")),
    };
    Ok(cache.join("steward").join("tools"))
}

/// A command from the npm packages of the lock file.
pub(crate) fn npm_tool(name: &str) -> PathBuf {
    root().join("node_modules/.bin").join(name)
}

/// The paths of all files of the project, relative to its root, sorted.
pub(crate) fn sources() -> Result<Vec<String>> {
    let listed = command::output(command::program("git").args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    let listed = String::from_utf8(listed)?;
    let mut paths: Vec<String> = listed.split_terminator('\0').map(str::to_owned).collect();
    // A file that was just deleted is still listed.
    paths.retain(|path| root().join(path).is_file());
    paths.sort();
    Ok(paths)
}

/// The version of a package in Cargo's lock file.
pub(crate) fn locked_version(package: &str) -> Result<String> {
    let lock = file::read_text(&root().join("Cargo.lock"))?;
    version_in(&lock, package).ok_or_else(|| Failure::new(format!("{package} is not in Cargo.lock")))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"2.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n";
        assert_eq!(version_in(lock, "a").as_deref(), Some("1.0.0"));
        assert_eq!(version_in(lock, "b"), None);
    }
}
