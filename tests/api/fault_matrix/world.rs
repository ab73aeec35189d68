//! A simulated server, the connection to it, and the objects that operations use.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

use dhis2_steward::environment::Environment;
use dhis2_steward::environment::manual::ManualEnvironment;
use dhis2_steward::model::{
    Check, DateRange, JobConfiguration, JobRef, LockFilter, MetadataVersionType, PredictorSelection, Queue,
    ResultFilter, SettingKey, Uid, ValidationRun,
};
use dhis2_steward::protocol::integrity::RunKind;
use dhis2_steward::transport::native::NativeTransport;
use dhis2_steward::transport::{HttpRequest, HttpResponse, Transport};
use dhis2_steward::{BaseUrl, Client, Credentials, Request, Result};
use dhis2_steward_simulator::{ClockMode, Config, PASSWORD, Server, Version, start};
use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, StreamExt, TryStreamExt};

use super::operation::nightly;
use crate::versions::{ids, page};

/// A clock that advances when waited for, and deadlines that expire when the server stalls a request.
#[derive(Clone)]
pub(super) struct Clock {
    pub(super) manual: ManualEnvironment,
    server: Rc<Server>,
}

impl Environment for Clock {
    fn now(&self) -> f64 {
        self.manual.now()
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        self.manual.sleep(duration)
    }

    fn deadline(&self, _: Duration) -> LocalBoxFuture<'static, ()> {
        self.server.stalled().boxed_local()
    }

    fn visible(&self) -> LocalBoxFuture<'static, ()> {
        self.manual.visible()
    }
}

/// The connection to the server. It can lead to a closed port, and authenticates as a browser's cookie does.
#[derive(Clone)]
pub(super) struct Line {
    native: NativeTransport,
    state: Rc<RefCell<LineState>>,
}

#[derive(Default)]
struct LineState {
    server: String,
    closed: Option<(String, SocketAddr)>,
    times: u64,
    knocks: u64,
    sent: Vec<String>,
}

impl Line {
    /// Sends some requests of a line, such as `GET /api/me`, to a closed port.
    pub(super) fn close(&self, line: &str, address: SocketAddr, times: u64) {
        let mut state = self.state.borrow_mut();
        (state.closed, state.times) = (Some((line.to_owned(), address)), times);
    }

    /// Sends all requests to the server again.
    pub(super) fn open(&self) {
        let mut state = self.state.borrow_mut();
        (state.closed, state.knocks) = (None, 0);
    }

    /// The lines of the requests since the last call, each once, in order.
    pub(super) fn take_sent(&self) -> Vec<String> {
        let mut lines = std::mem::take(&mut self.state.borrow_mut().sent);
        let mut seen = BTreeSet::new();
        lines.retain(|line| seen.insert(line.clone()));
        lines
    }

    /// How many requests went to the closed port.
    pub(super) fn knocks(&self) -> u64 {
        self.state.borrow().knocks
    }
}

impl Transport for Line {
    fn send(&self, mut request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse>> {
        let mut state = self.state.borrow_mut();
        let rest = request.url.strip_prefix(&state.server).unwrap_or_default().to_owned();
        let path = rest.split('?').next().unwrap_or_default();
        let line = format!("{} {path}", request.method.as_str());
        let is_left = state.knocks < state.times;
        if let Some((_, address)) = state.closed.as_ref().filter(|(closed, _)| is_left && *closed == line) {
            request.url = format!("http://{address}{rest}");
            state.knocks += 1;
        }
        state.sent.push(line);
        if !request.headers.iter().any(|(name, _)| *name == "Authorization") {
            // "admin:district"
            request.headers.push(("Authorization", "Basic YWRtaW46ZGlzdHJpY3Q=".into()));
        }
        self.native.send(request)
    }
}

/// Everything needed to connect a client.
#[derive(Clone)]
pub(super) struct Link {
    line: Line,
    clock: Clock,
    base_url: BaseUrl,
    pub(super) credentials: Credentials,
}

impl Link {
    pub(super) async fn connect(self) -> Result<Client> {
        Client::connect(self.line, self.clock, self.base_url, self.credentials).await
    }

