//! The catalogue: the checks of each version, with their names and descriptions.
//!
//! Names, codes, sections, severities and display names are DHIS2's own; the longer texts are ours.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::Version;

/// One check, as the catalogue of a version has it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Check {
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) section: String,
    pub(crate) section_order: i64,
    pub(crate) severity: String,
    pub(crate) is_slow: bool,
    pub(crate) is_programmatic: bool,
    pub(crate) issues_id_type: Option<String>,
    pub(crate) display_name: String,
    description: Option<String>,
    introduction: Option<String>,
    recommendation: Option<String>,
}

/// The longer texts of a check.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Texts {
    description: Option<String>,
    introduction: Option<String>,
    recommendation: Option<String>,
}

static TEXTS: LazyLock<HashMap<String, Texts>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../catalogue/texts.json")).unwrap_or_default());

static CATALOGUES: LazyLock<[Vec<Check>; 4]> = LazyLock::new(|| {
    [
        parse(include_str!("../../catalogue/checks-2.41.tsv")),
        parse(include_str!("../../catalogue/checks-2.42.tsv")),
        parse(include_str!("../../catalogue/checks-2.43.tsv")),
        parse(include_str!("../../catalogue/checks-2.44.tsv")),
    ]
});

/// The checks of a version, in the order in which the server lists them.
pub(crate) fn of(version: Version) -> &'static [Check] {
    let [v2_41, v2_42, v2_43, v2_44] = &*CATALOGUES;
    match version {
        Version::V2_41 => v2_41,
        Version::V2_42 => v2_42,
        Version::V2_43 => v2_43,
        Version::V2_44 => v2_44,
    }
}

impl Check {
    /// Whether a word of a selection means this check: its code, a pattern with `*`, or its name.
    pub(crate) fn is_named(&self, word: &str) -> bool {
        let is_code = word == word.to_uppercase() && !word.contains('_');
        if is_code {
            return self.code == word;
        }
        let word = word.to_lowercase().replace('-', "_");
        match word.contains('*') {
            true => matches_pattern(&word, &self.name),
            false => self.name == word,
        }
    }

    /// What progress calls the check.
    pub(crate) fn item_description(&self) -> &str {
        self.description.as_deref().unwrap_or(&self.display_name)
    }

    /// The check as the API shows it, with how many milliseconds it took on average, if it has run.
    pub(crate) fn describe(&self, average: Option<u64>) -> Map<String, Value> {
        let entries = [
            ("name", Some(self.name.as_str().into())),
            ("displayName", Some(self.display_name.as_str().into())),
            ("section", Some(self.section.as_str().into())),
            ("sectionOrder", Some(self.section_order.into())),
            ("severity", Some(self.severity.as_str().into())),
            ("description", self.description.as_deref().map(Value::from)),
            ("introduction", self.introduction.as_deref().map(Value::from)),
            ("recommendation", self.recommendation.as_deref().map(Value::from)),
            ("issuesIdType", self.issues_id_type.as_deref().map(Value::from)),
            ("isSlow", Some(self.is_slow.into())),
            ("isProgrammatic", Some(self.is_programmatic.into())),
            ("code", Some(self.code.as_str().into())),
            ("averageExecutionTime", average.map(Value::from)),
        ];
        entries.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }
}

/// Whether a name fits a pattern in which each `*` stands for any text.
fn matches_pattern(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut last = "";
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        last = part;
        rest = after;
    }
    rest.is_empty() || last.is_empty() || name.ends_with(last)
}

/// Reads a catalogue: a line per check, its columns separated by tabs, below a line of headings.
fn parse(table: &str) -> Vec<Check> {
    table.lines().skip(1).filter_map(parse_line).collect()
}

fn parse_line(line: &str) -> Option<Check> {
    let mut columns = line.split('\t');
    let mut next = || columns.next().map(str::to_owned);
    let (name, code, section) = (next()?, next()?, next()?);
    let section_order = next()?.parse().ok()?;
    let severity = next()?;
    let (is_slow, is_programmatic) = (next()? == "true", next()? == "true");
    let issues_id_type = next().filter(|kind| kind != "-");
    let (has, display_name) = (next()?, next()?);
    let texts = TEXTS.get(&name).cloned().unwrap_or_default();
    let text =
        |letter: char, own: Option<String>| has.contains(letter).then(|| own.unwrap_or(display_name.clone()));
    Some(Check {
        description: text('d', texts.description),
        introduction: text('i', texts.introduction),
        recommendation: text('r', texts.recommendation),
        name,
        code,
        section,
        section_order,
        severity,
        is_slow,
        is_programmatic,
        issues_id_type,
        display_name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_has_our_own_description() {
        let silent = |check: &&Check| {
            let repeats = |text: &Option<String>| text.as_ref() == Some(&check.display_name);
            repeats(&check.introduction) || repeats(&check.recommendation)
        };
        for version in Version::ALL {
            let silent: Vec<_> = of(version).iter().filter(silent).map(|check| &check.name).collect();
            assert!(silent.is_empty(), "{version}: {silent:?}");
        }
    }

    fn named(word: &str) -> Vec<&'static str> {
        of(Version::V2_42)
            .iter()
            .filter(|check| check.is_named(word))
            .map(|check| check.name.as_str())
            .collect()
    }

    #[test]
    fn each_version_has_as_many_checks_as_the_real_one() {
        let sizes = Version::ALL.map(|version| of(version).len());
        assert_eq!(sizes, [96, 110, 111, 112]);
    }

    #[test]
    fn a_run_without_names_takes_as_many_checks_as_on_a_real_server() {
        let fast = Version::ALL.map(|version| of(version).iter().filter(|check| !check.is_slow).count());
        assert_eq!(fast.get(..3), Some(&[77, 91, 93][..]));
    }

    #[test]
    fn a_check_is_found_by_name_code_or_pattern() {
        assert_eq!(named("orgunits-invalid-geometry"), ["orgunits_invalid_geometry"]);
        assert_eq!(named("OIG"), ["orgunits_invalid_geometry"]);
        assert!(named("org*").len() > 10);
        assert!(named("*_geometry").contains(&"orgunits_invalid_geometry"));
        assert_eq!(named("ORG*"), [""; 0], "an upper-case word without an underscore is a code");
    }
}
