//! A transport without a network, for tests and examples: responds with prepared responses.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, StreamExt, stream};

use super::{HttpRequest, HttpResponse, Transport};
use crate::error::{Error, ErrorKind, Result};

/// A prepared response.
#[derive(Clone, Debug)]
pub struct Canned {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// The connection is lost at the end of the body.
    is_broken: bool,
}

impl Canned {
    /// Creates a 200 with JSON.
    pub fn json(body: impl Into<String>) -> Self {
        Self::new(200, "application/json;charset=UTF-8", body)
    }

    /// Creates a response with any status and media type; an empty type omits the header.
    pub fn new(status: u16, content_type: &str, body: impl Into<String>) -> Self {
        let headers = match content_type {
            "" => Vec::new(),
            other => vec![("content-type".to_owned(), other.to_owned())],
        };
        Self { status, headers, body: body.into().into_bytes(), is_broken: false }
    }

    /// Creates a 204.
    pub fn no_content() -> Self {
        Self::new(204, "", "")
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Loses the connection after the last byte of the body.
    #[must_use]
    pub fn broken(mut self) -> Self {
        self.is_broken = true;
        self
    }
}

/// Responds from memory, and records the requests.
///
/// Clones share their responses and recorded requests.
///
/// ```
/// use dhis2_steward::transport::memory::{Canned, MemoryTransport};
///
/// let transport = MemoryTransport::new();
/// transport.on("GET /api/ping", Canned::new(200, "", ""));
/// ```
#[derive(Clone, Debug, Default)]
pub struct MemoryTransport(Rc<RefCell<Memory>>);

#[derive(Debug, Default)]
struct Memory {
    answers: HashMap<String, VecDeque<Result<Canned>>>,
    asked: Vec<HttpRequest>,
}

impl MemoryTransport {
    /// Creates a transport without responses.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response to `route`, such as `GET /api/me`, whatever its query.
    ///
    /// Responses are returned in the order in which they were added; the last one is repeated.
    pub fn on(&self, route: &str, answer: Canned) -> &Self {
        self.0.borrow_mut().answers.entry(route.to_owned()).or_default().push_back(Ok(answer));
        self
    }

    /// Makes the next request to `route` lose its connection.
    pub fn break_on(&self, route: &str) -> &Self {
        self.fail_on(route, lost())
    }

    /// Refuses the connection of the next request to `route`, which is therefore not sent.
    pub fn refuse_on(&self, route: &str) -> &Self {
        let refused = Error::new(ErrorKind::Network, "The server could not be reached.");
        self.fail_on(route, refused.before_acting())
    }

    fn fail_on(&self, route: &str, error: Error) -> &Self {
        self.0.borrow_mut().answers.entry(route.to_owned()).or_default().push_back(Err(error));
        self
    }

    /// The requests so far.
    pub fn asked(&self) -> Vec<HttpRequest> {
        self.0.borrow().asked.clone()
    }

    /// How often `route` was requested.
    pub fn count(&self, route: &str) -> usize {
        self.0.borrow().asked.iter().filter(|request| route_of(request) == route).count()
    }
}

fn lost() -> Error {
    Error::new(ErrorKind::Network, "The connection to the server was lost.")
}

fn route_of(request: &HttpRequest) -> String {
    let path = request.url.split_once("://").map_or(request.url.as_str(), |(_, rest)| rest);
    let path = path.find('/').and_then(|slash| path.get(slash..)).unwrap_or("/");
    format!("{} {}", request.method.as_str(), path.split('?').next().unwrap_or_default())
}

impl Transport for MemoryTransport {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse>> {
        let memory = Rc::clone(&self.0);
        async move {
            super::check_headers(&request.headers)?;
            let route = route_of(&request);
            let mut memory = memory.borrow_mut();
            memory.asked.push(request);
            let answers = memory.answers.get_mut(&route);
            let answer = match answers {
                Some(answers) if answers.len() > 1 => answers.pop_front(),
                Some(answers) => answers.front().cloned(),
                None => None,
            };
            let answer = answer.unwrap_or_else(|| {
                let words = format!("<html>No response to {route} is recorded.</html>");
                Ok(Canned::new(404, "text/html;charset=utf-8", words))
            })?;
            let end = answer.is_broken.then(|| Err(lost()));
            let pieces: Vec<Result<Vec<u8>>> =
                answer.body.chunks(7).map(|piece| Ok(piece.to_vec())).chain(end).collect();
            Ok(HttpResponse {
                status: answer.status,
                headers: answer.headers,
                body: stream::iter(pieces).boxed_local(),
            })
        }
        .boxed_local()
    }
}
