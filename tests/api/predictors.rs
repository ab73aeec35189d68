//! Predictors: lists, runs and their counts.

use dhis2_steward::ErrorKind;
use dhis2_steward::domain::job_watch::Outcome;
use dhis2_steward::model::{DateRange, JobRef, PredictorSelection, Uid};
use dhis2_steward::protocol::{integrity::started_job, predictor};
use dhis2_steward::transport::memory::Canned;
use dhis2_steward_fuzz::decoder;
use dhis2_steward_simulator::Version;
use futures_util::StreamExt;

use crate::recordings::{VERSIONS, each};
use crate::support::{Server, now};
use crate::versions::{Simulated, admin};

fn dates() -> DateRange {
    DateRange::new("2026-04-01", "2026-04-30").unwrap()
}

#[tokio::test]
async fn predictors_are_listed_with_their_groups_and_groups_with_their_predictors() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let predictors = client.predictors().list().await.unwrap();
        assert!(predictors.iter().all(|one| one.output.is_some() && !one.period_type.is_empty()));
        let groups = client.predictors().groups().await.unwrap();
        let (group, member) =
            groups.iter().find_map(|group| Some((group, group.predictors.first()?))).unwrap();
        let member = predictors.iter().find(|one| one.id == member.id).unwrap();
        assert!(member.groups.iter().any(|one| one.id == group.id), "{version}");
    }
}

#[tokio::test]
async fn running_all_one_or_a_group_returns_the_servers_counts() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let api = client.predictors();
        let all = api.run(PredictorSelection::All, &dates()).await.unwrap();
        let predictors = api.list().await.unwrap();
        assert_eq!(all.predictors, predictors.len() as u64);
        assert!(all.inserted > 0, "{version}: {all:?}");
        let one = api.run(PredictorSelection::Predictor(predictors[0].id), &dates()).await.unwrap();
        assert_eq!((one.predictors, one.inserted), (1, 0), "what is there already is not new");
        let groups = api.groups().await.unwrap();
        let group = groups.iter().find(|group| !group.predictors.is_empty()).unwrap();
        let some = api.run(PredictorSelection::Group(group.id), &dates()).await.unwrap();
        assert_eq!(some.predictors, group.predictors.len() as u64);
    }
}

#[tokio::test]
async fn a_job_has_counts_only_after_its_end() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let job = client.predictors().start(PredictorSelection::All, &dates()).await.unwrap();
        assert_eq!(job.job_type.as_str(), "PREDICTOR");
        assert_eq!(client.predictors().outcome(&job).await.unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(client.jobs().completion(&job, None).await.unwrap(), Outcome::Completed);
        assert!(client.predictors().outcome(&job).await.unwrap().inserted > 0, "{version}");
    }
}

#[tokio::test]
async fn an_unknown_predictor_or_group_is_rejected_and_nothing_runs() {
    for version in Version::ALL {
        let (server, client) = admin(version).await;
        let unknown: Uid = "abcdefghijk".parse().unwrap();
        for selection in [PredictorSelection::Predictor(unknown), PredictorSelection::Group(unknown)] {
            let error = client.predictors().run(selection, &dates()).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::NotFound);
            let error = client.predictors().start(selection, &dates()).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::NotFound);
        }
        assert_eq!(server.count("POST"), 0);
    }
}

#[tokio::test]
async fn groups_run_one_after_another_with_a_result_for_each() {
    let (_server, client) = admin(Version::V2_42).await;
    let known = client.predictors().groups().await.unwrap()[0].id;
    let unknown: Uid = "abcdefghijk".parse().unwrap();
    let outcomes: Vec<_> = client.predictors().run_groups(vec![unknown, known], &dates()).collect().await;
    assert_eq!(outcomes[0].0, unknown);
    assert_eq!(outcomes[0].1.as_ref().unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(outcomes[1].0, known);
    assert!(outcomes[1].1.is_ok());
}

#[test]
fn after_a_group_with_an_unknown_outcome_no_other_group_runs() {
    let server = Server::new();
    let groups: Vec<Uid> = ["aaaaaaaaaaa", "bbbbbbbbbbb"].iter().map(|id| id.parse().unwrap()).collect();
    for group in &groups {
        server.json(&format!("GET /api/predictorGroups/{group}"), &format!(r#"{{"id":"{group}"}}"#));
    }
    server.transport.on("POST /api/predictions", Canned::new(504, "text/html", "<html>gateway</html>"));
    let outcomes: Vec<_> = now(server.client().predictors().run_groups(groups.clone(), &dates()).collect());
    let errors: Vec<_> = outcomes.iter().map(|(_, outcome)| outcome.as_ref().unwrap_err()).collect();
    assert_eq!(outcomes.iter().map(|(group, _)| *group).collect::<Vec<_>>(), groups);
    assert!(errors[0].leaves_outcome_unknown());
    assert!(
        !errors[1].leaves_outcome_unknown() && errors[1].message().contains("aaaaaaaaaaa"),
        "{}",
        errors[1]
    );
    assert_eq!(server.transport.count("POST /api/predictions"), 1);
}

#[tokio::test]
async fn a_run_needs_the_authority() {
    for version in Version::ALL {
        let client = Simulated::of(version).await.client("observer").await;
        let error = client.predictors().run(PredictorSelection::All, &dates()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Forbidden);
    }
}

#[test]
fn a_200_with_the_status_error_is_a_failure() {
    let server = Server::new();
    server.json(
        "POST /api/predictions",
        r#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK","response":{"responseType":"PredictionSummary","status":"ERROR","description":"Predictor X failed","predictors":1}}"#,
    );
    let error = now(server.client().predictors().run(PredictorSelection::All, &dates())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert_eq!(error.server_message(), Some("Predictor X failed"));
    assert_eq!(error.request(), Some("POST /api/predictions"));
}

#[test]
fn every_recorded_list_run_and_outcome_is_read() {
    each(&VERSIONS, &decoder::PREDICTORS, |_, page| {
        assert!(page.items.iter().all(|one| one.output.is_some()))
    });
    each(&VERSIONS, &decoder::PREDICTOR_GROUPS, |_, page| assert_eq!(page.items.len() as u64, page.total));
    each(&VERSIONS, &decoder::PREDICTIONS, |_, message| {
        assert_eq!(predictor::summary(&message).unwrap().predictors, 1)
    });
    each(&VERSIONS, &decoder::PREDICTION_STARTS, |_, message| {
        let job: JobRef = started_job(&message).unwrap();
        assert_eq!(job.job_type.as_str(), "PREDICTOR");
    });
    each(&VERSIONS, &decoder::PREDICTION_SUMMARY, |_, summary| assert_eq!(summary.predictors, 1));
}

#[test]
fn a_group_that_could_not_be_looked_up_was_not_run_and_holds_up_no_other() {
    let server = Server::new();
    let groups: Vec<Uid> = ["aaaaaaaaaaa", "bbbbbbbbbbb"].iter().map(|id| id.parse().unwrap()).collect();
    server.transport.break_on("GET /api/predictorGroups/aaaaaaaaaaa");
    server.json("GET /api/predictorGroups/bbbbbbbbbbb", r#"{"id":"bbbbbbbbbbb"}"#).json(
        "POST /api/predictions",
        r#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK","response":{"status":"SUCCESS","predictors":1}}"#,
    );
    let outcomes: Vec<_> = now(server.client().predictors().run_groups(groups, &dates()).collect());
    assert!(!outcomes[0].1.as_ref().unwrap_err().leaves_outcome_unknown());
    assert!(outcomes[1].1.is_ok());
}
