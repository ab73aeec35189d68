//! Jobs.

use futures_util::{StreamExt, TryFutureExt};

use super::{Client, JobStream};
use crate::domain::job_watch::{JobEvent, JobState, Outcome, state_of};
use crate::error::Result;
use crate::model::{JobConfiguration, JobRef, JobType, Progress, RunningJob, Uid};
use crate::protocol::job;

/// Work that goes on on the server.
#[derive(Clone, Debug, PartialEq)]
pub struct RunningWork {
    /// What kind of work it is.
    pub job_type: JobType,
    /// The job; absent where the server does not name it yet.
    pub job: Option<JobRef>,
    /// What it does and how far it is, as far as the server has written it down.
    pub process: Option<RunningJob>,
}

/// What can be asked of jobs. Created with [`Client::jobs`].
pub struct JobsApi {
    client: Client,
}

impl JobsApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// One job's own record: `GET /api/jobConfigurations/{uid}`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is none; run-once jobs are removed a day after
    /// their end.
    pub fn get(&self, id: Uid) -> impl Future<Output = Result<JobConfiguration>> + use<> {
        self.client.connection().json(job::get(id))
    }

    /// How far a job has come: nothing until the server writes it down, at most every ten seconds, and on 2.41 only at
    /// the end.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Server`](crate::ErrorKind::Server) with status 500 before the job has begun (2.42 and later), and
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) for other people's jobs without `F_JOB_LOG_READ`.
    pub fn progress(&self, id: Uid) -> impl Future<Output = Result<Option<Progress>>> + use<> {
        self.client.connection().json_or_empty(job::progress(id))
    }

    /// Asks the server to stop a job.
    ///
    /// It notices within 20 seconds and stops at the next item, so the job goes on for a while.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) for other people's jobs without `F_PERFORM_MAINTENANCE`.
    pub fn cancel(&self, id: Uid) -> impl Future<Output = Result<()>> + use<> {
        self.client.connection().success(job::cancel(id)).map_ok(drop)
    }

    /// Watches a job: a stream of what is new, ending when the job has.
    pub fn watch(&self, job: &JobRef) -> JobStream {
        JobStream::new(self.client.clone(), job.clone())
    }

    /// Waits until a job has ended, and says how.
    ///
    /// # Errors
    ///
    /// As [`JobStream`].
    pub async fn completion(&self, job: &JobRef) -> Result<Outcome> {
        let mut events = self.watch(job);
        while let Some(event) = events.next().await {
            if let JobEvent::State(JobState::Ended(outcome)) = event? {
                return Ok(outcome);
            }
        }
        Ok(Outcome::Unknown {
            why: crate::Error::new(crate::ErrorKind::Aborted, "Watching ended before the job did."),
        })
    }

    /// What runs now, whoever started it and wherever: `GET /api/scheduling/running`.
    ///
    /// Cheap enough to be asked every few seconds.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn running(&self) -> impl Future<Output = Result<Vec<RunningWork>>> + use<> {
        self.client.connection().json(job::running()).map_ok(works)
    }

    /// The job of a type that runs now, or else one that waits for its turn: work that somebody else may have begun.
    ///
    /// Asks for every job of the type, so ask only when [`running`](Self::running) says that there is one.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn find_running(
        &self,
        job_type: &JobType,
    ) -> impl Future<Output = Result<Option<JobConfiguration>>> + use<> {
        self.client.connection().json(job::of_type(job_type)).map_ok(running_or_queued)
    }
}

fn works(running: job::Running) -> Vec<RunningWork> {
    let mut all: Vec<RunningWork> = Vec::new();
    for (job_type, processes) in running.0 {
        // By type, because the server's order changes from one answer to the next.
        let place = all.partition_point(|work| work.job_type < job_type);
        let job = |id| JobRef { job_type: job_type.clone(), id, created: None };
        let work = |process: Option<RunningJob>| RunningWork {
            job_type: job_type.clone(),
            job: process.as_ref().and_then(|process| process.job_id).map(job),
            process,
        };
        if processes.is_empty() {
            all.insert(place, work(None));
        }
        for process in processes.into_iter().rev() {
            all.insert(place, work(Some(process)));
        }
    }
    all
}

fn running_or_queued(list: job::JobConfigurations) -> Option<JobConfiguration> {
    let (mut running, mut waiting) = (None, None);
    for job in list.job_configurations {
        match state_of(&job, None) {
            JobState::Running => running = Some(job),
            // A run-once job that is enabled and has never begun waits behind another one.
            JobState::Waiting if job.is_queued() => waiting = Some(job),
            _ => {}
        }
    }
    running.or(waiting)
}
