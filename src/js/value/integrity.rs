//! Integrity checks, runs and issues.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs, plain_issue, texts};
use crate::client::{CheckIssue, IntegrityReport, RunPhase, RunStep};
use crate::domain::integrity::{CheckReport, CheckResult};
use crate::js::zone::Zone;
use crate::model::{Check, IntegrityFindings, Issue, ReportedCheck, Severity};

impl ToJs for Check {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("name", &*self.name)
            .text("displayName", &*self.display_name)
            .text("code", &*self.code)
            .text("section", &*self.section)
            .number("sectionOrder", f64::from(self.section_order))
            .text("severity", self.severity.as_str())
            .text("description", self.description.as_deref())
            .text("introduction", self.introduction.as_deref())
            .text("recommendation", self.recommendation.as_deref())
            .text("issuesIdType", self.issues_id_type.as_deref())
            .flag("isSlow", self.is_slow)
            .flag("isProgrammatic", self.is_programmatic)
            .count("averageExecutionTime", self.average_execution_time)
            .done()
    }
}

impl ToJs for CheckReport {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let plain = Plain::new(zone).text("name", &*self.name);
        let plain = match &self.result {
            CheckResult::Passed => plain.text("state", "passed"),
            CheckResult::Issues { count, percentage } => {
                plain.text("state", "issues").count("count", *count).number("percentage", *percentage)
            }
            CheckResult::Failed { error } => plain.text("state", "failed").text("error", error.as_deref()),
            CheckResult::NotRun => plain.text("state", "notRun"),
        };
        plain.time("startTime", self.start_time).count("duration", self.duration).done()
    }
}

impl ToJs for IntegrityReport {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone).value("outcome", &self.outcome).value("checks", &self.checks).done()
    }
}

impl ToJs for RunStep {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let (phase, ended) = match &self.phase {
            RunPhase::Waiting => ("waiting", None),
            RunPhase::Running => ("running", None),
            RunPhase::Stopping => ("stopping", None),
            RunPhase::RunningAgain => ("runningAgain", None),
            RunPhase::Ended(how) => ("ended", Some(how.clone())),
        };
        Plain::new(zone)
            .text("phase", phase)
            .value("outcome", &ended)
            .count("done", self.done as u64)
            .count("total", self.total as u64)
            .value("remaining", &self.remaining)
            .value("lostSight", &self.lost_sight)
            .done()
    }
}

impl ToJs for CheckIssue {
    fn to_js(&self, _: &Zone) -> JsValue {
        plain_issue(
            &self.check,
            self.severity.as_ref().map(Severity::as_str),
            self.issue.id.as_deref(),
            self.issue.name.as_deref(),
            self.issue.comment.as_deref(),
            texts(&self.issue.refs),
        )
    }
}

impl ToJs for IntegrityFindings {
    fn to_js(&self, zone: &Zone) -> JsValue {
        self.0.to_js(zone)
    }
}

impl ToJs for ReportedCheck {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone).text("name", &*self.name).value("issues", &self.issues).done()
    }
}

impl ToJs for Issue {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("id", self.id.as_deref())
            .text("name", self.name.as_deref())
            .text("comment", self.comment.as_deref())
            .value("refs", &self.refs)
            .done()
    }
}

/// The end of a check among its issues.
pub(in crate::js) fn checked(report: &CheckReport, zone: &Zone) -> JsValue {
    Plain::new(zone).value("report", report).done()
}
