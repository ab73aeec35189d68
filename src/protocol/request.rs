//! A request as a value.

use core::fmt;
use std::borrow::Cow;

use crate::error::{Error, Result};

/// The maximum length of a path with its query: servers and proxies accept little more, as they limit it with the headers.
pub(crate) const LONGEST_URL: usize = 6_000;

/// The method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Reads everything of the response except its body.
    Head,
    /// Asks what is allowed.
    Options,
    /// Starts or creates.
    Post,
    /// Replaces.
    Put,
    /// Changes in part.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 7] =
        [Self::Get, Self::Head, Self::Options, Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// Whether requests with this method change nothing, according to HTTP.
    pub const fn is_safe(self) -> bool {
        matches!(self, Self::Get | Self::Head | Self::Options)
    }

    /// The method as in the request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// Whether a request can be retried safely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Safe to retry.
    Reads,
    /// A retry may repeat the operation, so it is never retried after a lost response.
    Acts,
}

/// What the browser's cache may do with a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CachePolicy {
    /// Do not store it, and do not use a stored response.
    NoStore,
    /// Store it, but revalidate before use; an unchanged response then costs a 304.
    Revalidate,
}

/// The body of a request. It may contain a password, so only its length is ever printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Body {
    /// The media type, such as `application/json`.
    pub content_type: Cow<'static, str>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes of {}", self.bytes.len(), self.content_type)
    }
}

/// A request to the Web API, relative to the server's base URL.
///
/// ```
/// use dhis2_steward::Request;
///
/// let request = Request::get("/api/system/info").query("fields", "version,serverDate");
/// assert_eq!(request.path_and_query(), "/api/system/info?fields=version%2CserverDate");
/// ```
///
/// Boxed, so that it is one word while it is put together, which takes less code than many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request(Box<Parts>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    method: Method,
    path: String,
    query: String,
    body: Option<Body>,
    accept: Cow<'static, str>,
    effect: Effect,
    cache: CachePolicy,
}

impl Request {
    /// Creates a request that reads `path`, such as `/api/system/info`.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::Get, path)
    }

    /// Creates a request that starts or creates something at `path`.
    pub fn post(path: impl Into<String>) -> Self {
        Self::new(Method::Post, path)
    }

    /// Creates a request that deletes `path`.
    pub fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::Delete, path)
    }

    /// Creates a request with any method.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        let effect = if method.is_safe() { Effect::Reads } else { Effect::Acts };
        Self(Box::new(Parts {
            method,
            path: path.into(),
            query: String::new(),
            body: None,
            accept: Cow::Borrowed("application/json"),
            effect,
            cache: CachePolicy::NoStore,
        }))
    }

    /// Adds a query parameter; name and value are percent-encoded.
    #[must_use]
    pub fn query(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.0.query.push(if self.0.query.is_empty() { '?' } else { '&' });
        escape_into(&mut self.0.query, name);
        self.0.query.push('=');
        escape_into(&mut self.0.query, value.as_ref());
        self
    }

    /// Adds a numeric query parameter.
    #[must_use]
    pub fn number(self, name: &str, value: u64) -> Self {
        self.query(name, value.to_string())
    }

    /// The request, unless its URL is too long: a server or a proxy would reject it in its own words, or none.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) beyond [`LONGEST_URL`].
    pub(crate) fn short(self) -> Result<Self> {
        if self.is_short() {
            return Ok(self);
        }
        Err(Error::invalid_argument(
            "The URL would be longer than servers and proxies accept. Name fewer objects, or shorten the text.",
        ))
    }

    /// Whether its URL is not too long.
    pub(crate) fn is_short(&self) -> bool {
        self.0.path.len() + self.0.query.len() <= LONGEST_URL
    }

    /// Sets a JSON body.
    #[must_use]
    pub fn json(self, bytes: Vec<u8>) -> Self {
        self.with_body("application/json", bytes)
    }

    /// Sets a plain text body.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Self {
        self.with_body("text/plain;charset=UTF-8", text.into().into_bytes())
    }

    /// Sets a body of any media type, such as `application/json-patch+json`.
    #[must_use]
    pub fn with_body(mut self, content_type: impl Into<Cow<'static, str>>, bytes: Vec<u8>) -> Self {
        self.0.body = Some(Body { content_type: content_type.into(), bytes });
        self
    }

    /// Accepts a media type other than JSON, for responses that the server does not send as JSON (406).
    #[must_use]
    pub fn accept(mut self, media_type: impl Into<Cow<'static, str>>) -> Self {
        self.0.accept = media_type.into();
        self
    }

    /// Marks a `GET` request that changes something, such as `GET /api/maintenance/appReload`.
    #[must_use]
    pub fn acting(mut self) -> Self {
        self.0.effect = Effect::Acts;
        self
    }

    /// Lets the browser store and revalidate the response.
    #[must_use]
    pub fn revalidated(mut self) -> Self {
        self.0.cache = CachePolicy::Revalidate;
        self
    }

    /// The method.
    pub fn method(&self) -> Method {
        self.0.method
    }

    /// The path, without the query.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Path and query as in the request line.
    pub fn path_and_query(&self) -> String {
        format!("{}{}", self.0.path, self.0.query)
    }

    /// The body, if any.
    pub fn body(&self) -> Option<&Body> {
        self.0.body.as_ref()
    }

    /// The media type that the answer should have.
    pub fn accepted(&self) -> &str {
        &self.0.accept
    }

    /// Whether it can be retried safely.
    pub fn effect(&self) -> Effect {
        self.0.effect
    }

    /// What the browser's cache may do with the response.
    pub fn cache(&self) -> CachePolicy {
        self.0.cache
    }
}

impl fmt::Display for Request {
    /// Method and path, which identify a request in errors; without the query, which may contain names.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0.method.as_str(), self.0.path)
    }
}

/// Appends `text`, percent-encoding everything that is not unreserved in a URL.
pub(crate) fn escape_into(target: &mut String, text: &str) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'*' | b':') {
            target.push(char::from(byte));
        } else {
            target.push('%');
            target.extend([byte >> 4, byte & 15].iter().filter_map(|nibble| HEX.get(usize::from(*nibble))));
        }
    }
}

/// `text` as one path segment.
pub(crate) fn segment(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    escape_into(&mut escaped, text);
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_escaped_byte_by_byte() {
        let request = Request::get("/api/x").query("filter", "name:like:é&b").query("paging", "false");
        assert_eq!(request.path_and_query(), "/api/x?filter=name:like:%C3%A9%26b&paging=false");
    }

    #[test]
    fn only_a_safe_method_may_be_repeated_and_not_every_get() {
        let repeated = Method::ALL.map(|method| Request::new(method, "/api/me").effect() == Effect::Reads);
        assert_eq!(repeated, [true, true, true, false, false, false, false]);
        assert_eq!(Request::get("/api/me").effect(), Effect::Reads);
        assert_eq!(Request::post("/api/maintenance/cacheClear").effect(), Effect::Acts);
        assert_eq!(Request::get("/api/maintenance/appReload").acting().effect(), Effect::Acts);
    }

    #[test]
    fn an_error_names_a_request_without_its_query() {
        assert_eq!(Request::get("/api/me").query("fields", "id").to_string(), "GET /api/me");
    }
}
