//! The proxy in front of a server that rejects foreign origins and forged requests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use std::net::Ipv4Addr;

use dhis2_steward_simulator::{
    ClockMode, Config, Csp, Proxy, ProxyConfig, Server, Version, start, start_proxy,
};
use reqwest::{Method, StatusCode};
use support::Client;

async fn server() -> Server {
    let context_path = "/dhis".to_owned();
    start(Config { csrf: true, context_path, clock: ClockMode::Manual, ..Config::default() }).await.unwrap()
}

async fn proxy(target: &str) -> Proxy {
    let config = ProxyConfig {
        target: target.to_owned(),
        listen: Ipv4Addr::LOCALHOST.into(),
        port: 0,
        app: Some(support::probe_app()),
        csp: Csp::Dhis2,
        version: Version::V2_42,
    };
    start_proxy(config).await.unwrap()
}

fn origin(base: &str) -> &str {
    base.strip_suffix("/dhis").unwrap()
}

#[tokio::test]
async fn a_post_from_a_page_behind_the_proxy_takes_effect() {
    let server = server().await;
    let proxy = proxy(&server.base_url()).await;
    let (session, token) = support::log_in(proxy.base_url(), "maintainer").await;
    let page = |base: &str| {
        Client::at(base)
            .header("origin", origin(proxy.base_url()))
            .header("cookie", &format!("{session}; XSRF-TOKEN={token}"))
            .header("x-xsrf-token", &token)
    };
    // Without the proxy the same request has a foreign origin: an empty 200, and nothing is done.
    let direct = page(&server.base_url()).send(Method::POST, "/api/maintenance/cacheClear").await;
    assert_eq!((direct.status, direct.text.as_str()), (StatusCode::OK, ""));
    assert_eq!(server.rows()["cachesCleared"], 0);

    let passed = page(proxy.base_url()).send(Method::POST, "/api/maintenance/cacheClear").await;
    assert_eq!(passed.status, StatusCode::NO_CONTENT);
    assert_eq!(server.rows()["cachesCleared"], 1);
    assert_eq!(passed.header("access-control-allow-origin"), origin(proxy.base_url()));
}

#[tokio::test]
async fn a_foreign_origin_is_passed_on() {
    let server = server().await;
    let proxy = proxy(&server.base_url()).await;
    let foreign = Client::at(proxy.base_url()).authorized("admin").header("origin", "http://elsewhere.org");
    let answer = foreign.send(Method::GET, "/api/me").await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, ""));
}

#[tokio::test]
async fn redirects_stay_on_the_proxy() {
    let server = server().await;
    let proxy = proxy(&server.base_url()).await;
    let answer = Client::at(proxy.base_url()).into_page().send(Method::GET, "/api/me").await;
    assert_eq!(answer.header("location"), format!("{}/dhis-web-login/", proxy.base_url()));
}

#[tokio::test]
async fn the_app_is_served_even_if_the_server_does_not_have_it() {
    let server = server().await;
    let proxy = proxy(&server.base_url()).await;
    let client = Client::at(proxy.base_url());
    let link = client.send(Method::GET, "/apps/probe").await;
    assert_eq!(link.header("location"), format!("{}/api/apps/probe/index.html", proxy.base_url()));
    let page = client.send(Method::GET, "/api/apps/probe/index.html").await;
    assert!(page.text.contains(&format!("content=\"{}\"", proxy.base_url())), "{}", page.text);
    assert!(page.header("cache-control").contains("no-store"));
    let wasm = client.send(Method::GET, "/api/apps/probe/probe.wasm").await;
    assert_eq!(wasm.header("content-type"), "application/wasm;charset=UTF-8");
}

#[tokio::test]
async fn an_unreachable_server_is_reported() {
    let proxy = proxy("http://127.0.0.1:9/dhis").await;
    let answer = Client::at(proxy.base_url()).send(Method::GET, "/api/me").await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY);
    assert!(answer.text.contains("could not be reached"), "{}", answer.text);
    assert_eq!(proxy.look().await, Err(answer.text));
}
