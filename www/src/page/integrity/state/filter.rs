//! Filters and sort order of the list, also as URL parameters.

use dhis2_steward::domain::integrity::CheckResult;

use super::{Row, Work};
use crate::letters::lower;
use crate::route::Query;

/// A check's state as a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has issues.
    Issues,
    /// It passed.
    Passed,
    /// It could not run.
    Failed,
    /// The server has no result for it.
    Never,
    /// It belongs to a run in progress.
    Running,
}

impl Standing {
    /// All of them, in menu order.
    pub const ALL: [Self; 5] = [Self::Issues, Self::Passed, Self::Failed, Self::Never, Self::Running];

    /// The word in the URL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Issues => "issues",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Never => "never",
            Self::Running => "running",
        }
    }

    /// The value with this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.as_str() == word)
    }

    fn holds_for(self, row: &Row) -> bool {
        match self {
            Self::Issues => matches!(row.result, CheckResult::Issues { .. }),
            Self::Passed => row.result == CheckResult::Passed,
            Self::Failed => row.result.is_failed(),
            Self::Never => row.result == CheckResult::NotRun,
            Self::Running => row.work != Work::Idle,
        }
    }
}

/// How fast a check is, as the server says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speed {
    /// Included in a run that names no checks.
    Fast,
    /// Excluded from it.
    Slow,
}

impl Speed {
    /// The word in the URL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fast => "fast",
            Self::Slow => "slow",
        }
    }

    /// The value with this word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Fast, Self::Slow].into_iter().find(|speed| speed.as_str() == word)
    }
}

/// A column that the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// What needs attention first: issues and failures, worst severity, most issues.
    #[default]
    Issues,
    /// By name.
    Name,
    /// By severity.
    Severity,
    /// By the share of objects with an issue.
    Share,
    /// By its last run.
    LastRun,
    /// By its duration.
    Took,
}

impl SortKey {
    /// All of them, in column order.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Issues, Self::Severity, Self::Share, Self::LastRun, Self::Took];

    /// The word in the URL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Issues => "issues",
            Self::Name => "name",
            Self::Severity => "severity",
            Self::Share => "share",
            Self::LastRun => "run",
            Self::Took => "took",
        }
    }

    /// The value with this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.as_str() == word)
    }
}

/// The sort order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub key: SortKey,
    /// Reversed from the column's usual order: names from the end, everything else from the smallest.
    pub reversed: bool,
}

impl Sort {
    /// The sort order after a press on a column header.
    pub fn pressed(self, key: SortKey) -> Self {
        Self { key, reversed: self.key == key && !self.reversed }
    }
}

/// What the list shows. An empty text means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Words that must all occur.
    pub search: String,
    /// The key of a section.
    pub section: String,
    /// The type of the affected objects.
    pub kind: String,
    /// A severity, as the server writes it.
    pub severity: String,
    /// The check's state.
    pub standing: Option<Standing>,
    /// The check's speed.
    pub speed: Option<Speed>,
    /// The sort order.
    pub sort: Sort,
    /// Whether the list is flat instead of grouped by section.
    pub flat: bool,
}

impl Filters {
    /// Reads the URL parameters; invalid ones count as not set.
    pub fn of_query(query: &Query) -> Self {
        let text = |name| query.get(name).unwrap_or_default().to_owned();
        let sort = query.get("sort").unwrap_or_default();
        let (key, reversed) = sort.strip_suffix(",reversed").map_or((sort, false), |key| (key, true));
        Self {
            search: text("search"),
            section: text("section"),
            kind: text("type"),
            severity: text("severity"),
            standing: query.get("state").and_then(Standing::of_word),
            speed: query.get("speed").and_then(Speed::of_word),
            sort: Sort { key: SortKey::of_word(key).unwrap_or_default(), reversed },
            flat: query.get("group") == Some("none"),
        }
    }

    /// Writes the URL parameters, keeping those of others.
    #[must_use]
    pub fn into_query(&self, mut query: Query) -> Query {
        let sort = match (self.sort.key, self.sort.reversed) {
            (SortKey::Issues, false) => String::new(),
            (key, false) => key.as_str().into(),
            (key, true) => format!("{},reversed", key.as_str()),
        };
        for (name, value) in [
            ("search", self.search.as_str()),
            ("section", &self.section),
            ("type", &self.kind),
            ("severity", &self.severity),
            ("state", self.standing.map(Standing::as_str).unwrap_or_default()),
            ("speed", self.speed.map(Speed::as_str).unwrap_or_default()),
            ("sort", &sort),
            ("group", if self.flat { "none" } else { "" }),
        ] {
            query.set(name, value);
        }
        query
    }

