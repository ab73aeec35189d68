//! Chromium and its driver, for the tests that need a browser.

use std::env;
use std::path::{Path, PathBuf};

use crate::command;
use crate::failure::{Failure, Result};

/// A browser that tests can drive.
pub(crate) struct Browser {
    /// Chromium itself.
    pub(crate) chrome: PathBuf,
    /// Its WebDriver.
    pub(crate) driver: PathBuf,
}

/// Finds Chromium and ChromeDriver by `CHROME` and `CHROMEDRIVER` or by their usual names, or installs them.
pub(crate) fn browser() -> Result<Browser> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if Path::new("/etc/debian_version").exists() && is_root() {
        apt_get(&["update"])?;
        apt_get(&["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"])?;
    }
    find().ok_or_else(|| {
        Failure::new(
            "Chromium or ChromeDriver is missing: run `sudo apt-get install chromium chromium-driver`, or set CHROME and CHROMEDRIVER",
        )
    })
}

fn apt_get(arguments: &[&str]) -> Result {
    command::run(command::program("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn find() -> Option<Browser> {
    let chrome = named("CHROME").or_else(|| on_path(&["chromium", "chromium-browser", "google-chrome"]))?;
    let driver = named("CHROMEDRIVER").or_else(|| on_path(&["chromedriver"]))?;
    Some(Browser { chrome, driver })
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<_> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

fn is_root() -> bool {
    command::output(command::program("id").arg("-u")).is_ok_and(|id| id == b"0\n")
}
