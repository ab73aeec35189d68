//! What is known of a watched job when the timeout ends.

use core::time::Duration;

use super::Poller;
use crate::domain::job_watch::JobState;
use crate::error::{Error, ErrorKind, Result};
use crate::model::JobRef;

/// When a job was last seen, and why not since.
#[derive(Default)]
pub(super) struct Sight {
    seen: Option<(JobState, f64)>,
    lost: Option<Error>,
}

impl Sight {
    /// Records a state that was seen now; whether sight of the job had been lost before.
    pub(super) fn see(&mut self, state: JobState, poller: &Poller) -> bool {
        self.seen = Some((state, poller.now()));
        self.lost.take().is_some()
    }

    /// Records why the job could not be seen.
    pub(super) fn lose(&mut self, error: &Error) {
        self.lost = Some(error.clone());
    }

    /// Fails with what is known of the job once the timeout has ended.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Timeout`] after the timeout.
    pub(super) fn check_time(&self, job: &JobRef, poller: &Poller) -> Result<()> {
        if poller.left() != Some(Duration::ZERO) {
            return Ok(());
        }
        let seconds = |at: f64| ((poller.now() - at) / 1_000.0) as u64;
        let seen = self.seen.as_ref().map(|(state, at)| (words(state), seconds(*at)));
        let why = self.lost.as_ref().map_or("", Error::message);
        let known = match seen {
            Some((state, _)) if self.lost.is_none() => format!("it is still {state}."),
            Some((state, ago)) => format!("it was {state} {ago} s ago. {why}"),
            None => format!("it could not be seen. {why}"),
        };
        Err(Error::new(ErrorKind::Timeout, format!("{job} did not end within the timeout; {known}")))
    }
}

fn words(state: &JobState) -> &'static str {
    match state {
        JobState::Waiting => "queued",
        JobState::Running | JobState::Ended(_) => "running",
    }
}
