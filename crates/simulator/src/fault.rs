//! Injected faults: delays, closed connections, error responses and wrong bodies.

use std::io::{Error, ErrorKind};
use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::{LOCATION, RETRY_AFTER};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use serde::Deserialize;
use tokio::sync::watch;

use crate::Scenario;
use crate::error_page::error_page;
use crate::exchange::{Answer, Body, Pieces, Request};
use crate::web_message;
use crate::wire::Cut;

/// How long the beginning of an answer is given to reach the client before the connection is cut.
const HEAD_START: Duration = Duration::from_millis(40);

/// What no client can make anything of.
static JUNK: [u8; 2_000_000] = [b'x'; 2_000_000];

/// Where a connection is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Drop {
    /// Before anything is answered; a writing request is not performed.
    Before,
    /// After the headers.
    Headers,
    /// In the middle of the body.
    Body,
}

/// What a body is replaced by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Spoilt {
    /// A page of HTML.
    Html,
    /// Nothing.
    Empty,
    /// The first half of the body, well transmitted.
    Truncated,
    /// 2 MB that mean nothing.
    Junk,
}

/// Something that goes wrong with some requests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Fault {
    /// The method of the requests; all if `None`.
    pub method: Option<String>,
    /// The path of the requests below the context path, or its beginning if it ends with `*`; all if empty.
    pub path: String,
    /// How many fitting requests are left alone first.
    pub skip: u64,
    /// How many requests the fault happens to; all that follow if `None`.
    pub times: Option<u64>,
    /// Milliseconds of real time before the request is looked at.
    pub latency: Option<u64>,
    /// Where the connection is cut.
    pub drop: Option<Drop>,
    /// The status that is answered instead of performing the request.
    pub status: Option<u16>,
    /// With a status: seconds after which to try again.
    pub retry_after: Option<u64>,
    /// With a status: the server's message, as JSON instead of an HTML page.
    pub message: Option<String>,
    /// With a status: where the client is sent to.
    pub location: Option<String>,
    /// What the body is replaced by.
    pub body: Option<Spoilt>,
    /// Whether all sessions end before the request is looked at.
    pub end_session: bool,
    /// After how many issues the body waits until it is released.
    pub hold: Option<usize>,
    /// Whether the request waits until it is released before it is looked at.
    pub stall: bool,
}

/// The faults that are to happen.
#[derive(Debug)]
pub(crate) struct Faults {
    planned: Vec<Fault>,
    is_faulty: bool,
    seen: u64,
    released: watch::Sender<u64>,
    stalled: watch::Sender<u64>,
}

impl Faults {
    /// The faults of a scenario.
    pub(crate) fn of(scenario: Scenario) -> Self {
        let late = Fault { path: "/api/*".to_owned(), latency: Some(1200), ..Fault::default() };
        Self {
            planned: if scenario == Scenario::Slow { vec![late] } else { vec![] },
            is_faulty: scenario == Scenario::Faulty,
            seen: 0,
            released: watch::Sender::new(0),
            stalled: watch::Sender::new(0),
        }
    }

    /// Plans a fault.
    pub(crate) fn add(&mut self, fault: Fault) {
        self.planned.push(fault);
    }

    /// Forgets all faults, those of the scenario too.
    pub(crate) fn clear(&mut self) {
        self.planned.clear();
        self.is_faulty = false;
        self.release();
    }

    /// Lets answers go on that are held.
    pub(crate) fn release(&self) {
        self.released.send_modify(|count| *count += 1);
    }

    /// Tells when answers may go on.
    pub(crate) fn released(&self) -> watch::Receiver<u64> {
        self.released.subscribe()
    }

    /// Lets a request wait until answers may go on.
    pub(crate) fn stall(&self) -> watch::Receiver<u64> {
        self.stalled.send_modify(|count| *count += 1);
        self.released()
    }

    /// Tells when the next request waits.
    pub(crate) fn stalled(&self) -> watch::Receiver<u64> {
        self.stalled.subscribe()
    }

    /// What goes wrong with a request, if anything does.
    pub(crate) fn next(&mut self, request: &Request) -> Option<Fault> {
        for fault in self.planned.iter_mut().filter(|fault| fault.fits(request)) {
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            match &mut fault.times {
                Some(0) => continue,
                Some(times) => *times -= 1,
                None => {}
            }
            return Some(fault.clone());
        }
        self.is_faulty.then(|| self.misfortune(request)).flatten()
    }

    /// What the faulty scenario does to polls: something to one in four, always in the same order.
    fn misfortune(&mut self, request: &Request) -> Option<Fault> {
        let polled =
            ["/api/dataIntegrity/", "/api/jobConfigurations", "/api/system/tasks", "/api/scheduling"];
        let is_poll = request.method == "GET" && polled.iter().any(|prefix| request.path.starts_with(prefix));
        if !is_poll {
            return None;
        }
        self.seen += 1;
        let fault = Fault::default();
        match self.seen % 28 {
            4 => Some(Fault { status: Some(503), retry_after: Some(1), ..fault }),
            8 => Some(Fault { drop: Some(Drop::Body), ..fault }),
            12 => Some(Fault { status: Some(502), body: Some(Spoilt::Html), ..fault }),
            16 => Some(Fault { body: Some(Spoilt::Truncated), ..fault }),
            20 => Some(Fault { drop: Some(Drop::Before), ..fault }),
            24 => Some(Fault { latency: Some(4000), status: Some(504), ..fault }),
            0 if self.seen == 56 => Some(Fault { end_session: true, ..fault }),
            _ => None,
        }
    }
}

