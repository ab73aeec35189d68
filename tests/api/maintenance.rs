//! Pruning, and further data integrity operations.

use dhis2_steward::ErrorKind;
use dhis2_steward::domain::job_watch::Outcome;
use dhis2_steward::model::{JobType, Uid, WebMessageStatus};
use dhis2_steward::protocol::integrity::RunKind;
use dhis2_steward_fuzz::decoder;
use dhis2_steward_simulator::Version;

use crate::recordings::{VERSIONS, each};
use crate::versions::{admin, ids};

#[tokio::test]
async fn data_is_pruned_by_unit_and_by_data_element() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let unit = ids(&client, "organisationUnits").await[0];
        client.maintenance().prune_organisation_unit(unit).await.unwrap();
        let element = ids(&client, "dataElements").await[0];
        client.maintenance().prune_data_element(element).await.unwrap();
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
    assert_eq!(client.jobs().completion(&job).await.unwrap(), Outcome::Completed);
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
        client.jobs().completion(&job).await.unwrap();
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
