//! Synchronisation: the remote server, data, metadata and its versions.

use dhis2_steward::model::{ImportStatus, MetadataVersionType, RemoteServer, Secret, SettingKey};
use dhis2_steward::transport::memory::Canned;
use dhis2_steward::{ErrorKind, Request};
use dhis2_steward_fuzz::decoder;
use dhis2_steward_simulator::Version;

use crate::recordings::{VERSIONS, all, each};
use crate::support::{Server, now};
use crate::versions::{Simulated, admin, page};

/// What the simulated server may pull metadata from.
const CENTRAL: &str = "https://central.example.org/metadata.json";

fn remote() -> RemoteServer {
    RemoteServer {
        url: "https://central.example.org/hmis/ ".into(),
        username: "sync".into(),
        password: Some(Secret::from("s3cret-word")),
    }
}

#[tokio::test]
async fn a_configured_server_is_tested_and_data_is_sent_to_it() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let sync = client.synchronization();
        assert!(!sync.test().await.unwrap().available, "nothing is set yet");
        let refused = sync.push_data().await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::UnexpectedAnswer, "{version}: an empty 200 is no success");
        sync.configure(&remote()).await.unwrap();
        let settings = sync.settings().await.unwrap();
        assert_eq!(
            settings.get(&SettingKey::REMOTE_URL).as_deref(),
            Some("https://central.example.org/hmis")
        );
        assert!(settings.get(&SettingKey::LAST_DATA_PUSH).is_none());
        assert!(!format!("{settings:?}").contains("s3cret-word"));
        assert!(sync.test().await.unwrap().available, "{version}");
        assert!(sync.push_data().await.unwrap().imported > 0);
        assert!(sync.settings().await.unwrap().get(&SettingKey::LAST_DATA_PUSH).is_some());
    }
}

#[tokio::test]
async fn a_password_that_is_not_given_remains_unchanged() {
    let (server, client) = admin(Version::V2_42).await;
    let sync = client.synchronization();
    sync.configure(&remote()).await.unwrap();
    sync.configure(&RemoteServer { password: None, username: "other".into(), ..remote() }).await.unwrap();
    assert!(sync.test().await.unwrap().available);
    assert_eq!(server.count("POST /api/systemSettings/keyRemoteInstancePassword"), 1);
}

#[tokio::test]
async fn a_password_is_never_used_for_another_server() {
    let (server, client) = admin(Version::V2_42).await;
    let sync = client.synchronization();
    let elsewhere = RemoteServer { url: "https://other.example.org".into(), password: None, ..remote() };
    // Where none is set, there is nothing to give away.
    sync.configure(&elsewhere).await.unwrap();
    let error = sync.configure(&RemoteServer { password: None, ..remote() }).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert!(error.message().contains("https://other.example.org"), "{error}");
    assert_eq!(server.count("POST /api/systemSettings/keyRemoteInstanceUrl"), 1);
    sync.configure(&remote()).await.unwrap();
}

