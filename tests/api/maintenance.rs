//! Plans, pruning, and further data integrity operations.

use dhis2_steward::domain::job_watch::Outcome;
use dhis2_steward::domain::plan::{LeftOut, Step, StepState};
use dhis2_steward::model::{JobType, Operation, Uid, WebMessageStatus};
use dhis2_steward::protocol::integrity::RunKind;
use dhis2_steward::transport::memory::{Canned, MemoryTransport};
use dhis2_steward::{Client, ErrorKind, Request};
use dhis2_steward_fuzz::decoder;
use dhis2_steward_simulator::Version;
use futures_util::StreamExt;

use crate::recordings::{VERSIONS, each};
use crate::support::{Server, now};
use crate::versions::{admin, ids, page};

const PRUNING: &str = "POST /api/maintenance/periodPruning";
const CLEARING: &str = "POST /api/maintenance/cacheClear";
const PING: &str = "GET /api/ping";

fn plan(client: &Client) -> Vec<Step> {
    now(client.maintenance().plan([Operation::PrunePeriods, Operation::ClearCache]).collect())
}

#[test]
fn a_plan_sends_nothing_more_to_a_server_that_does_not_answer() {
    for fail in [MemoryTransport::break_on, MemoryTransport::refuse_on] {
        let server = Server::new();
        fail(&server.transport, PRUNING);
        server.transport.break_on(PING);
        let steps = plan(&server.client());
        assert_eq!(steps[1].state, StepState::LeftOut(LeftOut::Unreachable));
        assert_eq!((server.transport.count(PING), server.transport.count(CLEARING)), (3, 0));
    }
}

#[test]
fn a_plan_goes_on_after_a_lost_response_if_the_server_answers() {
    let server = Server::new();
    server.transport.break_on(PRUNING).on(PING, Canned::new(200, "", "")).on(CLEARING, Canned::no_content());
    let steps = plan(&server.client());
    assert!(matches!(steps[0].state, StepState::Unknown(_)), "{steps:?}");
    assert_eq!(steps[1].state, StepState::Done);
}

#[test]
fn a_plan_asks_for_a_sign_of_life_only_if_another_operation_follows_and_before_it_yields_the_lost_one() {
    let server = Server::new();
    server.transport.break_on(PRUNING);
    let mut steps = server.client().maintenance().plan([Operation::PrunePeriods, Operation::ClearCache]);
    now(steps.next());
    assert_eq!(server.transport.count(PING), 1);
    now(server.client().maintenance().plan([Operation::PrunePeriods]).collect::<Vec<_>>());
    assert_eq!(server.transport.count(PING), 1);
}

#[test]
fn a_plan_sends_nothing_more_once_the_session_has_ended() {
    let server = Server::new();
    server.transport.on(PRUNING, Canned::new(401, "application/json", "{}"));
    let steps = plan(&server.client());
    assert_eq!(steps[1].state, StepState::LeftOut(LeftOut::Stopped));
    assert_eq!(server.transport.count(CLEARING), 0);
}

/// The identifier of the object of a collection that has this name.
async fn named(client: &Client, collection: &str, name: &str) -> Uid {
    let all = page(client, Request::get(format!("/api/{collection}")).query("paging", "false")).await;
    all.items.into_iter().find(|object| object.name == name).unwrap().id
}

#[tokio::test]
async fn data_is_pruned_by_unit_and_by_data_element() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let values = async || client.data().object_counts().await.unwrap().get("dataValue").copied().unwrap();
        let all = values().await;
        let unit = named(&client, "organisationUnits", "Anjara District Hospital").await;
        client.maintenance().prune_organisation_unit(unit).await.unwrap();
        let others = values().await;
        assert_eq!(all - others, 20, "{version}: five months of four data elements");
        let element = named(&client, "dataElements", "Births").await;
        client.maintenance().prune_data_element(element).await.unwrap();
        assert!(values().await < others, "{version}");
    }
}

#[tokio::test]
async fn pruning_needs_the_authority_all_and_an_existing_object() {
    for version in Version::ALL {
        let (server, client) = admin(version).await;
        let unknown: Uid = "abcdefghijk".parse().unwrap();
        let error = client.maintenance().prune_organisation_unit(unknown).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict);
        assert_eq!(error.server_message(), Some("Organisation unit does not exist: abcdefghijk"));
        let element = ids(&client, "dataElements").await[0];
        let maintainer = server.client("maintainer").await;
        let error = maintainer.maintenance().prune_data_element(element).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Forbidden);
    }
}

#[test]
fn every_recorded_pruning_and_combination_update_is_acknowledged() {
    each(&VERSIONS, &decoder::PRUNINGS_AND_UPDATES, |one, message| {
        assert_eq!(message.status, WebMessageStatus::Ok, "{}", one.name)
    });
}

#[tokio::test]
async fn the_report_of_2_41_comes_from_a_job_and_is_flattened() {
    let (_server, client) = admin(Version::V2_41).await;
    let job = client.integrity().start_report(&[]).await.unwrap();
    assert_eq!(job.job_type, JobType::DataIntegrity);
    assert_eq!(client.integrity().report_of(&job).await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(client.jobs().completion(&job, None).await.unwrap(), Outcome::Completed);
    let findings = client.integrity().report_of(&job).await.unwrap();
    assert!(
        findings.0.iter().any(|check| check.issues.iter().any(|issue| issue.id.is_some())),
        "{findings:?}"
    );
}

#[tokio::test]
async fn the_report_is_unsupported_from_2_42_before_anything_is_sent() {
    for version in [Version::V2_42, Version::V2_43, Version::V2_44] {
        let (server, client) = admin(version).await;
        let error = client.integrity().start_report(&[]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert_eq!(server.count("POST"), 0);
    }
}

#[tokio::test]
async fn metrics_are_text_from_2_42_and_unsupported_before() {
    for version in Version::ALL {
        let (server, client) = admin(version).await;
        if version == Version::V2_41 {
            let error = client.integrity().metrics().await.unwrap_err();
            assert_eq!((error.kind(), server.count("GET /api/dataIntegrity")), (ErrorKind::Unsupported, 0));
            continue;
        }
        let names = ["orgunits_invalid_geometry".to_owned()];
        let job = client.integrity().start(RunKind::Summary, &names).await.unwrap();
        client.jobs().completion(&job, None).await.unwrap();
        let text = client.integrity().metrics().await.unwrap();
        assert!(text.contains("check=\"orgunits_invalid_geometry\""), "{text}");
    }
}

#[test]
fn recorded_reports_have_the_issues_of_each_check() {
    let mut count = 0;
    each(&VERSIONS[..1], &decoder::FINDINGS, |_, findings| {
        count += findings.0.iter().map(|check| check.issues.len()).sum::<usize>();
    });
    assert!(count > 20, "{count}");
}