    /// Whether anything is filtered out.
    pub fn is_set(&self) -> bool {
        let Self { search, section, kind, severity, standing, speed, sort: _, flat: _ } = self;
        let texts = [search, section, kind, severity];
        texts.into_iter().any(|text| !text.is_empty()) || standing.is_some() || speed.is_some()
    }

    /// The same sort order and grouping without filters.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self { sort: self.sort, flat: self.flat, ..Self::default() }
    }

    /// Whether a check is shown.
    pub fn admits(&self, row: &Row) -> bool {
        let any_or = |wanted: &str, is: &str| wanted.is_empty() || wanted == is;
        any_or(&self.section, &row.section)
            && any_or(&self.kind, row.check.issues_id_type.as_deref().unwrap_or_default())
            && any_or(&self.severity, row.check.severity.as_str())
            && self.standing.is_none_or(|standing| standing.holds_for(row))
            && self.speed.is_none_or(|speed| (speed == Speed::Slow) == row.check.is_slow)
            && self.search.split_whitespace().all(|word| holds(&row.haystack, &lower(word)))
    }
}

/// Whether a text contains another. Texts are short here: the library's function, which prepares for long ones, would
/// be one of the largest of the app.
fn holds(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::samples::row;
    use super::*;
    use proptest::prelude::*;

    fn filters() -> impl Strategy<Value = Filters> {
        (
            (".{0,8}", ".{0,8}", ".{0,8}", "[A-Z]{0,6}"),
            proptest::option::of(proptest::sample::select(&Standing::ALL[..])),
            proptest::option::of(proptest::sample::select(&[Speed::Fast, Speed::Slow][..])),
            (proptest::sample::select(&SortKey::ALL[..]), any::<bool>(), any::<bool>()),
        )
            .prop_map(
                |((search, section, kind, severity), standing, speed, (key, reversed, flat))| {
                    let sort = Sort { key, reversed };
                    Filters { search, section, kind, severity, standing, speed, sort, flat }
                },
            )
    }

    proptest! {
        #[test]
        fn what_is_shown_survives_the_address(filters in filters()) {
            prop_assert_eq!(Filters::of_query(&filters.into_query(Query::default())), filters);
        }
    }

    #[test]
    fn filters_leave_other_parameters_of_the_address_alone() {
        let query = Query::default().with("selected", "a,b");
        let query = Filters { search: "geo".into(), ..Filters::default() }.into_query(query);
        assert_eq!(query.get("selected"), Some("a,b"));
        assert_eq!(query.get("search"), Some("geo"));
    }

    #[test]
    fn search_looks_for_every_word_in_name_code_and_section_without_case() {
        let row = row("orgunits_invalid_geometry", "Organisation Units", "WARNING", None);
        let finds = |search: &str| Filters { search: search.into(), ..Filters::default() }.admits(&row);
        assert!(finds("GEOMETRY"));
        assert!(finds("units geometry"));
        assert!(finds("ORGUNITS_INVALID"));
        assert!(!finds("geomtry"));
        assert!(!finds("geometry users"));
    }

    #[test]
    fn a_check_that_could_not_run_is_not_shown_among_those_that_passed() {
        let failed = row("a", "s", "INFO", Some(-1));
        let by = |standing| Filters { standing: Some(standing), ..Filters::default() };
        assert!(by(Standing::Failed).admits(&failed));
        assert!(!by(Standing::Passed).admits(&failed));
        assert!(!by(Standing::Issues).admits(&failed));
    }

    #[test]
    fn a_second_press_on_a_column_turns_its_order_round_and_a_third_back() {
        let once = Sort::default().pressed(SortKey::Name);
        assert_eq!(once, Sort { key: SortKey::Name, reversed: false });
        let twice = once.pressed(SortKey::Name);
        assert!(twice.reversed);
        assert_eq!(twice.pressed(SortKey::Name), once);
    }
}