    pub(super) async fn connect_within(self, timeout: Duration) -> Result<Client> {
        Client::connect_within(self.line, self.clock, self.base_url, self.credentials, timeout).await
    }
}

/// The objects that operations use.
#[derive(Clone)]
pub(super) struct Things {
    pub(super) link: Link,
    pub(super) checks: Vec<Check>,
    pub(super) combo: Uid,
    pub(super) data_set: Uid,
    pub(super) dates: DateRange,
    pub(super) element: Uid,
    pub(super) ended: JobRef,
    pub(super) group: Uid,
    pub(super) job: JobRef,
    pub(super) names: Vec<String>,
    /// A job with a report or outcome.
    pub(super) left: JobRef,
    pub(super) predictor_group: Uid,
    pub(super) record: JobConfiguration,
    pub(super) queue: Queue,
    pub(super) queueable: Vec<Uid>,
    pub(super) result: u64,
    pub(super) scheduled: Uid,
    pub(super) run: ValidationRun,
    pub(super) unit: Uid,
    pub(super) versions: [String; 2],
}

/// A server, two clients, and its objects.
pub(super) struct World {
    pub(super) version: Version,
    pub(super) server: Rc<Server>,
    pub(super) clock: Clock,
    pub(super) line: Line,
    /// Authenticated by a password.
    pub(super) client: Client,
    /// Authenticated by the line, as a browser does with its cookie.
    pub(super) browser: Client,
    pub(super) things: Things,
}

impl World {
    pub(super) async fn new(version: Version) -> Self {
        let config = Config { clock: ClockMode::Manual, version, ..Config::default() };
        let server = Rc::new(start(config).await.unwrap());
        let manual = ManualEnvironment::new();
        let moved = Rc::clone(&server);
        manual.on_sleep(move |duration| moved.advance(duration));
        let clock = Clock { manual, server: Rc::clone(&server) };
        let state = LineState { server: server.base_url(), ..LineState::default() };
        let line = Line { native: NativeTransport::new(), state: Rc::new(RefCell::new(state)) };
        let base_url = BaseUrl::parse(&server.base_url()).unwrap();
        let credentials = Credentials::Basic { username: "admin".into(), password: PASSWORD.into() };
        let link = Link { line: line.clone(), clock: clock.clone(), base_url, credentials };
        let client = link.clone().connect().await.unwrap();
        let browser = Link { credentials: Credentials::Session, ..link.clone() }.connect().await.unwrap();
        let things = Things::of(&client, link).await;
        server.forget_requests();
        Self { version, server, clock, line, client, browser, things }
    }

    /// How often a request was sent, to the server or to the closed port.
    pub(super) fn sent(&self, line: &str) -> u64 {
        self.line.knocks() + self.server.requests().get(line).copied().unwrap_or_default()
    }
}

impl Things {
    async fn of(client: &Client, link: Link) -> Self {
        let roots = client.organisation_units().of_level(1).await.unwrap();
        let root = roots.iter().find(|root| root.has_children).unwrap().id;
        let dates = DateRange::new("2026-01-01", "2026-12-31").unwrap();
        let mut run = ValidationRun::new(root, dates.clone());
        run.persist = true;
        client.validation().run(&run).await.unwrap();
        let results: Vec<_> =
            client.validation().results(&ResultFilter::default(), 50).try_collect().await.unwrap();
        run.persist = false;
        run.group = Some(ids(client, "validationRuleGroups").await[0]);
        let (data_set, unit) = reporting(client).await;
        client.lock_exceptions().add(&[unit], data_set, "202601").unwrap().count().await;
        assert!(
            client.lock_exceptions().list(&LockFilter::default(), 50).try_next().await.unwrap().is_some()
        );
        let names = ["orgunits_invalid_geometry".to_owned()];
        let ended = client.integrity().start(RunKind::Details, &names).await.unwrap();
        client.jobs().completion(&ended, None).await.unwrap();
        client.settings().set(&SettingKey::VERSIONING, &true).await.unwrap();
        let left = if client.version().minor() == 41 {
            client.integrity().start_report(&[]).await
        } else {
            client.predictors().start(PredictorSelection::All, &dates).await
        };
        let left = left.unwrap();
        client.jobs().completion(&left, None).await.unwrap();
        let synchronization = client.synchronization();
        let first = synchronization.create_version(&MetadataVersionType::BestEffort).await.unwrap();
        let second = synchronization.create_version(&MetadataVersionType::BestEffort).await.unwrap();
        let mut made = Vec::new();
        for (name, hour) in [("A", 0), ("B", 1), ("C", 2), ("D", 3), ("E", 4)] {
            made.push(client.scheduler().create(&nightly(name, hour)).await.unwrap());
        }
        let queueable = made.split_off(3);
        let scheduled = made.remove(2);
        let queue =
            Queue { name: "nightly".into(), cron_expression: Some("0 0 3 ? * MON".into()), sequence: made };
        client.scheduler().create_queue(&queue).await.unwrap();
        let job = client.tables().update_resource_tables().await.unwrap();
        Self {
            link,
            checks: client.integrity().checks().await.unwrap(),
            names: names.into(),
            combo: ids(client, "categoryCombos").await[0],
            data_set,
            dates,
            element: ids(client, "dataElements").await[0],
            ended,
            left,
            queue,
            queueable,
            scheduled,
            group: ids(client, "organisationUnitGroups").await[0],
            record: client.jobs().get(job.id).await.unwrap(),
            job,
            predictor_group: ids(client, "predictorGroups").await[0],
            result: results[0].items[0].id,
            run,
            unit,
            versions: [first.name, second.name],
        }
    }
}

/// A data set, and an organisation unit it is assigned to.
async fn reporting(client: &Client) -> (Uid, Uid) {
    for data_set in ids(client, "dataSets").await {
        let units =
            Request::get("/api/organisationUnits").query("filter", format!("dataSets.id:eq:{data_set}"));
        if let Some(unit) = page(client, units).await.items.first() {
            return (data_set, unit.id);
        }
    }
    panic!("no data set has organisation units")
}
