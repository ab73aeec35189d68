//! The client over the situations of the simulated server in which something is wrong.

use std::time::{Duration, Instant};

use dhis2_steward::client::{IntegrityRun, RunPhase};
use dhis2_steward::domain::integrity::{CheckReport, Selection};
use dhis2_steward::domain::job_watch::Outcome;
use dhis2_steward::model::{Authority, Operation};
use dhis2_steward::protocol::integrity::RunKind;
use dhis2_steward::{Client, ErrorKind, Result};
use dhis2_steward_simulator::Scenario;

use crate::versions::Simulated;

const START: &str = "POST /api/dataIntegrity/summary";

/// The result of a single read, which fails if its answer is cut off: only watches survive that.
async fn whole<T>(mut read: impl AsyncFnMut() -> Result<T>) -> T {
    loop {
        match read().await {
            Ok(value) => return value,
            Err(error) => assert_eq!(error.kind(), ErrorKind::Decode, "{error}"),
        }
    }
}

/// A run of all fast checks, to its report, and how often the server was lost from sight meanwhile.
async fn reported(client: &Client) -> (Vec<CheckReport>, u32) {
    let mut lost = 0;
    let checks = whole(async || client.integrity().checks().await).await;
    let run = client.integrity().run(RunKind::Summary, &Selection::Fast, &checks).await;
    let mut run: IntegrityRun = run.unwrap();
    // Simulated time passes with every step, so a run that has not ended after this many never will.
    for _ in 0..2_000 {
        let step = run.step().await.unwrap();
        lost += u32::from(step.lost_sight.is_some());
        if let RunPhase::Ended(outcome) = step.phase {
            assert_eq!(outcome, Outcome::Completed);
            return (whole(async || run.report().await).await.checks, lost);
        }
    }
    panic!("the run does not end: {:?}", run.job());
}

fn results(checks: &[CheckReport]) -> Vec<String> {
    checks.iter().map(|check| format!("{}: {:?}", check.name, check.result)).collect()
}

/// The report of a server where nothing is wrong, and how many runs were started for it.
async fn sound() -> (Vec<CheckReport>, u64) {
    let demo = Simulated::in_scenario(Scenario::Demo).await;
    let (checks, lost) = reported(&demo.client("admin").await).await;
    assert_eq!(lost, 0);
    (checks, demo.count(START))
}

#[tokio::test]
async fn a_run_on_a_faulty_server_ends_with_the_same_report_as_on_a_sound_one() {
    let faulty = Simulated::in_scenario(Scenario::Faulty).await;
    let client = faulty.client("admin").await;
    let (checks, lost) = reported(&client).await;
    assert!(lost > 0, "the server fails now and then");
    let (sound, starts) = sound().await;
    assert_eq!(results(&checks), results(&sound));
    assert_eq!(faulty.count(START), starts, "nothing was started again");
}

#[tokio::test]
async fn a_slow_server_responds_late_and_its_checks_take_twenty_times_as_long() {
    let slow = Simulated::in_scenario(Scenario::Slow).await;
    let began = Instant::now();
    let client = slow.client("admin").await;
    assert!(began.elapsed() >= Duration::from_millis(1200), "{:?}", began.elapsed());
    slow.clear_faults();
    let (checks, _) = reported(&client).await;
    let (sound, _) = sound().await;
    assert_eq!(results(&checks), results(&sound));
    for (late, check) in checks.iter().zip(&sound) {
        assert_eq!(late.duration, check.duration.map(|duration| duration * 20), "{}", check.name);
    }
}

#[tokio::test]
async fn on_a_restricted_server_the_maintainer_can_read_but_start_nothing() {
    let restricted = Simulated::in_scenario(Scenario::Restricted).await;
    let maintainer = restricted.client("maintainer").await;
    assert!(!maintainer.may(&Authority::PerformMaintenance));
    let integrity = maintainer.integrity();
    assert!(!integrity.checks().await.unwrap().is_empty());
    assert_eq!(integrity.start(RunKind::Summary, &[]).await.unwrap_err().kind(), ErrorKind::Forbidden);
    let refused = maintainer.maintenance().run(Operation::ClearCache).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Forbidden);
    assert!(restricted.client("admin").await.may(&Authority::PerformMaintenance));
    let elsewhere = Simulated::in_scenario(Scenario::Demo).await;
    elsewhere.client("maintainer").await.maintenance().run(Operation::ClearCache).await.unwrap();
}
