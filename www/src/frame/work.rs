//! What runs on the server, whoever started it: one poll for the whole app.

use core::time::Duration;

use dhis2_steward::client::RunningWork;
use dhis2_steward::model::{JobType, Uid};
use dhis2_steward::{Client, Error};
use dhis2_steward_dom::prelude::*;

use crate::format::Instant;
use crate::load::Background;

/// What runs on the server; copies share the same poll.
#[derive(Clone, Copy)]
pub struct Work {
    /// Running work, as last read.
    pub running: RwSignal<Vec<RunningWork>>,
    /// When it was last read; `None` before the first answer.
    pub read_at: RwSignal<Option<Instant>>,
    /// Why the last read failed.
    pub fault: RwSignal<Option<Error>>,
    /// The run of integrity checks that the open page follows, with the progress it shows: the server writes the one
    /// read here only now and then.
    pub followed: RwSignal<Option<(Uid, Steps)>>,
    poll: Background,
}

/// How many steps are done, and of how many; `None` if that is unknown.
pub type Steps = Option<(usize, usize)>;

impl Default for Work {
    fn default() -> Self {
        Self {
            running: RwSignal::default(),
            read_at: RwSignal::new(None),
            fault: RwSignal::new(None),
            followed: RwSignal::new(None),
            poll: Background::new(),
        }
    }
}

impl Work {
    /// Reads at once, and repeatedly from then on.
    pub fn look(self, client: Client) {
        self.poll.begin(async move {
            let mut poller = client.poller().between(Duration::from_secs(2), Duration::from_secs(10));
            loop {
                let pause = match client.jobs().running().await {
                    Ok(running) => {
                        self.fault.set(None);
                        self.read_at.set(Some(Instant::now()));
                        if running == self.running.get_untracked() {
                            poller.unchanged().await
                        } else {
                            self.running.set(running);
                            poller.changed().await
                        }
                    }
                    Err(error) => {
                        self.fault.set(Some(error.clone()));
                        poller.failed(error).await
                    }
                };
                if pause.is_err() {
                    return;
                }
            }
        });
    }

    /// Whether work of one of these types is running, tracked.
    pub fn has(self, types: &[JobType]) -> bool {
        self.running.with(|running| running.iter().any(|work| types.contains(&work.job_type)))
    }
}

/// Progress: as the open page shows it if it follows the job, otherwise as far as the server reports it:
/// `Data Integrity summary checks [3/6]` is 3 of 6.
pub fn steps(work: &RunningWork, followed: Option<(Uid, Steps)>) -> Steps {
    // The server names the job late, and never on 2.41; it runs one such job at a time.
    let is_it = |id: Uid| match &work.job {
        Some(job) => job.id == id,
        None => work.job_type == JobType::DataIntegrity,
    };
    if let Some((_, steps)) = followed.filter(|(id, _)| is_it(*id)) {
        return steps;
    }
    let stage = work.process.as_ref()?.stages.last()?;
    let (_, count) = stage.strip_suffix(']')?.rsplit_once('[')?;
    let (done, total) = count.split_once('/')?;
    let (done, total) = (done.trim().parse().ok()?, total.trim().parse().ok()?);
    (total > 0).then_some((done, total))
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use dhis2_steward::model::JobRef;

    use super::*;

    fn work(stage: &str) -> RunningWork {
        let process = serde_json::from_value(serde_json::json!({ "stages": [stage] })).unwrap();
        RunningWork { job_type: JobType::DataIntegrity, job: None, process: Some(process) }
    }

    #[test]
    fn the_count_at_the_end_of_a_stage_is_its_progress() {
        assert_eq!(steps(&work("Data Integrity summary checks [3/6]"), None), Some((3, 6)));
    }

    #[test]
    fn the_job_that_the_page_follows_has_the_progress_of_the_page() {
        let (followed, other) =
            (Uid::from_str("dOroizYJpqs").unwrap(), Uid::from_str("M5zQapPyTZI").unwrap());
        let mut work = work("Data Integrity summary checks [3/6]");
        work.job = Some(JobRef { job_type: JobType::DataIntegrity, id: followed, created: None });
        assert_eq!(steps(&work, Some((followed, Some((4, 6))))), Some((4, 6)));
        assert_eq!(steps(&work, Some((followed, None))), None);
        assert_eq!(steps(&work, Some((other, Some((4, 6))))), Some((3, 6)));
        work.job = None;
        assert_eq!(steps(&work, Some((followed, Some((5, 6))))), Some((5, 6)));
        work.job_type = JobType::AnalyticsTable;
        assert_eq!(steps(&work, Some((followed, Some((5, 6))))), Some((3, 6)));
    }

    #[test]
    fn a_stage_without_a_count_has_no_known_progress() {
        for stage in ["", "Update", "Items [x/6]", "Items [3/0]", "Items [-1]"] {
            assert_eq!(steps(&work(stage), None), None, "{stage}");
        }
    }
}
