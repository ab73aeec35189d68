//! A proxy that puts an app in front of a real DHIS2 server: it serves the app's files, and forwards everything else.
//!
//! To the server, requests appear to come from its own pages; to the browser, the proxy appears to be the server.
//! Shares only the serving of app files with the simulated server.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State as Shared;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CONNECTION, CONTENT_LENGTH, HOST, HeaderMap, HeaderName, HeaderValue,
    IF_NONE_MATCH, LOCATION, ORIGIN, REFERER, SET_COOKIE, STRICT_TRANSPORT_SECURITY, TE, TRAILER,
    TRANSFER_ENCODING, UPGRADE,
};
use axum::http::{Method, Request, Response, StatusCode};
use reqwest::{Client, Url};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::api::app_file;
use crate::app::{App, Apps};
use crate::clock::Clock;
use crate::exchange::Answer;
use crate::{ClockMode, Csp, Version, cannot_listen, server};

/// The largest request that is passed on.
const LARGEST_BODY: usize = 256 * 1024 * 1024;

/// Headers that belong to one connection and are not passed on.
const OF_CONNECTIONS: [HeaderName; 7] = [
    CONNECTION,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
    HeaderName::from_static("keep-alive"),
    CONTENT_LENGTH,
];

/// Everything a proxy is started with.
#[derive(Clone, Debug)]
pub struct ProxyConfig {
    /// The address of the server, such as `https://example.org/dhis`.
    pub target: String,
    /// The address to listen on.
    pub listen: IpAddr,
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
    /// The zip of the app.
    pub app: Option<Vec<u8>>,
    /// The policy for the app's files.
    pub csp: Csp,
    /// The version whose way of serving files is followed.
    pub version: Version,
}

/// A running proxy; it stops when this is dropped.
#[derive(Debug)]
pub struct Proxy {
    base: String,
    gate: Arc<Gate>,
    task: JoinHandle<()>,
}

/// What the proxy knows while it runs.
#[derive(Debug)]
struct Gate {
    /// The server: scheme, host and context path, without a slash at the end.
    target: String,
    /// Scheme and host of the server.
    target_origin: String,
    /// The context path, which is the same before and behind the proxy.
    context_path: String,
    /// Scheme and host of the proxy.
    origin: String,
    client: Client,
    apps: Apps,
    csp: Csp,
    version: Version,
}

/// Starts a proxy; it listens when this returns.
///
/// # Errors
/// Says in a sentence what is wrong with the address, the zip or the place to listen.
pub async fn start_proxy(config: ProxyConfig) -> Result<Proxy, String> {
    crate::install_tls();
    let url = Url::parse(&config.target)
        .map_err(|fault| format!("{} is not a valid URL: {fault}", config.target))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("{} must begin with http:// or https://", config.target));
    }
    let mut apps = Apps::default();
    if let Some(zip) = &config.app {
        let now = Clock::new(ClockMode::Real { speed: 1.0 }).now();
        apps.install(zip, config.version, now)
            .map_err(|fault| format!("the app cannot be served: {fault:?}"))?;
    }
    let place = SocketAddr::new(config.listen, config.port);
    let refused = |fault| cannot_listen(place, &fault);
    let listener = TcpListener::bind(place).await.map_err(refused)?;
    let origin = format!("http://{}", listener.local_addr().map_err(refused)?);
    let context_path = url.path().trim_end_matches('/').to_owned();
    let target_origin = url.origin().ascii_serialization();
    let client = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|fault| format!("cannot send requests: {fault}"))?;
    let base = format!("{origin}{context_path}");
    let (csp, version) = (config.csp, config.version);
    let target = format!("{target_origin}{context_path}");
    let gate = Arc::new(Gate { target, target_origin, context_path, origin, client, apps, csp, version });
    let router = Router::new().fallback(handle).with_state(Arc::clone(&gate));
    let task = tokio::spawn(async move {
        // Serving ends only with the task itself.
        let _ = axum::serve(listener, router).await;
    });
    Ok(Proxy { base, gate, task })
}

