//! The envelope around most of what the server has to say.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::open_enum::open_enum;

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
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WebMessage {
    /// The status line's reason, such as `Conflict`.
    pub http_status: String,
    /// The status line's number.
    pub http_status_code: u16,
    /// How the server rates the answer.
    pub status: WebMessageStatus,
    /// Such as `E1004`; left out by many answers.
    #[serde(default)]
    pub error_code: Option<String>,
    /// What happened, in the server's words.
    #[serde(default)]
    pub message: Option<String>,
    /// What a developer should know besides.
    #[serde(default)]
    pub dev_message: Option<String>,
    /// What the operation answered, as it came.
    #[serde(default)]
    pub response: Option<Box<RawValue>>,
}
