//! What must come of each trouble: the cells of the matrix.

use dhis2_steward::ErrorKind;

use super::operation::Class;
use super::trouble::Trouble;

/// How often a request that reads is sent at most.
pub(super) const ATTEMPTS: u64 = 3;

/// How an operation ends, and how often its request was sent until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// The kind of the error; none where it ends as it does without the trouble.
    pub(super) kind: Option<ErrorKind>,
    /// How often the request was sent.
    pub(super) sent: u64,
    /// Whether the error says that what was asked for may have been done all the same.
    pub(super) is_unknown: bool,
}

impl Outcome {
    /// How the document writes it.
    pub(super) fn cell(self) -> String {
        let end = self.kind.map_or("as without it".into(), |kind| format!("`{}`", kind.as_str()));
        let unknown = if self.is_unknown { ", unknown" } else { "" };
        let times = if self.sent > 1 { format!(" ×{}", self.sent) } else { String::new() };
        format!("{end}{unknown}{times}")
    }
}

/// What must come of a trouble with a request of a class.
pub(super) fn expected(class: Class, trouble: Trouble) -> Outcome {
    let watches = class == Class::Watches;
    let passing = if class.acts() { 1 } else { ATTEMPTS };
    let (kind, sent) = match trouble {
        // It goes on: the next look finds the server again.
        Trouble::Refused | Trouble::Reset | Trouble::Busy | Trouble::ServerWords if watches => (None, 1),
        Trouble::ServerPage | Trouble::Gateway(_) | Trouble::Slow if watches => (None, 1),
        // What has been told of a stream cannot be taken back, so it is not begun again.
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
    Outcome { kind, sent, is_unknown: class.acts() && is_lost }
}