#[tokio::test]
async fn metadata_versions_are_created_listed_downloaded_and_compared() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let sync = client.synchronization();
        let disabled = sync.versions().await.unwrap_err();
        assert_eq!(disabled.kind(), ErrorKind::Rejected);
        assert!(disabled.server_message().unwrap().contains("not enabled"));
        client.settings().set(&SettingKey::VERSIONING, &true).await.unwrap();
        assert!(sync.versions().await.unwrap().is_empty());
        let first = sync.create_version(&MetadataVersionType::BestEffort).await.unwrap();
        sync.pull_metadata(CENTRAL).await.unwrap();
        let second = sync.create_version(&MetadataVersionType::Atomic).await.unwrap();
        assert_eq!(sync.versions().await.unwrap(), [first.clone(), second.clone()], "{version}");
        assert_eq!(sync.versions_since(&first.name).await.unwrap(), std::slice::from_ref(&second));
        assert!(sync.versions_since(&second.name).await.unwrap().is_empty());
        let content = sync.download_version(&first.name).await.unwrap();
        assert!(content.starts_with('{') && content.contains(r#""name":"Births""#));
        assert!(sync.compare_versions(&first.name, &first.name).await.unwrap().is_empty());
        let differences = sync.compare_versions(&first.name, &second.name).await.unwrap();
        let mut changed = Vec::new();
        for difference in &differences {
            assert!(difference.only_second.is_empty(), "{version}: nothing was created");
            let names = difference.changed.iter().filter_map(|object| object.name.as_deref());
            changed.extend(names.map(|name| (difference.collection.as_str(), name)));
        }
        assert_eq!(changed, [("dataElements", "Live births")], "{version}");
        let units = differences.iter().find(|one| one.collection == "organisationUnits").unwrap();
        assert!(!units.only_first.is_empty(), "{version}: what was not saved is not in the second one");
        assert_eq!(sync.download_version("Version_9").await.unwrap_err().kind(), ErrorKind::Server);
    }
}

#[tokio::test]
async fn metadata_is_pulled_only_from_urls_that_the_server_allows() {
    for version in Version::ALL {
        let (server, client) = admin(version).await;
        let error = client.synchronization().pull_metadata("http://127.0.0.1:9/x").await.unwrap_err();
        assert_eq!((error.kind(), error.server_code()), (ErrorKind::Conflict, Some("E1004")));
        let maintainer = server.client("maintainer").await;
        let error = maintainer.synchronization().pull_metadata("http://127.0.0.1:9/x").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Forbidden);
    }
}

#[tokio::test]
async fn pulled_metadata_exists_afterwards() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let births = Request::get("/api/dataElements").query("filter", "name:eq:Live births");
        assert!(page(&client, births.clone()).await.items.is_empty());
        let pull = client.synchronization().pull_metadata(CENTRAL).await.unwrap();
        assert_eq!((pull.status, pull.updated, pull.ignored), (ImportStatus::Ok, 1, 0), "{version}");
        assert_eq!(page(&client, births).await.items.len(), 1, "{version}");
    }
}

#[tokio::test]
async fn sending_data_needs_the_authority() {
    for version in Version::ALL {
        let client = Simulated::of(version).await.client("clerk").await;
        assert_eq!(client.synchronization().push_data().await.unwrap_err().kind(), ErrorKind::Forbidden);
    }
}

