//! Rules of this project that no compiler checks: the dependencies of layers, the length of files, and others.
//!
//! Each rule is a function from a file to its findings, with a violation in its tests.

mod code;
mod document;
mod layer;
mod length;
mod machine;
mod target;

use crate::failure::Result;
use crate::{check, file, project};

/// A file of the project.
pub(crate) struct Source {
    /// Relative to the root of the project, with slashes.
    path: String,
    text: String,
}

impl Source {
    /// Whether this is a Rust file.
    fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

/// Checks every file of the project against every rule.
pub(crate) fn tidy() -> Result {
    let root = project::root();
    let core = file::read_text(&root.join("src/lib.rs"))?;
    let layers = layer::Layers::new(&core);
    let mut findings = Vec::new();
    for path in project::sources()? {
        // Binary files are skipped.
        let Ok(text) = String::from_utf8(file::read(&root.join(&path))?) else { continue };
        let source = Source { path, text };
        findings.extend(layers.findings(&source));
        findings.extend(document::findings(&source));
        findings.extend(length::findings(&source));
        findings.extend(machine::findings(&source));
        findings.extend(target::findings(&source));
    }
    check::report(&findings)
}

#[cfg(test)]
fn sample(path: &str, text: &str) -> Source {
    Source { path: path.into(), text: text.into() }
}
