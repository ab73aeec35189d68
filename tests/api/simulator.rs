//! The client with the simulated server: real requests over a real connection, with a clock that advances on waits.

use std::rc::Rc;

use dhis2_steward::client::{IntegrityRun, IssueEvent, RunPhase};
use dhis2_steward::domain::integrity::{CheckResult, Selection};
use dhis2_steward::domain::job_watch::{JobEvent, JobState, Outcome};
use dhis2_steward::environment::manual::ManualEnvironment;
use dhis2_steward::model::{Authority, JobRef, JobType, Operation, WebMessage};
use dhis2_steward::protocol::integrity::{RunKind, started_job};
use dhis2_steward::transport::native::NativeTransport;
use dhis2_steward::{BaseUrl, Client, Credentials, ErrorKind, Request, Result};
use dhis2_steward_simulator::{ClockMode, Config, PASSWORD, Scenario, Server, start};
use futures_util::{StreamExt, TryStreamExt};

struct World {
    server: Rc<Server>,
    environment: ManualEnvironment,
}

impl World {
    async fn new(scenario: Scenario) -> Self {
        let config = Config { clock: ClockMode::Manual, scenario, ..Config::default() };
        let server = Rc::new(start(config).await.unwrap());
        let environment = ManualEnvironment::new();
        let clock = Rc::clone(&server);
        environment.on_sleep(move |duration| clock.advance(duration));
        Self { server, environment }
    }

    async fn demo() -> Self {
        Self::new(Scenario::Demo).await
    }

    async fn log_in(&self, credentials: Credentials) -> Result<Client> {
        let base_url = BaseUrl::parse(&self.server.base_url()).unwrap();
        Client::connect(NativeTransport::new(), self.environment.clone(), base_url, credentials).await
    }

    async fn client(&self, username: &str) -> Client {
        let password = PASSWORD.to_owned();
        self.log_in(Credentials::Basic { username: username.into(), password }).await.unwrap()
    }
}

async fn to_the_end(run: &mut IntegrityRun) -> Outcome {
    // Simulated time passes with every step, so a run that has not ended after this many never will.
    for _ in 0..2_000 {
        let step = run.step().await.unwrap();
        if let RunPhase::Ended(outcome) = step.phase {
            return outcome;
        }
    }
    panic!("the run does not end: {:?}", run.job());
}

async fn run(client: &Client, kind: RunKind, selection: Selection) -> IntegrityRun {
    let checks = client.integrity().checks().await.unwrap();
    client.integrity().run(kind, &selection, &checks).await.unwrap()
}

#[tokio::test]
async fn a_run_of_all_fast_checks_has_a_result_for_each() {
    let world = World::demo().await;
    let client = world.client("admin").await;
    let mut run = run(&client, RunKind::Summary, Selection::Fast).await;
    assert_eq!(run.names().len(), 91);
    assert_eq!(to_the_end(&mut run).await, Outcome::Completed);
    let report = run.report().await.unwrap();
    assert!(report.checks.iter().all(|check| check.result != CheckResult::NotRun), "{report:?}");
    let with_issues =
        report.checks.iter().filter(|check| matches!(check.result, CheckResult::Issues { .. })).count();
    assert!(with_issues >= 20, "{with_issues}");
}

#[tokio::test]
async fn progress_never_decreases() {
    let world = World::demo().await;
    let client = world.client("admin").await;
    let mut run = run(&client, RunKind::Summary, Selection::Fast).await;
    let mut done = Vec::new();
    loop {
        let step = run.step().await.unwrap();
        match step.phase {
            RunPhase::Ended(_) => break,
            RunPhase::Running => done.push(step.done),
            _ => {}
        }
    }
    assert!(done.len() > 2 && done.is_sorted(), "{done:?}");
}

