//! Errors in the app's and the server's words, and names of what the server has.
//!
//! Knows the model and the messages; never a page.

use dhis2_steward::model::{JobType, Severity};
use dhis2_steward::{Error, ErrorKind};

use crate::i18n::{quoted, t, tf};
use crate::ui::{Tone, Trouble};

/// A failed request as a notice; `title` says what failed.
pub fn trouble(title: &str, error: &Error) -> Trouble {
    let tone = if error.leaves_outcome_unknown() { Tone::Unknown } else { Tone::Error };
    Trouble {
        tone,
        title: title.to_owned(),
        text: advice(error).to_owned(),
        server: servers_words(error),
        request: error.request().map(str::to_owned),
    }
}

/// What an error means and what to do about it.
fn advice(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::Network => {
            t("The server cannot be reached. Check your network connection, then try again.")
        }
        ErrorKind::Timeout => t("The server did not answer in time. It may still be working."),
        ErrorKind::SessionExpired => t("You are logged out. Log in to return to this page."),
        ErrorKind::Unauthorized => t("The server did not accept your login. Log in again."),
        ErrorKind::Forbidden => {
            t("The server refused it. Ask an administrator for the authority, or log in as another user.")
        }
        ErrorKind::NotFound => t("It does not exist on the server. It may have been deleted."),
        ErrorKind::Conflict => t("The server cannot do this in its current state. Its reason is below."),
        ErrorKind::Busy => t("The server is too busy. Try again later."),
        ErrorKind::Server => t("The server failed to answer. See the server log for details."),
        ErrorKind::UnexpectedAnswer | ErrorKind::Decode => {
            t("Steward does not understand the server's answer, so nothing counts as done.")
        }
        ErrorKind::Unsupported => t("This DHIS2 version does not support this."),
        _ => t("The server did not accept the request."),
    }
}

/// Status, code and message as the server sent them.
pub fn servers_words(error: &Error) -> Option<String> {
    // A status of 200 explains nothing, nor does a path to the whole answer.
    let status = error.status().filter(|status| *status >= 300).map(|status| status.to_string());
    let path = error.json_path().filter(|path| *path != "$");
    let parts = [status.as_deref(), error.server_code(), error.server_message(), path];
    let words: Vec<&str> = parts.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// An error in one line, for narrow places.
pub fn in_short(what: &str, error: &Error) -> String {
    let why = servers_words(error).unwrap_or_else(|| advice(error).to_owned());
    tf("{{what}}: {{why}}", &[("what", what), ("why", &quoted(&why))])
}

/// The name of a severity; an unknown one is shown as the server sent it.
pub fn severity(severity: &Severity) -> String {
    match severity {
        Severity::Critical => t("Critical").into(),
        Severity::Severe => t("Severe").into(),
        Severity::Warning => t("Warning").into(),
        Severity::Info => t("Info").into(),
        other => other.as_str().into(),
    }
}

/// Tone and icon of a severity.
pub fn severity_mark(severity: &Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Critical => ("critical", "critical"),
        Severity::Severe => ("severe", "severe"),
        Severity::Warning => ("warning", "warning"),
        Severity::Info => ("info", "info"),
        _ => ("quiet", "never"),
    }
}

/// The name of a job type; an unknown one is the server's word, made readable.
pub fn job_type(job_type: &JobType) -> String {
    match job_type.as_str() {
        "DATA_INTEGRITY" => t("Integrity checks").into(),
        "DATA_INTEGRITY_DETAILS" => t("Integrity check details").into(),
        "RESOURCE_TABLE" => t("Resource tables").into(),
        "ANALYTICS_TABLE" => t("Analytics tables").into(),
        "CONTINUOUS_ANALYTICS_TABLE" => t("Continuous analytics tables").into(),
        "MONITORING" => t("Validation monitoring").into(),
        "PREDICTOR" => t("Predictors").into(),
        "DATA_STATISTICS" => t("Data statistics").into(),
        "METADATA_IMPORT" => t("Metadata import").into(),
        "DATAVALUE_IMPORT" => t("Data value import").into(),
        other => readable(other),
    }
}

/// `SMS_SEND` as `Sms send`.
fn readable(word: &str) -> String {
    let lower = word.to_lowercase().replace('_', " ");
    let mut chars = lower.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_status_code_and_words_reach_the_person() {
        let error = Error::new(ErrorKind::Forbidden, "")
            .with_status(403)
            .with_server_words(Some("User needs F_PERFORM_MAINTENANCE".into()), Some("E1006".into()));
        assert_eq!(servers_words(&error).unwrap(), "403 E1006 User needs F_PERFORM_MAINTENANCE");
    }

    #[test]
    fn an_answer_that_says_nothing_has_no_words() {
        let html = Error::new(ErrorKind::UnexpectedAnswer, "").with_status(200);
        assert_eq!(servers_words(&html), None);
        let junk = Error::new(ErrorKind::Decode, "").at_json_path("$");
        assert_eq!(servers_words(&junk), None);
        let odd = Error::new(ErrorKind::Decode, "").at_json_path("$[3].severity");
        assert_eq!(servers_words(&odd).as_deref(), Some("$[3].severity"));
    }

    #[test]
    fn a_lost_connection_is_not_known_and_not_an_error() {
        assert_eq!(trouble("x", &Error::new(ErrorKind::Network, "")).tone, Tone::Unknown);
        assert_eq!(trouble("x", &Error::new(ErrorKind::Conflict, "")).tone, Tone::Error);
    }

    #[test]
    fn words_that_this_release_has_not_seen_are_shown_as_the_server_sent_them() {
        assert_eq!(severity(&Severity::from("FATAL")), "FATAL");
        assert_eq!(job_type(&JobType::from("SMS_SEND")), "Sms send");
    }
}