impl Fault {
    fn fits(&self, request: &Request) -> bool {
        let path = match self.path.strip_suffix('*') {
            Some(prefix) => request.path.starts_with(prefix),
            None => self.path.is_empty() || request.path == self.path,
        };
        path && self.method.as_deref().is_none_or(|method| request.method == method)
    }

    /// The answer that is given without performing the request.
    pub(crate) fn instead(&self) -> Option<Answer> {
        if self.drop == Some(Drop::Before) {
            return Some(Answer::no_content());
        }
        let status = StatusCode::from_u16(self.status?).ok()?;
        let mut answer = match &self.message {
            Some(text) => web_message::returned_error(status, text, None),
            None => error_page(status, None),
        };
        if let Some(seconds) = self.retry_after {
            answer = answer.with(RETRY_AFTER, &seconds.to_string());
        }
        if let Some(place) = &self.location {
            answer = answer.with(LOCATION, place);
        }
        Some(answer)
    }

    /// Does to an answer what is to be done to it.
    pub(crate) fn spoil(&self, answer: Answer, cut: &Cut, released: watch::Receiver<u64>) -> Answer {
        let answer = match self.body {
            Some(Spoilt::Html) => Answer { body: error_page(answer.status, None).body, ..answer }
                .with(axum::http::header::CONTENT_TYPE, "text/html;charset=UTF-8"),
            Some(Spoilt::Junk) => Answer { body: Body::Whole(Bytes::from_static(&JUNK)), ..answer },
            Some(Spoilt::Empty) => answer.without_body(),
            Some(Spoilt::Truncated) => Answer { body: halve(answer.body), ..answer },
            None => answer,
        };
        let answer = match self.hold {
            Some(count) => Answer { body: Body::Pieces(hold(answer.body, count, released)), ..answer },
            None => answer,
        };
        match self.drop {
            Some(Drop::Before) => {
                cut.now();
                answer
            }
            Some(Drop::Headers) => Answer { body: broken(Bytes::new()), ..answer },
            Some(Drop::Body) => match halve(answer.body) {
                Body::Whole(half) => Answer { body: broken(half), ..answer },
                Body::Pieces(pieces) => {
                    let body = Body::Pieces(Box::pin(pieces.take(3).chain(stream::iter([Err(reset())]))));
                    Answer { body, ..answer }
                }
            },
            None => answer,
        }
    }
}

fn halve(body: Body) -> Body {
    match body {
        Body::Whole(bytes) => Body::Whole(bytes.slice(..bytes.len() / 2)),
        Body::Pieces(pieces) => Body::Pieces(Box::pin(pieces.take(3))),
    }
}

fn reset() -> Error {
    Error::from(ErrorKind::ConnectionReset)
}

/// A body that breaks off, after its beginning has had the time to arrive.
fn broken(beginning: Bytes) -> Body {
    let end = async {
        tokio::time::sleep(HEAD_START).await;
        Err(reset())
    };
    let beginning = stream::iter((!beginning.is_empty()).then_some(Ok(beginning)));
    Body::Pieces(Box::pin(beginning.chain(stream::once(end))))
}

/// A body that waits after some issues until it is released.
fn hold(body: Body, count: usize, mut released: watch::Receiver<u64>) -> Pieces {
    let pieces: Pieces = match body {
        Body::Whole(bytes) => Box::pin(stream::iter([Ok(bytes)])),
        Body::Pieces(pieces) => pieces,
    };
    let mut left = Some(count);
    let cut = pieces.flat_map(move |piece| {
        let parts = match (piece, left) {
            (Ok(bytes), Some(count)) => match after_issues(&bytes, count) {
                Ok(at) => {
                    left = None;
                    vec![Ok((bytes.slice(..at), true)), Ok((bytes.slice(at..), false))]
                }
                Err(found) => {
                    left = Some(count - found);
                    vec![Ok((bytes, false))]
                }
            },
            (piece, _) => vec![piece.map(|bytes| (bytes, false))],
        };
        stream::iter(parts)
    });
    released.mark_unchanged();
    let mut waits = false;
    Box::pin(cut.then(move |part| {
        let mut released = released.clone();
        let wait = std::mem::replace(&mut waits, part.as_ref().is_ok_and(|(_, last)| *last));
        async move {
            if wait {
                // The sender lives as long as the server: an error means that it is going away.
                let _ = released.changed().await;
            }
            part.map(|(bytes, _)| bytes)
        }
    }))
}

/// Where a number of issues has ended, or how many have ended in these bytes.
fn after_issues(bytes: &[u8], count: usize) -> Result<usize, usize> {
    let ends = bytes.windows(3).enumerate().filter(|(_, three)| three == b"},{").map(|(at, _)| at + 1);
    let ends: Vec<usize> = ends.take(count).collect();
    match ends.get(count.saturating_sub(1)) {
        Some(at) => Ok(*at),
        None => Err(ends.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_body_is_cut_after_the_requested_number_of_issues() {
        let body = br#"{"a":{"issues":[{"id":"1"},{"id":"2"},{"id":"3"}]}}"#;
        let at = after_issues(body, 2).unwrap();
        assert!(body[..at].ends_with(br#"{"id":"2"}"#));
        assert_eq!(after_issues(body, 9), Err(2));
    }
}
