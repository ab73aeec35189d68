//! The URL of a server.

use core::fmt;

use crate::error::{Error, Result};

/// The URL of a DHIS2 server with its context path, without a trailing slash.
///
/// ```
/// use dhis2_steward::BaseUrl;
///
/// assert_eq!(BaseUrl::parse("https://example.org/hmis/")?.to_string(), "https://example.org/hmis");
/// let page = BaseUrl::of_page("https://example.org", "/hmis/api/apps/steward/index.html");
/// assert_eq!(page.to_string(), "https://example.org/hmis");
/// # Ok::<(), dhis2_steward::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Parses a URL that begins with `http://` or `https://`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for anything else, and for a URL that contains
    /// a password, which would end up in logs.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim().trim_end_matches('/');
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let Some(host) = rest.and_then(|rest| rest.split('/').next()).filter(|host| !host.is_empty()) else {
            return Err(Error::invalid_argument(
                "The base URL must begin with http:// or https:// and have a host, such as https://dhis2.example.org/hmis.",
            ));
        };
        if host.contains('@') {
            return Err(Error::invalid_argument(
                "The base URL must not contain a username or password. Pass them as credentials.",
            ));
        }
        if text.contains(['?', '#', ' ']) {
            return Err(Error::invalid_argument(
                "The base URL must end with the context path, without a query or fragment.",
            ));
        }
        Ok(Self(text.to_owned()))
    }

    /// The server of a page: an installed app is served below `/api/apps/`; the context path comes before that.
    ///
    /// A page elsewhere belongs to a server without a context path.
    pub fn of_page(origin: &str, pathname: &str) -> Self {
        // No substring search: the npm module needs that code nowhere else.
        let is_api =
            |place: &usize| pathname.get(*place..).is_some_and(|rest| rest.starts_with("/api/apps/"));
        let place = pathname.match_indices('/').map(|(place, _)| place).find(is_api);
        let context = place.and_then(|place| pathname.get(..place)).unwrap_or_default();
        Self(format!("{}{context}", origin.trim_end_matches('/')))
    }

    /// The URL as a string.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, with its port if given.
    pub fn host(&self) -> &str {
        self.0.split('/').nth(2).unwrap_or_default()
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_address_is_refused_in_words() {
        for text in ["", "example.org", "ftp://example.org", "https://", "https://a/?x=1"] {
            assert!(BaseUrl::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_password_in_the_address_is_refused_and_not_repeated() {
        let error = BaseUrl::parse("https://admin:district@example.org").unwrap_err();
        assert!(!error.to_string().contains("district"));
    }

    #[test]
    fn the_context_path_of_a_page_is_what_stands_before_the_app() {
        let of = |path| BaseUrl::of_page("https://h:8443", path).to_string();
        assert_eq!(of("/api/apps/steward/index.html"), "https://h:8443");
        assert_eq!(of("/a/b/api/apps/steward/"), "https://h:8443/a/b");
        assert_eq!(of("/"), "https://h:8443");
    }
}
