//! The page's knowledge of a run.

use std::cell::Cell;
use std::rc::Rc;

use dhis2_steward::Error;
use dhis2_steward::client::Pause;
use dhis2_steward::domain::job_watch::JobState;
use dhis2_steward::model::JobRef;

use crate::format::Instant;

/// The run being followed.
#[derive(Clone, PartialEq)]
pub struct Watched {
    /// The jobs, the one that lists the issues first; empty until the server has answered the start.
    pub jobs: Vec<JobRef>,
    /// When it started, on the browser's clock.
    pub began: Instant,
    /// Whether a stop was requested here.
    pub is_stop_asked: bool,
    /// The same for the task that starts it, which outlives the page.
    pub is_unwanted: Rc<Cell<bool>>,
    /// The last known state.
    pub state: Option<JobState>,
    /// Why the last request for its state failed.
    pub lost_sight: Option<Error>,
    /// Why the start is not confirmed yet, and the pause before the next try.
    pub lost_start: Option<(Error, Pause)>,
    /// When the server last answered before that.
    pub seen: Instant,
    /// The pauses between polls; absent until it is followed.
    pub pause: Option<Pause>,
    /// How many checks the run has.
    pub checks: usize,
}

impl Watched {
    /// A run of some checks that starts now.
    pub fn new(checks: usize) -> Self {
        let now = Instant::now();
        Self {
            jobs: Vec::new(),
            began: now,
            is_stop_asked: false,
            is_unwanted: Rc::default(),
            state: None,
            lost_sight: None,
            lost_start: None,
            seen: now,
            pause: None,
            checks,
        }
    }
}
