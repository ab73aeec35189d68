//! The envelope around most of what the server has to say.

use super::open_enum::open_enum;
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

open_enum! {
    /// How the server itself rates its answer.
    pub enum WebMessageStatus {
        /// Done.
        Ok = "OK",
        /// Done in part.
        Warning = "WARNING",
        /// Not done.
        Error = "ERROR",
    }
}

/// A `WebMessage`: the server's words about a request.
#[derive(Clone, Debug)]
pub struct WebMessage {
    /// The status line's reason, such as `Conflict`.
    pub http_status: String,
    /// The status line's number.
    pub http_status_code: u16,
    /// How the server rates the answer.
    pub status: WebMessageStatus,
    /// Such as `E1004`; left out by many answers.
    pub error_code: Option<String>,
    /// The server's message.
    pub message: Option<String>,
    /// What a developer should know besides.
    pub dev_message: Option<String>,
    /// What the operation answered, as it came.
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
    /// What happened and its code; where the message only points at a report, what the report says.
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

/// What the server says of one object that was created, changed or asked to do something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectReport {
    /// What speaks against it; empty where it was done.
    pub error_reports: Vec<ErrorReport>,
}

impl FromJson for ObjectReport {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self { error_reports: json.member("errorReports", faults) }
    }
}

/// Something that speaks against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorReport {
    /// What, in the server's words.
    pub message: Option<String>,
    /// Such as `E7005`.
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
