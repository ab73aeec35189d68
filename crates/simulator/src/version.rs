//! The DHIS2 versions that can be simulated, and what differs between them.
//!
//! Each difference is a named method, so that no other module compares version numbers.

use std::fmt;
use std::str::FromStr;

/// A line of DHIS2 releases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Version {
    /// 2.41, answering as 2.41.9.1 does.
    V2_41,
    /// 2.42, answering as 2.42.5.2 does.
    #[default]
    V2_42,
    /// 2.43, answering as 2.43.1.1-SNAPSHOT does.
    V2_43,
    /// 2.44-SNAPSHOT, of which no recording exists: it answers as 2.43 with the newer catalogue.
    V2_44,
}

impl Version {
    /// Every version, oldest first.
    pub const ALL: [Self; 4] = [Self::V2_41, Self::V2_42, Self::V2_43, Self::V2_44];

    /// The short name, such as `2.42`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::V2_41 => "2.41",
            Self::V2_42 => "2.42",
            Self::V2_43 => "2.43",
            Self::V2_44 => "2.44",
        }
    }

    /// The version in `/api/system/info`, such as `2.42.5.2`.
    #[must_use]
    pub fn full(self) -> &'static str {
        match self {
            Self::V2_41 => "2.41.9.1",
            Self::V2_42 => "2.42.5.2",
            Self::V2_43 => "2.43.1.1-SNAPSHOT",
            Self::V2_44 => "2.44-SNAPSHOT",
        }
    }

    /// The highest number that is accepted in `/api/<number>/…`.
    pub(crate) fn highest_api_number(self) -> u32 {
        match self {
            Self::V2_41 | Self::V2_42 => 42,
            Self::V2_43 => 43,
            Self::V2_44 => 44,
        }
    }

    /// The path of the log-in page.
    pub(crate) fn login_path(self) -> &'static str {
        match self {
            Self::V2_41 => "/dhis-web-login",
            Self::V2_42 => "/dhis-web-login/",
            Self::V2_43 | Self::V2_44 => "/login/",
        }
    }

    /// Where the server redirects after a log-in.
    pub(crate) fn home_path(self) -> &'static str {
        match self {
            Self::V2_41 => "/dhis-web-dashboard",
            _ => "/",
        }
    }

    /// Whether requests from another origin are dropped with an empty 200.
    pub(crate) fn drops_foreign_origins(self) -> bool {
        self >= Self::V2_42
    }

    /// Whether protection against forged requests can be switched on.
    pub(crate) fn has_csrf(self) -> bool {
        self >= Self::V2_42
    }

    /// Whether the readable cookie `SESSION_EXPIRE` is set, and cookies have `SameSite`.
    pub(crate) fn tells_session_expiry(self) -> bool {
        self >= Self::V2_43
    }

    /// Whether answers of the API have an entity tag.
    pub(crate) fn tags_answers(self) -> bool {
        self <= Self::V2_42
    }

    /// Whether every client gets a session at once, even before logging in.
    pub(crate) fn opens_sessions_for_nobody(self) -> bool {
        self == Self::V2_41
    }

    /// Whether pages outside the API ask for a session and take no other proof of who one is.
    pub(crate) fn guards_pages(self) -> bool {
        self == Self::V2_41
    }

    /// Whether the response to an unknown path varies by origin.
    pub(crate) fn varies_by_origin(self) -> bool {
        self >= Self::V2_42
    }

    /// The server's words for an unsupported value.
    pub(crate) fn refusal(self) -> &'static str {
        if self == Self::V2_41 { "not supported" } else { "is not supported" }
    }

    /// The header that once switched the filter of old browsers.
    pub(crate) fn xss_protection(self) -> &'static str {
        if self == Self::V2_41 { "1; mode=block" } else { "0" }
    }

    /// Whether installed apps are shown inside the global shell.
    pub(crate) fn has_shell(self) -> bool {
        self >= Self::V2_42
    }

    /// Whether a 403 names the authority that is missing.
    pub(crate) fn names_missing_authority(self) -> bool {
        self >= Self::V2_42
    }

    /// The content type of errors that a controller reports.
    pub(crate) fn error_type(self) -> &'static str {
        match self {
            Self::V2_41 => "application/json;charset=UTF-8",
            _ => "application/json",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|version| version.name() == text)
            .ok_or_else(|| format!("unknown version {text}: expected 2.41, 2.42, 2.43 or 2.44"))
    }
}
