//! Jobs.

use core::time::Duration;

use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, StreamExt};

use super::poll::in_time;
use super::{Client, JobStream, Pending};
use crate::domain::job_watch::{JobEvent, JobState, JobWatch, Outcome, ProgressReading, Reading, state_of};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{
    JobConfiguration, JobErrors, JobRef, JobStatus, JobType, ObjectReport, Progress, RunningJob, Uid,
};
use crate::protocol::{job, task};

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
///
/// ```
/// use std::time::Duration;
/// use dhis2_steward::domain::job_watch::Outcome;
/// use dhis2_steward::model::JobType;
/// # use dhis2_steward::environment::manual::ManualEnvironment;
/// # use dhis2_steward::transport::memory::{Canned, MemoryTransport};
/// # use dhis2_steward::{BaseUrl, Client, Credentials};
/// # futures_util::FutureExt::now_or_never(async {
/// # let job = |status: &str, times: &str| Canned::json(format!(r#"{{"id":"qkpiVuTTNbv","jobType":"ANALYTICS_TABLE","schedulingType":"CRON","enabled":true,"jobStatus":"{status}","lastExecutedStatus":"COMPLETED"{times}}}"#));
/// # let transport = MemoryTransport::new();
/// # transport
/// #     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
/// #     .on("GET /api/system/info", Canned::json(r#"{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}"#))
/// #     .on("GET /api/jobConfigurations", Canned::json(r#"{"jobConfigurations":[]}"#))
/// #     .on("POST /api/jobConfigurations/qkpiVuTTNbv/execute", Canned::json(r#"{"errorReports":[]}"#))
/// #     .on("GET /api/jobConfigurations/qkpiVuTTNbv", job("SCHEDULED", ""))
/// #     .on("GET /api/jobConfigurations/qkpiVuTTNbv", job("RUNNING", ""))
/// #     .on("GET /api/jobConfigurations/qkpiVuTTNbv", job("SCHEDULED", r#","lastExecuted":"2026-11-21T08:00:00.000","lastFinished":"2026-11-21T08:10:00.000""#));
/// # let base_url = BaseUrl::parse("https://dhis2.example.org")?;
/// # let client = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session).await?;
/// # let id = "qkpiVuTTNbv".parse()?;
/// // Joins the run that goes on, or else begins one.
/// let run = match client.jobs().find_running(&JobType::AnalyticsTable).await? {
///     Some(job) => job.current_run(),
///     None => client.jobs().execute(id).await?,
/// };
/// let outcome = client.jobs().completion_within(&run, Some(Duration::from_secs(3_600))).await?;
/// assert_eq!(outcome, Outcome::Completed);
/// # Ok::<(), dhis2_steward::Error>(())
/// # }).unwrap().unwrap();
/// ```
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
    pub fn get(&self, id: Uid) -> Pending<JobConfiguration> {
        self.client.connection().json(job::get(id))
    }

    /// How far a job has come: nothing until the server writes it down, at most every ten seconds, and on 2.41 only at
    /// the end. `GET /api/jobConfigurations/{uid}/progress`, from 2.41.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) on 2.40,
    /// [`ErrorKind::Server`](crate::ErrorKind::Server) with status 500 before the job has begun (2.42 and later), and
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) for other people's jobs without `F_JOB_LOG_READ`.
    pub fn progress(&self, id: Uid) -> Pending<Option<Progress>> {
        self.client.connection().json_or_empty_of(job::progress(id, self.client.version()))
    }

    /// Asks the server to stop a job.
    ///
    /// It notices within 20 seconds and stops at the next item, so the job goes on for a while.
    /// `POST /api/jobConfigurations/{uid}/cancel`, from 2.41.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) on 2.40, and
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) for other people's jobs without `F_PERFORM_MAINTENANCE`.
    pub fn cancel(&self, id: Uid) -> Pending<()> {
        self.client.connection().done_of(job::cancel(id, self.client.version()))
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

    /// Waits until a job has ended, for so long at most, and says how; without a limit for ever.
    ///
    /// Asks for the job's own record alone, so many waits at once cost little; dropping it ends the waiting, not the job.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Timeout`] when the time is over: the job goes on. Else as [`JobStream`], but failures that may pass
    /// are waited out.
    pub fn completion_within(
        &self,
        job: &JobRef,
        timeout: Option<Duration>,
    ) -> LocalBoxFuture<'static, Result<Outcome>> {
        let (client, job) = (self.client.clone(), job.clone());
        let mut poller = client.poller().within(timeout);
        async move {
            loop {
                let pause = match in_time(poller.deadline(), client.jobs().get(job.id)).await {
                    Ok(record) => match state_of(&record, job.created) {
                        JobState::Ended(outcome @ Outcome::Failed { .. }) => {
                            let told = client.jobs().why_failed(&job, record).await;
                            return Ok(told.unwrap_or(outcome));
                        }
                        JobState::Ended(outcome) => return Ok(outcome),
                        _ => poller.unchanged(),
                    },
                    Err(why) if why.kind() == ErrorKind::NotFound => return Ok(Outcome::Unknown { why }),
                    Err(error) if !error.is_passing() => return Err(error),
                    Err(error) => poller.failed(error),
                };
                if poller.left() == Some(Duration::ZERO) {
                    return Err(Error::new(
                        ErrorKind::Timeout,
                        format!("{job} has not ended in the time given; it goes on."),
                    ));
                }
                pause.await?;
            }
        }
        .boxed_local()
    }

    /// How a run failed that has ended by its `record`, with the reason as far as the server tells it now: what it
    /// does not tell is not waited for.
    async fn why_failed(&self, job: &JobRef, record: JobConfiguration) -> Option<Outcome> {
        let feed = self.client.connection().json(task::notifications(job)).await.ok();
        let progress = self.progress(job.id).await.map_or(ProgressReading::NotAsked, ProgressReading::Read);
        let told = JobWatch::new(job).observe(Reading { job: record, feed, progress });
        told.into_iter().find_map(|event| match event {
            JobEvent::State(JobState::Ended(outcome)) => Some(outcome),
            _ => None,
        })
    }

    /// Runs a job now, besides its schedule, and says what to watch: `POST /api/jobConfigurations/{uid}/execute`.
    /// Every version. The server asks for no authority, so ask for
    /// [`SchedulingAdmin`](crate::model::Authority::SchedulingAdmin) yourself.
    ///
    /// Most types begin on the server's next round, within 20 seconds. A job of a queue begins the queue there (2.40).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`] where it runs already, has run its once, or is switched off.
    pub fn execute(&self, id: Uid) -> LocalBoxFuture<'static, Result<JobRef>> {
        let record = self.get(id);
        let report = self.client.connection().json::<ObjectReport>(job::execute(id));
        async move {
            // The run is the one that begins after the last: when it was asked for, only the server's clock could tell.
            let record = record.await?;
            job::executed(&report.await?)?;
            Ok(record.next_run())
        }
        .boxed_local()
    }

    /// Switches a job on: `POST /api/jobConfigurations/{uid}/enable`. Every version; the server asks for no authority.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`] for a job without a schedule, such as one that has left a queue (2.41 and later).
    pub fn enable(&self, id: Uid) -> Pending<()> {
        self.client.connection().done_of(Ok(job::enable(id)))
    }

    /// Switches a job off: `POST /api/jobConfigurations/{uid}/disable`. Every version; the server asks for no
    /// authority. A run that goes on is not stopped.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`] where there is none.
    pub fn disable(&self, id: Uid) -> Pending<()> {
        self.client.connection().done_of(Ok(job::disable(id)))
    }

    /// Gives up a run that nobody works at any more, such as one of a server that has stopped:
    /// `POST /api/jobConfigurations/{uid}/revert`. From 2.41; with `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] on 2.40, and [`ErrorKind::Conflict`] for a job that does not run or has given a sign
    /// of life in the last minute.
    pub fn revert(&self, id: Uid) -> Pending<()> {
        self.client.connection().done_of(job::revert(id, self.client.version()))
    }

    /// What went wrong with single objects in a job's last run: `GET /api/jobConfigurations/{uid}/errors`. From 2.41;
    /// of other people's jobs with `F_JOB_LOG_READ`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] on 2.40, and [`ErrorKind::Forbidden`] without the authority.
    pub fn errors(&self, id: Uid) -> Pending<JobErrors> {
        self.client.connection().json_of(job::errors(id, self.client.version()))
    }

    /// The same of all jobs, or of those of a type, that left errors: `GET /api/jobConfigurations/errors`. From 2.41;
    /// with `F_JOB_LOG_READ`.
    ///
    /// # Errors
    ///
    /// As [`errors`](Self::errors).
    pub fn all_errors(&self, job_type: Option<&JobType>) -> Pending<Vec<JobErrors>> {
        self.client.connection().json_of(job::all_errors(job_type, self.client.version()))
    }

    /// Asks the server to stop what runs of a type, of several the one that began last:
    /// `POST /api/scheduling/cancel/{type}`. Every version; the server asks for no authority. Where nothing runs,
    /// nothing happens.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`] for a type that the server does not have.
    pub fn cancel_type(&self, job_type: &JobType) -> Pending<()> {
        self.client.connection().done_of(Ok(job::cancel_type(job_type)))
    }

    /// Forgets run-once jobs that ended more than so many minutes ago: `POST /api/jobConfigurations/clean`. From 2.41;
    /// with `F_PERFORM_MAINTENANCE`. The server does so by itself after a day.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] on 2.40.
    pub fn clean(&self, minutes: u64) -> Pending<()> {
        self.client.connection().done_of(job::clean(minutes, self.client.version()))
    }

    /// What runs now, whoever started it and wherever: `GET /api/scheduling/running`.
    ///
    /// Cheap enough to be asked every few seconds.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn running(&self) -> Pending<Vec<RunningWork>> {
        self.client.connection().json_of(Ok(job::running())).map_ok(works)
    }

    /// The job of a type that runs now, or else one that waits for its turn: work that somebody else may have begun.
    ///
    /// Asks for every job of the type, so ask only when [`running`](Self::running) says that there is one.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn find_running(&self, job_type: &JobType) -> Pending<Option<JobConfiguration>> {
        let first = |list| running_or_queued(list).into_iter().next();
        self.client.connection().json_of(Ok(job::of_type(job_type))).map_ok(first)
    }

    /// The jobs of a person that run now, and then those that wait for their turn: `GET /api/jobConfigurations`. From
    /// 2.41; no authority.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] on 2.40, where jobs do not say who they run as.
    pub fn running_of(&self, user: Uid) -> Pending<Vec<JobConfiguration>> {
        self.client.connection().json_of(job::of_user(user, self.client.version())).map_ok(running_or_queued)
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

/// Those that run, and then those that wait for their turn, the first one first.
fn running_or_queued(list: job::JobConfigurations) -> Vec<JobConfiguration> {
    let key = |job: &JobConfiguration| (job.job_status != JobStatus::Running, job.created);
    let mut work: Vec<JobConfiguration> = Vec::new();
    for job in list.job_configurations {
        if job.job_status == JobStatus::Running || job.is_queued() {
            work.insert(work.partition_point(|other| key(other) <= key(&job)), job);
        }
    }
    work
}
