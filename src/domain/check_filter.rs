//! Filtering the list of checks.
//!
//! Independent of runs: the checks to run are a [`Selection`](super::integrity::Selection).

use super::integrity::matches;
use crate::model::Check;

/// Filters the list of checks. Omitted filters match everything.
///
/// ```
/// use dhis2_steward::domain::check_filter::CheckFilter;
/// use dhis2_steward::model::Check;
///
/// let check: Check = serde_json::from_str(
///     r#"{"name":"orgunits_orphaned","displayName":"Orphans","section":"Organisation units","severity":"SEVERE"}"#,
/// )?;
/// let filter = CheckFilter { section: Some("organisation units".into()), ..CheckFilter::default() };
/// assert!(filter.lets_through(&check));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckFilter {
    /// Names, codes, or names with `*` as a wildcard, of which one must match.
    pub matching: Option<Vec<String>>,
    /// The section, case-insensitive because its case differs between versions.
    pub section: Option<String>,
    /// Whether the check is slow.
    pub is_slow: Option<bool>,
    /// Whether the check is implemented in Java rather than SQL.
    pub is_programmatic: Option<bool>,
}

impl CheckFilter {
    /// Whether `check` matches.
    pub fn lets_through(&self, check: &Check) -> bool {
        let fits = |patterns: &Vec<String>| patterns.iter().any(|pattern| matches(pattern, check));
        self.matching.as_ref().is_none_or(fits)
            && self.section.as_ref().is_none_or(|section| section.eq_ignore_ascii_case(&check.section))
            && self.is_slow.is_none_or(|is_slow| is_slow == check.is_slow)
            && self.is_programmatic.is_none_or(|programmatic| programmatic == check.is_programmatic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(is_slow: bool) -> Check {
        serde_json::from_value(serde_json::json!({
            "name": "orgunits_orphaned", "code": "OO", "displayName": "", "severity": "INFO", "isSlow": is_slow
        }))
        .unwrap()
    }

    #[test]
    fn an_empty_filter_lets_everything_through() {
        assert!(CheckFilter::default().lets_through(&check(true)));
        assert!(CheckFilter::default().lets_through(&check(false)));
    }

    #[test]
    fn every_condition_must_hold() {
        let filter = CheckFilter {
            matching: Some(vec!["OO".into()]),
            is_slow: Some(false),
            is_programmatic: Some(false),
            ..CheckFilter::default()
        };
        assert!(filter.lets_through(&check(false)));
        assert!(!filter.lets_through(&check(true)));
        let nothing = CheckFilter { matching: Some(vec![]), ..CheckFilter::default() };
        assert!(!nothing.lets_through(&check(false)));
    }
}
