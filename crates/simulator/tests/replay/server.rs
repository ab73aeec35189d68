//! The simulated server of a story, to which recorded requests are sent.

use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, Engine};
use dhis2_steward_simulator::{ClockMode, Config, PASSWORD, Scenario, Server, Version, start};
use reqwest::{Client, Method, redirect};

use crate::app::App;
use crate::fixture::{Answer, Request};
use crate::story::{Action, Step, Story};

/// The address of the recorded servers, which answers and requests name.
const RECORDED_BASE: &str = "http://localhost:8080";

/// The interval of the scheduler.
const TICK: Duration = Duration::from_secs(20);

/// How far the clock has begun behind a tick.
const BEHIND_TICK: Duration = Duration::from_millis(1);

/// A simulated server, with what is known of it so far.
pub(crate) struct Stage {
    server: Server,
    client: Client,
    /// What stands in recordings, and what stands for it here: ids of jobs, sessions, tokens and entity tags.
    names: Vec<(String, String)>,
    last_job: Option<String>,
    passed: Duration,
    next: Next,
}

/// What the next request has that its recording does not say.
#[derive(Default)]
struct Next {
    wrong_password: bool,
    wrong_token: bool,
    waiting: Option<Duration>,
    on_last_job: bool,
    upload: Option<App>,
}

/// A client that follows no redirection and keeps no cookie: stories say what is sent.
pub(crate) fn client() -> Client {
    // The client asks for a provider even where it never speaks TLS; the second test finds it installed.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().redirect(redirect::Policy::none()).no_proxy().build().unwrap()
}

impl Stage {
    /// A fresh server, as the actions of a story want it.
    pub(crate) async fn new(version: Version, story: &Story, client: Client) -> Self {
        let wants = |action| story.steps.iter().any(|step| matches!(step, Step::Act(act) if *act == action));
        let scenario = if wants(Action::Empty) { Scenario::Empty } else { Scenario::Demo };
        let csrf = wants(Action::Csrf);
        let config = Config { version, scenario, csrf, clock: ClockMode::Manual, ..Config::default() };
        Self {
            server: start(config).await.unwrap(),
            client,
            names: Vec::new(),
            last_job: None,
            passed: Duration::ZERO,
            next: Next::default(),
        }
    }

    /// Does what a story says between two requests.
    pub(crate) async fn act(&mut self, action: &Action) {
        match action {
            Action::Advance(span) => self.advance(*span),
            Action::AdvancePastTick(span) => {
                let since = (self.passed + BEHIND_TICK).as_millis() % TICK.as_millis();
                let until = TICK - Duration::from_millis(since.try_into().unwrap());
                self.advance(until + *span);
            }
            Action::Waiting(span) => self.next.waiting = Some(*span),
            Action::Takes(check, span) => self.server.check_takes(check, *span),
            Action::Fail(kind) => assert!(self.server.fail_next(kind), "there is no job type {kind}"),
            Action::Expire => self.server.expire_sessions(),
            Action::Restart => {
                let route = format!("{}/__control/restart", self.server.base_url());
                self.client.post(route).send().await.unwrap().error_for_status().unwrap();
            }
            Action::Csrf | Action::Empty => {}
            Action::WrongPassword => self.next.wrong_password = true,
            Action::WrongToken => self.next.wrong_token = true,
            Action::Upload(name) => self.next.upload = Some(App::named(name)),
            Action::NameObject { uid, collection, name } => {
                let id = self.object(collection, name).await;
                self.names.push((uid.clone(), id));
            }
            Action::NameFirst { number, collection } => {
                let body = self.list(collection, "id").await;
                let first = body[collection][0]["id"].as_u64().unwrap();
                self.names.push((number.clone(), first.to_string()));
            }
            Action::OnLastJob => self.next.on_last_job = true,
        }
    }

    /// The identifier of a simulated object, by its name.
    async fn object(&self, collection: &str, name: &str) -> String {
        let body = self.list(collection, "id,name").await;
        let mut objects = body[collection].as_array().unwrap().iter();
        let object = objects.find(|object| object["name"] == name);
        let id = object.and_then(|object| object["id"].as_str());
        id.unwrap_or_else(|| panic!("there is no {name} in {collection}")).to_owned()
    }

    async fn list(&self, collection: &str, fields: &str) -> serde_json::Value {
        let url = format!("{}/api/{collection}?fields={fields}&paging=false", self.server.base_url());
        let request = self.client.get(url).header("authorization", basic("admin", PASSWORD));
        serde_json::from_str(&read(request).await.body).unwrap()
    }

    fn advance(&mut self, span: Duration) {
        self.server.advance(span);
        self.passed += span;
    }

