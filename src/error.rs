//! The error type of the library.

#[cfg(feature = "js")]
use core::any::Any;
use core::fmt;
use core::time::Duration;
// What JavaScript has thrown stays in its thread.
#[cfg(feature = "js")]
use std::rc::Rc as Shared;
#[cfg(not(feature = "js"))]
use std::sync::Arc as Shared;

/// The kind of an error, for code that handles it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The server could not be reached, or the connection broke.
    Network,
    /// No response arrived in time. The server may still be working.
    Timeout,
    /// The caller aborted the call.
    Aborted,
    /// The session has expired: log in again.
    SessionExpired,
    /// The token or password is wrong.
    Unauthorized,
    /// The user lacks permission.
    Forbidden,
    /// The resource does not exist.
    NotFound,
    /// The server's state does not allow the operation.
    Conflict,
    /// The server rejected the request as invalid (400, 405, 406, 415).
    Rejected,
    /// The server asks to retry later (429).
    Busy,
    /// The server failed (5xx).
    Server,
    /// The response was HTML or empty instead of JSON.
    UnexpectedAnswer,
    /// The response does not have the expected shape.
    Decode,
    /// The server's version does not support the operation.
    Unsupported,
    /// An argument is invalid.
    InvalidArgument,
    /// The library has not been initialised.
    NotInitialised,
}

impl ErrorKind {
    /// The kind in kebab case, as JavaScript callers see it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Timeout => "timeout",
            Self::Aborted => "aborted",
            Self::SessionExpired => "session-expired",
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::Conflict => "conflict",
            Self::Rejected => "rejected",
            Self::Busy => "busy",
            Self::Server => "server",
            Self::UnexpectedAnswer => "unexpected-answer",
            Self::Decode => "decode",
            Self::Unsupported => "unsupported",
            Self::InvalidArgument => "invalid-argument",
            Self::NotInitialised => "not-initialised",
        }
    }
}

/// An error: its kind, its request, and the server's message.
///
/// Cheap to clone. Never contains credentials, headers or request bodies.
///
/// ```
/// use dhis2_steward::{Error, ErrorKind};
///
/// let error = "nope".parse::<dhis2_steward::model::Uid>().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidArgument);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Shared<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    kind: ErrorKind,
    message: String,
    request: Option<String>,
    status: Option<u16>,
    server_message: Option<String>,
    server_code: Option<String>,
    json_path: Option<String>,
    retry_after: Option<Duration>,
    leaves_outcome_unknown: bool,
    was_not_begun: bool,
    #[cfg(feature = "js")]
    cause: Cause,
}

/// What the environment threw, such as the error of `fetch`: neither compared nor printed, because it may be anything.
#[cfg(feature = "js")]
#[derive(Clone, Default)]
struct Cause(Option<Shared<dyn Any>>);

#[cfg(feature = "js")]
impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "thrown" } else { "none" })
    }
}

