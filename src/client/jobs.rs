//! Jobs.

use core::time::Duration;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

use super::job_stream::Watcher;
use super::poll::in_time;
use super::sight::Sight;
use super::{Client, JobStream, Pending};
use crate::domain::job_watch::{JobEvent, JobState, JobWatch, Outcome, ProgressReading, Reading, state_of};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{
    JobConfiguration, JobErrors, JobRef, JobStatus, JobType, ObjectReport, Progress, RunningJob, Uid,
};
use crate::protocol::{job, task};

/// A process that is running on the server.
#[derive(Clone, Debug, PartialEq)]
pub struct RunningWork {
    /// The job type.
    pub job_type: JobType,
    /// The job; absent until the server reports it.
    pub job: Option<JobRef>,
    /// What it does and its progress, as far as the server has written it.
    pub process: Option<RunningJob>,
}

/// Jobs. Created with [`Client::jobs`].
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
/// let outcome = client.jobs().completion(&run, Some(Duration::from_secs(3_600))).await?;
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

    /// Returns a job's configuration and status: `GET /api/jobConfigurations/{uid}`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if it does not exist; the server removes run-once jobs a day
    /// after they finish.
    pub fn get(&self, id: Uid) -> Pending<JobConfiguration> {
        self.client.connection().json(job::get(id))
    }

    /// Returns a job's progress: `GET /api/jobConfigurations/{uid}/progress`. It is empty until the server first
    /// writes it, at most every ten seconds; on 2.41 only at the end.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Server`](crate::ErrorKind::Server) with status 500 before the job has started (2.42 and newer), and
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) for other users' jobs without `F_JOB_LOG_READ`.
    pub fn progress(&self, id: Uid) -> Pending<Option<Progress>> {
        self.client.connection().json_or_empty_of(job::progress(id, self.client.version()))
    }

    /// Asks the server to cancel a job.
    ///
    /// `POST /api/jobConfigurations/{uid}/cancel`. The server notices within 20 seconds and stops at the next item, so
    /// the job continues for a while.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Forbidden`](crate::ErrorKind::Forbidden) for other users' jobs without `F_PERFORM_MAINTENANCE`.
    pub fn cancel(&self, id: Uid) -> Pending<()> {
        self.client.connection().done_of(job::cancel(id, self.client.version()))
    }

    /// Watches a job: a stream of its events that ends when the job has ended.
    pub fn watch(&self, job: &JobRef) -> JobStream {
        Watcher::start(self.client.clone(), job.clone(), self.client.poller(), true)
    }

    /// Waits for a job to end, at most for the timeout, and returns its outcome; without a timeout, it waits forever.
    ///
    /// Polls only the job's record, so concurrent waits are cheap. Dropping it stops waiting, not the job.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Timeout`], with what is known of the job, if it does not end in time; it continues. Otherwise the
    /// errors of [`JobStream`], but temporary failures are waited out.
    pub fn completion(
        &self,
        job: &JobRef,
        timeout: Option<Duration>,
    ) -> LocalBoxFuture<'static, Result<Outcome>> {
        let (client, job) = (self.client.clone(), job.clone());
        let (mut poller, mut sight) = (client.poller().within(timeout), Sight::default());
        async move {
            loop {
                let pause = match in_time(poller.deadline(), client.jobs().get(job.id)).await {
                    Ok(record) => match state_of(&record, job.created) {
                        JobState::Ended(outcome @ Outcome::Failed { .. }) => {
                            let jobs = client.jobs();
                            let told = jobs.why_failed(&job, record).map(Ok);
                            let told = in_time(poller.deadline(), told).await.ok().flatten();
                            return Ok(told.unwrap_or(outcome));
                        }
                        JobState::Ended(outcome) => return Ok(outcome),
                        state => {
                            sight.see(state, &poller);
                            poller.unchanged()
                        }
                    },
                    Err(why) if why.kind() == ErrorKind::NotFound => return Ok(Outcome::Unknown { why }),
                    Err(error) if !poller.survives(&error) => return Err(error),
                    Err(error) => {
                        sight.lose(&error);
                        poller.failed(error)
                    }
                };
                sight.check_time(&job, &poller)?;
                pause.await?;
            }
        }
        .boxed_local()
    }

    /// The outcome of a failed run, with the reason if the server has it now; does not wait for it.
    async fn why_failed(&self, job: &JobRef, record: JobConfiguration) -> Option<Outcome> {
        let feed = self.client.connection().json(task::notifications(job)).await.ok();
        let progress = self.progress(job.id).await.map_or(ProgressReading::NotAsked, ProgressReading::Read);
        let told = JobWatch::new(job).observe(Reading { job: record, feed, progress });
        told.into_iter().find_map(|event| match event {
            JobEvent::State(JobState::Ended(outcome)) => Some(outcome),
            _ => None,
        })
    }

    /// Runs a job now, outside its schedule, and returns what to watch: `POST /api/jobConfigurations/{uid}/execute`.
    /// Supported on every version. The server requires no authority, so check for
    /// [`SchedulingAdmin`](crate::model::Authority::SchedulingAdmin) yourself.
    ///
    /// Most types start within 20 seconds, when the scheduler next looks for due jobs.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`] if it is running, is a run-once job that has run, or is disabled.
    pub fn execute(&self, id: Uid) -> LocalBoxFuture<'static, Result<JobRef>> {
        let record = self.get(id);
        let report = self.client.connection().json::<ObjectReport>(job::execute(id));
        async move {
            // The run is the one that starts after the last: only the server's clock knows when it was requested.
            let record = record.await.map_err(Error::before_acting)?;
            job::executed(&report.await?)?;
            Ok(record.next_run())
        }
        .boxed_local()
    }

    /// Enables a job: `POST /api/jobConfigurations/{uid}/enable`. Supported on every version; requires no authority.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`] for a job without a schedule, such as one that was removed from a queue (2.41 and
    /// newer).
    pub fn enable(&self, id: Uid) -> Pending<()> {
        self.client.connection().done_of(Ok(job::enable(id)))
    }

    /// Disables a job: `POST /api/jobConfigurations/{uid}/disable`. Supported on every version; requires no authority.
    /// Does not stop a current run.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`] if it does not exist.
    pub fn disable(&self, id: Uid) -> Pending<()> {
        self.client.connection().done_of(Ok(job::disable(id)))
    }

    /// Reverts a stale run, such as one left by a stopped server: `POST /api/jobConfigurations/{uid}/revert`. Requires
    /// `F_PERFORM_MAINTENANCE`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`] for a job that is not running or was alive in the last minute.
    pub fn revert(&self, id: Uid) -> Pending<()> {
        self.client.connection().done_of(job::revert(id, self.client.version()))
    }

    /// Returns the errors of a job's last run: `GET /api/jobConfigurations/{uid}/errors`. Requires
    /// `F_JOB_LOG_READ` for other users' jobs.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Forbidden`] without the authority.
    pub fn errors(&self, id: Uid) -> Pending<JobErrors> {
        self.client.connection().json_of(job::errors(id, self.client.version()))
    }

    /// Returns the errors of all jobs that have any, optionally of one type: `GET /api/jobConfigurations/errors`.
    /// Requires `F_JOB_LOG_READ`.
    ///
    /// # Errors
    ///
    /// The errors of [`errors`](Self::errors).
    pub fn all_errors(&self, job_type: Option<&JobType>) -> Pending<Vec<JobErrors>> {
        self.client.connection().json_of(job::all_errors(job_type, self.client.version()))
    }

    /// Asks the server to cancel the running job of a type, or the latest if there are several:
    /// `POST /api/scheduling/cancel/{type}`. Supported on every version; requires no authority. Does nothing if none is
    /// running.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`] for a type the server does not have.
    pub fn cancel_type(&self, job_type: &JobType) -> Pending<()> {
        self.client.connection().done_of(Ok(job::cancel_type(job_type)))
    }

    /// Removes run-once jobs that finished more than this many minutes ago: `POST /api/jobConfigurations/clean`.
    /// Requires `F_PERFORM_MAINTENANCE`. The server removes them itself after a day.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Forbidden`] without the authority.
    pub fn clean(&self, minutes: u64) -> Pending<()> {
        self.client.connection().done_of(job::clean(minutes, self.client.version()))
    }

    /// Lists everything that is running, for all users: `GET /api/scheduling/running`.
    ///
    /// Cheap enough to poll every few seconds.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn running(&self) -> Pending<Vec<RunningWork>> {
        self.client.connection().json_of(Ok(job::running())).map_ok(works)
    }

    /// Finds the running job of a type, or else a queued one, of any user.
    ///
    /// Requests every job of the type, so call it only if [`running`](Self::running) reports one.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn find_running(&self, job_type: &JobType) -> Pending<Option<JobConfiguration>> {
        let first = |list| running_or_queued(list).into_iter().next();
        self.client.connection().json_of(Ok(job::of_type(job_type))).map_ok(first)
    }

    /// Lists a user's running jobs, then the queued ones: `GET /api/jobConfigurations`. Requires no authority.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn running_of(&self, user: Uid) -> Pending<Vec<JobConfiguration>> {
        self.client.connection().json_of(job::of_user(user, self.client.version())).map_ok(running_or_queued)
    }
}

fn works(running: job::Running) -> Vec<RunningWork> {
    let mut all: Vec<RunningWork> = Vec::new();
    for (job_type, processes) in running.0 {
        // By type, because the server's order varies between responses.
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

/// The running jobs, then the queued ones, the first one first.
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
