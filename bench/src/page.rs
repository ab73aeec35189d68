//! The bindings for the benchmark page: the core as in the app.

use std::cell::Cell;
use std::rc::Rc;

use dhis2_steward::domain::issue_list::{Column, IssueList};
use dhis2_steward::environment::browser::BrowserEnvironment;
use dhis2_steward::environment::manual::ManualEnvironment;
use dhis2_steward::transport::fetch::FetchTransport;
use dhis2_steward::{Error, Result};
use futures_util::FutureExt;
use futures_util::future::{self, LocalBoxFuture};
use js_sys::{Array, Function, JsString, Map};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::{Held, Sum, connect, feed, quiet_poll, read_issues};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// Reads the issues of a response: `early` maps the URL of each request to the promise of its `Response`, and `first`
/// is called at the first issue.
///
/// Returns the number of issues and the total length of their strings.
///
/// # Errors
///
/// If the response is not what the core expects.
#[wasm_bindgen(js_name = readIssues)]
pub async fn read_issues_of(early: Map, first: Function) -> core::result::Result<Array, JsError> {
    let sum = sum(early, first).await.map_err(told)?;
    Ok([sum.issues, sum.length].into_iter().map(|number| JsValue::from(number as f64)).collect())
}

async fn sum(early: Map, first: Function) -> Result<Sum> {
    let client = connect(FetchTransport::with_early(early), BrowserEnvironment).await?;
    let mut sum = Sum::default();
    read_issues(&client, |issue| {
        if sum.issues == 0 {
            // The page's function, which only reads the clock.
            let _ = first.call0(&JsValue::UNDEFINED);
        }
        sum.add(&issue);
    })
    .await?;
    Ok(sum)
}

/// The average time of a poll without new notifications, in milliseconds.
///
/// # Errors
///
/// If a response is not what the core expects.
#[wasm_bindgen(js_name = quietPoll)]
pub fn quiet_poll_of(lines: u32, polls: u32) -> core::result::Result<f64, JsError> {
    let held = Held { feed: feed(lines).into(), runs: Rc::new(Cell::new(polls)), ..Held::default() };
    let poll = async { quiet_poll(&connect(held, ManualEnvironment::new()).await?, polls, now).await }
        .now_or_never();
    // Everything is in memory, so nothing waits.
    poll.ok_or_else(|| JsError::new("a poll waited"))?.map_err(told)
}

/// The feed itself, for reading it without the core.
#[wasm_bindgen(js_name = feedOf)]
pub fn feed_of(lines: u32) -> JsString {
    String::from_utf8_lossy(&feed(lines)).into_owned().into()
}

/// All issues of a response, stored as in the app.
#[wasm_bindgen]
#[derive(Default)]
pub struct Kept {
    list: IssueList,
}

#[wasm_bindgen]
impl Kept {
    /// Stores the issues of a response; `early` as for [`read_issues_of`].
    ///
    /// # Errors
    ///
    /// If the response is not what the core expects.
    pub async fn of(early: Map) -> core::result::Result<Self, JsError> {
        let mut kept = Self::default();
        let reading = async {
            let client = connect(FetchTransport::with_early(early), BrowserEnvironment).await?;
            read_issues(&client, |issue| kept.list.push(&issue)).await
        };
        reading.await.map_err(told)?;
        Ok(kept)
    }

    /// Searches; returns the number of matches, the duration, and the longest time that the page was blocked.
    pub fn search(&self, text: &str) -> Box<[f64]> {
        let watch = Stopwatch::new();
        let found = self.list.matching(text, 0, &|| watch.turn()).now_or_never();
        watch.read(&found.unwrap_or_default())
    }

    /// Sorts by a column; returns the number of issues, and times as for a search.
    pub fn sort(&self, column: usize) -> Box<[f64]> {
        let column = Column::ALL.get(column).copied().unwrap_or(Column::Name);
        let places = (0..self.list.len()).filter_map(|place| u32::try_from(place).ok()).collect();
        let watch = Stopwatch::new();
        let sorted = self.list.sorted(places, column, false, &|| watch.turn()).now_or_never();
        watch.read(&sorted.unwrap_or_default())
    }
}

/// Measures the duration of work, and how long it blocks the page.
struct Stopwatch {
    started: f64,
    turned: Cell<f64>,
    longest: Cell<f64>,
}

impl Stopwatch {
    fn new() -> Self {
        let started = now();
        Self { started, turned: Cell::new(started), longest: Cell::new(0.0) }
    }

    fn turn(&self) -> LocalBoxFuture<'static, ()> {
        let since = self.turned.replace(now());
        self.longest.set(self.longest.get().max(self.turned.get() - since));
        future::ready(()).boxed_local()
    }

    fn read(&self, places: &[u32]) -> Box<[f64]> {
        drop(self.turn());
        Box::new([places.len() as f64, self.turned.get() - self.started, self.longest.get()])
    }
}

fn told(error: Error) -> JsError {
    JsError::new(&error.to_string())
}
