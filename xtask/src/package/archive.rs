//! The zip archive.
//!
//! Contains no times or owners, so that the same files produce the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::build::Files;
use crate::failure::Result;

/// Packs files sorted by name, with maximum compression.
pub(crate) fn zip(files: &Files) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The names of the files in a zip.
#[cfg(test)]
pub(crate) fn names(zip: &[u8]) -> Result<Vec<String>> {
    let archive = zip::ZipArchive::new(Cursor::new(zip))?;
    archive.file_names().map(|name| Ok(name?.into_owned())).collect()
}
