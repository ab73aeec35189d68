//! The scheduler.

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

use super::{Client, Pending};
use crate::domain::queue::{QueueEffect, effects};
use crate::error::{Error, Result};
use crate::model::{JobDraft, JobStatus, JobTypeInfo, Queue, ScheduledJob, SchedulerEntry, Uid};
use crate::protocol::scheduler::{Found, JobTypes, Parameters, ScheduledJobs};
use crate::protocol::{Request, queue, scheduler};

/// Scheduled jobs and job queues. Created with [`Client::scheduler`].
///
/// [`Client::jobs`] runs, cancels, enables and disables jobs.
///
/// ```
/// use dhis2_steward::model::{JobDraft, JobType, Schedule};
/// # use dhis2_steward::environment::manual::ManualEnvironment;
/// # use dhis2_steward::transport::memory::{Canned, MemoryTransport};
/// # use dhis2_steward::{BaseUrl, Client, Credentials};
/// # futures_util::FutureExt::now_or_never(async {
/// # let transport = MemoryTransport::new();
/// # transport
/// #     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
/// #     .on("GET /api/system/info", Canned::json(r#"{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}"#))
/// #     .on("POST /api/jobConfigurations", Canned::json(r#"{"httpStatus":"Created","httpStatusCode":201,"status":"OK","response":{"uid":"qkpiVuTTNbv"}}"#))
/// #     .on("GET /api/jobConfigurations/qkpiVuTTNbv", Canned::json(r#"{"id":"qkpiVuTTNbv","name":"Nightly integrity","jobType":"DATA_INTEGRITY","jobStatus":"SCHEDULED","cronExpression":"0 0 3 ? * *","later":1}"#))
/// #     .on("PUT /api/jobConfigurations/qkpiVuTTNbv", Canned::json(r#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK"}"#));
/// # let base_url = BaseUrl::parse("https://dhis2.example.org")?;
/// # let client = Client::connect(transport.clone(), ManualEnvironment::new(), base_url, Credentials::Session).await?;
/// let nightly = JobDraft::new("Nightly integrity", &JobType::DataIntegrity)
///     .schedule(&Schedule::Cron("0 0 3 ? * *".into()));
/// let id = client.scheduler().create(&nightly).await?;
///
/// // What is not changed stays as it is, also what this release does not know.
/// let job = client.scheduler().job(id).await?;
/// client.scheduler().update(id, &JobDraft::of(&job).schedule(&Schedule::FixedDelay(600))).await?;
/// # let sent = transport.asked().pop().unwrap().body.unwrap();
/// # let sent = String::from_utf8(sent).unwrap();
/// # assert!(sent.contains(r#""later":1"#) && sent.contains(r#""delay":600"#), "{sent}");
/// # Ok::<(), dhis2_steward::Error>(())
/// # }).unwrap().unwrap();
/// ```
pub struct SchedulerApi {
    client: Client,
}

