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
    /// What happened, in the server's words.
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

deserialize_from_json!(WebMessage);
