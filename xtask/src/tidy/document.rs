//! Every module starts with a doc comment.

use super::Source;

/// The finding for a module without a doc comment.
pub(crate) fn findings(source: &Source) -> Option<String> {
    let lacks = source.is_rust() && !source.text.starts_with("//! ");
    lacks.then(|| format!("{}: does not start with a doc comment (`//! …`)", source.path))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_module_without_a_doc_is_found() {
        assert_eq!(findings(&sample("src/a.rs", "//! What it is.\n")), None);
        assert!(findings(&sample("src/a.rs", "use std::fmt;\n")).is_some());
        assert_eq!(findings(&sample("a.js", "1")), None);
    }
}
