//! A run of data integrity checks: watching it, and its results.

use std::cell::Cell;
use std::rc::Rc;

use futures_util::TryStreamExt;

use super::{Client, Pause, Pending, Poller};
use crate::domain::integrity::{CheckReport, Reruns, earliest_start, outcome_of_run};
use crate::domain::job_watch::{JobState, Outcome, state_of};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{CheckDetails, JobRef, Severity, Timestamp, Unexpected};
use crate::protocol::details_stream::{Receiver, Splitter, count_issues};
use crate::protocol::integrity::{self, RunKind};

/// The phase of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunPhase {
    /// It is queued.
    Waiting,
    /// It is running.
    Running,
    /// It is being cancelled.
    Stopping,
    /// Checks that ended in an error are being rerun, except the one that may have caused it.
    RunningAgain,
    /// The run has ended.
    Ended(Outcome),
}

/// The state of a run at one poll.
#[derive(Clone, Debug, PartialEq)]
pub struct RunStep {
    /// The phase of the run.
    pub phase: RunPhase,
    /// The number of finished checks; if the run was cut short, the last known number.
    pub done: usize,
    /// The number of checks in the run.
    pub total: usize,
    /// The names of the unfinished checks, including the running one, in no particular order.
    pub remaining: Vec<String>,
    /// Why this poll failed; the other members are then from the last successful poll.
    pub lost_sight: Option<Error>,
}

/// The results of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct IntegrityReport {
    /// How the run ended.
    pub outcome: Outcome,
    /// The result of each check, in the order in which they were named.
    pub checks: Vec<CheckReport>,
}

/// A run in progress. Created with [`IntegrityApi::run`](super::IntegrityApi::run) or
/// [`resume`](super::IntegrityApi::resume).
///
/// Call [`step`](Self::step) until it says [`RunPhase::Ended`], then [`report`](Self::report).
/// Checks that ended in an error are rerun in at most three further jobs, unless the run was resumed: a resumed run is
/// only watched.
/// Dropping it stops watching, not the run.
pub struct IntegrityRun {
    client: Client,
    kind: RunKind,
    /// The current job.
    job: JobRef,
    /// The checks of that job.
    in_job: Vec<String>,
    /// When the first job was accepted, or an hour before if the clocks were put back: older results belong to another run.
    since: Option<Timestamp>,
    names: Vec<String>,
    /// None for a resumed run.
    reruns: Option<Reruns>,
    /// Kept here, so that an aborted step does not lose track of what it has started.
    starting: Option<Start>,
    handle: RunHandle,
    /// Whether the run itself has cancelled a job it had started.
    has_cancelled: bool,
    poller: Poller,
    last: Option<RunStep>,
    is_last_news: bool,
    /// What each check came to, once no further job is to come.
    reports: Option<Vec<CheckReport>>,
}

/// A job that was asked for, and has not been named yet.
struct Start {
    job: Pending<JobRef>,
    names: Vec<String>,
    reruns: Reruns,
}

/// A handle to a run that another task is watching. Clones refer to the same run.
#[derive(Clone, Debug, PartialEq)]
pub struct RunHandle {
    is_cancel_asked: Rc<Cell<bool>>,
    pause: Pause,
}

impl RunHandle {
    /// Records that the job was cancelled, so that no checks are rerun after it.
    ///
    /// Cancel it with [`JobsApi::cancel`](super::JobsApi::cancel). If checks are being rerun, the next job may have
    /// started meanwhile; the run then cancels that one itself.
    pub fn cancel_asked(&self) {
        self.is_cancel_asked.set(true);
    }

    /// The pauses between polls.
    pub fn pause(&self) -> &Pause {
        &self.pause
    }
}

impl IntegrityRun {
    pub(super) fn new(client: Client, kind: RunKind, job: JobRef, names: Vec<String>) -> Self {
        let poller = client.poller();
        let handle = RunHandle { is_cancel_asked: Rc::default(), pause: poller.pause() };
        Self {
            in_job: names.clone(),
            since: job.created,
            client,
            kind,
            job,
            names,
            reruns: Some(Reruns::default()),
            starting: None,
            handle,
            has_cancelled: false,
            poller,
            last: None,
            is_last_news: false,
            reports: None,
        }
    }

    /// Marks the run as resumed: watching it starts nothing.
    pub(super) fn of_somebody_else(self) -> Self {
        Self { reruns: None, ..self }
    }

