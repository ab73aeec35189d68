//! Watching one job.

use futures_util::stream::LocalBoxStream;

use super::giver::{Giver, given};
use super::{Client, Poller};
use crate::domain::job_watch::{JobEvent, JobState, JobWatch, ProgressReading, Reading, state_of};
use crate::error::{ErrorKind, Result};
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
pub type JobStream = LocalBoxStream<'static, Result<JobEvent>>;

pub(super) struct Watcher {
    client: Client,
    job: JobRef,
    watch: JobWatch,
    poller: Poller,
    progress_asked: Option<f64>,
    /// The last response of the feed.
    feed: Option<Vec<u8>>,
    has_lost_sight: bool,
}

impl Watcher {
    pub(super) fn start(client: Client, job: JobRef) -> JobStream {
        let poller = client.poller();
        let watch = JobWatch::new(&job);
        let watcher =
            Self { client, job, watch, poller, progress_asked: None, feed: None, has_lost_sight: false };
        given(|to| async move { watcher.run(&to).await.err().map(Err) })
    }

    async fn run(mut self, to: &Giver<Result<JobEvent>>) -> Result<()> {
        loop {
            let (events, pause) = match self.ask().await {
                Ok(mut events) => {
                    let tells_state = events.iter().any(|event| matches!(event, JobEvent::State(_)));
                    if core::mem::take(&mut self.has_lost_sight) && !tells_state {
                        events.extend(self.watch.state().cloned().map(JobEvent::State));
                    }
                    let pause =
                        if events.is_empty() { self.poller.unchanged() } else { self.poller.changed() };
                    (events, (!self.watch.is_over()).then_some(pause))
                }
                Err(error) if error.kind() == ErrorKind::NotFound => (self.watch.gone(error), None),
                Err(error) if self.poller.survives(&error) => {
                    self.has_lost_sight = true;
                    (vec![JobEvent::LostSight(error.clone())], Some(self.poller.failed(error)))
                }
                Err(error) => return Err(error),
            };
            for event in events {
                to.give(Ok(event)).await;
            }
            let Some(pause) = pause else { return Ok(()) };
            pause.await?;
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
            // A feed that was read, and by that perhaps deleted, is not lost because the session has just ended.
            JobState::Ended(_) => self.read_progress().await.unwrap_or(ProgressReading::NotAsked),
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
