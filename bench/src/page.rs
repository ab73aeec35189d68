//! What a page calls: the core as the app has it, in the browser.

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

/// Reads the issues of an answer that is on its way: `early` maps the address of each request to the promise of its
/// `Response`, and `first` is called at the first issue.
///
/// Gives back how many issues there were, and how long their texts are.
///
/// # Errors
///
/// Where the answer is not what the core expects.
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
            // The page's own function, which only looks at the clock.
            let _ = first.call0(&JsValue::UNDEFINED);
        }
        sum.add(&issue);
    })
    .await?;
    Ok(sum)
}

/// How many milliseconds a poll of a feed with nothing new takes, on average.
///
/// # Errors
///
/// Where an answer is not what the core expects.
#[wasm_bindgen(js_name = quietPoll)]
pub fn quiet_poll_of(lines: u32, polls: u32) -> core::result::Result<f64, JsError> {
    let held = Held { feed: feed(lines).into(), runs: Rc::new(Cell::new(polls)), ..Held::default() };
    let poll = async { quiet_poll(&connect(held, ManualEnvironment::new()).await?, polls, now).await }
        .now_or_never();
    // Everything is held in memory, so nothing waits.
    poll.ok_or_else(|| JsError::new("a poll waited"))?.map_err(told)
}

/// The feed itself, for a page that reads it without the core.
#[wasm_bindgen(js_name = feedOf)]
pub fn feed_of(lines: u32) -> JsString {
    String::from_utf8_lossy(&feed(lines)).into_owned().into()
}

/// All issues of an answer, kept as the app keeps them.
#[wasm_bindgen]
#[derive(Default)]
pub struct Kept {
    list: IssueList,
}

#[wasm_bindgen]
impl Kept {
    /// Keeps the issues of an answer that is on its way; `early` as for [`read_issues_of`].
    ///
    /// # Errors
    ///
    /// Where the answer is not what the core expects.
    pub async fn of(early: Map) -> core::result::Result<Self, JsError> {
        let mut kept = Self::default();
        let reading = async {
            let client = connect(FetchTransport::with_early(early), BrowserEnvironment).await?;
            read_issues(&client, |issue| kept.list.push(&issue)).await
        };
        reading.await.map_err(told)?;
        Ok(kept)
    }

    /// Searches: how many were found, how long it took, and how long others waited for their turn at most.
    pub fn search(&self, text: &str) -> Box<[f64]> {
        let watch = Stopwatch::new();
        let found = self.list.matching(text, 0, &|| watch.turn()).now_or_never();
        watch.read(&found.unwrap_or_default())
    }

    /// Sorts by the column of a number: how many there were, and times as of a search.
    pub fn sort(&self, column: usize) -> Box<[f64]> {
        let column = Column::ALL.get(column).copied().unwrap_or(Column::Name);
        let places = (0..self.list.len()).filter_map(|place| u32::try_from(place).ok()).collect();
        let watch = Stopwatch::new();
        let sorted = self.list.sorted(places, column, false, &|| watch.turn()).now_or_never();
        watch.read(&sorted.unwrap_or_default())
    }
}

/// How long work takes, and how long others wait for their turn.
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
