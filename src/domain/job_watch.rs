//! Watching one job: turns the responses of each poll into events and an outcome.
//!
//! Only the job's own `lastExecutedStatus` says how it ended. A "completed" notification proves nothing, and reading a
//! feed can delete it, so notifications already seen are kept here.

use crate::error::Error;
use crate::model::{
    JobConfiguration, JobRef, JobStatus, Level, Notification, Progress, ProgressStatus, Stage, Timestamp,
};

/// The state of a watched run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobState {
    /// It has not started: it is queued.
    Waiting,
    /// It is running.
    Running,
    /// The job ended.
    Ended(Outcome),
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The job's record says that it succeeded.
    Completed,
    /// It failed.
    Failed {
        /// The server's error message, if any.
        reason: Option<String>,
    },
    /// It was cancelled.
    Cancelled,
    /// The outcome cannot be determined, because the record is gone.
    Unknown {
        /// Why the outcome is unknown.
        why: Error,
    },
}

/// The result of polling the progress.
#[derive(Clone, Debug)]
pub enum ProgressReading {
    /// It was not polled this time.
    NotAsked,
    /// The tree, or `None` so far.
    Read(Option<Progress>),
    /// It could not be read.
    Failed(Error),
}

/// The result of one poll.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The job's own record.
    pub job: JobConfiguration,
    /// The notifications, newest first, if polled.
    pub feed: Option<Vec<Notification>>,
    /// The tree of stages.
    pub progress: ProgressReading,
}

/// An event of a job.
#[derive(Clone, Debug, PartialEq)]
pub enum JobEvent {
    /// The state changed.
    State(JobState),
    /// A new notification; older ones come first.
    Notification(Notification),
    /// A new or changed stage.
    Stage {
        /// The index of its process in the run.
        process: usize,
        /// Its index in the process.
        index: usize,
        /// The current stage.
        stage: Stage,
    },
    /// Something could not be read although the job has started; watching continues.
    Fault(Error),
    /// The server could not be reached; the job may still be running, and watching continues.
    LostSight(Error),
}

/// The state, by the job's own record, of the run accepted at `since`, or of its last run.
///
/// ```
/// use dhis2_steward::domain::job_watch::{JobState, state_of};
/// use dhis2_steward::model::JobConfiguration;
///
/// let job: JobConfiguration = serde_json::from_str(
///     r#"{"id":"dOroizYJpqs","jobType":"DATA_INTEGRITY","jobStatus":"SCHEDULED","lastExecutedStatus":"NOT_STARTED"}"#,
/// )?;
/// assert_eq!(state_of(&job, None), JobState::Waiting);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn state_of(job: &JobConfiguration, since: Option<Timestamp>) -> JobState {
    if job.job_status == JobStatus::Running {
        return JobState::Running;
    }
    // Its last run has ended, and another one was requested.
    if since.is_none() && job.is_queued() {
        return JobState::Waiting;
    }
    // A run-once job that was disabled has run, even if its times are out of order because the clocks were put back.
    let is_over = job.is_once()
        && job.job_status == JobStatus::Disabled
        && job.last_finished.is_some()
        && since.is_none_or(|since| [job.created, job.last_executed].contains(&Some(since)));
    if is_over {
        match &job.last_executed_status {
            Some(JobStatus::Completed) => return JobState::Ended(Outcome::Completed),
            Some(JobStatus::Failed) => return JobState::Ended(Outcome::Failed { reason: None }),
            Some(JobStatus::Stopped) => return JobState::Ended(Outcome::Cancelled),
            _ => {}
        }
    }
    let Some(began) = job.last_executed.filter(|began| since.is_none_or(|since| *began >= since)) else {
        // A job that is disabled before it has started was cancelled in the queue, and never starts.
        let is_given_up =
            job.job_status == JobStatus::Disabled && (job.last_executed.is_none() || !job.is_once());
        return if is_given_up { JobState::Ended(Outcome::Cancelled) } else { JobState::Waiting };
    };
    // 2.40 does not say when a run ended.
    if job.last_finished.is_some_and(|ended| ended < began) {
        return JobState::Waiting;
    }
    match &job.last_executed_status {
        Some(JobStatus::Completed) => JobState::Ended(Outcome::Completed),
        Some(JobStatus::Failed) => JobState::Ended(Outcome::Failed { reason: None }),
        Some(JobStatus::Stopped) => JobState::Ended(Outcome::Cancelled),
        _ => JobState::Waiting,
    }
}

