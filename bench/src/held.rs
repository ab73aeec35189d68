//! A server with in-memory responses.

use std::cell::Cell;
use std::fmt::Write as _;
use std::rc::Rc;

use dhis2_steward::transport::{HttpRequest, HttpResponse, Transport};
use dhis2_steward::{Error, ErrorKind, Result};
use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, StreamExt, stream};

/// The chunk size of bodies, as in the browser transport.
const PIECE: usize = 64 * 1024;

/// System information and the current user.
const INFO: &[u8] = br#"{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}"#;
const ME: &[u8] = br#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#;

/// The record of a running job, and of the same job after its end.
const RUNS: &[u8] = br#"{"id":"dOroizYJpqs","name":"Analytics tables","jobType":"ANALYTICS_TABLE","jobStatus":"RUNNING","schedulingType":"CRON","created":"2026-11-21T07:00:00.000","lastExecuted":"2026-11-21T08:00:00.000","enabled":true}"#;
const ENDED: &[u8] = br#"{"id":"dOroizYJpqs","name":"Analytics tables","jobType":"ANALYTICS_TABLE","jobStatus":"SCHEDULED","schedulingType":"CRON","created":"2026-11-21T07:00:00.000","lastExecuted":"2026-11-21T08:00:00.000","lastFinished":"2026-11-21T09:00:00.000","lastExecutedStatus":"COMPLETED","enabled":true}"#;

/// Responds from memory, at once.
#[derive(Clone, Default)]
pub struct Held {
    /// The response to a request for details.
    pub details: Rc<[u8]>,
    /// The feed of the one job.
    pub feed: Rc<[u8]>,
    /// The number of polls until the job ends.
    pub runs: Rc<Cell<u32>>,
}

impl Held {
    fn body(&self, path: &str) -> Option<Rc<[u8]>> {
        Some(match path {
            "/api/system/info" => INFO.into(),
            "/api/me" => ME.into(),
            "/api/dataIntegrity/details" => Rc::clone(&self.details),
            "/api/system/tasks/ANALYTICS_TABLE/dOroizYJpqs" => Rc::clone(&self.feed),
            "/api/jobConfigurations/dOroizYJpqs" => {
                let left = self.runs.get();
                self.runs.set(left.saturating_sub(1));
                if left == 0 { ENDED.into() } else { RUNS.into() }
            }
            // Empty until the server has written it.
            "/api/jobConfigurations/dOroizYJpqs/progress" => Rc::default(),
            _ => return None,
        })
    }
}

impl Transport for Held {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse>> {
        let path = request.url.strip_prefix(super::SERVER).unwrap_or_default();
        let found = self.body(path.split('?').next().unwrap_or_default());
        async move {
            let body = found.ok_or_else(|| Error::new(ErrorKind::NotFound, "This answer is not held."))?;
            let pieces = (0..body.len().div_ceil(PIECE)).map(move |piece| {
                let start = piece * PIECE;
                let end = (start + PIECE).min(body.len());
                Ok(body.get(start..end).unwrap_or_default().to_vec())
            });
            Ok(HttpResponse {
                status: 200,
                headers: vec![("content-type".to_owned(), "application/json;charset=UTF-8".to_owned())],
                body: stream::iter(pieces).boxed_local(),
            })
        }
        .boxed_local()
    }
}

/// A feed as written by an analytics table update, newest notification first.
pub fn feed(lines: u32) -> Vec<u8> {
    let mut text = String::from("[");
    for line in (0..lines).rev() {
        let (minute, second) = (line / 60, line % 60);
        let comma = if line == 0 { "" } else { "," };
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "{{\"uid\":\"aB3{line:08}\",\"level\":\"LOOP\",\"category\":\"ANALYTICS_TABLE\",\
             \"time\":\"2026-11-21T08:{minute:02}:{second:02}.314\",\
             \"message\":\"[{line}/{lines}] Populating the tables of a year with data values\",\
             \"completed\":false,\"id\":\"aB3{line:08}\"}}{comma}"
        );
    }
    text.push(']');
    text.into_bytes()
}
