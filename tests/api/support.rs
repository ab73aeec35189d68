//! Shared by the tests of the client: an in-memory server, and a clock that never waits.

use std::future::Future;

use dhis2_steward::environment::manual::ManualEnvironment;
use dhis2_steward::transport::memory::{Canned, MemoryTransport};
use dhis2_steward::{BaseUrl, Client, Credentials};
use futures_util::FutureExt;

/// A server that knows a superuser, and answers what a test writes down.
pub(crate) struct Server {
    pub(crate) transport: MemoryTransport,
    pub(crate) environment: ManualEnvironment,
}

impl Server {
    pub(crate) fn new() -> Self {
        Self::of("2.42.5.2")
    }

    /// The same of another version.
    pub(crate) fn of(version: &str) -> Self {
        let info = format!(r#"{{"version":"{version}","serverDate":"2026-11-21T07:58:57.132"}}"#);
        let transport = MemoryTransport::new();
        transport
            .on(
                "GET /api/me",
                Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#),
            )
            .on("GET /api/system/info", Canned::json(info));
        Self { transport, environment: ManualEnvironment::new() }
    }

    pub(crate) fn client(&self) -> Client {
        let base_url = BaseUrl::parse("http://localhost").unwrap();
        now(Client::connect(self.transport.clone(), self.environment.clone(), base_url, Credentials::Session))
            .unwrap()
    }

    pub(crate) fn json(&self, route: &str, body: &str) -> &Self {
        self.transport.on(route, Canned::json(body));
        self
    }
}

/// The value of a future that waits for nothing but the manual clock.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("nothing here waits for anything but the clock")
}

/// A job as its own record describes it.
pub(crate) fn job(job_type: &str, status: &str, last: &str, times: &str) -> String {
    format!(
        r#"{{"id":"dOroizYJpqs","name":"{job_type} (1)","jobType":"{job_type}","schedulingType":"ONCE_ASAP","jobStatus":"{status}","lastExecutedStatus":"{last}"{times}}}"#
    )
}

pub(crate) const BEGAN: &str = r#","lastExecuted":"2026-11-21T07:59:13.376""#;
pub(crate) const ENDED: &str =
    r#","lastExecuted":"2026-11-21T07:59:13.376","lastFinished":"2026-11-21T07:59:13.396""#;
