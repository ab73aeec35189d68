//! The integrity page as a value: its checks, their results, and which are shown.
//!
//! Pure: knows the model and the core's decisions, never a view or a browser.

mod filter;
mod names;
mod order;
mod run;
mod selection;

use dhis2_steward::domain::integrity::{CheckReport, CheckResult};
use dhis2_steward::model::{Check, CheckSummary, Ordered, Severity, Timestamp};

use crate::letters::lower;
pub use filter::{Filters, Sort, SortKey, Speed, Standing};
pub use names::Names;
pub use order::{Group, Line, groups, lines, sections, types};
pub use run::{Estimate, Tally, estimate, slow_ones, tally};
pub use selection::{Selection, between};

/// A check's part in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Work {
    /// None.
    #[default]
    Idle,
    /// It belongs to a run in progress, and is waiting.
    Waiting,
    /// The server is running it.
    Running,
}

/// A check and its state.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The check.
    pub check: Check,
    /// The key of its section: between versions, sections differ only in case.
    pub section: String,
    /// The result of its last run.
    pub result: CheckResult,
    /// When it was run, on the server's clock.
    pub start_time: Option<Timestamp>,
    /// How long that took, in milliseconds.
    pub duration: Option<u64>,
    /// Its average duration, in milliseconds.
    pub average: Option<u64>,
    /// Its part in a run.
    pub work: Work,
    /// Its name in lower case.
    name: String,
    /// All searchable texts, in lower case.
    haystack: String,
}

impl Row {
    /// A check with the server's last result.
    pub fn new(check: Check, summary: Option<&CheckSummary>) -> Self {
        let report = CheckReport::new(&check.name, summary, None);
        let texts = [Some(&check.name), Some(&check.display_name), Some(&check.code), Some(&check.section)]
            .into_iter()
            .chain([check.description.as_ref(), check.introduction.as_ref(), check.recommendation.as_ref()]);
        let haystack = lower(&texts.flatten().map(String::as_str).collect::<Vec<_>>().join("\n"));
        Self {
            section: lower(check.section.trim()),
            name: lower(&check.display_name),
            average: summary
                .and_then(|summary| summary.average_execution_time)
                .or(check.average_execution_time),
            result: report.result,
            start_time: report.start_time,
            duration: report.duration,
            work: Work::Idle,
            haystack,
            check,
        }
    }

    /// Stores a new result of the check.
    pub fn take(&mut self, summary: &CheckSummary) {
        let report = CheckReport::new(&self.check.name, Some(summary), None);
        self.average = summary.average_execution_time.or(self.average);
        self.result = report.result;
        self.start_time = report.start_time;
        self.duration = report.duration;
    }

    /// The number of issues; none if the check passed, could not run, or never ran.
    pub fn issues(&self) -> u64 {
        match self.result {
            CheckResult::Issues { count, .. } => count,
            _ => 0,
        }
    }

    /// The share of all objects of this type that have an issue, 0 to 100.
    pub fn share(&self) -> Option<f64> {
        match self.result {
            CheckResult::Issues { percentage, .. } => percentage,
            _ => None,
        }
    }

    /// Whether it needs attention: it has issues, or could not run.
    pub fn needs_attention(&self) -> bool {
        matches!(self.result, CheckResult::Issues { .. } | CheckResult::Failed { .. })
    }
}

/// All checks with the server's last results.
pub fn rows(checks: Vec<Check>, summaries: &Ordered<String, CheckSummary>) -> Vec<Row> {
    checks
        .into_iter()
        .map(|check| {
            let summary = summaries.get(&check.name);
            Row::new(check, summary)
        })
        .collect()
}

/// The number of checks by result: the facets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// With issues, critical.
    pub critical: usize,
    /// With issues, severe.
    pub severe: usize,
    /// With issues, a warning.
    pub warning: usize,
    /// With issues, for information or of an unknown severity.
    pub info: usize,
    /// Without issues.
    pub passed: usize,
    /// Could not run.
    pub failed: usize,
    /// No result: not run since the server started, or expired.
    pub never: usize,
}

/// Counts checks by result.
pub fn counts(rows: &[Row]) -> Counts {
    let mut counts = Counts::default();
    for row in rows {
        let place = match (&row.result, &row.check.severity) {
            (CheckResult::Passed, _) => &mut counts.passed,
            (CheckResult::Failed { .. }, _) => &mut counts.failed,
            (CheckResult::NotRun, _) => &mut counts.never,
            (CheckResult::Issues { .. }, Severity::Critical) => &mut counts.critical,
            (CheckResult::Issues { .. }, Severity::Severe) => &mut counts.severe,
            (CheckResult::Issues { .. }, Severity::Warning) => &mut counts.warning,
            (CheckResult::Issues { .. }, _) => &mut counts.info,
        };
        *place += 1;
    }
    counts
}

#[cfg(test)]
pub(crate) mod samples {
    use super::*;

    /// A check; `summary` is `-1` for one that failed.
    pub(crate) fn row(name: &str, section: &str, severity: &str, count: Option<i64>) -> Row {
        let check = serde_json::from_value(serde_json::json!({
            "name": name, "displayName": name.replace('_', " "), "code": name.to_uppercase(), "section": section,
            "severity": severity, "issuesIdType": "organisationUnits",
        }));
        let summary = count.map(|count| {
            serde_json::from_value(serde_json::json!({
                "name": name, "startTime": "2026-11-21T08:00:00.000", "finishedTime": "2026-11-21T08:00:01.500",
                "count": count,
            }))
            .unwrap()
        });
        Row::new(check.unwrap(), summary.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::samples::row;
    use super::*;

    #[test]
    fn a_check_that_ended_in_error_is_counted_apart_from_those_that_passed() {
        let rows = [
            row("a", "s", "CRITICAL", Some(3)),
            row("b", "s", "CRITICAL", Some(-1)),
            row("c", "s", "INFO", Some(0)),
            row("d", "s", "INFO", None),
            row("e", "s", "FATAL", Some(1)),
        ];
        let expected = Counts { critical: 1, info: 1, passed: 1, failed: 1, never: 1, ..Counts::default() };
        assert_eq!(counts(&rows), expected);
    }

    #[test]
    fn a_row_knows_how_long_its_check_took() {
        assert_eq!(row("a", "s", "INFO", Some(0)).duration, Some(1500));
        assert_eq!(row("a", "s", "INFO", None).duration, None);
    }
}