    /// The job that goes on now.
    pub fn job(&self) -> &JobRef {
        &self.job
    }

    /// The kind of the run.
    pub fn kind(&self) -> RunKind {
        self.kind
    }

    /// The names of the checks in this run.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// A handle to the run for other tasks.
    pub fn handle(&self) -> RunHandle {
        self.handle.clone()
    }

    /// Records that the job was cancelled: see [`RunHandle::cancel_asked`].
    pub fn cancel_asked(&self) {
        self.handle.cancel_asked();
    }

    /// Polls the run: at once the first time, then after a pause.
    ///
    /// A temporary failure is returned in [`RunStep::lost_sight`]: the server continues working meanwhile.
    ///
    /// # Errors
    ///
    /// The session has expired, or the user may not view the run.
    pub async fn step(&mut self) -> Result<RunStep> {
        if let Some(last) = &self.last
            && self.starting.is_none()
        {
            let pause = match &last.lost_sight {
                Some(error) => self.poller.failed(error.clone()),
                None if self.is_last_news => self.poller.changed(),
                None => self.poller.unchanged(),
            };
            pause.await?;
        }
        let step = match self.look().await {
            Ok(step) => step,
            Err(error) if self.poller.survives(&error) => self.unseen(error),
            Err(error) => {
                // The next step looks again instead of repeating this error.
                if let Some(last) = &mut self.last {
                    last.lost_sight = None;
                }
                return Err(error);
            }
        };
        self.is_last_news = self.last.as_ref() != Some(&step);
        self.last = Some(step.clone());
        Ok(step)
    }

    fn unseen(&self, error: Error) -> RunStep {
        let last = self.last.clone().unwrap_or_else(|| self.in_phase(RunPhase::Waiting, self.names.clone()));
        RunStep { lost_sight: Some(error), ..last }
    }

    fn in_phase(&self, phase: RunPhase, remaining: Vec<String>) -> RunStep {
        let total = self.names.len();
        RunStep { phase, done: total.saturating_sub(remaining.len()), total, remaining, lost_sight: None }
    }

    /// The end of a run that does no more checks than it had when last polled.
    fn cut_short(&self, outcome: Outcome) -> RunStep {
        let done = self.last.as_ref().map_or(0, |last| last.done);
        RunStep { done, ..self.in_phase(RunPhase::Ended(outcome), Vec::new()) }
    }

