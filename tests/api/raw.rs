//! Raw requests: the same errors, retries and session handling as for modelled operations.

use std::time::Duration;

use dhis2_steward::model::{Json, WebMessage};
use dhis2_steward::protocol::Method;
use dhis2_steward::transport::memory::Canned;
use dhis2_steward::{ErrorKind, Request};
use dhis2_steward_simulator::{Fault, Version};

use crate::support::{Server, now};
use crate::versions::{admin, ids};

#[tokio::test]
async fn any_method_reaches_the_server_with_its_body() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let key = "/api/dataStore/raw/key";
        let body = |text: &str| text.as_bytes().to_vec();
        client.request(&Request::post(key).json(body(r#"{"a":1}"#))).await.unwrap();
        client.request(&Request::new(Method::Put, key).json(body(r#"{"a":2}"#))).await.unwrap();
        let read = Request::get(key);
        let value: Json<'static> = client.request(&read).await.unwrap().json(&read).unwrap();
        assert_eq!(value.get("a"), Some(&Json::Number(2.into())), "{version}");
        client.request(&Request::delete(key)).await.unwrap();
        assert_eq!(client.request(&read).await.unwrap_err().kind(), ErrorKind::NotFound);
        let element = ids(&client, "dataElements").await[0];
        let patch = Request::new(Method::Patch, format!("/api/dataElements/{element}")).with_body(
            "application/json-patch+json",
            body(r#"[{"op":"replace","path":"/name","value":"Patched"}]"#),
        );
        let message: WebMessage = client.request(&patch).await.unwrap().json(&patch).unwrap();
        assert_eq!(message.http_status_code, 200);
        let text = Request::post("/api/systemSettings/applicationTitle").text("Santé");
        assert!(client.request(&text).await.unwrap().text(&text).unwrap().contains("Santé"));
    }
}

#[tokio::test]
async fn head_and_options_have_no_body_and_are_retried() {
    for version in Version::ALL {
        for (method, media_type) in [(Method::Head, "application/json"), (Method::Options, "")] {
            let (server, client) = admin(version).await;
            for path in ["/api/system/objectCounts", "/api/me", "/api/dataElements", "/api/42/dataIntegrity"]
            {
                let answer = client.request(&Request::new(method, path)).await.unwrap();
                assert_eq!(
                    (answer.status, answer.media_type.as_str()),
                    (200, media_type),
                    "{path} {version}"
                );
                assert!(answer.bytes.is_empty(), "{path} {version}");
            }
            let absent = Request::new(method, "/api/no/such/route");
            let error = client.request(&absent).await.unwrap_err();
            assert_eq!((error.kind(), error.server_message()), (ErrorKind::NotFound, None));
            let path = "/api/system/objectCounts";
            server.fault(Fault { path: path.into(), times: Some(2), status: Some(503), ..Fault::default() });
            assert_eq!(client.request(&Request::new(method, path)).await.unwrap().status, 200);
            assert_eq!(server.environment.sleeps().len(), 2);
        }
    }
}

#[test]
fn a_get_or_head_with_a_body_is_rejected() {
    let server = Server::new();
    let client = server.client();
    let before = server.transport.asked().len();
    for (method, name) in [(Method::Get, "GET"), (Method::Head, "HEAD")] {
        let error = now(client.request(&Request::new(method, "/api/me").json(b"{}".to_vec()))).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert_eq!(error.message(), format!("A {name} request cannot have a body."));
    }
    assert_eq!(server.transport.asked().len(), before);
}

#[tokio::test]
async fn reads_are_retried_and_writes_are_not() {
    let (server, client) = admin(Version::V2_42).await;
    let fault = Fault {
        path: "/api/system/objectCounts".into(),
        times: Some(2),
        status: Some(503),
        ..Fault::default()
    };
    server.fault(Fault { retry_after: Some(3), ..fault.clone() });
    assert_eq!(client.request(&Request::get("/api/system/objectCounts")).await.unwrap().status, 200);
    assert_eq!(server.environment.sleeps(), [Duration::from_secs(3), Duration::from_secs(3)]);
    server.fault(fault);
    let acting = Request::get("/api/system/objectCounts").acting();
    let error = client.request(&acting).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Server, Some(503)));
}

#[tokio::test]
async fn a_rejection_has_the_servers_message_and_names_the_request_without_its_query() {
    let (server, client) = admin(Version::V2_42).await;
    let clerk = server.client("clerk").await;
    let refused = Request::post("/api/resourceTables").query("why", "not");
    let error = clerk.request(&refused).await.unwrap_err();
    assert_eq!((error.kind(), error.request()), (ErrorKind::Forbidden, Some("POST /api/resourceTables")));
    assert!(error.server_message().unwrap().contains("F_PERFORM_MAINTENANCE"));
    let error = client.request(&Request::get("/api/no/such/route")).await.unwrap_err();
    assert_eq!((error.kind(), error.server_message()), (ErrorKind::NotFound, None));
}

#[test]
fn any_request_detects_the_end_of_the_session() {
    let server = Server::new();
    let client = server.client();
    server.transport.on("POST /api/anything", Canned::new(401, "application/json", "{}"));
    assert!(now(client.request(&Request::post("/api/anything"))).unwrap_err().is_session_expired());
    assert!(client.session().has_ended());
}

#[test]
fn a_path_to_another_server_is_rejected_before_anything_is_sent() {
    let server = Server::new();
    let client = server.client();
    let before = server.transport.asked().len();
    for path in ["@example.org/api", "api/me", "https://example.org", "/api/me?x=1"] {
        for method in Method::ALL {
            let error = now(client.request(&Request::new(method, path))).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{path}");
        }
    }
    assert_eq!(server.transport.asked().len(), before);
}
