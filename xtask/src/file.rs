//! File operations, with the path in every failure.
//!
//! Knows nothing about the files' purposes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Context, Result};

/// Reads a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).context(path.display())
}

/// Reads a text file.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).context(path.display())
}

/// Writes a file atomically, and creates its folder.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).context(folder.display())?;
    }
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(format!(".{}", std::process::id()));
    let unfinished = PathBuf::from(unfinished);
    fs::write(&unfinished, bytes).context(unfinished.display())?;
    fs::rename(&unfinished, path).context(path.display())
}

/// Creates an empty folder.
pub(crate) fn empty_folder(path: &Path) -> Result {
    remove_folder(path)?;
    fs::create_dir_all(path).context(path.display())
}

/// Removes a folder and its contents, if it exists.
pub(crate) fn remove_folder(path: &Path) -> Result {
    if path.exists() { fs::remove_dir_all(path).context(path.display()) } else { Ok(()) }
}

/// All files below a folder, sorted by path; none if it does not exist.
pub(crate) fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder).context(folder.display())? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// The files directly in a folder whose names end in `.extension`, sorted.
pub(crate) fn with_extension(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut found = below(folder)?;
    found.retain(|path| {
        path.parent() == Some(folder) && path.extension().is_some_and(|found| found == extension)
    });
    Ok(found)
}
