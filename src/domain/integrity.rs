//! Data integrity: selecting checks, their results, and reruns.

use core::time::Duration;

use crate::domain::job_watch::Outcome;
use crate::error::{Error, Result};
use crate::model::{Check, CheckDetails, CheckSummary, Timestamp};

/// Selects checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Every check that is not slow: what the server runs if no check is named.
    Fast,
    /// Every check, including the slow ones.
    All,
    /// Checks that match any of these patterns: a name, a code such as `OIG`, or a name with `*` as a wildcard.
    Matching(Vec<String>),
}

impl Selection {
    /// The checks with these names.
    pub fn named<T: Into<String>>(names: impl IntoIterator<Item = T>) -> Self {
        Self::Matching(names.into_iter().map(Into::into).collect())
    }

    /// The names of the selected checks, in the order of `checks`.
    ///
    /// The server silently ignores unknown names; here each pattern must match something.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) that names the patterns without a match.
    ///
    /// ```
    /// use dhis2_steward::domain::integrity::Selection;
    /// use dhis2_steward::model::Check;
    ///
    /// let checks: Vec<Check> = serde_json::from_str(
    ///     r#"[{"name":"orgunits_orphaned","code":"OO","displayName":"Orphans","severity":"SEVERE"},
    ///         {"name":"users_with_no_role","code":"UWNR","displayName":"No role","severity":"INFO"}]"#,
    /// )?;
    /// assert_eq!(Selection::named(["orgunits_*"]).resolve(&checks)?, ["orgunits_orphaned"]);
    /// assert!(Selection::named(["geometry"]).resolve(&checks).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn resolve(&self, checks: &[Check]) -> Result<Vec<String>> {
        if let Self::Matching(patterns) = self {
            let has_match = |pattern: &str| checks.iter().any(|check| matches(pattern, check));
            let missing: Vec<&str> =
                patterns.iter().map(String::as_str).filter(|pattern| !has_match(pattern)).collect();
            if patterns.is_empty() {
                return Err(Error::invalid_argument(
                    "No checks selected. Name at least one, or select all fast checks.",
                ));
            }
            if !missing.is_empty() {
                return Err(Error::invalid_argument(format!(
                    "The server has no check that matches {}.",
                    missing.join(", ")
                )));
            }
        }
        Ok(self.known(checks))
    }

    /// The names of the selected checks that the server has, in the order of `checks`.
    ///
    /// Ignores patterns without a match, as the server does in a run.
    pub fn known(&self, checks: &[Check]) -> Vec<String> {
        let is_meant = |check: &Check| match self {
            Self::All => true,
            Self::Fast => !check.is_slow,
            Self::Matching(patterns) => patterns.iter().any(|pattern| matches(pattern, check)),
        };
        checks.iter().filter(|check| is_meant(check)).map(|check| check.name.clone()).collect()
    }
}

/// Whether `pattern` matches `check`: by its name, its code, or a name with `*` as a wildcard.
pub(super) fn matches(pattern: &str, check: &Check) -> bool {
    let folded = pattern.to_ascii_lowercase().replace('-', "_");
    check.code == pattern || glob(folded.as_bytes(), check.name.as_bytes())
}

