//! The client: the operations of a server.
//!
//! Never names a browser type or a type of the user interface.

mod base_url;
mod category_option_combos;
mod checked;
mod connection;
mod credentials;
mod data;
pub(crate) mod giver;
mod integrity;
mod integrity_report;
mod integrity_run;
mod job_stream;
mod jobs;
mod lock_exceptions;
mod maintenance;
mod organisation_units;
mod pending;
mod poll;
mod predictors;
mod scheduler;
mod session_watch;
mod settings;
mod sight;
mod synchronization;
mod tables;
mod task_watch;
mod tasks;
mod timer;
mod validation;

use core::time::Duration;
use std::rc::Rc;

use futures_util::future;

pub use base_url::BaseUrl;
pub use category_option_combos::CategoryOptionCombosApi;
pub use checked::Pages;
pub use connection::READ_TIMEOUT;
pub use credentials::Credentials;
pub use data::DataApi;
pub use integrity::{CheckIssue, IntegrityApi, IssueEvent, IssueStream};
pub use integrity_run::{IntegrityReport, IntegrityRun, RunHandle, RunPhase, RunStep};
pub use job_stream::JobStream;
pub use jobs::{JobsApi, RunningWork};
pub use lock_exceptions::{LockAddition, LockExceptionsApi};
pub use maintenance::MaintenanceApi;
pub use organisation_units::OrganisationUnitsApi;
pub use pending::{Pending, Read, Success};
pub use poll::{Pause, Poller};
pub use predictors::PredictorsApi;
pub use scheduler::SchedulerApi;
pub use session_watch::SessionWatch;
pub use settings::SettingsApi;
pub use synchronization::SynchronizationApi;
pub use tables::TablesApi;
pub use task_watch::TaskWatch;
pub use tasks::{Lines, TasksApi};
pub use validation::ValidationApi;

use connection::Connection;

use crate::environment::Environment;
use crate::error::{Error, Result};
use crate::model::{Authority, CurrentUser, SystemInfo, Version};
use crate::protocol::{Answer, Method, Request, session};
use crate::transport::Transport;

/// A connected server, its current user and its operations.
///
/// Cheap to clone; clones share one connection.
///
/// ```
/// use dhis2_steward::environment::manual::ManualEnvironment;
/// use dhis2_steward::model::Authority;
/// use dhis2_steward::transport::memory::{Canned, MemoryTransport};
/// use dhis2_steward::{BaseUrl, Client, Credentials};
///
/// # futures_util::FutureExt::now_or_never(async {
/// let transport = MemoryTransport::new();
/// transport
///     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
///     .on("GET /api/system/info", Canned::json(r#"{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}"#));
///
/// let base_url = BaseUrl::parse("https://dhis2.example.org")?;
/// let client = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session).await?;
/// assert_eq!(client.version().minor(), 42);
/// assert!(client.may(&Authority::PerformMaintenance));
/// # Ok::<(), dhis2_steward::Error>(())
/// # }).unwrap().unwrap();
/// ```
#[derive(Clone)]
pub struct Client(Rc<Inner>);

struct Inner {
    connection: Rc<Connection>,
    info: SystemInfo,
    version: Version,
    user: CurrentUser,
}

impl Client {
    /// Connects to a server and reads its version and the current user: `GET /api/system/info` and `GET /api/me`.
    ///
    /// Of any version: what one before 2.41 lacks is [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SessionExpired`](crate::ErrorKind::SessionExpired) or
    /// [`ErrorKind::Unauthorized`](crate::ErrorKind::Unauthorized) if nobody is logged in, and any other request error.
    pub async fn connect(
        transport: impl Transport + 'static,
        environment: impl Environment + 'static,
        base_url: BaseUrl,
        credentials: Credentials,
    ) -> Result<Self> {
        Self::connect_within(transport, environment, base_url, credentials, READ_TIMEOUT).await
    }

    /// The same, with another time in which the answer to a request that reads must begin, in place of [`READ_TIMEOUT`].
    ///
    /// It is that of each request, and not of what is made of several. An answer that has begun may be of any length, as
    /// long as no more time than this passes between two pieces of it. The answer to a request that acts may begin at any
    /// time: the server answers when it is done.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Timeout`](crate::ErrorKind::Timeout) where no answer begins in that time, as with every request from
    /// then on; [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for no time at all; and as
    /// [`connect`](Self::connect).
    pub async fn connect_within(
        transport: impl Transport + 'static,
        environment: impl Environment + 'static,
        base_url: BaseUrl,
        credentials: Credentials,
        timeout: Duration,
    ) -> Result<Self> {
        if timeout.is_zero() {
            return Err(Error::invalid_argument("The timeout must be greater than zero."));
        }
        let (transport, environment) = (Rc::new(transport), Rc::new(environment));
        let connection = Rc::new(Connection::new(transport, environment, base_url, credentials, timeout));
        let (info, user): (SystemInfo, _) =
            future::try_join(connection.json(session::system_info()), connection.json(session::me())).await?;
        let version = info.version.parse()?;
        Ok(Self(Rc::new(Inner { connection, info, version, user })))
    }

    /// The server's version.
    pub fn version(&self) -> &Version {
        &self.0.version
    }

    /// The server's information at the time of connecting.
    pub fn server(&self) -> &SystemInfo {
        &self.0.info
    }

    /// The current user.
    pub fn user(&self) -> &CurrentUser {
        &self.0.user
    }

