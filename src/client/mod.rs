//! The client: what a program asks of a server, in its own words.
//!
//! Never names a browser type or a type of the user interface.

mod base_url;
mod connection;
mod integrity;
mod integrity_run;
mod job_stream;
mod jobs;
mod maintenance;
mod poll;
mod tasks;

use std::rc::Rc;

use futures_util::{TryFutureExt, future};

pub use base_url::BaseUrl;
pub use connection::{Credentials, SessionWatch};
pub use integrity::{CheckIssue, IntegrityApi, IssueEvent, IssueStream};
pub use integrity_run::{IntegrityReport, IntegrityRun, RunHandle, RunPhase, RunStep};
pub use job_stream::JobStream;
pub use jobs::{JobsApi, RunningWork};
pub use maintenance::MaintenanceApi;
pub use poll::{Pause, Poller};
pub use tasks::{Lines, TasksApi};

use connection::Connection;

use crate::environment::Environment;
use crate::error::Result;
use crate::model::{Authority, CurrentUser, SystemInfo, Version};
use crate::protocol::{Answer, Request, session};
use crate::transport::Transport;

/// A server, the person who is logged in, and everything that can be asked of it.
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
    /// Asks the server who it is and who is logged in: `GET /api/system/info` and `GET /api/me`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SessionExpired`](crate::ErrorKind::SessionExpired) or
    /// [`ErrorKind::Unauthorized`](crate::ErrorKind::Unauthorized) where nobody is logged in,
    /// and whatever else a request can end with.
    pub async fn connect(
        transport: impl Transport + 'static,
        environment: impl Environment + 'static,
        base_url: BaseUrl,
        credentials: Credentials,
    ) -> Result<Self> {
        let connection =
            Rc::new(Connection::new(Rc::new(transport), Rc::new(environment), base_url, credentials));
        let (info, user): (SystemInfo, _) =
            future::try_join(connection.json(session::system_info()), connection.json(session::me())).await?;
        let version = info.version.parse()?;
        Ok(Self(Rc::new(Inner { connection, info, version, user })))
    }

    /// The server's version.
    pub fn version(&self) -> &Version {
        &self.0.version
    }

    /// What the server said of itself when the client connected.
    pub fn server(&self) -> &SystemInfo {
        &self.0.info
    }

    /// The person who is logged in.
    pub fn user(&self) -> &CurrentUser {
        &self.0.user
    }

    /// Whether the person holds an authority; `ALL` counts as every one.
    pub fn may(&self, authority: &Authority) -> bool {
        self.user().may(authority)
    }

    /// The address of the server.
    pub fn base_url(&self) -> &BaseUrl {
        self.0.connection.base_url()
    }

    /// Integrity checks, their runs and their results.
    pub fn integrity(&self) -> IntegrityApi {
        IntegrityApi::new(self.clone())
    }

    /// Jobs: watching, cancelling, finding what runs.
    pub fn jobs(&self) -> JobsApi {
        JobsApi::new(self.clone())
    }

    /// Tasks: the feeds that jobs write.
    pub fn tasks(&self) -> TasksApi {
        TasksApi::new(self.clone())
    }

    /// Maintenance: caches, soft-deleted data and the rest.
    pub fn maintenance(&self) -> MaintenanceApi {
        MaintenanceApi::new(self.clone())
    }

    /// Sends any request and gives back the whole answer, for what this library does not model.
    ///
    /// # Errors
    ///
    /// Whatever the status and the media type of the answer prove; the body is not looked at.
    pub fn request(&self, request: &Request) -> impl Future<Output = Result<Answer>> + use<> {
        self.connection().success(request.clone()).map_ok(|(_, answer)| answer)
    }

    /// Whether the session has ended, and a way to wait for that or to say that it goes on.
    pub fn session(&self) -> &SessionWatch {
        self.connection().session()
    }

    /// Makes something that asks again and again at a pace, and only while somebody looks.
    pub fn poller(&self) -> Poller {
        Poller::new(self.connection())
    }

    pub(crate) fn connection(&self) -> &Rc<Connection> {
        &self.0.connection
    }
}
