//! Data integrity: checks, what they found, and the issues themselves.

use super::Timestamp;
use super::open_enum::open_enum;
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

open_enum! {
    /// How bad it is when a check finds something, mildest first.
    pub enum Severity {
        /// Worth knowing.
        Info = "INFO",
        /// Should be put right.
        Warning = "WARNING",
        /// Makes parts of the system misbehave.
        Severe = "SEVERE",
        /// Breaks the system or its analyses.
        Critical = "CRITICAL",
    }
}

/// A check that the server can run: an element of `GET /api/dataIntegrity`.
///
/// The texts come in the language of whoever asked first after the server started, so [`name`](Self::name) is the key.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The key, such as `orgunits_invalid_geometry`.
    pub name: String,
    /// The display name.
    pub display_name: String,
    /// The code, such as `OIG`.
    pub code: String,
    /// The section; its case differs between versions.
    pub section: String,
    /// The position within the section.
    pub section_order: i32,
    /// The severity of its issues.
    pub severity: Severity,
    /// What the check looks for.
    pub description: Option<String>,
    /// Why it matters.
    pub introduction: Option<String>,
    /// What to do about it.
    pub recommendation: Option<String>,
    /// What kind of object the issues' ids name, as a word of the API in most checks; free text.
    pub issues_id_type: Option<String>,
    /// Left out of a run that names no checks.
    pub is_slow: bool,
    /// Written in the server's code rather than as SQL.
    pub is_programmatic: bool,
    /// How long it takes on average, in milliseconds; absent until it has run since the server started.
    pub average_execution_time: Option<u64>,
}

impl FromJson for Check {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            name: json.member("name", faults),
            display_name: json.member("displayName", faults),
            code: json.member_or_default("code", faults),
            section: json.member_or_default("section", faults),
            section_order: json.member_or_default("sectionOrder", faults),
            severity: json.member("severity", faults),
            description: json.member("description", faults),
            introduction: json.member("introduction", faults),
            recommendation: json.member("recommendation", faults),
            issues_id_type: json.member("issuesIdType", faults),
            is_slow: json.member_or_default("isSlow", faults),
            is_programmatic: json.member_or_default("isProgrammatic", faults),
            average_execution_time: json.member("averageExecutionTime", faults),
        }
    }
}

/// What a summary run found for one check: a value of `GET /api/dataIntegrity/summary`.
///
/// The server repeats the check's own members beside these; they are read from the list of checks instead.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckSummary {
    /// The check's key.
    pub name: String,
    /// When the check began.
    pub start_time: Timestamp,
    /// When the check ended.
    pub finished_time: Option<Timestamp>,
    /// How many issues there are; −1 where the check failed.
    pub count: i64,
    /// The percentage of all objects of that type, 0 to 100, if it can be computed.
    pub percentage: Option<f64>,
    /// Why the check could not be carried out, in the server's words.
    pub error: Option<String>,
    /// How long the check takes on average, in milliseconds.
    pub average_execution_time: Option<u64>,
}

impl FromJson for CheckSummary {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            name: json.member("name", faults),
            start_time: json.member("startTime", faults),
            finished_time: json.member("finishedTime", faults),
            count: json.member("count", faults),
            percentage: json.member("percentage", faults),
            error: json.member("error", faults),
            average_execution_time: json.member("averageExecutionTime", faults),
        }
    }
}

/// What a details run says of one check, apart from its issues: the rest of a value of `GET /api/dataIntegrity/details`.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckDetails {
    /// The check's key.
    pub name: String,
    /// The display name.
    pub display_name: String,
    /// The severity of its issues.
    pub severity: Severity,
    /// When the check began.
    pub start_time: Option<Timestamp>,
    /// When the check ended.
    pub finished_time: Option<Timestamp>,
    /// Why the check could not be carried out, in the server's words; its issues are empty then.
    pub error: Option<String>,
    /// What kind of object the issues' ids name.
    pub issues_id_type: Option<String>,
}

impl FromJson for CheckDetails {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            name: json.member("name", faults),
            display_name: json.member_or_default("displayName", faults),
            severity: json.member("severity", faults),
            start_time: json.member("startTime", faults),
            finished_time: json.member("finishedTime", faults),
            error: json.member("error", faults),
            issues_id_type: json.member("issuesIdType", faults),
        }
    }
}

deserialize_from_json!(Check, CheckSummary, CheckDetails);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn severities_are_ordered_from_mild_to_bad() {
        assert!(Severity::Info < Severity::Warning);
        assert!(Severity::Severe < Severity::Critical);
    }

    #[test]
    fn a_severity_that_is_not_known_is_kept_as_sent() {
        let severity: Severity = serde_json::from_str("\"FATAL\"").unwrap();
        assert_eq!(severity, Severity::Other("FATAL".into()));
        assert_eq!(severity.to_string(), "FATAL");
    }
}
