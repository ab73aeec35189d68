//! System settings: read by type, set, reset; secrets stay secret.

use dhis2_steward::ErrorKind;
use dhis2_steward::model::{Json, Secret, SettingKey};
use dhis2_steward::transport::memory::Canned;
use dhis2_steward_fuzz::decoder;
use dhis2_steward_simulator::Version;

use crate::recordings::{VERSIONS, each};
use crate::support::{Server, now};
use crate::versions::{Simulated, admin};

const PASSWORD: &str = "keyRemoteInstancePassword";

#[tokio::test]
async fn a_setting_of_each_type_is_set_read_and_reset() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let settings = client.settings();
        settings.set(&SettingKey::APPLICATION_TITLE, &"Santé".to_owned()).await.unwrap();
        settings.set(&SettingKey::ANALYTICS_LIMIT, &90_000).await.unwrap();
        settings.set(&SettingKey::STANDARD_DEVIATIONS, &2.5).await.unwrap();
        settings.set(&SettingKey::VERSIONING, &true).await.unwrap();
        settings
            .set(&SettingKey::SYNC_CHANGED_SINCE, &"2026-01-31T00:00:00.000".parse().unwrap())
            .await
            .unwrap();
        let all = settings.all().await.unwrap();
        assert_eq!(all.get(&SettingKey::APPLICATION_TITLE).as_deref(), Some("Santé"), "{version}");
        assert_eq!(all.get(&SettingKey::ANALYTICS_LIMIT), Some(90_000));
        assert_eq!(all.get(&SettingKey::STANDARD_DEVIATIONS), Some(2.5));
        assert_eq!(all.get(&SettingKey::VERSIONING), Some(true));
        assert!(all.get(&SettingKey::SYNC_CHANGED_SINCE).is_some());
        settings.reset(SettingKey::ANALYTICS_LIMIT.name()).await.unwrap();
        settings.set_raw(SettingKey::REMOTE_URL.name(), "").await.unwrap();
        let some = settings.some(&["keyAnalyticsMaxLimit", "noSuchKey"]).await.unwrap();
        assert_eq!(some.iter().count(), 1);
        assert_eq!(some.get(&SettingKey::ANALYTICS_LIMIT), Some(100_000));
    }
}

#[tokio::test]
async fn an_unknown_setting_or_an_invalid_value_is_rejected_with_the_servers_message() {
    for version in Version::ALL {
        let (server, client) = admin(version).await;
        let unknown = client.settings().set_raw("noSuchKey", "1").await.unwrap_err();
        let expected = if version == Version::V2_41 { ErrorKind::Conflict } else { ErrorKind::NotFound };
        assert_eq!(unknown.kind(), expected, "{version}");
        assert!(unknown.server_message().unwrap().contains("noSuchKey"));
        let misfit = client.settings().set_raw("keyAnalyticsMaxLimit", "many").await.unwrap_err();
        assert_eq!(misfit.kind(), ErrorKind::Rejected);
        let clerk = server.client("clerk").await;
        let forbidden = clerk.settings().set(&SettingKey::ANALYTICS_LIMIT, &1).await.unwrap_err();
        assert_eq!(forbidden.kind(), ErrorKind::Forbidden);
    }
}

#[tokio::test]
async fn a_secret_is_written_and_never_read_back() {
    for version in Version::ALL {
        let server = Simulated::of(version).await;
        let client = server.client("admin").await;
        client.settings().set_secret(PASSWORD, &Secret::from("s3cret-word")).await.unwrap();
        let all = client.settings().all().await.unwrap();
        assert!(!format!("{all:?}").contains("s3cret-word") && all.raw(PASSWORD).is_none());
        let refused = client.settings().some(&[PASSWORD]).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::InvalidArgument);
    }
}

#[test]
fn an_error_does_not_contain_a_secret_even_if_the_servers_message_does() {
    let server = Server::new();
    let route = "POST /api/systemSettings/keyRemoteInstancePassword";
    let echo = |status| {
        format!(
            r#"{{"httpStatus":"X","httpStatusCode":{status},"status":"ERROR","message":"Not a valid value for setting keyRemoteInstancePassword: s3cret-word"}}"#
        )
    };
    server
        .transport
        .on(route, Canned::new(400, "application/json", echo(400)))
        .on(route, Canned::new(200, "application/json", echo(200)))
        .break_on(route);
    let client = server.client();
    for _ in 0..3 {
        let error = now(client.settings().set_secret(PASSWORD, &Secret::from("s3cret-word"))).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("s3cret-word"), "{error:?}");
    }
    let sent = server.transport.asked().pop().unwrap();
    assert_eq!(sent.body.as_deref(), Some(&b"s3cret-word"[..]));
    assert!(!sent.url.contains("s3cret") && !format!("{sent:?}").contains("115"), "{sent:?}");
}

#[test]
fn every_recorded_response_about_settings_is_read() {
    each(&VERSIONS, &decoder::SETTINGS, |one, settings| {
        assert_eq!(settings.get(&SettingKey::STANDARD_DEVIATIONS), Some(2.0), "{}", one.name);
        assert_eq!(settings.get(&SettingKey::CALENDAR).as_deref(), Some("iso8601"));
        assert_eq!(settings.get(&SettingKey::VERSIONING), Some(false));
        assert_eq!(settings.get(&SettingKey::LAST_DATA_PUSH), None, "1970 is never");
        assert!(settings.iter().count() > 100);
    });
    each(&VERSIONS, &decoder::SETTING, |_, settings| {
        assert_eq!(settings.raw("keyAnalyticsMaxLimit"), Some(&Json::Number(100_000.into())))
    });
}