#[test]
fn data_that_was_not_imported_is_a_failure_despite_a_200() {
    let server = Server::new();
    server
        .json(
            "POST /api/synchronization/dataPush",
            r#"{"responseType":"ImportSummary","status":"ERROR","description":"Locked","importCount":{"imported":0,"ignored":4},"conflicts":[]}"#,
        )
        .json("POST /api/synchronization/metadataPull", r#"{"status":"ERROR","stats":{"ignored":4}}"#);
    let sync = server.client().synchronization();
    let error = now(sync.push_data()).unwrap_err();
    assert_eq!((error.kind(), error.server_message()), (ErrorKind::Conflict, Some("Locked")));
    assert_eq!(error.request(), Some("POST /api/synchronization/dataPush"));
    let error = now(sync.pull_metadata("https://central.example.org/m.json")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
}

#[test]
fn a_partial_success_has_counts_and_conflicts() {
    let server = Server::new();
    server.json(
        "POST /api/synchronization/dataPush",
        r#"{"status":"WARNING","importCount":{"imported":3,"updated":2,"ignored":1,"deleted":0},"conflicts":[{"object":"TmM5u4SwmHH","value":"No such unit"}]}"#,
    );
    let push = now(server.client().synchronization().push_data()).unwrap();
    assert_eq!((push.imported, push.updated, push.ignored), (3, 2, 1));
    assert_eq!(push.conflicts[0].value, "No such unit");
}

#[test]
fn configuring_stops_at_the_first_rejected_setting_and_names_it() {
    let server = Server::new();
    server.json("GET /api/systemSettings", "{}").transport.on(
        "POST /api/systemSettings/keyRemoteInstanceUsername",
        Canned::new(
            403,
            "application/json",
            r#"{"httpStatus":"Forbidden","httpStatusCode":403,"status":"ERROR","message":"no"}"#,
        ),
    );
    let error = now(server.client().synchronization().configure(&remote())).unwrap_err();
    assert_eq!(error.request(), Some("POST /api/systemSettings/keyRemoteInstanceUsername"));
    assert_eq!(error.server_message(), Some("no"), "a name is no secret");
    assert_eq!(server.transport.count("POST /api/systemSettings/keyRemoteInstancePassword"), 0);
}

#[test]
fn neither_server_is_ever_sent_the_password_of_the_other() {
    let setting = |name: &str| format!("/api/systemSettings/keyRemoteInstance{name}");
    let (url, username, password) = (setting("Url"), setting("Username"), setting("Password"));
    let done = || Canned::json(r#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK"}"#);
    let server = Server::new();
    server
        .json("GET /api/systemSettings", r#"{"keyRemoteInstanceUrl":"https://old.example.org"}"#)
        .transport
        .on(&format!("DELETE {url}"), Canned::no_content())
        .on(&format!("POST {username}"), done())
        .on(&format!("POST {password}"), Canned::new(503, "text/html", "x"))
        .on(&format!("POST {password}"), done())
        .on(&format!("POST {url}"), done());
    let client = server.client();
    assert!(now(client.synchronization().configure(&remote())).is_err());
    // The old URL is gone and the new one not set: nothing is sent anywhere.
    assert_eq!(server.transport.count(&format!("DELETE {url}")), 1);
    assert_eq!(server.transport.count(&format!("POST {url}")), 0);
    now(client.synchronization().configure(&remote())).unwrap();
    assert_eq!(server.transport.count(&format!("POST {url}")), 1);
}

#[test]
fn the_content_of_a_version_is_returned_only_if_complete() {
    let download = |content: &str| {
        let server = Server::new();
        server.json("GET /api/metadata/version/Version_1/data", content);
        now(server.client().synchronization().download_version("Version_1"))
    };
    let content = r#"{"dataSets":[{"id":"a","name":"Monthly"}]}"#;
    assert_eq!(download(content).unwrap(), content);
    for (spoilt, path) in [(&content[..30], "$.dataSets[0].name"), ("junk", "$"), ("{} {}", "$")] {
        let error = download(spoilt).unwrap_err();
        assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, Some(path)), "{spoilt}");
    }
}

#[test]
fn two_versions_are_compared_by_their_content() {
    let server = Server::new();
    server
        .json("GET /api/metadata/version/Version_1/data", r#"{"dataSets":[{"id":"a","name":"Monthly"}]}"#)
        .json(
            "GET /api/metadata/version/Version_2/data",
            r#"{"dataSets":[{"id":"a","name":"Monthly report"}],"options":[{"id":"b"}]}"#,
        );
    let differences =
        now(server.client().synchronization().compare_versions("Version_1", "Version_2")).unwrap();
    assert_eq!(differences[0].changed[0].name.as_deref(), Some("Monthly report"));
    assert_eq!((differences[1].collection.as_str(), differences[1].only_second.len()), ("options", 1));
}

#[test]
fn every_recorded_connection_test_is_read_and_no_recorded_push_has_a_response() {
    each(&VERSIONS, &decoder::AVAILABILITY, |_, availability| {
        assert_eq!((availability.available, availability.status_code), (false, 502));
    });
    for version in VERSIONS {
        let pushes = all(version);
        let push = pushes.iter().find(|one| one.line.ends_with("/dataPush") && one.status == 200).unwrap();
        assert!(push.body.trim().is_empty(), "{}", push.name);
    }
}
