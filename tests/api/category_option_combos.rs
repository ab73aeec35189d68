//! Category option combinations: updating, counting, waiting.

use std::time::Duration;

use dhis2_steward::model::{ComboCounts, Uid};
use dhis2_steward::{Client, ErrorKind};
use dhis2_steward_simulator::{Fault, Version};
use futures_util::TryStreamExt;

use crate::versions::admin;

const UPDATE: &str = "POST /api/maintenance/categoryOptionComboUpdate/categoryCombo/";

/// The one whose counts do not agree: an option combination was left over when it got another category.
async fn combo(client: &Client) -> Uid {
    let all = client.category_option_combos().all_counts().await.unwrap();
    let [wrong] = all.iter().filter(|counts| !counts.agree()).collect::<Vec<_>>()[..] else {
        panic!("{all:?}")
    };
    wrong.id
}

#[tokio::test]
async fn an_update_of_one_combination_corrects_its_count() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let combos = client.category_option_combos();
        let combo = combo(&client).await;
        assert!(!combos.counts(combo).await.unwrap().agree());
        combos.update(combo).await.unwrap();
        assert!(combos.counts(combo).await.unwrap().agree(), "{version}");
    }
}

#[tokio::test]
async fn an_update_of_all_corrects_every_combination() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let combos = client.category_option_combos();
        assert!(!combos.all_counts().await.unwrap().iter().all(ComboCounts::agree));
        combos.update_all().await.unwrap();
        assert!(combos.all_counts().await.unwrap().iter().all(ComboCounts::agree), "{version}");
    }
}

#[tokio::test]
async fn from_2_43_waiting_starts_the_update_once_and_ends_when_the_counts_agree() {
    let (server, client) = admin(Version::V2_43).await;
    let seen: Vec<ComboCounts> =
        client.category_option_combos().settling(combo(&client).await, None).try_collect().await.unwrap();
    let agreed: Vec<bool> = seen.iter().map(ComboCounts::agree).collect();
    assert_eq!(agreed, [false, true]);
    assert_eq!(server.count(UPDATE), 1);
}

#[tokio::test]
async fn up_to_2_42_waiting_only_counts_and_a_timeout_reports_the_last_counts() {
    let (server, client) = admin(Version::V2_42).await;
    let minute = Some(Duration::from_secs(60));
    let error = client.category_option_combos().settled(combo(&client).await, minute).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.message().contains("Sex and age"), "{error}");
    assert_eq!(server.count(UPDATE), 0);
    let waited: Duration = server.environment.sleeps().iter().sum();
    assert_eq!(waited.as_secs(), 60, "no pause lasts longer than the time given");
}

#[tokio::test]
async fn counts_that_already_agree_are_not_waited_for() {
    let (server, client) = admin(Version::V2_43).await;
    let combos = client.category_option_combos();
    let agreeing = combos.all_counts().await.unwrap().into_iter().find(ComboCounts::agree).unwrap();
    assert_eq!(combos.settled(agreeing.id, Some(Duration::ZERO)).await.unwrap(), agreeing);
    assert_eq!(server.count("POST"), 0);
}

#[tokio::test]
async fn a_lost_response_to_the_update_is_waited_for_and_a_rejection_is_returned() {
    let (server, client) = admin(Version::V2_43).await;
    let fault = Fault { method: Some("POST".into()), times: Some(1), status: Some(504), ..Fault::default() };
    server.fault(fault.clone());
    let combo = combo(&client).await;
    let ended = client.category_option_combos().settled(combo, Some(Duration::from_secs(5))).await;
    assert_eq!(ended.unwrap_err().kind(), ErrorKind::Timeout);
    server.fault(Fault { status: Some(403), ..fault });
    let refused = client.category_option_combos().settled(combo, None).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Forbidden);
}

#[tokio::test]
async fn updating_an_unknown_combination_is_a_conflict_and_counting_it_is_not_found() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let unknown: Uid = "abcdefghijk".parse().unwrap();
        let combos = client.category_option_combos();
        let conflict = combos.update(unknown).await.unwrap_err();
        assert_eq!(conflict.kind(), ErrorKind::Conflict);
        assert_eq!(conflict.server_message(), Some("CategoryCombo does not exist: abcdefghijk"));
        assert_eq!(combos.settled(unknown, None).await.unwrap_err().kind(), ErrorKind::NotFound);
    }
}
