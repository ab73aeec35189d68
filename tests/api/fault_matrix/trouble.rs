//! The faults: the rows of the matrix.

use dhis2_steward_simulator::{Drop, Fault, Spoilt};

use super::operation::Class;

/// The simulated server's message, if a fault has one.
pub(super) const WORDS: &str = "The server says so";
/// The seconds in `Retry-After`.
pub(super) const RETRY_AFTER: u64 = 7;

/// A fault in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Refused,
    Reset,
    Unauthorized,
    SessionOver,
    LogInPage,
    SessionOverPage,
    Forbidden,
    NotFound,
    Conflict,
    Busy,
    ServerWords,
    ServerPage,
    Gateway(u16),
    Empty,
    Truncated,
    Slow,
    Junk,
}

impl Trouble {
    pub(super) const ALL: [Self; 19] = [
        Self::Refused,
        Self::Reset,
        Self::Unauthorized,
        Self::SessionOver,
        Self::LogInPage,
        Self::SessionOverPage,
        Self::Forbidden,
        Self::NotFound,
        Self::Conflict,
        Self::Busy,
        Self::ServerWords,
        Self::ServerPage,
        Self::Gateway(502),
        Self::Gateway(503),
        Self::Gateway(504),
        Self::Empty,
        Self::Truncated,
        Self::Junk,
        // Last, because it is the only one after which the server carries out the request.
        Self::Slow,
    ];

    /// Its name in the document.
    pub(super) fn name(self) -> String {
        let name = match self {
            Self::Refused => "connection refused",
            Self::Reset => "connection reset during the response",
            Self::Unauthorized => "401, with a token or password",
            Self::SessionOver => "401, with a browser session",
            Self::LogInPage => "302 to a login page, with a token or password",
            Self::SessionOverPage => "302 to a login page, with a browser session",
            Self::Forbidden => "403",
            Self::NotFound => "404",
            Self::Conflict => "409",
            Self::Busy => "429 with `Retry-After`",
            Self::ServerWords => "500 with a message",
            Self::ServerPage => "500 with an HTML page",
            Self::Gateway(status) => return format!("{status} with an HTML page"),
            Self::Empty => "empty 200",
            Self::Truncated => "truncated response",
            Self::Junk => "2 MB of garbage",
            Self::Slow => "no response",
        };
        name.to_owned()
    }

    /// Whether the client uses a browser session.
    pub(super) fn is_of_a_session(self) -> bool {
        matches!(self, Self::SessionOver | Self::SessionOverPage)
    }

    /// Whether the response has the server's message.
    pub(super) fn has_words(self) -> bool {
        matches!(self, Self::Forbidden | Self::NotFound | Self::Conflict | Self::Busy | Self::ServerWords)
    }

    /// The fault for the simulated server. A write is not carried out if the fault is in its response.
    pub(super) fn fault(self, line: &str, class: Class) -> Fault {
        let (method, path) = line.split_once(' ').unwrap();
        let of_line = Fault { method: Some(method.into()), path: path.into(), ..Fault::default() };
        let refusal = |status| Fault { status: Some(status), message: Some(WORDS.into()), ..of_line.clone() };
        let page = |status| Fault { status: Some(status), ..of_line.clone() };
        let answer = if class.acts() { refusal(200) } else { of_line.clone() };
        match self {
            Self::Refused => of_line,
            Self::Reset => Fault { drop: Some(Drop::Body), ..answer },
            Self::Unauthorized | Self::SessionOver => refusal(401),
            Self::LogInPage | Self::SessionOverPage => {
                Fault { location: Some("/dhis-web-login/".into()), ..page(302) }
            }
            Self::Forbidden => refusal(403),
            Self::NotFound => refusal(404),
            Self::Conflict => refusal(409),
            Self::Busy => Fault { retry_after: Some(RETRY_AFTER), ..refusal(429) },
            Self::ServerWords => refusal(500),
            Self::ServerPage => page(500),
            Self::Gateway(status) => page(status),
            Self::Empty => Fault { body: Some(Spoilt::Empty), ..refusal(200) },
            Self::Truncated => Fault { body: Some(Spoilt::Truncated), ..answer },
            Self::Junk => Fault { body: Some(Spoilt::Junk), ..answer },
            Self::Slow => Fault { stall: true, ..of_line },
        }
    }
}