    /// Sends a recorded request and returns the answer in the words of the recording:
    /// the recorded address for the real one, and every name that is known.
    pub(crate) async fn send(&mut self, request: &Request, recorded: &Answer) -> Answer {
        let next = std::mem::take(&mut self.next);
        if next.on_last_job {
            let recorded = request.path().split('/').nth(3).map(str::to_owned);
            self.name(recorded, self.last_job.clone());
        }
        let method = Method::from_bytes(request.method.as_bytes()).unwrap();
        let url = format!("{}{}", self.server.base_url(), self.translate(&request.target));
        let mut builder = self.client.request(method, url);
        for (name, value) in request.headers.iter().filter(|(name, _)| name != "content-length") {
            let value = match name.as_str() {
                "authorization" => authorization(value, &next),
                _ => self.translate(value),
            };
            builder = builder.header(name, value);
        }
        builder = match next.upload {
            Some(app) => builder.body(app.multipart()),
            None if request.body.is_empty() => builder,
            None => builder.body(self.translate(&request.body)),
        };
        let answer = read(builder);
        let answer = match next.waiting {
            Some(span) => self.wait(answer, span).await,
            None => answer.await,
        };
        self.learn(request, recorded, &answer);
        Answer {
            status: answer.status,
            headers: answer.headers.into_iter().map(|(name, value)| (name, self.restore(&value))).collect(),
            body: self.restore(&answer.body),
        }
    }

    /// Lets a span pass as soon as the server has the request, and waits for the answer.
    async fn wait(&mut self, answer: impl Future<Output = Answer>, span: Duration) -> Answer {
        let count = |server: &Server| server.requests().values().sum::<u64>();
        let before = count(&self.server);
        let mut answer = std::pin::pin!(answer);
        let mut beat = tokio::time::interval(Duration::from_millis(5));
        let early = loop {
            tokio::select! {
                answer = &mut answer => break Some(answer),
                _ = beat.tick() => if count(&self.server) > before { break None },
            }
        };
        self.advance(span);
        match early {
            Some(answer) => answer,
            None => answer.await,
        }
    }

    /// Notes what the answers call the same things.
    fn learn(&mut self, request: &Request, recorded: &Answer, simulated: &Answer) {
        let named = |answer: &Answer, key: &str| {
            let body: serde_json::Value = serde_json::from_str(&answer.body).ok()?;
            body.pointer(&format!("/response/{key}"))?.as_str().map(str::to_owned)
        };
        if let Some(id) = named(simulated, "id") {
            self.name(named(recorded, "id"), Some(id.clone()));
            self.last_job = Some(id);
        }
        self.name(named(recorded, "uid"), named(simulated, "uid"));
        let tag = |answer: &Answer| answer.header("etag").map(str::to_owned);
        self.name(tag(recorded), tag(simulated));
        self.name(cookie(recorded, "XSRF-TOKEN"), cookie(simulated, "XSRF-TOKEN"));
        if request.method == "POST" && request.path().contains("/login") && simulated.status < 400 {
            self.name(cookie(recorded, "JSESSIONID"), cookie(simulated, "JSESSIONID"));
        }
    }

    fn name(&mut self, recorded: Option<String>, simulated: Option<String>) {
        if let (Some(recorded), Some(simulated)) = (recorded, simulated) {
            self.names.retain(|(known, _)| *known != recorded);
            self.names.push((recorded, simulated));
        }
    }

    /// Puts the names of this server into a recorded text.
    fn translate(&self, text: &str) -> String {
        let text = text.replace(RECORDED_BASE, &self.server.base_url());
        self.names.iter().fold(text, |text, (recorded, simulated)| text.replace(recorded, simulated))
    }

    /// Puts the names of the recording into a text of this server.
    fn restore(&self, text: &str) -> String {
        let text = text.replace(&self.server.base_url(), RECORDED_BASE);
        self.names.iter().fold(text, |text, (recorded, simulated)| text.replace(simulated, recorded))
    }
}

/// The value of a header that recordings only hint at, such as `Basic (admin)`.
fn authorization(recorded: &str, next: &Next) -> String {
    let Some(name) = recorded.strip_prefix("Basic (").and_then(|rest| rest.strip_suffix(')')) else {
        let token = if next.wrong_token { "d2pat_nobody" } else { "d2pat_adminadminadminadminadminadmin1" };
        return format!("ApiToken {token}");
    };
    // The recorded `maintapp` was a maintainer with the right to the app, which `maintainer` has here.
    let user = if name == "maintapp" { "maintainer" } else { name };
    let password = if next.wrong_password { "wrong" } else { PASSWORD };
    basic(user, password)
}

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(format!("{user}:{password}")))
}

/// The value that an answer gives a cookie; `None` where it takes it away.
fn cookie(answer: &Answer, name: &str) -> Option<String> {
    let values = answer.all("set-cookie");
    let value = values.iter().find_map(|cookie| cookie.strip_prefix(name)?.strip_prefix('='))?;
    let value = value.split(';').next().unwrap_or_default();
    (!value.is_empty()).then(|| value.to_owned())
}

async fn read(builder: reqwest::RequestBuilder) -> Answer {
    let response = builder.send().await.unwrap();
    let status = response.status().as_u16();
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap().to_owned()))
        .collect();
    let body = response.bytes().await.unwrap();
    Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
}