#[tokio::test]
async fn only_the_broken_check_of_a_details_run_is_reported_as_failed() {
    let world = World::demo().await;
    let client = world.client("admin").await;
    let selection = Selection::named(["program*", "orgunits_*", "users_*"]);
    let mut run = run(&client, RunKind::Details, selection).await;
    to_the_end(&mut run).await;
    let report = run.report().await.unwrap();
    let failed: Vec<&str> = report
        .checks
        .iter()
        .filter(|check| check.result.is_failed())
        .map(|check| check.name.as_str())
        .collect();
    assert_eq!(failed, ["program_stages_no_programs"]);
}

#[tokio::test]
async fn the_number_of_issues_of_a_check_is_the_one_its_details_run_reports() {
    let world = World::demo().await;
    let client = world.client("admin").await;
    let mut run = run(&client, RunKind::Details, Selection::named(["orgunits_same_name_and_parent"])).await;
    to_the_end(&mut run).await;
    let report = run.report().await.unwrap();
    let CheckResult::Issues { count, .. } = report.checks[0].result else { panic!("{report:?}") };
    let events: Vec<IssueEvent> =
        client.integrity().issues(run.names()).await.unwrap().try_collect().await.unwrap();
    let issues = events.iter().filter(|event| matches!(event, IssueEvent::Issue(_))).count();
    assert_eq!(issues as u64, count);
}

#[tokio::test]
async fn a_cancelled_run_is_stopping_until_the_server_notices_and_then_cancelled() {
    let world = World::demo().await;
    let client = world.client("admin").await;
    let mut run = run(&client, RunKind::Summary, Selection::All).await;
    while run.step().await.unwrap().phase != RunPhase::Running {}
    client.jobs().cancel(run.job().id).await.unwrap();
    run.cancel_asked();
    assert_eq!(run.step().await.unwrap().phase, RunPhase::Stopping);
    assert_eq!(to_the_end(&mut run).await, Outcome::Cancelled);
}

#[tokio::test]
async fn a_run_that_is_cancelled_while_waiting_never_starts() {
    let world = World::demo().await;
    let client = world.client("admin").await;
    let _first = run(&client, RunKind::Summary, Selection::Fast).await;
    let mut second = run(&client, RunKind::Summary, Selection::Fast).await;
    client.jobs().cancel(second.job().id).await.unwrap();
    second.cancel_asked();
    assert_eq!(to_the_end(&mut second).await, Outcome::Cancelled);
    assert!(second.report().await.unwrap().checks.iter().all(|check| check.result == CheckResult::NotRun));
}

#[tokio::test]
async fn a_second_run_of_a_type_waits_for_the_first() {
    let world = World::demo().await;
    let client = world.client("admin").await;
    let _first = run(&client, RunKind::Summary, Selection::Fast).await;
    let mut second = run(&client, RunKind::Summary, Selection::named(["orgunits_*"])).await;
    assert_eq!(second.step().await.unwrap().phase, RunPhase::Waiting);
    assert_eq!(to_the_end(&mut second).await, Outcome::Completed);
}

#[tokio::test]
async fn another_user_finds_and_resumes_a_running_run() {
    let world = World::demo().await;
    let mut theirs = run(&world.client("maintainer").await, RunKind::Summary, Selection::Fast).await;
    while theirs.step().await.unwrap().phase != RunPhase::Running {}
    let client = world.client("admin").await;
    let work = client.jobs().running().await.unwrap();
    assert_eq!(work[0].job_type, JobType::DataIntegrity);
    let job = client.jobs().find_running(&JobType::DataIntegrity).await.unwrap().unwrap();
    assert_eq!(job.id, theirs.job().id);
    let checks = client.integrity().checks().await.unwrap();
    let mut found = client.integrity().resume(&job, &checks);
    assert_eq!(found.names().len(), 91);
    assert_eq!(to_the_end(&mut found).await, Outcome::Completed);
}

