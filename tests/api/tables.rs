//! Tables: updates as jobs, and their status.

use dhis2_steward::ErrorKind;
use dhis2_steward::domain::job_watch::Outcome;
use dhis2_steward::model::{AnalyticsOptions, JobRef, JobType, Json};
use dhis2_steward::protocol::integrity::started_job;
use dhis2_steward_fuzz::decoder;
use dhis2_steward_simulator::Version;

use crate::recordings::{VERSIONS, each};
use crate::support::{Server, now};
use crate::versions::{Simulated, admin};

#[tokio::test]
async fn each_kind_of_table_is_updated_by_a_job_that_can_be_watched() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let tables = client.tables();
        let jobs = [
            (JobType::ResourceTable, tables.update_resource_tables().await.unwrap()),
            (JobType::AnalyticsTable, tables.update_analytics(&AnalyticsOptions::default()).await.unwrap()),
            (JobType::Monitoring, tables.update_monitoring().await.unwrap()),
        ];
        for (job_type, job) in jobs {
            assert_eq!(job.job_type, job_type);
            assert_eq!(client.jobs().completion(&job, None).await.unwrap(), Outcome::Completed, "{version}");
        }
    }
}

#[tokio::test]
async fn every_option_reaches_the_job() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let options = AnalyticsOptions {
            last_years: Some(2),
            skip_resource_tables: true,
            skip_aggregate: true,
            skip_events: true,
            skip_enrollment: true,
            skip_org_unit_ownership: true,
            skip_tracked_entities: true,
            skip_validation_result: true,
            skip_outliers: true,
        };
        let job = client.tables().update_analytics(&options).await.unwrap();
        let parameters = client.jobs().get(job.id).await.unwrap().job_parameters.unwrap();
        assert_eq!(parameters.get("skipResourceTables"), Some(&Json::Bool(true)));
        assert_eq!(parameters.get("skipOutliers"), Some(&Json::Bool(true)));
        let skipped: Vec<&str> = parameters
            .get("skipTableTypes")
            .unwrap()
            .as_list()
            .unwrap()
            .iter()
            .filter_map(Json::as_str)
            .collect();
        for table in ["DATA_VALUE", "COMPLETENESS", "EVENT", "ENROLLMENT", "OWNERSHIP", "VALIDATION_RESULT"] {
            assert!(skipped.contains(&table), "{version}: {skipped:?}");
        }
    }
}

#[tokio::test]
async fn the_status_has_the_last_successful_update() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let before = client.tables().status().await.unwrap().analytics;
        let job = client.tables().update_analytics(&AnalyticsOptions::default()).await.unwrap();
        client.jobs().completion(&job, None).await.unwrap();
        let status = client.tables().status().await.unwrap();
        let update = status.analytics.unwrap();
        assert!(before.is_none_or(|before| before.succeeded < update.succeeded), "{version}: {update:?}");
        assert!(update.succeeded <= status.server_date && update.duration.is_some(), "{update:?}");
    }
}

#[tokio::test]
async fn updates_need_the_authority() {
    for version in Version::ALL {
        let client = Simulated::of(version).await.client("observer").await;
        let error = client.tables().update_resource_tables().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Forbidden);
    }
}

#[test]
fn an_option_that_the_version_lacks_is_rejected_before_anything_is_sent() {
    let server = Server::of("2.40.13");
    let options = AnalyticsOptions { skip_outliers: true, ..AnalyticsOptions::default() };
    let error = now(server.client().tables().update_analytics(&options)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert_eq!(server.transport.count("POST /api/resourceTables/analytics"), 0);
}

#[test]
fn every_recorded_start_of_an_update_names_its_job() {
    each(&VERSIONS, &decoder::TABLE_STARTS, |one, message| {
        let job: JobRef = started_job(&message).unwrap();
        assert!(JobType::KNOWN.contains(&job.job_type), "{}: {job}", one.name);
    });
}

#[test]
fn the_tables_status_is_read_from_every_recorded_server() {
    let (mut known, mut never) = (0, 0);
    each(&VERSIONS, &decoder::TABLES, |_, status| match status.analytics {
        Some(update) => known += usize::from(update.duration.is_some()),
        None => never += 1,
    });
    assert!(known >= VERSIONS.len() && never >= VERSIONS.len(), "{known} {never}");
}

#[test]
fn a_job_that_was_started_but_not_named_leaves_the_outcome_unknown() {
    let server = Server::new();
    server.json("POST /api/resourceTables", r#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK"}"#);
    let error = now(server.client().tables().update_resource_tables()).unwrap_err();
    assert_eq!((error.kind(), error.leaves_outcome_unknown()), (ErrorKind::Decode, true));
    assert_eq!(error.request(), Some("POST /api/resourceTables"));
}
