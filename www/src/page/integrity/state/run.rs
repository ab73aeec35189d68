//! Figures of a run: its results so far, and how long it will take.

use super::Row;
use dhis2_steward::domain::integrity::CheckResult;

/// The results of a run so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// With issues.
    pub issues: usize,
    /// Passed.
    pub passed: usize,
    /// Could not run.
    pub failed: usize,
}

/// Counts results.
pub fn tally<'a>(results: impl IntoIterator<Item = &'a CheckResult>) -> Tally {
    let mut tally = Tally::default();
    for result in results {
        match result {
            CheckResult::Issues { .. } => tally.issues += 1,
            CheckResult::Passed => tally.passed += 1,
            CheckResult::Failed { .. } => tally.failed += 1,
            CheckResult::NotRun => {}
        }
    }
    tally
}

/// How long checks will take, from their average times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// In milliseconds.
    pub millis: u64,
}

/// The estimate for some checks; `None` unless the average duration of each is known.
pub fn estimate<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Option<Estimate> {
    let mut millis = None;
    for row in rows {
        millis = Some(millis.unwrap_or(0) + row.average?);
    }
    millis.map(|millis| Estimate { millis })
}

/// The slow checks among some, slowest first; those without a known duration last.
pub fn slow_ones<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Vec<&'a Row> {
    let mut slow: Vec<&Row> = rows.into_iter().filter(|row| row.check.is_slow).collect();
    slow.sort_by_key(|row| core::cmp::Reverse(row.average));
    slow
}

#[cfg(test)]
mod tests {
    use super::super::samples::row;
    use super::*;

    fn taking(average: Option<u64>, is_slow: bool) -> Row {
        let mut row = row("a", "s", "INFO", None);
        row.average = average;
        row.check.is_slow = is_slow;
        row
    }

    #[test]
    fn an_estimate_needs_the_average_of_every_check() {
        assert_eq!(
            estimate(&[taking(Some(300), false), taking(Some(40), false)]),
            Some(Estimate { millis: 340 })
        );
        assert_eq!(estimate(&[taking(Some(300), false), taking(None, false)]), None);
        assert_eq!(estimate(&[]), None);
    }

    #[test]
    fn slow_checks_are_named_slowest_first() {
        let rows = [taking(None, true), taking(Some(5), true), taking(Some(1), false), taking(Some(9), true)];
        let averages: Vec<_> = slow_ones(&rows).into_iter().map(|row| row.average).collect();
        assert_eq!(averages, [Some(9), Some(5), None]);
    }

    #[test]
    fn a_failed_check_is_tallied_as_failed_only() {
        let results = [CheckResult::Failed { error: None }, CheckResult::Passed, CheckResult::NotRun];
        assert_eq!(tally(&results), Tally { issues: 0, passed: 1, failed: 1 });
    }
}
