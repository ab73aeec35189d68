//! Relative links in documents must resolve.

use std::path::Path;

use crate::failure::Result;
use crate::{check, file, project};

/// Checks every relative link in every document.
pub(crate) fn links() -> Result {
    let root = project::root();
    let mut findings = Vec::new();
    for document in project::sources()?.iter().filter(|path| path.ends_with(".md")) {
        let text = file::read_text(&root.join(document))?;
        let folder = Path::new(document).parent().unwrap_or(Path::new(""));
        for target in relative(&text) {
            if !root.join(folder).join(target).exists() {
                findings.push(format!("{document}: {target} does not exist"));
            }
        }
    }
    check::report(&findings)
}

/// The targets of relative links in a document, without fragments.
fn relative(text: &str) -> Vec<&str> {
    let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
    let paths = links.filter_map(|target| target.split('#').next());
    paths.filter(|path| !path.is_empty() && !path.contains("://") && !path.starts_with("mailto:")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_to_files_are_looked_at() {
        let text = "[a](docs/a.md#top) [b](https://example.org) [c](#here) ![d](shots/d.png \"title\")";
        assert_eq!(relative(text), ["docs/a.md", "shots/d.png"]);
    }
}