/// Whether `text` matches `pattern`, in which `*` is a wildcard.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    let mut parts = pattern.split(|byte| *byte == b'*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    // The earliest place of each part leaves most to those after it, so none has to be tried again.
    for part in parts.filter(|part| !part.is_empty()) {
        let Some(at) = rest.windows(part.len()).position(|window| window == part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    rest.ends_with(last)
}

/// The result of a check.
#[derive(Clone, Debug, PartialEq)]
pub enum CheckResult {
    /// It ran and found no issues.
    Passed,
    /// It ran and found issues.
    Issues {
        /// The number of issues.
        count: u64,
        /// The percentage of all objects of that type, 0 to 100, if it can be computed.
        percentage: Option<f64>,
    },
    /// It could not be run. This never counts as passed.
    Failed {
        /// The server's error message.
        error: Option<String>,
    },
    /// The server has no result for it, or only one older than the run.
    NotRun,
}

impl CheckResult {
    /// The result in a summary, if it started at `since` or later.
    pub fn of_summary(summary: Option<&CheckSummary>, since: Option<Timestamp>) -> Self {
        let Some(summary) = summary.filter(|summary| since.is_none_or(|since| summary.start_time >= since))
        else {
            return Self::NotRun;
        };
        match u64::try_from(summary.count) {
            _ if summary.error.is_some() => Self::Failed { error: summary.error.clone() },
            Err(_) => Self::Failed { error: None },
            Ok(0) => Self::Passed,
            Ok(count) => Self::Issues { count, percentage: summary.percentage },
        }
    }

    /// Whether it could not be run.
    pub fn is_failed(&self) -> bool {
        matches!(self, Self::Failed { .. })
    }
}

/// One check of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckReport {
    /// The check's key.
    pub name: String,
    /// The result.
    pub result: CheckResult,
    /// When it started, in the server's time.
    pub start_time: Option<Timestamp>,
    /// The duration in milliseconds.
    pub duration: Option<u64>,
}

impl CheckReport {
    /// The server's result for `name`, if it belongs to a run accepted at `since` or later.
    pub fn new(name: &str, summary: Option<&CheckSummary>, since: Option<Timestamp>) -> Self {
        let result = CheckResult::of_summary(summary, since);
        let summary = summary.filter(|_| result != CheckResult::NotRun);
        let start_time = summary.map(|summary| summary.start_time);
        let finished_time = summary.and_then(|summary| summary.finished_time);
        Self { name: name.to_owned(), start_time, duration: duration(start_time, finished_time), result }
    }

    /// The result of a details run, with the number of listed issues, if it started at `since` or later.
    pub fn of_details(details: &CheckDetails, count: u64, since: Option<Timestamp>) -> Self {
        let is_of_run = since.is_none_or(|since| details.start_time.is_some_and(|start| start >= since));
        let result = match (&details.error, count) {
            _ if !is_of_run => CheckResult::NotRun,
            (Some(error), _) => CheckResult::Failed { error: Some(error.clone()) },
            (None, 0) => CheckResult::Passed,
            (None, count) => CheckResult::Issues { count, percentage: None },
        };
        let start_time = details.start_time.filter(|_| is_of_run);
        Self {
            name: details.name.clone(),
            start_time,
            duration: duration(start_time, details.finished_time),
            result,
        }
    }
}

fn duration(start: Option<Timestamp>, finish: Option<Timestamp>) -> Option<u64> {
    u64::try_from(finish?.since(start?).as_millis()).ok()
}

/// How far clocks are put back in autumn.
const PUT_BACK: Duration = Duration::from_secs(3_600);

/// The earliest start of the results of a run that was accepted at `since` and whose job finished at `finished`.
///
/// A job that finished before it was accepted ran while the clocks were put back, so its results may seem to have started
/// up to an hour earlier. What remains: if it finished at a later wall time, its times do not show that, and a check that
/// started at an earlier one seems not to have run.
pub fn earliest_start(since: Timestamp, finished: Option<Timestamp>) -> Timestamp {
    let is_put_back = finished.is_some_and(|finished| finished < since && since.since(finished) <= PUT_BACK);
    if is_put_back {
        Timestamp::from_wall_millis(since.wall_millis() - PUT_BACK.as_millis() as i64)
    } else {
        since
    }
}

/// How a run of checks ended, from the outcome of its last job and the result of every check.
///
/// The server reports a job as failed if a check in it ended in an error, although every check has its result; such a
/// run is complete, and its broken checks are reported as failed.
pub fn outcome_of_run(job: Outcome, reports: &[CheckReport]) -> Outcome {
    let is_whole = reports.iter().all(|report| report.result != CheckResult::NotRun);
    match job {
        Outcome::Failed { .. } if is_whole && !reports.is_empty() => Outcome::Completed,
        other => other,
    }
}

/// The maximum number of reruns of checks that ended in an error, before the user decides.
pub const MAX_RERUNS: usize = 3;

