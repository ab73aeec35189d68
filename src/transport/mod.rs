//! Sends requests and receives bytes: one trait, and an implementation for each platform.
//!
//! Knows no resource and no JSON shape.

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

/// An HTTP request. Its headers and body may contain passwords, so they are never printed.
#[derive(Clone)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The full URL.
    pub url: String,
    /// Names and values of the headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body, if any.
    pub body: Option<Vec<u8>>,
    /// How the browser may cache the response.
    pub cache: CachePolicy,
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.as_str(), self.url)
    }
}

/// The body of a response, in chunks.
pub type Body = LocalBoxStream<'static, Result<Vec<u8>>>;

/// A response whose status and headers have arrived; the body may still be arriving.
pub struct HttpResponse {
    /// The HTTP status.
    pub status: u16,
    /// Names and values of the headers.
    pub headers: Vec<(String, String)>,
    /// The body, in chunks. Dropping it aborts the download.
    pub body: Body,
}

impl HttpResponse {
    /// The value of a header; names are case-insensitive.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The media type without parameters, in lower case; empty if absent.
    pub fn media_type(&self) -> String {
        let value = self.header("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

/// Sends requests to a server.
///
/// Dropping the future or the body of the response aborts the request.
pub trait Transport {
    /// Sends a request and waits for the status and headers of the response.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Network`](crate::ErrorKind::Network) without a response, and
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) if the request is invalid.
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse>>;
}

/// Fails unless every header is valid: a line break in a token would end the header, or crash the page.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument), which names the header but not its value.
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
        let error = check_headers(&[("Authorization", "ApiToken d2pat_s3cret\n".into())]).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::InvalidArgument);
        assert!(!error.to_string().contains("secret"));
        assert!(check_headers(&[("Authorization", "ApiToken d2pat_x".into())]).is_ok());
    }
}
