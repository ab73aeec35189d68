//! How bytes travel: one trait, and one implementation for each place where the library runs.
//!
//! Never knows a resource or the shape of an answer.

#[cfg(target_arch = "wasm32")]
pub mod fetch;
pub mod memory;
#[cfg(feature = "native")]
pub mod native;

use core::fmt;

use futures_util::future::LocalBoxFuture;
use futures_util::stream::LocalBoxStream;

use crate::error::Result;
use crate::protocol::{CachePolicy, Method};

/// A request as it goes onto the wire. Its headers and body may hold passwords, so they are never printed.
#[derive(Clone)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The whole address.
    pub url: String,
    /// Names and values of the headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body, where there is one.
    pub body: Option<Vec<u8>>,
    /// What the browser's cache may do with the answer.
    pub cache: CachePolicy,
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.as_str(), self.url)
    }
}

/// The body of an answer, piece by piece.
pub type Body = LocalBoxStream<'static, Result<Vec<u8>>>;

/// An answer whose status and headers are there, while the body may still be on its way.
pub struct HttpResponse {
    /// The number of the status line.
    pub status: u16,
    /// Names and values of the headers.
    pub headers: Vec<(String, String)>,
    /// The body, piece by piece. Dropping it breaks the download off.
    pub body: Body,
}

impl HttpResponse {
    /// The value of a header; names are compared without case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The media type without parameters, in lower case; empty where none was sent.
    pub fn media_type(&self) -> String {
        let value = self.header("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

/// Something that carries requests to a server.
///
/// Dropping the future or the body of the answer aborts the request.
pub trait Transport {
    /// Sends a request and waits for the head of its answer.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Network`](crate::ErrorKind::Network) where no answer came, and
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) where the request cannot be sent as it is.
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse>>;
}

/// Fails unless every header can be sent: a line break in a token would otherwise end the header, or the page.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument), which names the header and not its value.
pub(crate) fn check_headers(headers: &[(&'static str, String)]) -> Result<()> {
    let fault = headers
        .iter()
        .find(|(_, value)| value.bytes().any(|byte| !(byte == b'\t' || (32..127).contains(&byte))));
    fault.map_or(Ok(()), |(name, _)| {
        Err(crate::Error::invalid_argument(format!(
            "The header {name} contains a line break or another invalid character. Check the token or password."
        )))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_with_a_line_break_is_refused_without_being_repeated() {
        let error = check_headers(&[("Authorization", "ApiToken d2pat_secret\n".into())]).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::InvalidArgument);
        assert!(!error.to_string().contains("secret"));
        assert!(check_headers(&[("Authorization", "ApiToken d2pat_x".into())]).is_ok());
    }
}
