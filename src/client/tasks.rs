//! Tasks: the notifications of jobs.

use super::{Client, JobStream, Pending, TaskWatch};
use crate::model::{JobRef, JobType, Json, Notification, Uid};
use crate::protocol::task::{self, Extent, Keep};

/// Jobs with notifications.
pub type Lines = Vec<(Uid, Vec<Notification>)>;

/// Tasks: the notifications of jobs, in a feed per job. Created with [`Client::tasks`].
pub struct TasksApi {
    client: Client,
}

impl TasksApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Lists the job types that have feeds, in the server's order: `GET /api/system/tasks`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn types(&self) -> Pending<Vec<JobType>> {
        self.feeds().map_ok(|feeds| feeds.0.into_iter().map(|(job_type, _)| job_type).collect())
    }

    /// Lists the jobs of every type that has feeds, with the newest and the oldest notification of each; the types in
    /// the server's order, the jobs of a type most recently active first: `GET /api/system/tasks`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn all(&self) -> Pending<Vec<(JobType, Lines)>> {
        self.feeds()
            .map_ok(|feeds| feeds.0.into_iter().map(|(job_type, feeds)| (job_type, feeds.0)).collect())
    }

    fn feeds(&self) -> Pending<task::Feeds> {
        self.client.connection().json(task::types(Extent::Ends))
    }

    /// Lists the jobs of a type with their newest and oldest notification, most recently active first:
    /// `GET /api/system/tasks/{type}`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a type the server does not have.
    pub fn list(&self, job_type: &JobType) -> Pending<Lines> {
        let request = task::of_type(job_type, Extent::Ends);
        self.client.connection().json(request).map_ok(|feeds: task::FeedsOfType| feeds.0)
    }

    /// Lists the jobs of a type with all their notifications, most recently active job first and oldest notification
    /// first: `GET /api/system/tasks/{type}?gist=false`. Supported on every version; requires no authority. Leaves the
    /// feeds intact.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a type the server does not have.
    pub fn list_full(&self, job_type: &JobType) -> Pending<Lines> {
        let request = task::of_type(job_type, Extent::Full);
        self.client.connection().json(request).map_ok(|mut feeds: task::FeedsOfType| {
            feeds.0.iter_mut().for_each(|(_, lines)| lines.reverse());
            feeds.0
        })
    }

    /// Returns all notifications of a job, oldest first: `GET /api/system/tasks/{type}/{uid}`.
    ///
    /// Reading can delete the feed of a job that is no longer running, so keep what you need.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a type the server does not have.
    pub fn notifications(&self, job: &JobRef) -> Pending<Vec<Notification>> {
        self.client.connection().json(task::notifications(job)).map_ok(|mut feed: Vec<Notification>| {
            feed.reverse();
            feed
        })
    }

    /// Deletes a job's feed: `DELETE /api/system/tasks/{type}/{uid}`.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn delete(&self, job: &JobRef) -> Pending<()> {
        self.client.connection().done_of(Ok(task::delete(job)))
    }

    /// Deletes the feeds of a type, or of all types: `DELETE /api/system/tasks[/{type}]`. Supported on every version;
    /// requires no authority.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a type the server does not have.
    pub fn delete_all(&self, job_type: Option<&JobType>) -> Pending<()> {
        self.client.connection().done_of(Ok(task::delete_all(job_type)))
    }

    /// Deletes old feeds of a type, or of all types: `DELETE /api/system/tasks[/{type}]?maxCount&maxAge`. Requires
    /// 2.41.4 or newer, and no authority.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) if nothing says what to keep, and
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) on older versions, which would delete everything.
    pub fn delete_old(&self, job_type: Option<&JobType>, keep: Keep) -> Pending<()> {
        self.client.connection().done_of(task::delete_old(job_type, keep, self.client.version()))
    }

    /// Returns the summaries of the jobs of a type, whose shape depends on the type:
    /// `GET /api/system/taskSummaries/{type}`. Supported on every version; requires no authority.
    ///
    /// Imports, predictors and data exchanges have one, and up to 2.41 the legacy data integrity report.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a type the server does not have.
    pub fn summaries(&self, job_type: &JobType) -> Pending<Vec<(Uid, Json<'static>)>> {
        self.client.connection().json(task::summaries(job_type)).map_ok(|left: task::Summaries| left.0)
    }

    /// Returns the summary of a job: `GET /api/system/taskSummaries/{type}/{uid}`. Supported on every version; requires
    /// no authority.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a type the server does not have.
    pub fn summary(&self, job: &JobRef) -> Pending<Option<Json<'static>>> {
        self.client.connection().json_or_empty(task::summary(job))
    }

    /// Watches a job by its type and identifier alone: yields its notifications, oldest first, and its state until it
    /// has ended. See [`TaskWatch`] for interval and timeout.
    ///
    /// ```
    /// use dhis2_steward::client::TaskWatch;
    /// use dhis2_steward::domain::job_watch::JobEvent;
    /// use futures_util::TryStreamExt;
    /// # use dhis2_steward::environment::manual::ManualEnvironment;
    /// # use dhis2_steward::transport::memory::{Canned, MemoryTransport};
    /// # use dhis2_steward::{BaseUrl, Client, Credentials};
    /// # futures_util::FutureExt::now_or_never(async {
    /// # let transport = MemoryTransport::new();
    /// # transport
    /// #     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
    /// #     .on("GET /api/system/info", Canned::json(r#"{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}"#))
    /// #     .on("GET /api/jobConfigurations/hyKBiDtFlcC", Canned::json(r#"{"id":"hyKBiDtFlcC","jobType":"ANALYTICS_TABLE","jobStatus":"DISABLED","lastExecutedStatus":"COMPLETED","lastExecuted":"2026-11-21T07:59:13.376","lastFinished":"2026-11-21T07:59:13.396"}"#))
    /// #     .on("GET /api/jobConfigurations/hyKBiDtFlcC/progress", Canned::json(r#"{"sequence":[]}"#))
    /// #     .on("GET /api/system/tasks/ANALYTICS_TABLE/hyKBiDtFlcC", Canned::json(r#"[{"level":"INFO","time":"2026-11-21T07:59:13.390","message":"done","completed":true}]"#));
    /// # let base_url = BaseUrl::parse("https://dhis2.example.org")?;
    /// # let client = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session).await?;
    /// let job = "ANALYTICS_TABLE/hyKBiDtFlcC".parse()?;
    /// let mut events = client.tasks().watch(&job, TaskWatch::default());
    /// # let mut told = Vec::new();
    /// while let Some(event) = events.try_next().await? {
    ///     if let JobEvent::Notification(line) = event {
    ///         println!("{} {}", line.time, line.message);
    /// #       told.push(line.message);
    ///     }
    /// }
    /// # assert_eq!(told, ["done"]);
    /// # Ok::<(), dhis2_steward::Error>(())
    /// # }).unwrap().unwrap();
    /// ```
    pub fn watch(&self, job: &JobRef, watch: TaskWatch) -> JobStream {
        watch.start(&self.client, job)
    }
}