    /// Whether the user has an authority; `ALL` includes every authority.
    pub fn may(&self, authority: &Authority) -> bool {
        self.user().may(authority)
    }

    /// The URL of the server.
    pub fn base_url(&self) -> &BaseUrl {
        self.0.connection.base_url()
    }

    /// Data integrity checks, their runs and results.
    pub fn integrity(&self) -> IntegrityApi {
        IntegrityApi::new(self.clone())
    }

    /// Jobs: watch, cancel, find running ones.
    pub fn jobs(&self) -> JobsApi {
        JobsApi::new(self.clone())
    }

    /// The scheduler: scheduled jobs and job queues.
    pub fn scheduler(&self) -> SchedulerApi {
        SchedulerApi::new(self.clone())
    }

    /// Tasks: the notifications of jobs.
    pub fn tasks(&self) -> TasksApi {
        TasksApi::new(self.clone())
    }

    /// Maintenance: caches, soft-deleted data and more.
    pub fn maintenance(&self) -> MaintenanceApi {
        MaintenanceApi::new(self.clone())
    }

    /// Category option combinations: update, count, wait until they are complete.
    pub fn category_option_combos(&self) -> CategoryOptionCombosApi {
        CategoryOptionCombosApi::new(self.clone())
    }

    /// System settings.
    pub fn settings(&self) -> SettingsApi {
        SettingsApi::new(self.clone())
    }

    /// Synchronisation with a remote server: data, metadata, metadata versions.
    pub fn synchronization(&self) -> SynchronizationApi {
        SynchronizationApi::new(self.clone())
    }

    /// Resource, analytics and monitoring tables: updates and status.
    pub fn tables(&self) -> TablesApi {
        TablesApi::new(self.clone())
    }

    /// Data: counts, usage, min-max values.
    pub fn data(&self) -> DataApi {
        DataApi::new(self.clone())
    }

    /// Lock exceptions: permission to enter data for closed periods.
    pub fn lock_exceptions(&self) -> LockExceptionsApi {
        LockExceptionsApi::new(self.clone())
    }

    /// Organisation units: by level, parent, group or search.
    pub fn organisation_units(&self) -> OrganisationUnitsApi {
        OrganisationUnitsApi::new(self.clone())
    }

    /// Predictors, predictor groups and their runs.
    pub fn predictors(&self) -> PredictorsApi {
        PredictorsApi::new(self.clone())
    }

    /// Validation: rule runs, persisted results, notifications, expressions.
    pub fn validation(&self) -> ValidationApi {
        ValidationApi::new(self.clone())
    }

    /// Sends any request and returns the response, for endpoints this library does not cover: any method, path and
    /// body, with the errors, retries and session handling of every other request.
    ///
    /// Only `GET`, `HEAD` and `OPTIONS` requests are retried. A `GET` that changes something must be marked: see
    /// [`Request::acting`].
    ///
    /// ```
    /// # use dhis2_steward::environment::manual::ManualEnvironment;
    /// # use dhis2_steward::transport::memory::{Canned, MemoryTransport};
    /// # use dhis2_steward::{BaseUrl, Client, Credentials};
    /// use dhis2_steward::Request;
    /// use dhis2_steward::protocol::Method;
    /// # futures_util::FutureExt::now_or_never(async {
    /// # let transport = MemoryTransport::new();
    /// # transport
    /// #     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
    /// #     .on("GET /api/system/info", Canned::json(r#"{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}"#))
    /// #     .on("PUT /api/dataStore/steward/last-visit", Canned::json("{}"));
    /// # let base_url = BaseUrl::parse("https://dhis2.example.org")?;
    /// # let client = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session).await?;
    /// let visit = Request::new(Method::Put, "/api/dataStore/steward/last-visit").json(br#"{"page":"tasks"}"#.to_vec());
    /// let answer = client.request(&visit).await?;
    /// assert_eq!(answer.status, 200);
    /// # Ok::<(), dhis2_steward::Error>(())
    /// # }).unwrap().unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// For an error status or an unexpected media type; the body is not inspected.
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for a path that could lead to another server,
    /// or a `GET` or `HEAD` with a body.
    pub fn request(&self, request: &Request) -> Pending<Answer> {
        Pending::new(self.connection().success_of(sendable(request)), |_, answer| Ok(answer.clone()))
    }

    /// Asks whether the server answers at all: `GET /api/ping`. Needs no session, and prolongs none.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn ping(&self) -> Pending<()> {
        Pending::new(self.connection().success(session::ping()), |_, _| Ok(()))
    }

    /// Whether the session has ended, and a way to wait for that or to say that it goes on.
    pub fn session(&self) -> &SessionWatch {
        self.connection().session()
    }

    /// Creates a poller that polls at a pace, and only while the page is visible.
    pub fn poller(&self) -> Poller {
        Poller::new(self.connection())
    }

    pub(crate) fn connection(&self) -> &Rc<Connection> {
        &self.0.connection
    }
}

/// Fails if the method forbids the body: browsers refuse to send it, and servers ignore it.
fn sendable(request: &Request) -> Result<Request> {
    let method = request.method();
    if request.body().is_none() || !matches!(method, Method::Get | Method::Head) {
        return Ok(request.clone());
    }
    let message = format!("A {} request cannot have a body.", method.as_str());
    Err(Error::invalid_argument(message).of_request(request.to_string()))
}
