//! The page's knowledge of a run.

use std::cell::Cell;
use std::rc::Rc;

use dhis2_steward::Error;
use dhis2_steward::client::{Pause, RunHandle, RunPhase, RunStep};
use dhis2_steward::domain::job_watch::Outcome;
use dhis2_steward::model::{JobRef, Uid};

use super::super::state::Tally;
use crate::format::{self, Instant};
use crate::lost_sight::RunFault;

/// A run as the page knows it.
#[derive(Clone, PartialEq)]
pub struct Watched {
    /// The job; absent until the server has answered the start.
    pub job: Option<JobRef>,
    /// The first job: the run's messages are its messages. Later ones retry checks that could not run.
    pub first_job: Option<Uid>,
    /// The names of its checks.
    pub names: Vec<String>,
    /// When it started, on the browser's clock.
    pub began: Instant,
    /// Whether it was started on this page.
    pub is_mine: bool,
    /// Whether a stop was requested here, and when.
    pub stop_asked: Option<Instant>,
    /// The same for the task that starts it, which outlives the page.
    pub is_unwanted: Rc<Cell<bool>>,
    /// Its handle; absent until it is followed.
    pub handle: Option<RunHandle>,
    /// The last poll.
    pub step: Option<RunStep>,
    /// When the server last answered.
    pub seen: Instant,
    /// The results of its checks so far.
    pub tally: Tally,
    /// When it ended, as far as the page saw.
    pub ended: Option<Instant>,
    /// Why the start is not confirmed yet, and the pause before the next try.
    pub lost_start: Option<(Error, Pause)>,
    /// Why the page cannot follow it.
    pub fault: Option<RunFault>,
}

impl Watched {
    /// A run of which only the checks are known.
    pub fn new(names: Vec<String>, job: Option<JobRef>, is_mine: bool) -> Self {
        let created = job.as_ref().and_then(|job| job.created).filter(|_| !is_mine);
        Self {
            first_job: job.as_ref().map(|job| job.id),
            job,
            names,
            began: created.map_or_else(Instant::now, format::instant),
            is_mine,
            stop_asked: None,
            is_unwanted: Rc::default(),
            handle: None,
            step: None,
            seen: Instant::now(),
            tally: Tally::default(),
            ended: None,
            lost_start: None,
            fault: None,
        }
    }

    /// Records the job that goes on now.
    pub fn goes_on_as(&mut self, job: JobRef) {
        self.first_job.get_or_insert(job.id);
        self.job = Some(job);
    }

    /// Whether checks that could not run are being retried, or were last.
    pub fn is_retry(&self) -> bool {
        self.job.as_ref().map(|job| job.id) != self.first_job
    }

    /// Whether nothing more will come.
    pub fn is_over(&self) -> bool {
        self.outcome().is_some() || self.fault.is_some()
    }

    /// Whether it could not be followed, although it may still be in progress.
    pub fn may_go_on(&self) -> bool {
        self.fault.as_ref().is_some_and(RunFault::may_go_on)
    }

    /// Records that the server no longer knows the run.
    pub fn end_unknown(&mut self, why: Error) {
        let (done, total) = self.done();
        let phase = RunPhase::Ended(Outcome::Unknown { why });
        self.step = Some(RunStep { phase, done, total, remaining: Vec::new(), lost_sight: None });
        self.ended = None;
    }

    /// How it ended.
    pub fn outcome(&self) -> Option<&Outcome> {
        match &self.step.as_ref()?.phase {
            RunPhase::Ended(outcome) => Some(outcome),
            _ => None,
        }
    }

    /// How many checks are done, and of how many.
    pub fn done(&self) -> (usize, usize) {
        let total = self.names.len();
        (self.step.as_ref().map_or(0, |step| step.done), total)
    }

    /// The percentage done.
    pub fn percent(&self) -> u8 {
        let (done, total) = self.done();
        u8::try_from((done * 100).checked_div(total).unwrap_or(0)).unwrap_or(100)
    }
}