/// Which checks to rerun after jobs in which some ended in an error.
///
/// One broken check can break all later checks in the same job (2.42, details). So the first failed check is set aside,
/// the others are rerun without it, and finally those set aside are rerun, each alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reruns {
    set_aside: Vec<String>,
    alone: usize,
    jobs: usize,
}

impl Reruns {
    /// Whether any check was rerun.
    pub fn has_begun(&self) -> bool {
        self.jobs > 0
    }

    /// The checks of the next job, from the results so far; `None` if another job cannot help.
    pub fn next_job(&mut self, reports: &[CheckReport]) -> Option<Vec<String>> {
        if self.jobs == MAX_RERUNS {
            return None;
        }
        let set_aside = self.set_aside.clone();
        let failed =
            || reports.iter().filter(|report| report.result.is_failed() && !set_aside.contains(&report.name));
        let first = failed().min_by_key(|report| report.start_time);
        self.set_aside.extend(first.map(|report| report.name.clone()));
        let others = failed().filter(|report| first.is_none_or(|first| first.name != report.name));
        let mut job: Vec<String> = others.map(|report| report.name.clone()).collect();
        if job.is_empty() {
            job.extend(self.set_aside.get(self.alone).cloned());
            self.alone += 1;
        }
        if job.is_empty() {
            return None;
        }
        self.jobs += 1;
        Some(job)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, code: &str, is_slow: bool) -> Check {
        serde_json::from_value(serde_json::json!({
            "name": name, "code": code, "displayName": name, "severity": "WARNING", "isSlow": is_slow
        }))
        .unwrap()
    }

