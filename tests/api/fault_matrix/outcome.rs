//! The expected outcome of each fault: the cells of the matrix.

use dhis2_steward::ErrorKind;

use super::operation::Class;
use super::trouble::Trouble;

/// How often a read request is sent at most.
pub(super) const ATTEMPTS: u64 = 3;

/// How an operation ends, and how often its request was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// The kind of the error; none if the fault has no effect.
    pub(super) kind: Option<ErrorKind>,
    /// How often the request was sent.
    pub(super) sent: u64,
    /// Whether the error says that the operation may have been carried out.
    pub(super) is_unknown: bool,
}

impl Outcome {
    /// Its text in the document.
    pub(super) fn cell(self) -> String {
        let end = self.kind.map_or("no effect".into(), |kind| format!("`{}`", kind.as_str()));
        let unknown = if self.is_unknown { ", unknown" } else { "" };
        let times = if self.sent > 1 { format!(" ×{}", self.sent) } else { String::new() };
        format!("{end}{unknown}{times}")
    }
}

/// The expected outcome of a fault in a request of a class.
pub(super) fn expected(class: Class, trouble: Trouble) -> Outcome {
    let watches = class == Class::Watches;
    let passing = if class.acts() { 1 } else { ATTEMPTS };
    let (kind, sent) = match trouble {
        // Watching continues: the next poll succeeds.
        Trouble::Refused | Trouble::Reset | Trouble::Busy | Trouble::ServerWords if watches => (None, 1),
        Trouble::ServerPage | Trouble::Gateway(_) | Trouble::Slow if watches => (None, 1),
        Trouble::LogInPage | Trouble::Empty | Trouble::Truncated | Trouble::Junk if watches => (None, 1),
        // There is no body to lose or to spoil.
        Trouble::Reset if class == Class::ReadsHeaders => (None, 1),
        // Yielded items cannot be taken back, so a stream is not retried.
        Trouble::Reset if class == Class::Stream => (Some(ErrorKind::Network), 1),
        Trouble::Refused | Trouble::Reset => (Some(ErrorKind::Network), passing),
        Trouble::Unauthorized => (Some(ErrorKind::Unauthorized), 1),
        Trouble::SessionOver | Trouble::SessionOverPage => (Some(ErrorKind::SessionExpired), 1),
        Trouble::LogInPage => (Some(ErrorKind::UnexpectedAnswer), 1),
        Trouble::Forbidden => (Some(ErrorKind::Forbidden), 1),
        Trouble::NotFound => (Some(ErrorKind::NotFound), 1),
        Trouble::Conflict => (Some(ErrorKind::Conflict), 1),
        Trouble::Busy => (Some(ErrorKind::Busy), passing),
        Trouble::ServerWords | Trouble::ServerPage => (Some(ErrorKind::Server), 1),
        Trouble::Gateway(_) => (Some(ErrorKind::Server), passing),
        Trouble::Slow if class.acts() => (None, 1),
        Trouble::Slow => (Some(ErrorKind::Timeout), 1),
        Trouble::Empty => (class.of_nothing(), 1),
        Trouble::Truncated if class == Class::Stream => (Some(ErrorKind::Network), 1),
        Trouble::Truncated | Trouble::Junk if class.has_shape() => (Some(ErrorKind::Decode), 1),
        Trouble::Truncated | Trouble::Junk => (None, 1),
    };
    let is_lost = kind.is_some_and(|kind| {
        matches!(kind, ErrorKind::Network | ErrorKind::Timeout | ErrorKind::Decode)
            || matches!(trouble, Trouble::Gateway(_))
    });
    // Without a connection, nothing is sent.
    let is_sent = trouble != Trouble::Refused;
    Outcome { kind, sent, is_unknown: class.acts() && is_lost && is_sent }
}
