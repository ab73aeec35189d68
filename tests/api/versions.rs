//! Shared by the tests of operations: a simulated server of any version, and a client.

use std::rc::Rc;

use dhis2_steward::environment::manual::ManualEnvironment;
use dhis2_steward::model::{Named, Page, Uid};
use dhis2_steward::transport::native::NativeTransport;
use dhis2_steward::{BaseUrl, Client, Credentials, Request};
use dhis2_steward_simulator::{ClockMode, Config, Fault, PASSWORD, Scenario, Server, Version, start};

/// A simulated server whose clock moves when the client waits.
pub(crate) struct Simulated {
    server: Rc<Server>,
    pub(crate) environment: ManualEnvironment,
}

impl Simulated {
    /// A server of a version with the demonstration's data.
    pub(crate) async fn of(version: Version) -> Self {
        Self::started(Config { version, ..Config::default() }).await
    }

    /// A server in another situation.
    pub(crate) async fn in_scenario(scenario: Scenario) -> Self {
        Self::started(Config { scenario, ..Config::default() }).await
    }

    async fn started(config: Config) -> Self {
        let server = Rc::new(start(Config { clock: ClockMode::Manual, ..config }).await.unwrap());
        let environment = ManualEnvironment::new();
        let clock = Rc::clone(&server);
        environment.on_sleep(move |duration| clock.advance(duration));
        Self { server, environment }
    }

    /// A client for one of the server's people.
    pub(crate) async fn client(&self, username: &str) -> Client {
        let base_url = BaseUrl::parse(&self.server.base_url()).unwrap();
        let credentials = Credentials::Basic { username: username.into(), password: PASSWORD.into() };
        Client::connect(NativeTransport::new(), self.environment.clone(), base_url, credentials)
            .await
            .unwrap()
    }

    /// Something that goes wrong from now on.
    pub(crate) fn fault(&self, fault: Fault) {
        self.server.fault(fault);
    }

    /// Nothing goes wrong from now on, and nothing comes late.
    pub(crate) fn clear_faults(&self) {
        self.server.clear_faults();
    }

    /// How many requests the server has seen whose line begins so, such as `POST /api/predictions`.
    pub(crate) fn count(&self, line: &str) -> u64 {
        self.server.requests().iter().filter(|(key, _)| key.starts_with(line)).map(|(_, count)| count).sum()
    }
}

/// A superuser's client of a fresh server of a version.
pub(crate) async fn admin(version: Version) -> (Simulated, Client) {
    let server = Simulated::of(version).await;
    let client = server.client("admin").await;
    (server, client)
}

/// A page of objects with their identifiers and names.
pub(crate) async fn page(client: &Client, request: Request) -> Page<Named> {
    let request = request.query("fields", "id,displayName");
    client.request(&request).await.unwrap().json(&request).unwrap()
}

/// The identifiers of all objects of a collection, such as `dataSets`.
pub(crate) async fn ids(client: &Client, collection: &str) -> Vec<Uid> {
    let request = Request::get(format!("/api/{collection}")).query("paging", "false");
    page(client, request).await.items.into_iter().map(|object| object.id).collect()
}