impl Proxy {
    /// The address of the proxy with the context path of the server.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base
    }

    /// Looks whether the server answers at all.
    ///
    /// # Errors
    /// Says in a sentence what keeps the proxy from it.
    pub async fn look(&self) -> Result<(), String> {
        let Gate { client, target, .. } = self.gate.as_ref();
        let asked = client.get(format!("{target}/api/ping")).timeout(Duration::from_secs(10));
        asked.send().await.map(drop).map_err(|fault| self.gate.told(&describe(&fault)))
    }

    /// Waits until the proxy stops, which it never does on its own.
    pub async fn wait(mut self) {
        let _ = (&mut self.task).await;
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn handle(Shared(gate): Shared<Arc<Gate>>, request: Request<Body>) -> Response<Body> {
    // Behind "localhost" or a name of the machine the browser's origin is another than the address listened on.
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let origin = host.map_or_else(|| gate.origin.clone(), |host| format!("http://{host}"));
    if let Some(answer) = gate.app_file(&request, &origin) {
        return server::respond(answer, request.method(), true);
    }
    gate.pass(request, &origin).await.unwrap_or_else(|fault| {
        let answer =
            Answer::text("text/plain;charset=UTF-8", gate.told(&fault)).status(StatusCode::BAD_GATEWAY);
        server::respond(answer, &Method::GET, true)
    })
}

impl Gate {
    /// What is said when the server could not be asked, with what can be done about it where that is known.
    fn told(&self, fault: &str) -> String {
        let text = format!("{} could not be reached: {fault}", self.target);
        match remedy(fault) {
            Some(remedy) => format!("{text}. {remedy}"),
            None => text,
        }
    }

    /// Answers for the files of the app, and sends who wants it in the shell to them.
    fn app_file(&self, request: &Request<Body>, origin: &str) -> Option<Answer> {
        if ![Method::GET, Method::HEAD].contains(request.method()) {
            return None;
        }
        let path = request.uri().path().strip_prefix(&self.context_path)?;
        let base = format!("{origin}{}", self.context_path);
        if let Some(app) =
            path.strip_prefix("/apps/").and_then(|key| self.apps.get(key.trim_end_matches('/')))
        {
            return Some(Answer::redirect(&app.launch_url(&base)));
        }
        let (key, path) = path.strip_prefix("/api/apps/")?.split_once('/')?;
        let app: &App = self.apps.get(key)?;
        let known = request.headers().get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let answer =
            app_file::file(app, path, self.version, &base, self.csp, known).unwrap_or_else(|answer| answer);
        let is_page = path.is_empty() || path.ends_with(".html");
        Some(if is_page { answer.no_store() } else { answer })
    }

    /// Passes a request on, and its answer back.
    async fn pass(&self, request: Request<Body>, origin: &str) -> Result<Response<Body>, String> {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, LARGEST_BODY).await.map_err(|fault| fault.to_string())?;
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let url = format!("{}{path}", self.target_origin);
        let mut passed =
            self.client.request(parts.method, url).headers(self.to_server(&parts.headers, origin));
        if !body.is_empty() {
            passed = passed.body(body);
        }
        let answer = passed.send().await.map_err(|fault| describe(&fault))?;
        let (status, headers) = (answer.status(), self.to_browser(answer.headers(), origin));
        let mut response = Response::new(Body::from_stream(answer.bytes_stream()));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }

    /// The headers of a request, as if a page of the server had sent it.
    fn to_server(&self, headers: &HeaderMap, origin: &str) -> HeaderMap {
        let mut passed = HeaderMap::new();
        for (name, value) in
            headers.iter().filter(|(name, _)| !OF_CONNECTIONS.contains(name) && *name != HOST)
        {
            let value = match *name {
                // A foreign origin stays foreign: it is the server's to refuse.
                ORIGIN | REFERER => replace_start(value, origin, &self.target_origin),
                _ => value.clone(),
            };
            passed.append(name.clone(), value);
        }
        passed
    }

    /// The headers of an answer, as if the proxy were the server.
    fn to_browser(&self, headers: &HeaderMap, origin: &str) -> HeaderMap {
        let mut passed = HeaderMap::new();
        // A length is passed on, as bodies are not changed.
        let dropped = |name: &HeaderName| {
            *name == STRICT_TRANSPORT_SECURITY || (OF_CONNECTIONS.contains(name) && *name != CONTENT_LENGTH)
        };
        for (name, value) in headers.iter().filter(|(name, _)| !dropped(name)) {
            let value = match *name {
                LOCATION | ACCESS_CONTROL_ALLOW_ORIGIN => replace_start(value, &self.target_origin, origin),
                SET_COOKIE => adapt_cookie(value),
                _ => value.clone(),
            };
            passed.append(name.clone(), value);
        }
        passed
    }
}

