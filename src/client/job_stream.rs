//! Watching one job.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, Stream};

use super::{Client, Poller};
use crate::domain::job_watch::{JobEvent, JobState, JobWatch, ProgressReading, Reading, state_of};
use crate::error::{Error, ErrorKind, Result};
use crate::model::JobRef;
use crate::protocol::{job, task};

/// The server writes progress at most this often, in milliseconds, so polling more often is useless.
const PROGRESS_INTERVAL: f64 = 10_000.0;

/// The events of a job, until it has ended. Created with [`JobsApi::watch`](super::JobsApi::watch).
///
/// Survives temporary failures: it yields [`JobEvent::LostSight`] and continues. When the server responds again, it
/// yields the state again, changed or not. Dropping it stops watching, not the job.
///
/// # Errors
///
/// An error ends the stream: the session has expired, or the user may not view the job.
pub struct JobStream {
    ready: VecDeque<Result<JobEvent>>,
    asking: Option<LocalBoxFuture<'static, Turn>>,
}

struct Turn {
    watcher: Option<Watcher>,
    events: Vec<Result<JobEvent>>,
    /// Why the poll failed.
    lost: Option<Error>,
}

struct Watcher {
    client: Client,
    job: JobRef,
    watch: JobWatch,
    poller: Poller,
    progress_asked: Option<f64>,
    /// The last response of the feed.
    feed: Option<Vec<u8>>,
    has_lost_sight: bool,
}

impl JobStream {
    pub(super) fn new(client: Client, job: JobRef) -> Self {
        let poller = client.poller();
        let watch = JobWatch::new(&job);
        let watcher =
            Watcher { client, job, watch, poller, progress_asked: None, feed: None, has_lost_sight: false };
        Self { ready: VecDeque::new(), asking: Some(watcher.turn(None).boxed_local()) }
    }
}

impl Stream for JobStream {
    type Item = Result<JobEvent>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Poll::Ready(Some(event));
            }
            let Some(asking) = self.asking.as_mut() else { return Poll::Ready(None) };
            let Poll::Ready(turn) = asking.poll_unpin(context) else { return Poll::Pending };
            let last = turn.lost.map_or(Ok(turn.events.is_empty()), Err);
            self.ready.extend(turn.events);
            self.asking = turn.watcher.map(|watcher| watcher.turn(Some(last)).boxed_local());
        }
    }
}

impl Watcher {
    /// Polls, after a pause unless it is the first time; `last` says whether the last poll was quiet, or why it failed.
    async fn turn(mut self, last: Option<Result<bool>>) -> Turn {
        let pause = last.map(|last| match last {
            Ok(true) => self.poller.unchanged(),
            Ok(false) => self.poller.changed(),
            Err(error) => self.poller.failed(error),
        });
        if let Some(pause) = pause
            && let Err(error) = pause.await
        {
            return self.turned(Err(error));
        }
        let outcome = self.ask().await;
        self.turned(outcome)
    }

    fn turned(mut self, outcome: Result<Vec<JobEvent>>) -> Turn {
        match outcome {
            Ok(mut events) => {
                let tells_state = events.iter().any(|event| matches!(event, JobEvent::State(_)));
                if core::mem::take(&mut self.has_lost_sight) && !tells_state {
                    events.extend(self.watch.state().cloned().map(JobEvent::State));
                }
                let events = events.into_iter().map(Ok).collect();
                Turn { watcher: (!self.watch.is_over()).then_some(self), events, lost: None }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let events = self.watch.gone(error).into_iter().map(Ok).collect();
                Turn { watcher: None, events, lost: None }
            }
            Err(error) if error.is_passing() => {
                self.has_lost_sight = true;
                let events = vec![Ok(JobEvent::LostSight(error.clone()))];
                Turn { watcher: Some(self), events, lost: Some(error) }
            }
            Err(error) => Turn { watcher: None, events: vec![Err(error)], lost: None },
        }
    }

    async fn ask(&mut self) -> Result<Vec<JobEvent>> {
        let connection = self.client.connection();
        let job = connection.json(job::get(self.job.id)).await?;
        let state = state_of(&job, self.job.created);
        // The feed is read after the record, so that the last lines of a run that has ended are in it.
        let (request, answer) = connection.success(task::notifications(&self.job)).await?;
        // Most responses have nothing new and are identical to the byte: those are not parsed again.
        let feed = match &self.feed {
            Some(before) if *before == answer.bytes => None,
            _ => Some(answer.json(&request)?),
        };
        self.feed = Some(answer.bytes);
        let progress = match state {
            // There is none yet: from 2.42, the server responds with 500, which browsers log.
            JobState::Waiting => ProgressReading::NotAsked,
            JobState::Ended(_) => self.read_progress().await?,
            _ if self.is_progress_due() => self.read_progress().await?,
            _ => ProgressReading::NotAsked,
        };
        Ok(self.watch.observe(Reading { job, feed, progress }))
    }

    fn is_progress_due(&self) -> bool {
        self.progress_asked.is_none_or(|asked| self.poller.now() - asked >= PROGRESS_INTERVAL)
    }

    async fn read_progress(&mut self) -> Result<ProgressReading> {
        self.progress_asked = Some(self.poller.now());
        match self.client.jobs().progress(self.job.id).await {
            Ok(progress) => Ok(ProgressReading::Read(progress)),
            Err(error) if error.is_session_expired() => Err(error),
            // Other users' progress requires an authority; the record and the feed do not.
            Err(error) if error.kind() == ErrorKind::Forbidden => Ok(ProgressReading::NotAsked),
            Err(error) => Ok(ProgressReading::Failed(error)),
        }
    }
}
