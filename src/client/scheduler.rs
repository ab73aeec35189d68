//! The scheduler.

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

use super::{Client, Pending};
use crate::domain::queue::{QueueEffect, effects};
use crate::error::Result;
use crate::model::{JobDraft, JobStatus, JobTypeInfo, Queue, ScheduledJob, SchedulerEntry, Uid};
use crate::protocol::scheduler::{Found, JobTypes, Parameters, ScheduledJobs};
use crate::protocol::{Request, queue, scheduler};

/// Which jobs there are, when they run, and what can be changed of that. Created with [`Client::scheduler`].
///
/// Running, stopping, and switching a job on and off is with [`Client::jobs`].
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

    /// Every job, run-once jobs included, in no order: `GET /api/jobConfigurations`. Every version; no authority.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn jobs(&self) -> Pending<Vec<ScheduledJob>> {
        self.client.connection().json(scheduler::jobs()).map_ok(|list: ScheduledJobs| list.job_configurations)
    }

    /// One job: `GET /api/jobConfigurations/{uid}`. Every version; no authority.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is none.
    pub fn job(&self, id: Uid) -> Pending<ScheduledJob> {
        self.client.connection().json(scheduler::job(id))
    }

    /// Makes a job and says under which identifier: `POST /api/jobConfigurations`. Every version; with
    /// `F_SCHEDULING_ADMIN`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for a name that is taken (E5003), a type that has that cron
    /// expression already (E7000), a cron expression that is none (E7005), and parameters that are not as they must be.
    pub fn create(&self, job: &JobDraft) -> Pending<Uid> {
        let message = self.client.connection().json(scheduler::create(job));
        message.and_then(|message, _| scheduler::created(&message))
    }

    /// Changes a job: `PUT /api/jobConfigurations/{uid}`. Every version; with `F_SCHEDULING_ADMIN`.
    ///
    /// Begin with [`JobDraft::of`]: the server takes away whatever the draft lacks. Whether the job is switched on and
    /// its type stay as they are, whatever the draft says.
    ///
    /// # Errors
    ///
    /// As [`create`](Self::create), and [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for one of the server's own
    /// jobs.
    pub fn update(&self, id: Uid, job: &JobDraft) -> Pending<()> {
        self.client.connection().done_of(Ok(scheduler::update(id, job)))
    }

    /// Deletes a job: `DELETE /api/jobConfigurations/{uid}`. Every version; with `F_SCHEDULING_ADMIN`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for one of the server's own jobs.
    pub fn delete(&self, id: Uid) -> Pending<()> {
        self.client.connection().done_of(Ok(scheduler::delete(id)))
    }

    /// The kinds of jobs that people may define, with their parameters: `GET /api/jobConfigurations/jobTypes`. Every
    /// version; no authority.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn job_types(&self) -> Pending<Vec<JobTypeInfo>> {
        self.client.connection().json(scheduler::job_types()).map_ok(|list: JobTypes| list.job_types)
    }

    /// The parameters alone, by type and name: `GET /api/jobConfigurations/jobTypesExtended`. Every version; no
    /// authority.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn job_parameters(&self) -> Pending<Parameters> {
        self.client.connection().json(scheduler::job_types_extended())
    }

    /// Jobs and queues in the order in which they run next: `GET /api/scheduler`. Every version; no authority. Run-once
    /// jobs are left out from 2.41 on.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn entries(&self) -> Pending<Vec<SchedulerEntry>> {
        self.client.connection().json(scheduler::entries())
    }

    /// The jobs that may join a queue: `GET /api/scheduler/queueable`. Every version; no authority. Those of `queue`
    /// are left out where one is named.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn queueable(&self, queue: Option<&str>) -> Pending<Vec<SchedulerEntry>> {
        self.client.connection().json(scheduler::queueable(queue))
    }

    /// The names of all queues: `GET /api/scheduler/queues`. Every version; no authority.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn queues(&self) -> Pending<Vec<String>> {
        self.client.connection().json(queue::names())
    }

    /// One queue: `GET /api/scheduler/queues/{name}`. Every version; no authority.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is none (E7020).
    pub fn queue(&self, name: &str) -> Pending<Queue> {
        self.client.connection().json(queue::get(name))
    }

    /// Makes a queue and says what became of its jobs: `POST /api/scheduler/queues/{name}`. Every version; the server
    /// asks for no authority, so ask for [`SchedulingAdmin`](crate::model::Authority::SchedulingAdmin) yourself.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict) for a name that is taken (E7021), a job of another queue
    /// (E7022) or of the server's own (E7023), fewer than two jobs (E7024), and a cron expression that is none (E7005);
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for a name with a slash.
    pub fn create_queue(&self, queue: &Queue) -> Pending<Vec<QueueEffect>> {
        let effects = effects(None, Some(queue));
        self.client.connection().done_of(queue::create(queue)).map_ok(|()| effects)
    }

    /// Makes the queue `name` into another one and says what became of its jobs: `PUT /api/scheduler/queues/{name}`.
    /// Every version, but another name only from 2.41; no authority.
    ///
    /// # Errors
    ///
    /// As [`create_queue`](Self::create_queue), and [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is
    /// no such queue (E7020).
    pub fn update_queue(
        &self,
        name: &str,
        queue: &Queue,
    ) -> LocalBoxFuture<'static, Result<Vec<QueueEffect>>> {
        let request = queue::update(name, queue, self.client.version());
        self.change_queue(name, request, Some(queue.clone()))
    }

    /// Deletes a queue and says what became of its jobs: `DELETE /api/scheduler/queues/{name}`. Every version; no
    /// authority.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) where there is none (E7020).
    pub fn delete_queue(&self, name: &str) -> LocalBoxFuture<'static, Result<Vec<QueueEffect>>> {
        self.change_queue(name, Ok(queue::delete(name)), None)
    }

    /// Changes a queue after having looked at what is in it.
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
            let before = before.await?;
            client.connection().done_of(Ok(request)).await?;
            Ok(effects(Some(&before), after.as_ref()))
        }
        .boxed_local()
    }

    /// The jobs that run by themselves within so many seconds, the next one first: `GET /api/jobConfigurations/due`.
    /// From 2.41; no authority.
    ///
    /// From 2.42.3 on the server says only how many there are, and then the list of all jobs is asked for.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) on 2.40.
    pub fn due(&self, seconds: u64) -> LocalBoxFuture<'static, Result<Vec<ScheduledJob>>> {
        let request = scheduler::due(seconds, self.client.version());
        self.found(
            request,
            |job| job.job.enabled == Some(true) && job.next_execution_time.is_some(),
            |job| job.next_execution_time,
        )
    }

    /// The jobs that run and have given no sign of life for so many seconds, or for as long as the server's setting
    /// says where that is 0; the longest one first: `GET /api/jobConfigurations/stale`. From 2.41; no authority.
    ///
    /// From 2.42.3 on the server says only how many there are, and then the list of all jobs is asked for.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) on 2.40.
    pub fn stale(&self, seconds: u64) -> LocalBoxFuture<'static, Result<Vec<ScheduledJob>>> {
        let request = scheduler::stale(seconds, self.client.version());
        self.found(
            request,
            |job| job.job.job_status == JobStatus::Running && job.job.last_alive.is_some(),
            |job| job.job.last_alive,
        )
    }

    /// The jobs that the server found; where it only counted them, the first so many of those that `is_meant` picks.
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
            // Put in one by one: they are few, and sorting by another type would be three kilobytes.
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