#[cfg(feature = "js")]
impl PartialEq for Cause {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[cfg(feature = "js")]
impl Eq for Cause {}

/// A result with this crate's error type.
pub type Result<T, E = Error> = core::result::Result<T, E>;

impl Error {
    /// Creates an error of `kind` with a message that says what happened and what to do.
    #[cold]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Shared::new(Inner {
            kind,
            message: message.into(),
            request: None,
            status: None,
            server_message: None,
            server_code: None,
            json_path: None,
            retry_after: None,
            leaves_outcome_unknown: false,
            was_not_begun: false,
            #[cfg(feature = "js")]
            cause: Cause::default(),
        }))
    }

    /// An argument is invalid.
    #[cold]
    pub fn invalid_argument(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidArgument, message)
    }

    /// Adds the failed request, such as `POST /api/maintenance/cacheClear`.
    #[must_use]
    pub fn of_request(self, request: impl Into<String>) -> Self {
        self.with(|inner| inner.request = Some(request.into()))
    }

    /// Adds the HTTP status.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        self.with(|inner| inner.status = Some(status))
    }

    /// Adds the server's message and error code.
    #[must_use]
    pub fn with_server_words(self, message: Option<String>, code: Option<String>) -> Self {
        self.with(|inner| {
            inner.server_message = message.filter(|message| !message.is_empty());
            inner.server_code = code;
        })
    }

    /// Adds the JSON path, such as `$.checks[3].severity`.
    #[must_use]
    pub fn at_json_path(self, path: impl Into<String>) -> Self {
        self.with(|inner| inner.json_path = Some(path.into()))
    }

    /// Adds the delay after which the request may be retried.
    #[must_use]
    pub fn with_retry_after(self, delay: Option<Duration>) -> Self {
        self.with(|inner| inner.retry_after = delay)
    }

    /// Marks a response as unreadable: the operation may have been carried out.
    #[must_use]
    pub(crate) fn with_unknown_outcome(self) -> Self {
        self.with(|inner| inner.leaves_outcome_unknown = true)
    }

    /// Marks an error from before an operation was begun: a lookup before it failed, or its request was not sent.
    #[must_use]
    pub(crate) fn before_acting(self) -> Self {
        self.with(|inner| inner.was_not_begun = true)
    }

    /// Adds what the environment threw, such as the error of `fetch`.
    #[cfg(feature = "js")]
    #[must_use]
    pub fn caused_by(self, thrown: impl Any) -> Self {
        self.with(|inner| inner.cause = Cause(Some(Shared::new(thrown))))
    }

    /// What the environment threw, if it is of this type.
    #[cfg(feature = "js")]
    pub fn cause<T: Any>(&self) -> Option<&T> {
        self.0.cause.0.as_ref()?.downcast_ref()
    }

    fn with(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(Shared::make_mut(&mut self.0));
        self
    }

    /// The kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The library's message: what happened and what to do.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The failed request, such as `POST /api/maintenance/cacheClear`, without its query.
    pub fn request(&self) -> Option<&str> {
        self.0.request.as_deref()
    }

    /// The HTTP status, if there was a response.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The server's message, if it sent one.
    pub fn server_message(&self) -> Option<&str> {
        self.0.server_message.as_deref()
    }

    /// The server's error code, such as `E1006`, if it sent one.
    pub fn server_code(&self) -> Option<&str> {
        self.0.server_code.as_deref()
    }

    /// The JSON path of the unexpected value, for [`ErrorKind::Decode`].
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// How long the server asked to wait before a retry.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Whether the caller aborted the call.
    pub fn is_aborted(&self) -> bool {
        self.kind() == ErrorKind::Aborted
    }

    /// Whether the session has expired.
    pub fn is_session_expired(&self) -> bool {
        self.kind() == ErrorKind::SessionExpired
    }

    /// Whether the server may have completed the operation, or may still be working on it.
    ///
    /// A lost response proves nothing. Neither does a gateway error (502, 503, 504) or an unreadable response. A
    /// connection that was refused does, except in browsers, which do not tell.
    pub fn leaves_outcome_unknown(&self) -> bool {
        !self.0.was_not_begun
            && (self.0.leaves_outcome_unknown
                || matches!(self.kind(), ErrorKind::Network | ErrorKind::Timeout | ErrorKind::Aborted)
                || matches!(self.status(), Some(502..=504)))
    }

    /// Whether a later retry may succeed.
    pub fn is_passing(&self) -> bool {
        matches!(self.kind(), ErrorKind::Network | ErrorKind::Timeout | ErrorKind::Busy | ErrorKind::Server)
    }

    /// Whether the response was empty, cut off, or something else than data.
    pub(crate) fn is_unreadable(&self) -> bool {
        matches!(self.kind(), ErrorKind::Decode | ErrorKind::UnexpectedAnswer)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())?;
        if let Some(path) = self.json_path() {
            write!(f, " At {path}.")?;
        }
        if let Some(status) = self.status() {
            write!(f, " Status {status}.")?;
        }
        match (self.server_message(), self.server_code()) {
            (Some(words), Some(code)) => write!(f, " The server says: {code} {words}")?,
            (Some(words), None) => write!(f, " The server says: {words}")?,
            (None, Some(code)) => write!(f, " The server's code: {code}.")?,
            (None, None) => {}
        }
        match self.request() {
            Some(request) => write!(f, " ({request})"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_reads_as_what_happened_then_the_servers_words_then_the_request() {
        let error = Error::new(ErrorKind::Forbidden, "You may not do this.")
            .of_request("POST /api/dataIntegrity/summary")
            .with_status(403)
            .with_server_words(Some("Access is denied".into()), Some("E1006".into()));
        assert_eq!(
            error.to_string(),
            "You may not do this. Status 403. The server says: E1006 Access is denied (POST /api/dataIntegrity/summary)"
        );
    }

    #[test]
    fn a_gateway_that_gave_up_leaves_the_outcome_unknown_and_a_refusal_does_not() {
        assert!(Error::new(ErrorKind::Server, "").with_status(504).leaves_outcome_unknown());
        assert!(Error::new(ErrorKind::Network, "").leaves_outcome_unknown());
        assert!(!Error::new(ErrorKind::Server, "").with_status(500).leaves_outcome_unknown());
        assert!(!Error::new(ErrorKind::Forbidden, "").with_status(403).leaves_outcome_unknown());
    }
}
