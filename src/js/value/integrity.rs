//! Integrity checks, runs and issues.

use serde::Serialize;

use super::{Outcome, Thrown};
use crate::client::{CheckIssue, IntegrityReport, RunPhase};
use crate::domain::integrity::{self, CheckResult};
use crate::js::zone::Zone;
use crate::model;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::js) struct Check<'a> {
    name: &'a str,
    display_name: &'a str,
    code: &'a str,
    section: &'a str,
    section_order: i32,
    severity: &'a model::Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    introduction: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recommendation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issues_id_type: Option<&'a str>,
    is_slow: bool,
    is_programmatic: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    average_execution_time: Option<u64>,
}

impl<'a> From<&'a model::Check> for Check<'a> {
    fn from(check: &'a model::Check) -> Self {
        Self {
            name: &check.name,
            display_name: &check.display_name,
            code: &check.code,
            section: &check.section,
            section_order: check.section_order,
            severity: &check.severity,
            description: check.description.as_deref(),
            introduction: check.introduction.as_deref(),
            recommendation: check.recommendation.as_deref(),
            issues_id_type: check.issues_id_type.as_deref(),
            is_slow: check.is_slow,
            is_programmatic: check.is_programmatic,
            average_execution_time: check.average_execution_time,
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "state", rename_all = "camelCase")]
enum State<'a> {
    Passed,
    Issues {
        count: u64,
        #[serde(skip_serializing_if = "Option::is_none")]
        percentage: Option<f64>,
    },
    Failed {
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<&'a str>,
    },
    NotRun,
}

impl<'a> From<&'a CheckResult> for State<'a> {
    fn from(result: &'a CheckResult) -> Self {
        match result {
            CheckResult::Passed => Self::Passed,
            CheckResult::Issues { count, percentage } => {
                Self::Issues { count: *count, percentage: *percentage }
            }
            CheckResult::Failed { error } => Self::Failed { error: error.as_deref() },
            CheckResult::NotRun => Self::NotRun,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::js) struct CheckReport<'a> {
    name: &'a str,
    #[serde(flatten)]
    state: State<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<u64>,
}

impl<'a> CheckReport<'a> {
    pub(in crate::js) fn new(report: &'a integrity::CheckReport, zone: &Zone) -> Self {
        Self {
            name: &report.name,
            state: State::from(&report.result),
            start_time: report.start_time.map(|time| zone.iso(time)),
            duration: report.duration,
        }
    }
}

#[derive(Serialize)]
pub(in crate::js) struct Report<'a> {
    outcome: Outcome<'a>,
    checks: Vec<CheckReport<'a>>,
}

impl<'a> Report<'a> {
    pub(in crate::js) fn new(report: &'a IntegrityReport, zone: &Zone) -> Self {
        Self {
            outcome: Outcome::from(&report.outcome),
            checks: report.checks.iter().map(|check| CheckReport::new(check, zone)).collect(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::js) struct RunStep<'a> {
    phase: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome<'a>>,
    done: usize,
    total: usize,
    remaining: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    lost_sight: Option<Thrown>,
}

impl<'a> From<&'a crate::client::RunStep> for RunStep<'a> {
    fn from(step: &'a crate::client::RunStep) -> Self {
        let (phase, outcome) = match &step.phase {
            RunPhase::Waiting => ("waiting", None),
            RunPhase::Running => ("running", None),
            RunPhase::Stopping => ("stopping", None),
            RunPhase::RunningAgain => ("runningAgain", None),
            RunPhase::Ended(outcome) => ("ended", Some(Outcome::from(outcome))),
        };
        Self {
            phase,
            outcome,
            done: step.done,
            total: step.total,
            remaining: &step.remaining,
            lost_sight: step.lost_sight.as_ref().map(Thrown::from),
        }
    }
}

#[derive(Serialize)]
pub(in crate::js) struct Issue<'a> {
    check: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'a model::Severity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<&'a str>,
    refs: &'a [String],
}

impl<'a> From<&'a CheckIssue> for Issue<'a> {
    fn from(found: &'a CheckIssue) -> Self {
        Self {
            check: &found.check,
            severity: found.severity.as_ref(),
            id: found.issue.id.as_deref(),
            name: found.issue.name.as_deref(),
            comment: found.issue.comment.as_deref(),
            refs: &found.issue.refs,
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub(in crate::js) enum Details<'a> {
    Issue { issue: Issue<'a> },
    Checked { report: CheckReport<'a> },
}
