//! Watching a job by its feed.

use core::time::Duration;

use futures_util::stream::LocalBoxStream;

use super::giver::{Giver, given};
use super::poll::in_time;
use super::sight::Sight;
use super::{Client, Poller};
use crate::domain::job_watch::{JobEvent, JobState, JobWatch, ProgressReading, Reading, state_of};
use crate::error::{ErrorKind, Result};
use crate::model::JobRef;
use crate::protocol::{job, task};

/// The shortest interval: polling without a pause would overload the server.
const SHORTEST: Duration = Duration::from_millis(500);
/// The longest interval.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// How to watch a job; [`Default`] polls at the usual pace, without a timeout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskWatch {
    /// The polling interval, from half a second to a day. By default, it rises from one second to five while nothing
    /// happens.
    pub interval: Option<Duration>,
    /// The timeout. By default, watching ends with the job.
    pub timeout: Option<Duration>,
}

/// The events of a watched job: its notifications and its state.
///
/// After a temporary failure it yields [`JobEvent::LostSight`] and continues. Dropping the stream stops watching.
///
/// # Errors
///
/// An error ends the stream: [`ErrorKind::Timeout`] if the job does not end in time, and any permanent error. The job
/// continues.
pub type TaskStream = LocalBoxStream<'static, Result<JobEvent>>;

impl TaskWatch {
    pub(super) fn start(self, client: &Client, job: &JobRef) -> TaskStream {
        let poller = client.poller().within(self.timeout);
        let poller = match self.interval {
            Some(interval) => {
                let interval = interval.clamp(SHORTEST, LONGEST);
                poller.between(interval, interval)
            }
            None => poller,
        };
        let watch = JobWatch::new(job);
        let sight = Sight::default();
        let watching = Watching { client: client.clone(), job: job.clone(), watch, poller, sight };
        given(|to| async move { watching.run(&to).await.err().map(Err) })
    }
}

struct Watching {
    client: Client,
    job: JobRef,
    watch: JobWatch,
    poller: Poller,
    sight: Sight,
}

impl Watching {
    async fn run(mut self, to: &Giver<Result<JobEvent>>) -> Result<()> {
        loop {
            let pause = match in_time(self.poller.deadline(), self.ask()).await {
                Ok(events) => {
                    let pause =
                        if events.is_empty() { self.poller.unchanged() } else { self.poller.changed() };
                    for event in events {
                        to.give(Ok(event)).await;
                    }
                    if self.watch.is_over() {
                        return Ok(());
                    }
                    if let Some(state) = self.watch.state() {
                        self.sight.see(state.clone(), &self.poller);
                    }
                    pause
                }
                Err(error) if self.poller.survives(&error) => {
                    self.sight.lose(&error);
                    to.give(Ok(JobEvent::LostSight(error.clone()))).await;
                    self.poller.failed(error)
                }
                Err(error) => return Err(error),
            };
            self.sight.check_time(&self.job, &self.poller)?;
            pause.await?;
        }
    }

    async fn ask(&mut self) -> Result<Vec<JobEvent>> {
        let connection = self.client.connection();
        let record = match connection.json(job::get(self.job.id)).await {
            // The server removes run-once jobs after a day, but their feeds after a week.
            Err(why) if why.kind() != ErrorKind::NotFound => return Err(why),
            record => record,
        };
        // The feed is read after the record, so that it includes the last notifications of an ended run.
        let feed: Vec<_> = connection.json(task::notifications(&self.job)).await?;
        let record = match record {
            Ok(record) => record,
            Err(why) => {
                let mut events = self.watch.observe_feed(feed);
                events.extend(self.watch.gone(why));
                return Ok(events);
            }
        };
        let progress = if matches!(state_of(&record, self.job.created), JobState::Ended(_)) {
            // Often only the feed says why a run failed.
            self.client
                .jobs()
                .progress(self.job.id)
                .await
                .map_or(ProgressReading::NotAsked, ProgressReading::Read)
        } else {
            ProgressReading::NotAsked
        };
        let mut events = self.watch.observe(Reading { job: record, feed: Some(feed), progress });
        events.retain(|event| !matches!(event, JobEvent::Stage { .. }));
        Ok(events)
    }
}
