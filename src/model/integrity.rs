//! Data integrity: checks, their results, and issues.

use super::Timestamp;
use super::open_enum::open_enum;
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

open_enum! {
    /// The severity of a check's issues, mildest first.
    pub enum Severity {
        /// For information.
        Info = "INFO",
        /// Should be corrected.
        Warning = "WARNING",
        /// Makes parts of the system misbehave.
        Severe = "SEVERE",
        /// Breaks the system or its analytics.
        Critical = "CRITICAL",
    }
}

/// A data integrity check: an element of `GET /api/dataIntegrity`.
///
/// The display texts are in the language of the first user who requested them after the server started, so use
/// [`name`](Self::name) as the key.
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
    /// The type of object that the issues refer to, in most checks an API name; free text.
    pub issues_id_type: Option<String>,
    /// Whether runs that name no checks skip it.
    pub is_slow: bool,
    /// Whether the check is implemented in Java rather than SQL.
    pub is_programmatic: bool,
    /// The average duration in milliseconds; absent until the check has run since the server started.
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

/// The summary of one check: a value of `GET /api/dataIntegrity/summary`.
///
/// The server also repeats the members of the check; they are read from the list of checks instead.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckSummary {
    /// The check's key.
    pub name: String,
    /// When the check started.
    pub start_time: Timestamp,
    /// When the check ended.
    pub finished_time: Option<Timestamp>,
    /// The number of issues; −1 if the check failed.
    pub count: i64,
    /// The percentage of all objects of that type, 0 to 100, if it can be computed.
    pub percentage: Option<f64>,
    /// The server's error message, if the check failed.
    pub error: Option<String>,
    /// The average duration of the check in milliseconds.
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

/// The details of one check without its issues: the rest of a value of `GET /api/dataIntegrity/details`.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckDetails {
    /// The check's key.
    pub name: String,
    /// The display name.
    pub display_name: String,
    /// The severity of its issues.
    pub severity: Severity,
    /// When the check started.
    pub start_time: Option<Timestamp>,
    /// When the check ended.
    pub finished_time: Option<Timestamp>,
    /// The server's error message, if the check failed; it then has no issues.
    pub error: Option<String>,
    /// The type of object that the issues refer to.
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