/// The state kept for one watched job.
#[derive(Clone, Debug)]
pub struct JobWatch {
    since: Option<Timestamp>,
    state: Option<JobState>,
    newest: Option<Notification>,
    last_error_line: Option<String>,
    progress: Progress,
}

impl JobWatch {
    /// Starts watching `job`.
    pub fn new(job: &JobRef) -> Self {
        Self {
            since: job.created,
            state: None,
            newest: None,
            last_error_line: None,
            progress: Progress::default(),
        }
    }

    /// The state at the last poll; `None` before the first.
    pub fn state(&self) -> Option<&JobState> {
        self.state.as_ref()
    }

    /// Whether there are no more events.
    pub fn is_over(&self) -> bool {
        matches!(self.state, Some(JobState::Ended(_)))
    }

    /// The last known tree of stages.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Turns the result of a poll into events, in reading order.
    pub fn observe(&mut self, reading: Reading) -> Vec<JobEvent> {
        let mut events = Vec::new();
        // Until this run has written a notification, the feed is that of the previous run.
        if self.since.is_none() && (reading.job.is_queued() || reading.job.job_status == JobStatus::Running) {
            self.since = reading.job.current_run().created;
        }
        let state = state_of(&reading.job, self.since);
        let has_begun = !matches!(state, JobState::Waiting);
        if let Some(feed) = reading.feed {
            self.take_feed(feed, &mut events);
        }
        match reading.progress {
            ProgressReading::Read(Some(progress)) if has_begun => self.take_progress(progress, &mut events),
            // Empty before the start, until the first write, and on 2.41 until the end; for a job with a schedule, that
            // of the previous run.
            ProgressReading::NotAsked | ProgressReading::Read(_) => {}
            // Before the start, 2.42 and newer respond with 500; afterwards, that is a fault.
            ProgressReading::Failed(error) if has_begun => events.push(JobEvent::Fault(error)),
            ProgressReading::Failed(_) => {}
        }
        let state = match state {
            JobState::Ended(Outcome::Failed { .. }) => {
                JobState::Ended(Outcome::Failed { reason: self.reason() })
            }
            other => other,
        };
        events.extend(self.enter(state));
        events
    }

    /// Turns a feed without a record into events.
    pub fn observe_feed(&mut self, feed: Vec<Notification>) -> Vec<JobEvent> {
        let mut events = Vec::new();
        self.take_feed(feed, &mut events);
        events
    }

    /// Records that the server no longer has the job.
    pub fn gone(&mut self, why: Error) -> Vec<JobEvent> {
        self.enter(JobState::Ended(Outcome::Unknown { why })).into_iter().collect()
    }

    fn enter(&mut self, state: JobState) -> Option<JobEvent> {
        if self.state.as_ref() == Some(&state) {
            return None;
        }
        self.state = Some(state.clone());
        Some(JobEvent::State(state))
    }

    fn take_feed(&mut self, feed: Vec<Notification>, events: &mut Vec<JobEvent>) {
        let known = self.newest.clone();
        let mut new: Vec<Notification> = feed
            .into_iter()
            // Several notifications may have the same time.
            .take_while(|line| {
                known.as_ref().is_none_or(|known| line.time >= known.time && !line.is_same_as(known))
            })
            // Until it starts, a job with a schedule has the feed of the previous run.
            .take_while(|line| self.since.is_none_or(|since| line.time >= since))
            .collect();
        if let Some(newest) = new.first() {
            self.newest = Some(newest.clone());
        }
        while let Some(line) = new.pop() {
            if line.level == Level::Error && !line.message.is_empty() {
                self.last_error_line = Some(line.message.clone());
            }
            events.push(JobEvent::Notification(line));
        }
    }

    fn take_progress(&mut self, progress: Progress, events: &mut Vec<JobEvent>) {
        for (process, new) in progress.sequence.iter().enumerate() {
            let old = self.progress.sequence.get(process);
            for (index, stage) in new.stages.iter().enumerate() {
                if old.and_then(|old| old.stages.get(index)) != Some(stage) {
                    events.push(JobEvent::Stage { process, index, stage: stage.clone() });
                }
            }
        }
        self.progress = progress;
    }

    /// Why the run failed: the error of the process, else of the first stage, else the last ERROR notification.
    fn reason(&self) -> Option<String> {
        let failed =
            || self.progress.sequence.iter().filter(|process| process.status == ProgressStatus::Error);
        failed()
            .find_map(|process| process.error.clone())
            .or_else(|| failed().flat_map(|process| &process.stages).find_map(|stage| stage.error.clone()))
            .or_else(|| self.last_error_line.clone())
    }
}

#[cfg(test)]
mod tests;