impl SchedulerApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Lists all jobs, including run-once jobs, in no particular order: `GET /api/jobConfigurations`. Supported on
    /// every version; requires no authority.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn jobs(&self) -> Pending<Vec<ScheduledJob>> {
        self.client.connection().json(scheduler::jobs()).map_ok(|list: ScheduledJobs| list.job_configurations)
    }

    /// Returns a job: `GET /api/jobConfigurations/{uid}`. Supported on every version; requires no authority.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if it does not exist.
    pub fn job(&self, id: Uid) -> Pending<ScheduledJob> {
        self.client.connection().json(scheduler::job(id))
    }

    /// Creates a job and returns its identifier: `POST /api/jobConfigurations`. Supported on every version; requires
    /// `F_SCHEDULING_ADMIN`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for a name that is taken (E5003), a type that already has a
    /// job with that cron expression (E7000), an invalid cron expression (E7005), and invalid parameters.
    pub fn create(&self, job: &JobDraft) -> Pending<Uid> {
        let message = self.client.connection().json(scheduler::create(job));
        message.and_then(|message, _| scheduler::created(&message))
    }

    /// Updates a job: `PUT /api/jobConfigurations/{uid}`. Supported on every version; requires `F_SCHEDULING_ADMIN`.
    ///
    /// Start from [`JobDraft::of`]: the server removes whatever the draft lacks. The type and whether the job is
    /// enabled stay as they are, whatever the draft says.
    ///
    /// # Errors
    ///
    /// The errors of [`create`](Self::create), and [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for a system
    /// job.
    pub fn update(&self, id: Uid, job: &JobDraft) -> Pending<()> {
        self.client.connection().done_of(Ok(scheduler::update(id, job)))
    }

    /// Deletes a job: `DELETE /api/jobConfigurations/{uid}`. Supported on every version; requires `F_SCHEDULING_ADMIN`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for a system job.
    pub fn delete(&self, id: Uid) -> Pending<()> {
        self.client.connection().done_of(Ok(scheduler::delete(id)))
    }

    /// Lists the configurable job types, with their parameters: `GET /api/jobConfigurations/jobTypes`. Supported on
    /// every version; requires no authority.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn job_types(&self) -> Pending<Vec<JobTypeInfo>> {
        self.client.connection().json(scheduler::job_types()).map_ok(|list: JobTypes| list.job_types)
    }

    /// Lists only the parameters, by type and name: `GET /api/jobConfigurations/jobTypesExtended`. Supported on every
    /// version; requires no authority.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn job_parameters(&self) -> Pending<Parameters> {
        self.client.connection().json(scheduler::job_types_extended())
    }

    /// Lists jobs and queues by their next execution: `GET /api/scheduler`. Supported on every version; requires no
    /// authority. From 2.41, without run-once jobs.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn entries(&self) -> Pending<Vec<SchedulerEntry>> {
        self.client.connection().json(scheduler::entries())
    }

    /// Lists the jobs that can be added to a queue: `GET /api/scheduler/queueable`. Supported on every version;
    /// requires no authority. Omits those of `queue`, if given.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn queueable(&self, queue: Option<&str>) -> Pending<Vec<SchedulerEntry>> {
        self.client.connection().json(scheduler::queueable(queue))
    }

    /// Lists the names of all queues: `GET /api/scheduler/queues`. Supported on every version; requires no authority.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn queues(&self) -> Pending<Vec<String>> {
        self.client.connection().json(queue::names())
    }

    /// Returns a queue: `GET /api/scheduler/queues/{name}`. Supported on every version; requires no authority.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if it does not exist (E7020).
    pub fn queue(&self, name: &str) -> Pending<Queue> {
        self.client.connection().json(queue::get(name))
    }

    /// Creates a queue and returns the effect on its jobs: `POST /api/scheduler/queues/{name}`. Supported on every
    /// version. The server requires no authority, so check for
    /// [`SchedulingAdmin`](crate::model::Authority::SchedulingAdmin) yourself.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for a name that is taken (E7021), a job of another queue
    /// (E7022), a system job (E7023), fewer than two jobs (E7024), and an invalid cron expression (E7005);
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for a name with a slash.
    pub fn create_queue(&self, queue: &Queue) -> Pending<Vec<QueueEffect>> {
        let effects = effects(None, Some(queue));
        self.client.connection().done_of(queue::create(queue)).map_ok(|()| effects)
    }

    /// Updates the queue `name` and returns the effect on its jobs: `PUT /api/scheduler/queues/{name}`. Supported on
    /// every version, renaming from 2.41; requires no authority.
    ///
    /// # Errors
    ///
    /// The errors of [`create_queue`](Self::create_queue), and [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if
    /// the queue does not exist (E7020).
    pub fn update_queue(
        &self,
        name: &str,
        queue: &Queue,
    ) -> LocalBoxFuture<'static, Result<Vec<QueueEffect>>> {
        let request = queue::update(name, queue, self.client.version());
        self.change_queue(name, request, Some(queue.clone()))
    }

    /// Deletes a queue but not its jobs, and returns the effect on them: `DELETE /api/scheduler/queues/{name}`.
    /// Supported on every version; requires no authority.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) if it does not exist (E7020).
    pub fn delete_queue(&self, name: &str) -> LocalBoxFuture<'static, Result<Vec<QueueEffect>>> {
        self.change_queue(name, Ok(queue::delete(name)), None)
    }

    /// Changes a queue after reading its current jobs.
    fn change_queue(
        &self,
        name: &str,
        request: Result<Request>,
        after: Option<Queue>,
    ) -> LocalBoxFuture<'static, Result<Vec<QueueEffect>>> {
        let before = self.queue(name);
        let client = self.client.clone();
        async move {
            let request = request?;
            let before = before.await.map_err(Error::before_acting)?;
            client.connection().done_of(Ok(request)).await?;
            Ok(effects(Some(&before), after.as_ref()))
        }
        .boxed_local()
    }

    /// Lists the jobs that are due within this many seconds, the next one first: `GET /api/jobConfigurations/due`.
    /// Requires no authority.
    ///
    /// From 2.42.3, the server only counts them, and they are read from the list of all jobs.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn due(&self, seconds: u64) -> LocalBoxFuture<'static, Result<Vec<ScheduledJob>>> {
        let request = scheduler::due(seconds, self.client.version());
        self.found(
            request,
            |job| {
                job.job.enabled == Some(true)
                    && job.job.job_status == JobStatus::Scheduled
                    && job.next_execution_time.is_some()
            },
            |job| job.next_execution_time,
        )
    }

    /// Lists the running jobs that have not been alive for this many seconds, the longest first; 0 stands for the value
    /// of the server's setting: `GET /api/jobConfigurations/stale`. Requires no authority.
    ///
    /// From 2.42.3, the server only counts them, and they are read from the list of all jobs.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn stale(&self, seconds: u64) -> LocalBoxFuture<'static, Result<Vec<ScheduledJob>>> {
        let request = scheduler::stale(seconds, self.client.version());
        self.found(
            request,
            |job| job.job.job_status == JobStatus::Running && job.job.last_alive.is_some(),
            |job| job.job.last_alive,
        )
    }

    /// The jobs that the server found; if it only counted them, the first that many of those that `is_meant` selects.
    fn found(
        &self,
        request: Result<Request>,
        is_meant: fn(&ScheduledJob) -> bool,
        time: fn(&ScheduledJob) -> Option<crate::model::Timestamp>,
    ) -> LocalBoxFuture<'static, Result<Vec<ScheduledJob>>> {
        let found = self.client.connection().json_of::<Found>(request);
        let client = self.client.clone();
        async move {
            let Found { count, jobs: described } = found.await?;
            let is_counted = described.len() < count;
            let found = if is_counted { client.scheduler().jobs().await? } else { described };
            let mut jobs: Vec<ScheduledJob> = Vec::new();
            // Inserted one by one: they are few, and sorting another type would add three kilobytes.
            for job in found.into_iter().filter(|job| !is_counted || is_meant(job)) {
                let place = jobs.partition_point(|other| time(other) <= time(&job));
                jobs.insert(place, job);
            }
            jobs.truncate(count);
            Ok(jobs)
        }
        .boxed_local()
    }
}
