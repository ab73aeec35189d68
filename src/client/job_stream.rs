//! Watching one job.

use futures_util::stream::LocalBoxStream;

use super::giver::{Giver, given};
use super::poll::in_time;
use super::sight::Sight;
use super::{Client, Poller};
use crate::domain::job_watch::{JobEvent, JobState, JobWatch, ProgressReading, Reading, state_of};
use crate::error::{ErrorKind, Result};
use crate::model::JobRef;
use crate::protocol::{job, task};

/// The server writes progress at most this often, in milliseconds, so polling more often is useless.
const PROGRESS_INTERVAL: f64 = 10_000.0;

/// The events of a job, until it has ended. Created with [`JobsApi::watch`](super::JobsApi::watch) and
/// [`TasksApi::watch`](super::TasksApi::watch).
///
/// Survives temporary failures: it yields [`JobEvent::LostSight`] and continues. When the server responds again, it
/// yields the state again, changed or not. Dropping it stops watching, not the job.
///
/// # Errors
///
/// An error ends the stream: [`ErrorKind::Timeout`] if the job does not end in time, and any permanent error, such as the
/// end of the session. The job continues.
pub type JobStream = LocalBoxStream<'static, Result<JobEvent>>;

pub(super) struct Watcher {
    client: Client,
    job: JobRef,
    watch: JobWatch,
    poller: Poller,
    sight: Sight,
    /// Whether the stages are watched too.
    has_stages: bool,
    progress_asked: Option<f64>,
    /// The last response of the feed.
    feed: Option<Vec<u8>>,
}

impl Watcher {
    pub(super) fn start(client: Client, job: JobRef, poller: Poller, has_stages: bool) -> JobStream {
        let (watch, sight) = (JobWatch::new(&job), Sight::default());
        let watcher =
            Self { client, job, watch, poller, sight, has_stages, progress_asked: None, feed: None };
        given(|to| async move { watcher.run(&to).await.err().map(Err) })
    }

    async fn run(mut self, to: &Giver<Result<JobEvent>>) -> Result<()> {
        loop {
            let (events, pause) = match in_time(self.poller.deadline(), self.ask()).await {
                Ok(mut events) => {
                    if let Some(state) = self.watch.state().cloned() {
                        let tells_state = events.iter().any(|event| matches!(event, JobEvent::State(_)));
                        if self.sight.see(state.clone(), &self.poller) && !tells_state {
                            events.push(JobEvent::State(state));
                        }
                    }
                    let pause =
                        if events.is_empty() { self.poller.unchanged() } else { self.poller.changed() };
                    (events, pause)
                }
                Err(error) if self.poller.survives(&error) => {
                    self.sight.lose(&error);
                    (vec![JobEvent::LostSight(error.clone())], self.poller.failed(error))
                }
                Err(error) => return Err(error),
            };
            for event in events {
                to.give(Ok(event)).await;
            }
            if self.watch.is_over() {
                return Ok(());
            }
            self.sight.check_time(&self.job, &self.poller)?;
            pause.await?;
        }
    }

    async fn ask(&mut self) -> Result<Vec<JobEvent>> {
        let connection = self.client.connection();
        let record = match connection.json(job::get(self.job.id)).await {
            Err(why) if why.kind() != ErrorKind::NotFound => return Err(why),
            record => record,
        };
        // The feed is read after the record, so that the last lines of a run that has ended are in it.
        let (request, answer) = connection.success(task::notifications(&self.job)).await?;
        // Most responses have nothing new and are identical to the byte: those are not parsed again.
        let feed = match &self.feed {
            Some(before) if *before == answer.bytes => None,
            _ => Some(answer.json(&request)?),
        };
        self.feed = Some(answer.bytes);
        let record = match record {
            Ok(record) => record,
            // The server removes run-once jobs after a day, but their feeds after a week.
            Err(why) => {
                let mut events = self.watch.observe_feed(feed.unwrap_or_default());
                events.extend(self.watch.gone(why));
                return Ok(events);
            }
        };
        let progress = match state_of(&record, self.job.created) {
            // There is none yet: from 2.42, the server responds with 500, which browsers log.
            JobState::Waiting => ProgressReading::NotAsked,
            // Often only the progress or the feed says why a run failed. A feed that was read, and by that perhaps deleted,
            // is not lost because the session has just ended.
            JobState::Ended(_) => self.read_progress().await.unwrap_or(ProgressReading::NotAsked),
            _ if self.is_progress_due() => self.read_progress().await?,
            _ => ProgressReading::NotAsked,
        };
        let mut events = self.watch.observe(Reading { job: record, feed, progress });
        events.retain(|event| self.has_stages || !matches!(event, JobEvent::Stage { .. }));
        Ok(events)
    }

    fn is_progress_due(&self) -> bool {
        self.has_stages
            && self.progress_asked.is_none_or(|asked| self.poller.now() - asked >= PROGRESS_INTERVAL)
    }

    async fn read_progress(&mut self) -> Result<ProgressReading> {
        self.progress_asked = Some(self.poller.now());
        match self.client.jobs().progress(self.job.id).await {
            Ok(progress) => Ok(ProgressReading::Read(progress)),
            Err(error) if error.is_session_expired() => Err(error),
            // Other users' progress requires an authority; the record and the feed do not.
            Err(error) if error.kind() == ErrorKind::Forbidden || !self.has_stages => {
                Ok(ProgressReading::NotAsked)
            }
            Err(error) => Ok(ProgressReading::Failed(error)),
        }
    }
}
