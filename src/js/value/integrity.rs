//! Integrity checks, runs and issues.

use wasm_bindgen::JsValue;

use super::{Plain, list, number, outcome, plain_issue, texts};
use crate::client::{CheckIssue, IntegrityReport, RunPhase, RunStep};
use crate::domain::integrity::{CheckReport, CheckResult};
use crate::js::error;
use crate::js::zone::Zone;
use crate::model::{Check, Severity};

pub(in crate::js) fn check(check: &Check) -> JsValue {
    Plain::new()
        .with("name", &check.name)
        .with("displayName", &check.display_name)
        .with("code", &check.code)
        .with("section", &check.section)
        .with("sectionOrder", check.section_order)
        .with("severity", check.severity.as_str())
        .with("description", check.description.as_deref())
        .with("introduction", check.introduction.as_deref())
        .with("recommendation", check.recommendation.as_deref())
        .with("issuesIdType", check.issues_id_type.as_deref())
        .with("isSlow", check.is_slow)
        .with("isProgrammatic", check.is_programmatic)
        .with("averageExecutionTime", check.average_execution_time.map(number))
        .into()
}

pub(in crate::js) fn check_report(report: &CheckReport, zone: &Zone) -> JsValue {
    let plain = Plain::new().with("name", &report.name);
    let plain = match &report.result {
        CheckResult::Passed => plain.with("state", "passed"),
        CheckResult::Issues { count, percentage } => {
            plain.with("state", "issues").with("count", number(*count)).with("percentage", *percentage)
        }
        CheckResult::Failed { error } => plain.with("state", "failed").with("error", error.as_deref()),
        CheckResult::NotRun => plain.with("state", "notRun"),
    };
    plain.with("startTime", zone.iso(report.start_time)).with("duration", report.duration.map(number)).into()
}

pub(in crate::js) fn report(report: &IntegrityReport, zone: &Zone) -> JsValue {
    let checks = report.checks.iter().map(|check| check_report(check, zone));
    Plain::new().with("outcome", outcome(&report.outcome)).with("checks", list(checks)).into()
}

pub(in crate::js) fn run_step(step: &RunStep) -> JsValue {
    let (phase, ended) = match &step.phase {
        RunPhase::Waiting => ("waiting", None),
        RunPhase::Running => ("running", None),
        RunPhase::Stopping => ("stopping", None),
        RunPhase::RunningAgain => ("runningAgain", None),
        RunPhase::Ended(how) => ("ended", Some(outcome(how))),
    };
    Plain::new()
        .with("phase", phase)
        .with("outcome", ended)
        .with("done", step.done)
        .with("total", step.total)
        .with("remaining", texts(&step.remaining))
        .with("lostSight", step.lost_sight.as_ref().map(error::to_js))
        .into()
}

pub(in crate::js) fn issue(found: &CheckIssue) -> JsValue {
    plain_issue(
        &found.check,
        found.severity.as_ref().map(Severity::as_str),
        found.issue.id.as_deref(),
        found.issue.name.as_deref(),
        found.issue.comment.as_deref(),
        texts(&found.issue.refs),
    )
}

/// An issue among what an iteration over details yields.
pub(in crate::js) fn found(found: &CheckIssue) -> JsValue {
    Plain::new().with("type", "issue").with("issue", issue(found)).into()
}

/// The end of a check among what an iteration over details yields.
pub(in crate::js) fn checked(report: &CheckReport, zone: &Zone) -> JsValue {
    Plain::new().with("type", "checked").with("report", check_report(report, zone)).into()
}
