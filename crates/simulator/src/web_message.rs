//! The JSON that DHIS2 wraps its messages in, and the errors that all resources share.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use serde_json::{Map, Value, json};

use crate::Version;
use crate::exchange::{Answer, Request};

/// A message with the status of the answer, such as `{"httpStatus":"OK",…,"message":"Done"}`.
pub(crate) fn message(status: StatusCode, text: Option<&str>) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("httpStatus".into(), status.canonical_reason().unwrap_or_default().into());
    map.insert("httpStatusCode".into(), status.as_u16().into());
    map.insert("status".into(), if status.is_success() { "OK" } else { "ERROR" }.into());
    if let Some(text) = text {
        map.insert("message".into(), text.into());
    }
    map
}

/// A successful message.
pub(crate) fn ok(status: StatusCode, text: Option<&str>) -> Answer {
    Answer::json(&Value::Object(message(status, text))).status(status)
}

/// An error that a controller reports by throwing: it may not be stored.
pub(crate) fn error(version: Version, status: StatusCode, text: &str, code: Option<&str>) -> Answer {
    let mut map = message(status, Some(text));
    if let Some(code) = code {
        map.insert("errorCode".into(), code.into());
    }
    Answer::json(&Value::Object(map))
        .status(status)
        .with(CONTENT_TYPE, version.error_type())
        .with(CACHE_CONTROL, "no-cache, private")
}

/// An error that a controller reports by returning a message.
pub(crate) fn returned_error(status: StatusCode, text: &str, code: Option<&str>) -> Answer {
    let mut map = message(status, Some(text));
    if let Some(code) = code {
        map.insert("errorCode".into(), code.into());
    }
    Answer::json(&Value::Object(map)).status(status)
}

/// An error that a controller throws with its own message.
pub(crate) fn thrown(version: Version, status: StatusCode, text: &str) -> Answer {
    returned_error(status, text, None).with(CONTENT_TYPE, version.error_type())
}

/// 409 that a controller returns.
pub(crate) fn returned_conflict(text: &str) -> Answer {
    returned_error(StatusCode::CONFLICT, text, None).with(CACHE_CONTROL, "no-cache, private")
}

/// 500 because the server did not expect that something is not there.
pub(crate) fn stumbled(version: Version, method: &str, name: &str) -> Answer {
    let text = format!("Cannot invoke \"{method}\" because \"{name}\" is null");
    error(version, StatusCode::INTERNAL_SERVER_ERROR, &text, None)
        .with(axum::http::header::CONNECTION, "close")
}

/// 401, as the filter before all controllers answers.
pub(crate) fn unauthorized() -> Answer {
    let map = message(StatusCode::UNAUTHORIZED, Some("Unauthorized"));
    Answer::json(&Value::Object(map)).status(StatusCode::UNAUTHORIZED)
}

/// 403, with the authority that is missing where the version names it.
pub(crate) fn forbidden(version: Version, authorities: &[&str]) -> Answer {
    let text = match version.names_missing_authority() {
        true => format!("Access is denied, requires one Authority from [{}]", authorities.join(", ")),
        false => "Access is denied".to_owned(),
    };
    error(version, StatusCode::FORBIDDEN, &text, None)
}

/// 405, naming the method.
pub(crate) fn method_not_allowed(version: Version, request: &Request) -> Answer {
    let text = format!("Request method '{}' {}", request.method, version.refusal());
    error(version, StatusCode::METHOD_NOT_ALLOWED, &text, None)
}

/// 400 for a value that does not fit, in the path or the query; the connection is closed.
pub(crate) fn bad_value(version: Version, value: &str, place: &str, name: &str, hint: &str) -> Answer {
    let text = format!("Value '{value}' is not valid for {place}{name}. {hint}");
    bad_request(version, &text)
}

/// 400; the connection is closed.
pub(crate) fn bad_request(version: Version, text: &str) -> Answer {
    error(version, StatusCode::BAD_REQUEST, text, None).with(axum::http::header::CONNECTION, "close")
}

/// 400 with the code of what is wrong; the connection is closed.
pub(crate) fn bad_request_coded(version: Version, text: &str, code: &str) -> Answer {
    error(version, StatusCode::BAD_REQUEST, text, Some(code)).with(axum::http::header::CONNECTION, "close")
}

/// The reference to a job that starting it answers with.
pub(crate) fn job_reference(version: Version, text: &str, name: &str, job: Value) -> Answer {
    let mut map = message(StatusCode::OK, Some(text));
    let mut response = json!({ "name": name });
    if let (Some(response), Value::Object(job)) = (response.as_object_mut(), job) {
        response.extend(job);
        if version == Version::V2_41 {
            response.shift_remove("responseType");
        }
    }
    map.insert("response".into(), response);
    Answer::json(&Value::Object(map))
}

/// The report on one object that was changed.
pub(crate) fn object_report(status: StatusCode, id: &str, class: &str) -> Answer {
    let mut map = message(status, None);
    let report = json!({ "uid": id, "klass": class, "errorReports": [], "responseType": "ObjectReport" });
    map.insert("response".into(), report);
    Answer::json(&Value::Object(map)).status(status)
}

/// The report on one object that was not changed, with what is wrong with it.
pub(crate) fn refused_object(id: &str, class: &str, reports: &[ErrorReport]) -> Answer {
    let text = "One or more errors occurred, please see full details in import report.";
    let mut map = message(StatusCode::CONFLICT, Some(text));
    let reports: Vec<Value> = reports.iter().map(|report| report.describe(class)).collect();
    let response =
        json!({ "uid": id, "klass": class, "errorReports": reports, "responseType": "ObjectReport" });
    map.insert("response".into(), response);
    Answer::json(&map.into()).status(StatusCode::CONFLICT).with(CACHE_CONTROL, "no-cache, private")
}

/// One thing that is wrong with an object.
pub(crate) struct ErrorReport {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// What stands in the message.
    pub(crate) args: Vec<String>,
    /// Other keys of the report, which depend on the error.
    pub(crate) more: Vec<(&'static str, String)>,
}

impl ErrorReport {
    /// A report without more than code and message.
    pub(crate) fn new(code: &'static str, message: impl Into<String>, args: &[&str]) -> Self {
        let args = args.iter().map(|arg| (*arg).to_owned()).collect();
        Self { code, message: message.into(), args, more: Vec::new() }
    }

    /// The report with another key.
    pub(crate) fn with(mut self, key: &'static str, value: &str) -> Self {
        self.more.push((key, value.to_owned()));
        self
    }

    /// The report for an object of a class.
    pub(crate) fn describe(&self, class: &str) -> Value {
        let mut map = Map::new();
        map.insert("message".into(), json!(self.message));
        map.insert("args".into(), json!(self.args));
        map.insert("mainKlass".into(), json!(class));
        map.insert("errorCode".into(), json!(self.code));
        map.extend(self.more.iter().map(|(key, value)| ((*key).to_owned(), json!(value))));
        map.insert("errorProperties".into(), json!(self.args));
        map.into()
    }
}