    fn summary(json: &str) -> CheckSummary {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_check_that_ended_in_error_is_never_passed() {
        let failed = summary(
            r#"{"name":"a","startTime":"2026-11-21T08:00:00.000","count":-1,"error":"ERROR: timeout"}"#,
        );
        let result = CheckResult::of_summary(Some(&failed), None);
        assert_eq!(result, CheckResult::Failed { error: Some("ERROR: timeout".into()) });
        let without_words = summary(r#"{"name":"a","startTime":"2026-11-21T08:00:00.000","count":-1}"#);
        assert_eq!(CheckResult::of_summary(Some(&without_words), None), CheckResult::Failed { error: None });
        let with_zero =
            summary(r#"{"name":"a","startTime":"2026-11-21T08:00:00.000","count":0,"error":"x"}"#);
        assert!(CheckResult::of_summary(Some(&with_zero), None).is_failed());
    }

    #[test]
    fn a_result_that_is_older_than_the_run_is_not_its_result() {
        let old = summary(r#"{"name":"a","startTime":"2026-11-21T08:00:00.000","count":0}"#);
        let since = "2026-11-21T08:00:00.001".parse().ok();
        assert_eq!(CheckResult::of_summary(Some(&old), since), CheckResult::NotRun);
        let at_once = "2026-11-21T08:00:00.000".parse().ok();
        assert_eq!(CheckResult::of_summary(Some(&old), at_once), CheckResult::Passed);
    }

    #[test]
    fn codes_wildcards_and_hyphens_are_understood_as_the_server_does() {
        let checks = [check("orgunits_orphaned", "OO", false), check("users_no_role", "UNR", true)];
        let resolve = |pattern: &str| Selection::named([pattern]).resolve(&checks);
        assert_eq!(resolve("OO").unwrap(), ["orgunits_orphaned"]);
        assert_eq!(resolve("orgunits-orphaned").unwrap(), ["orgunits_orphaned"]);
        assert_eq!(resolve("*_*").unwrap().len(), 2);
        assert!(resolve("org").is_err());
    }

    #[test]
    fn a_wildcard_stands_for_any_text_and_many_cost_no_more_than_one() {
        let glob = |pattern: &str, text: &str| super::glob(pattern.as_bytes(), text.as_bytes());
        for (pattern, text) in [("a*b*c", "a_b_b_c"), ("*ab", "aab"), ("a**", "a"), ("*", ""), ("a*a", "aa")]
        {
            assert!(glob(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("a*a", "a"), ("*ab", "aba"), ("a*b*c", "a_c_b"), ("", "a")] {
            assert!(!glob(pattern, text), "{pattern} {text}");
        }
        // Trying every division of the text would take longer than anybody can wait.
        assert!(!glob(&("*a".repeat(30) + "*x"), &"a".repeat(60)));
    }

    #[test]
    fn fast_leaves_slow_checks_out_and_all_does_not() {
        let checks = [check("a", "A", false), check("b", "B", true)];
        assert_eq!(Selection::Fast.resolve(&checks).unwrap(), ["a"]);
        assert_eq!(Selection::All.resolve(&checks).unwrap(), ["a", "b"]);
        assert!(Selection::Matching(vec![]).resolve(&checks).is_err());
    }

    fn report(name: &str, second: u32, error: Option<&str>) -> CheckReport {
        CheckReport {
            name: name.into(),
            result: error
                .map_or(CheckResult::Passed, |error| CheckResult::Failed { error: Some(error.into()) }),
            start_time: format!("2026-11-21T08:00:{second:02}.000").parse().ok(),
            duration: None,
        }
    }

    #[test]
    fn the_check_that_failed_first_is_run_again_apart_from_the_others() {
        let mut reruns = Reruns::default();
        let poisoned = [
            report("late", 3, Some("poisoned")),
            report("broken", 1, Some("bad SQL")),
            report("fine", 0, None),
            report("later", 4, Some("poisoned")),
        ];
        assert_eq!(reruns.next_job(&poisoned).unwrap(), ["late", "later"]);
        let cured = [report("late", 5, None), report("broken", 1, Some("bad SQL")), report("later", 6, None)];
        assert_eq!(reruns.next_job(&cured).unwrap(), ["broken"]);
        assert_eq!(reruns.next_job(&cured), None);
    }

    #[test]
    fn a_second_broken_check_is_set_aside_too_and_three_jobs_are_the_end() {
        let mut reruns = Reruns::default();
        let all = |names: &[(&str, u32)]| -> Vec<CheckReport> {
            names.iter().map(|(name, second)| report(name, *second, Some("x"))).collect()
        };
        assert_eq!(
            reruns.next_job(&all(&[("a", 1), ("b", 2), ("c", 3), ("d", 4)])).unwrap(),
            ["b", "c", "d"]
        );
        assert_eq!(reruns.next_job(&all(&[("a", 1), ("b", 12), ("c", 13), ("d", 14)])).unwrap(), ["c", "d"]);
        assert_eq!(reruns.next_job(&all(&[("a", 1), ("b", 12), ("c", 23), ("d", 24)])).unwrap(), ["d"]);
        assert_eq!(reruns.next_job(&all(&[("a", 1), ("b", 12), ("c", 23), ("d", 34)])), None);
    }

    #[test]
    fn a_job_that_the_server_calls_failed_is_a_complete_run_if_every_check_has_its_result() {
        let failed = || Outcome::Failed { reason: Some("7 failed items".into()) };
        let whole = [report("fine", 0, None), report("broken", 1, Some("bad SQL"))];
        assert_eq!(outcome_of_run(failed(), &whole), Outcome::Completed);
        let missing = CheckReport { result: CheckResult::NotRun, ..report("missing", 0, None) };
        assert_eq!(outcome_of_run(failed(), &[missing]), failed());
        assert_eq!(outcome_of_run(Outcome::Cancelled, &whole), Outcome::Cancelled);
    }

    #[test]
    fn results_seem_older_than_their_run_only_if_its_job_seems_to_have_finished_before_it_was_accepted() {
        let time = |text: &str| format!("2026-10-25T{text}").parse::<Timestamp>().unwrap();
        let since = time("02:59:50");
        assert_eq!(earliest_start(since, Some(time("02:00:20"))), time("01:59:50"));
        // The second is of an earlier run.
        for finished in [Some(time("03:00:20")), Some(time("01:10:00")), None] {
            assert_eq!(earliest_start(since, finished), since, "{finished:?}");
        }
    }

    #[test]
    fn a_run_without_errors_is_not_repeated() {
        assert_eq!(Reruns::default().next_job(&[report("fine", 0, None)]), None);
    }
}