#[tokio::test]
async fn clearing_the_cache_removes_the_results_and_no_check_counts_as_passed() {
    let world = World::demo().await;
    let client = world.client("admin").await;
    let mut run = run(&client, RunKind::Summary, Selection::named(["orgunits_*"])).await;
    to_the_end(&mut run).await;
    assert!(!client.integrity().summaries(&[]).await.unwrap().is_empty());
    client.maintenance().run(Operation::ClearCache).await.unwrap();
    assert!(client.integrity().summaries(&[]).await.unwrap().is_empty());
    // What was read before is known.
    assert!(run.report().await.unwrap().checks.iter().all(|check| check.result != CheckResult::NotRun));
    let (job, checks) =
        (client.jobs().get(run.job().id).await.unwrap(), client.integrity().checks().await.unwrap());
    let mut found = client.integrity().resume(&job, &checks);
    to_the_end(&mut found).await;
    assert!(found.report().await.unwrap().checks.iter().all(|check| check.result == CheckResult::NotRun));
}

#[tokio::test]
async fn every_operation_without_arguments_is_acknowledged() {
    let world = World::demo().await;
    let client = world.client("maintainer").await;
    for operation in Operation::ALL {
        client.maintenance().run(operation).await.unwrap_or_else(|error| panic!("{operation:?}: {error}"));
    }
}

#[tokio::test]
async fn the_feed_of_a_table_update_is_read_oldest_first_to_its_end() {
    let world = World::demo().await;
    let client = world.client("admin").await;
    let answer = client.request(&Request::post("/api/resourceTables")).await.unwrap();
    let message: WebMessage = serde_json::from_slice(&answer.bytes).unwrap();
    let job: JobRef = started_job(&message).unwrap();
    let events: Vec<JobEvent> = client.jobs().watch(&job).try_collect().await.unwrap();
    assert_eq!(events.first(), Some(&JobEvent::State(JobState::Waiting)));
    assert_eq!(events.last(), Some(&JobEvent::State(JobState::Ended(Outcome::Completed))));
    let times: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            JobEvent::Notification(line) => Some(line.time),
            _ => None,
        })
        .collect();
    assert!(times.len() > 2 && times.is_sorted(), "{times:?}");
    assert!(client.tasks().types().await.unwrap().contains(&JobType::ResourceTable));
    // A line of level LOOP gives way to the next one, so the feed may hold fewer lines than were told.
    let feed = client.tasks().notifications(&job).await.unwrap();
    assert!(feed.len() <= times.len());
    assert_eq!(feed.last().map(|line| line.time), times.last().copied());
}

#[tokio::test]
async fn a_user_without_the_authority_gets_the_servers_message() {
    let world = World::demo().await;
    let client = world.client("observer").await;
    assert!(!client.may(&Authority::PerformMaintenance));
    let error = client.maintenance().run(Operation::ClearCache).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Forbidden);
    assert!(error.server_message().unwrap().contains("F_PERFORM_MAINTENANCE"));
}

#[tokio::test]
async fn a_wrong_password_and_a_wrong_token_are_unauthorized() {
    let world = World::demo().await;
    for credentials in [
        Credentials::Basic { username: "admin".into(), password: "nope".into() },
        Credentials::Token("d2pat_0000000000000000000000000000000000000000000".into()),
    ] {
        let error = world.log_in(credentials.clone()).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Unauthorized, "{credentials:?}: {error}");
        assert!(!format!("{error:?}").contains("nope"));
    }
}

#[tokio::test]
async fn a_request_without_a_session_is_the_end_of_the_session() {
    let world = World::demo().await;
    let error = world.log_in(Credentials::Session).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::SessionExpired);
}

#[tokio::test]
async fn reading_checks_and_results_starts_nothing() {
    let world = World::demo().await;
    let client = world.client("admin").await;
    client.integrity().checks().await.unwrap();
    client.integrity().summaries(&[]).await.unwrap();
    let events: Vec<_> = client.integrity().issues(&[]).await.unwrap().collect().await;
    assert!(events.is_empty());
    assert!(client.jobs().running().await.unwrap().is_empty());
}