/// Puts one text for another at the beginning of a value.
fn replace_start(value: &HeaderValue, from: &str, to: &str) -> HeaderValue {
    let rest = value.to_str().ok().and_then(|text| text.strip_prefix(from));
    let replaced = rest.and_then(|rest| HeaderValue::from_str(&format!("{to}{rest}")).ok());
    replaced.unwrap_or_else(|| value.clone())
}

/// Makes a cookie of the server one of the proxy: for its host, also over plain connections.
fn adapt_cookie(value: &HeaderValue) -> HeaderValue {
    let Ok(text) = value.to_str() else { return value.clone() };
    let is_kept = |part: &&str| {
        let part = part.trim().to_lowercase();
        part != "secure" && !part.starts_with("domain=") && part != "samesite=none"
    };
    let kept: Vec<&str> = text.split(';').filter(is_kept).collect();
    HeaderValue::from_str(&kept.join(";")).unwrap_or_else(|_| value.clone())
}

/// A fault of sending, with what caused it but without the address, which may hold a password.
fn describe(fault: &reqwest::Error) -> String {
    let mut causes = Vec::new();
    let mut cause = std::error::Error::source(fault);
    while let Some(inner) = cause {
        causes.push(inner.to_string());
        cause = inner.source();
    }
    if causes.is_empty() { "no answer".to_owned() } else { causes.join(": ") }
}

/// What to do about a fault of sending.
fn remedy(fault: &str) -> Option<&'static str> {
    fault.contains("UnknownIssuer").then_some(
        "This machine does not trust the issuer of the server's certificate: set SSL_CERT_FILE=issuer.pem to a file with the issuer's certificate",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_of_the_server_becomes_one_of_the_proxy() {
        let cookie = "JSESSIONID=1; Path=/dhis; Domain=example.org; Secure; HttpOnly; SameSite=None";
        let adapted = adapt_cookie(&HeaderValue::from_static(cookie));
        assert_eq!(adapted, "JSESSIONID=1; Path=/dhis; HttpOnly");
    }

    #[test]
    fn a_rejected_certificate_is_reported_with_how_to_trust_it() {
        let told = remedy("client error (Connect): invalid peer certificate: UnknownIssuer");
        assert!(told.is_some_and(|told| told.contains("SSL_CERT_FILE")));
        assert_eq!(remedy("client error (Connect): Connection refused (os error 111)"), None);
    }

    #[test]
    fn only_the_servers_own_origin_is_replaced() {
        let own = HeaderValue::from_static("http://localhost:8080/dhis/apps");
        let foreign = HeaderValue::from_static("http://elsewhere.org");
        let to = "https://example.org";
        assert_eq!(replace_start(&own, "http://localhost:8080", to), "https://example.org/dhis/apps");
        assert_eq!(replace_start(&foreign, "http://localhost:8080", to), "http://elsewhere.org");
    }
}
