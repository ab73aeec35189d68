//! Requests and responses as plain values, for the rest of the simulator.
//!
//! Knows no DHIS2 resource and no server state.

use std::collections::BTreeMap;
use std::pin::Pin;

use axum::http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use bytes::Bytes;
use futures_util::Stream;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::clock::Moment;

/// A request, read whole.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// The path below the context path, decoded, such as `/api/me`.
    pub(crate) path: String,
    /// What stands before the path.
    pub(crate) context_path: String,
    /// The query as it came, without the question mark.
    pub(crate) raw_query: Option<String>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// When it came, in the server's time.
    pub(crate) arrived: Moment,
}

impl Request {
    /// The parts of the path.
    pub(crate) fn segments(&self) -> Vec<&str> {
        self.path.trim_start_matches('/').split('/').collect()
    }

    /// The value of a header, if it is present and text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The first value of a query parameter.
    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a parameter that may be repeated or be a list with commas; `None` if it is absent.
    pub(crate) fn list(&self, name: &str) -> Option<Vec<String>> {
        let mut found = None;
        for (_, value) in self.query.iter().filter(|(key, _)| key == name) {
            let texts = value.split(',').map(str::trim).filter(|text| !text.is_empty());
            found.get_or_insert_with(Vec::new).extend(texts.map(str::to_owned));
        }
        found
    }

    /// The value of a cookie.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.headers
            .get_all("cookie")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
    }

    /// Scheme, host and context path, as the server sees itself, such as `http://localhost:8080`.
    pub(crate) fn base_url(&self) -> String {
        format!("{}{}", self.origin(), self.context_path)
    }

    /// Scheme and host, as the server sees itself.
    pub(crate) fn origin(&self) -> String {
        let scheme = self.header("x-forwarded-proto").unwrap_or("http");
        let host = self.header("x-forwarded-host").or(self.header("host")).unwrap_or("localhost");
        format!("{scheme}://{host}")
    }
}

/// Decodes a query or a form into pairs, in their order.
pub(crate) fn decode_pairs(text: &str) -> Vec<(String, String)> {
    let decode = |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned();
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, value)| (decode(key), decode(value)))
        .collect()
}

/// The chunks of a streamed body.
pub(crate) type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, std::io::Error>> + Send>>;

/// The body of an answer.
pub(crate) enum Body {
    /// Known as a whole.
    Whole(Bytes),
    /// Made while it is sent.
    Pieces(Pieces),
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: Box<HeaderMap>,
    pub(crate) body: Body,
}

impl Answer {
    /// An answer without a body.
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self { status, headers: Box::default(), body: Body::Whole(Bytes::new()) }
    }

    /// 204.
    pub(crate) fn no_content() -> Self {
        Self::empty(StatusCode::NO_CONTENT)
    }

    /// 200 with JSON.
    pub(crate) fn json(value: &Value) -> Self {
        Self::text("application/json;charset=UTF-8", value.to_string())
    }

    /// 200 with a body of the given type.
    pub(crate) fn text(content_type: &'static str, body: impl Into<Bytes>) -> Self {
        let answer = Self { body: Body::Whole(body.into()), ..Self::empty(StatusCode::OK) };
        answer.with(CONTENT_TYPE, content_type)
    }

    /// 302 to a path or an address.
    pub(crate) fn redirect(to: &str) -> Self {
        Self::empty(StatusCode::FOUND).with(LOCATION, to)
    }

    /// Sets the status.
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Sets a header; a value that HTTP cannot carry is left out.
    pub(crate) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Adds a header beside those of the same name.
    pub(crate) fn also(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.append(name, value);
        }
        self
    }

    /// Drops the body and what was said of it.
    pub(crate) fn without_body(mut self) -> Self {
        self.headers.remove(CONTENT_TYPE);
        self.headers.remove(CONTENT_LANGUAGE);
        self.body = Body::Whole(Bytes::new());
        self
    }

    /// Forbids storing the answer, in the words of most resources.
    pub(crate) fn no_store(self) -> Self {
        self.with(CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate")
    }
}

/// The reply of a resource: a response, or a wait.
pub(crate) enum Reply {
    /// The answer.
    Now(Answer),
    /// Ask again when the server's time has reached this moment, or when something has changed.
    Later(Moment),
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        Self::Now(answer)
    }
}

/// How often each method and path was asked for.
pub type RequestCounts = BTreeMap<String, u64>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_decoded_in_order() {
        let pairs = decode_pairs("checks=a%2Cb&checks=c+d&empty");
        let texts: Vec<_> = pairs.iter().map(|(key, value)| format!("{key}:{value}")).collect();
        assert_eq!(texts, ["checks:a,b", "checks:c d", "empty:"]);
    }
}
