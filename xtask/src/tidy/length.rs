//! Long files must be split by what they contain.

use super::Source;

/// Views must be shorter than other code.
const DRAWN: usize = 300;
const ANY: usize = 500;

/// The finding for a file over the limit.
pub(crate) fn findings(source: &Source) -> Option<String> {
    if !source.is_rust() {
        return None;
    }
    let drawn =
        source.path.starts_with("www/src/ui/") || source.path.split('/').any(|part| part.starts_with("view"));
    let (lines, limit) = (source.text.lines().count(), if drawn { DRAWN } else { ANY });
    (lines > limit).then(|| format!("{}: {lines} lines, the limit is {limit}", source.path))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_file_over_its_limit_is_found() {
        let lines = |count| "x\n".repeat(count);
        assert_eq!(findings(&sample("src/a.rs", &lines(500))), None);
        assert!(findings(&sample("src/a.rs", &lines(501))).is_some());
        assert!(findings(&sample("www/src/page/integrity/view.rs", &lines(301))).is_some());
        assert!(findings(&sample("www/src/ui/table.rs", &lines(301))).is_some());
        assert_eq!(findings(&sample("docs/a.md", &lines(900))), None);
    }
}