    async fn look(&mut self) -> Result<RunStep> {
        if let Some(step) = self.started().await? {
            return Ok(step);
        }
        if self.is_cancel_asked() && self.has_rerun() && !self.has_cancelled {
            match self.client.jobs().cancel(self.job.id).await {
                Err(error) if error.is_passing() || error.is_session_expired() => return Err(error),
                // A job that cannot be cancelled is watched to its end.
                _ => self.has_cancelled = true,
            }
        }
        let job = match self.client.jobs().get(self.job.id).await {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(self.cut_short(Outcome::Unknown { why: error }));
            }
            other => other?,
        };
        match state_of(&job, self.job.created) {
            JobState::Ended(outcome) => {
                self.since = self.since.map(|since| earliest_start(since, job.last_finished));
                self.ended(outcome).await
            }
            JobState::Running => {
                // The response also contains other users' runs, and its order varies.
                let running = self.client.integrity().running(self.kind).await?;
                let remaining = self.in_job.iter().filter(|name| running.contains(name)).cloned().collect();
                Ok(self.in_phase(self.going(RunPhase::Running), remaining))
            }
            _ => Ok(self.in_phase(self.going(RunPhase::Waiting), self.in_job.clone())),
        }
    }

    fn is_cancel_asked(&self) -> bool {
        self.handle.is_cancel_asked.get()
    }

    fn has_rerun(&self) -> bool {
        self.reruns.as_ref().is_some_and(Reruns::has_begun)
    }

    fn going(&self, phase: RunPhase) -> RunPhase {
        match phase {
            _ if self.is_cancel_asked() => RunPhase::Stopping,
            _ if self.has_rerun() => RunPhase::RunningAgain,
            other => other,
        }
    }

    /// After a job: reruns the checks that ended in an error, as long as that may help.
    async fn ended(&mut self, outcome: Outcome) -> Result<RunStep> {
        if outcome == Outcome::Cancelled || self.is_cancel_asked() {
            return Ok(self.cut_short(outcome));
        }
        let reports = self.check_reports().await?;
        if !self.is_cancel_asked()
            && let Some(mut reruns) = self.reruns.clone()
            && let Some(names) = reruns.next_job(&reports)
        {
            let job = self.client.integrity().start(self.kind, &names);
            self.starting = Some(Start { job, names, reruns });
            if let Some(step) = self.started().await? {
                return Ok(step);
            }
        }
        let outcome = outcome_of_run(outcome, &reports);
        self.reports = Some(reports);
        Ok(self.in_phase(RunPhase::Ended(outcome), Vec::new()))
    }

    /// What comes of a job that was asked for; nothing where none was, or where the server refuses: the results that
    /// there are remain.
    async fn started(&mut self) -> Result<Option<RunStep>> {
        let Some(starting) = &mut self.starting else { return Ok(None) };
        let job = (&mut starting.job).await;
        let Some(Start { names, reruns, .. }) = self.starting.take() else { return Ok(None) };
        // What is only put off has not begun; anything else may have, and is not asked for a second time.
        let is_put_off = |error: &Error| match error.kind() {
            ErrorKind::Busy | ErrorKind::SessionExpired => true,
            ErrorKind::Network => !error.leaves_outcome_unknown(),
            _ => false,
        };
        if !job.as_ref().is_err_and(is_put_off) {
            // After a start whose response was lost there is no other: the lost one may be running.
            let is_lost = job.as_ref().is_err_and(Error::leaves_outcome_unknown);
            self.reruns = Some(reruns).filter(|_| !is_lost);
        }
        match job {
            Ok(job) => {
                self.job = job;
                self.in_job.clone_from(&names);
                Ok(Some(self.in_phase(RunPhase::RunningAgain, names)))
            }
            Err(error) if error.is_passing() || error.is_session_expired() => Err(error),
            Err(_) => Ok(None),
        }
    }

    /// The result of every check, as far as the server has results of this run.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub async fn report(&self) -> Result<IntegrityReport> {
        let outcome = match self.last.as_ref().map(|step| &step.phase) {
            Some(RunPhase::Ended(outcome)) => outcome.clone(),
            _ => Outcome::Unknown { why: Error::new(ErrorKind::Aborted, "The run has not ended yet.") },
        };
        let checks = match &self.reports {
            Some(reports) => reports.clone(),
            None => self.check_reports().await?,
        };
        Ok(IntegrityReport { outcome, checks })
    }

    async fn check_reports(&self) -> Result<Vec<CheckReport>> {
        match self.kind {
            // The server would send the results of every check.
            _ if self.names.is_empty() => Ok(Vec::new()),
            RunKind::Summary => {
                let summaries = self.client.integrity().summaries(&self.names).await?;
                let report = |name: &String| CheckReport::new(name, summaries.get(name), self.since);
                Ok(self.names.iter().map(report).collect())
            }
            RunKind::Details => self.details_reports().await,
        }
    }

    /// Counts the issues of each check as they stream by, without reading them.
    async fn details_reports(&self) -> Result<Vec<CheckReport>> {
        let request = integrity::results(RunKind::Details, &self.names);
        let mut body = self.client.connection().open(&request).await?.body;
        let mut counted = Counted { since: self.since, reports: Vec::new() };
        let counting = async {
            let mut splitter = Splitter::default();
            while let Some(bytes) = body.try_next().await? {
                splitter.push(&bytes, &mut counted)?;
            }
            splitter.finish()
        };
        counting.await.map_err(|error: Error| error.of_request(request.to_string()))?;
        let report = |name: &String| {
            let read = counted.reports.iter().find(|report| report.name == *name).cloned();
            read.unwrap_or_else(|| CheckReport::new(name, None, self.since))
        };
        Ok(self.names.iter().map(report).collect())
    }
}

/// The result of each check by its number of issues.
struct Counted {
    since: Option<Timestamp>,
    reports: Vec<CheckReport>,
}

impl Receiver for Counted {
    fn begin(&mut self, _: &str, _: Option<Severity>) {}

    fn issues(&mut self, bytes: &[u8]) -> core::result::Result<(usize, usize), Unexpected> {
        count_issues(bytes)
    }

    fn end(&mut self, details: CheckDetails, issues: usize) {
        self.reports.push(CheckReport::of_details(&details, issues as u64, self.since));
    }
}
