//! The envelope of most server responses.

use super::open_enum::open_enum;
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

open_enum! {
    /// The status in the envelope.
    pub enum WebMessageStatus {
        /// Success.
        Ok = "OK",
        /// Partial success.
        Warning = "WARNING",
        /// Failure.
        Error = "ERROR",
    }
}

/// A `WebMessage`: the server's message about a request.
#[derive(Clone, Debug)]
pub struct WebMessage {
    /// The reason phrase, such as `Conflict`.
    pub http_status: String,
    /// The HTTP status.
    pub http_status_code: u16,
    /// The status in the envelope.
    pub status: WebMessageStatus,
    /// The error code, such as `E1004`; absent from many responses.
    pub error_code: Option<String>,
    /// The server's message.
    pub message: Option<String>,
    /// The message for developers.
    pub dev_message: Option<String>,
    /// The response of the operation, as sent by the server.
    pub response: Option<Json<'static>>,
}

impl FromJson for WebMessage {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            http_status: json.member("httpStatus", faults),
            http_status_code: json.member("httpStatusCode", faults),
            status: json.member("status", faults),
            error_code: json.member("errorCode", faults),
            message: json.member("message", faults),
            dev_message: json.member("devMessage", faults),
            response: json.member("response", faults),
        }
    }
}

impl WebMessage {
    /// The message and its code; those of the report if the message only refers to one.
    pub(crate) fn into_words(self) -> (Option<String>, Option<String>) {
        let reports = self.response.as_ref().and_then(|response| response.get("errorReports")?.as_list());
        let (mut words, mut code) = (String::new(), self.error_code);
        for report in reports.unwrap_or_default() {
            let text = |name| report.get(name).and_then(Json::as_str);
            if let Some(message) = text("message") {
                words.push_str(if words.is_empty() { "" } else { " " });
                words.push_str(message);
            }
            code = code.or_else(|| text("errorCode").map(str::to_owned));
        }
        (if words.is_empty() { self.message } else { Some(words) }, code)
    }
}

/// The server's report about one object that was created, updated or executed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectReport {
    /// The errors; empty on success.
    pub error_reports: Vec<ErrorReport>,
}

impl FromJson for ObjectReport {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self { error_reports: json.member("errorReports", faults) }
    }
}

/// An error about an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorReport {
    /// The server's message.
    pub message: Option<String>,
    /// The error code, such as `E7005`.
    pub error_code: Option<String>,
}

impl FromJson for ErrorReport {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self { message: json.member("message", faults), error_code: json.member("errorCode", faults) }
    }
}

deserialize_from_json!(WebMessage, ObjectReport, ErrorReport);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_points_at_a_report_gives_way_to_what_the_report_says() {
        let message: WebMessage = serde_json::from_str(
            r#"{"httpStatus":"Conflict","httpStatusCode":409,"status":"ERROR","message":"One or more errors occurred, please see full details in import report.","response":{"uid":"t54Bube1vgs","errorReports":[{"message":"It has a name already.","errorCode":"E5003"},{"message":"It runs then already.","errorCode":"E7000"}],"responseType":"ObjectReport"}}"#,
        )
        .unwrap();
        let words = message.into_words();
        assert_eq!(words.0.as_deref(), Some("It has a name already. It runs then already."));
        assert_eq!(words.1.as_deref(), Some("E5003"));
    }
}
