//! Watching a job by its feed.

use core::time::Duration;

use super::job_stream::Watcher;
use super::{Client, JobStream};
use crate::model::JobRef;

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

impl TaskWatch {
    pub(super) fn start(self, client: &Client, job: &JobRef) -> JobStream {
        let poller = client.poller().within(self.timeout);
        let poller = match self.interval {
            Some(interval) => {
                let interval = interval.clamp(SHORTEST, LONGEST);
                poller.between(interval, interval)
            }
            None => poller,
        };
        Watcher::start(client.clone(), job.clone(), poller, false)
    }
}
