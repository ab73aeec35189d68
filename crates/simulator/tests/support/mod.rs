//! A small client for tests of the server.
#![allow(dead_code, reason = "each test binary uses its own part")]

use dhis2_steward_simulator::{PASSWORD, Server};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};
use serde_json::Value;

/// A client with fixed headers that follows no redirect.
pub(crate) struct Client {
    http: reqwest::Client,
    base: String,
    headers: HeaderMap,
}

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Client {
    pub(crate) fn nobody(server: &Server) -> Self {
        Self::at(&server.base_url())
    }

    pub(crate) fn at(base: &str) -> Self {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { http, base: base.to_owned(), headers: HeaderMap::new() }
            .header("x-requested-with", "XMLHttpRequest")
    }

    pub(crate) fn basic(server: &Server, user: &str) -> Self {
        Self::nobody(server).authorized(user)
    }

    pub(crate) fn authorized(self, user: &str) -> Self {
        let request = self.http.get("http://localhost").basic_auth(user, Some(PASSWORD)).build().unwrap();
        let value = request.headers()["authorization"].to_str().unwrap().to_owned();
        self.header("authorization", &value)
    }

    pub(crate) fn with_token(server: &Server, token: &str) -> Self {
        Self::nobody(server).header("authorization", &format!("ApiToken {token}"))
    }

    pub(crate) async fn logged_in(server: &Server, user: &str) -> Self {
        let client = Self::nobody(server);
        let body = serde_json::json!({ "username": user, "password": PASSWORD }).to_string();
        let request = client.http.post(format!("{}/api/auth/login", client.base));
        let answer = request.header("content-type", "application/json").body(body).send().await.unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        client.header("cookie", &cookie)
    }

    pub(crate) fn into_page(self) -> Self {
        let mut headers = self.headers;
        headers.remove("x-requested-with");
        Self { headers, ..self }
    }

    pub(crate) fn with_csrf(self, token: &str) -> Self {
        self.header("cookie", &format!("XSRF-TOKEN={token}")).header("x-xsrf-token", token)
    }

    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }

    pub(crate) async fn request(&self, method: Method, path: &str) -> reqwest::Response {
        let url = format!("{}{path}", self.base);
        self.http.request(method, url).headers(self.headers.clone()).send().await.unwrap()
    }

    pub(crate) async fn send(&self, method: Method, path: &str) -> Answer {
        let answer = self.request(method, path).await;
        let (status, headers) = (answer.status(), answer.headers().clone());
        Answer { status, headers, text: answer.text().await.unwrap() }
    }

    pub(crate) async fn send_json(&self, method: Method, path: &str, body: &Value) -> Answer {
        let url = format!("{}{path}", self.base);
        let request = self.http.request(method, url).headers(self.headers.clone());
        let answer = request.header("content-type", "application/json").body(body.to_string());
        let answer = answer.send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        Answer { status, headers, text: answer.text().await.unwrap() }
    }

    pub(crate) async fn try_text(&self, path: &str) -> reqwest::Result<String> {
        let url = format!("{}{path}", self.base);
        self.http.get(url).headers(self.headers.clone()).send().await?.text().await
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let answer = self.send(Method::GET, path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        answer.json()
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|fault| panic!("{fault}: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Logs in through the API, and returns the cookie of the session and the token against forged requests.
pub(crate) async fn log_in(base: &str, user: &str) -> (String, String) {
    let cookie = |answer: &reqwest::Response, name: &str| {
        let values =
            answer.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap().to_owned());
        let cookies: Vec<String> = values.collect();
        let found = cookies.iter().find(|cookie| cookie.starts_with(name));
        found.map(|cookie| cookie.split(';').next().unwrap().to_owned()).unwrap_or_default()
    };
    let http = reqwest::Client::new();
    let config = http.get(format!("{base}/api/loginConfig")).send().await.unwrap();
    let csrf = cookie(&config, "XSRF-TOKEN");
    let token = csrf.split('=').nth(1).unwrap_or_default().to_owned();
    let body = serde_json::json!({ "username": user, "password": PASSWORD }).to_string();
    let login =
        http.post(format!("{base}/api/auth/login")).body(body).header("content-type", "application/json");
    let answer = login.header("cookie", csrf).header("x-xsrf-token", &token).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    (cookie(&answer, "JSESSIONID"), token)
}

/// The zip of a small app.
pub(crate) fn probe_app() -> Vec<u8> {
    let manifest = r#"{"name":"Probe","short_name":"probe","version":"1.0.0","launch_path":"index.html"}"#;
    let page = r#"<!doctype html><meta name="dhis2-base-url" content="__DHIS2_BASE_URL__">"#;
    let files = [
        ("manifest.webapp", manifest.as_bytes()),
        ("index.html", page.as_bytes()),
        ("probe.wasm", b"\0asm\x01\0\0\0"),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
