//! Integrity checks, runs and issues.

use dhis2_steward_json::quote;
use js_sys::{Array, JSON};
use wasm_bindgen::{JsCast, JsValue};

use super::{Plain, ToJs};
use crate::client::{CheckIssue, IntegrityReport, RunPhase, RunStep};
use crate::domain::integrity::{CheckReport, CheckResult};
use crate::error::{Error, ErrorKind, Result};
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

/// Issues on their way: as one JSON text, which JavaScript's parser turns into objects several times faster than they
/// can be built from here member by member.
pub(in crate::js) struct IssueTexts(String);

impl IssueTexts {
    pub(in crate::js) fn new() -> Self {
        Self("[".to_owned())
    }

    pub(in crate::js) fn add(&mut self, found: &CheckIssue) {
        let CheckIssue { check, severity, issue } = found;
        let Issue { id, name, comment, refs } = issue;
        let members = [
            ("severity", severity.as_ref().map(Severity::as_str)),
            ("id", id.as_deref()),
            ("name", name.as_deref()),
            ("comment", comment.as_deref()),
        ];
        let json = &mut self.0;
        json.push_str(if json.len() > 1 { ",{\"check\":" } else { "{\"check\":" });
        quote(check, json);
        for (member, text) in members {
            if let Some(text) = text {
                json.push(',');
                quote(member, json);
                json.push(':');
                quote(text, json);
            }
        }
        json.push_str(",\"refs\":[");
        for (index, text) in refs.iter().enumerate() {
            json.push_str(if index == 0 { "" } else { "," });
            quote(text, json);
        }
        json.push_str("]}");
    }

    /// Moves the issues so far to the end of a list.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] if JavaScript cannot parse them, rather than leaving them out.
    pub(in crate::js) fn move_to(&mut self, list: &Array) -> Result<()> {
        self.0.push(']');
        let issues = JSON::parse(&self.0)
            .map_err(|_| Error::new(ErrorKind::Decode, "The issues could not be passed to JavaScript."))?;
        for issue in issues.unchecked_into::<Array>().iter() {
            list.push(&issue);
        }
        self.0.truncate(1);
        Ok(())
    }
}
