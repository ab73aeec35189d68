//! The scheduler: job configurations, job types, schedules and queues.

use dhis2_steward::ErrorKind;
use dhis2_steward::domain::cron::Cron;
use dhis2_steward::domain::job_watch::Outcome;
use dhis2_steward::model::{
    FromJson, JobDraft, JobType, JobTypeInfo, Json, Queue, Schedule, ScheduledJob, SchedulerEntry,
};
use dhis2_steward::protocol::scheduler::created;
use dhis2_steward_fuzz::decoder;
use dhis2_steward_simulator::Version;

use crate::recordings::{VERSIONS, each};
use crate::support::{Server, now};
use crate::versions::admin;

const JOBS: &str = "/api/jobConfigurations";

fn nightly(name: &str, cron: &str) -> JobDraft {
    JobDraft::new(name, &JobType::DataIntegrity)
        .schedule(&Schedule::Cron(cron.into()))
        .parameters(serde_json::from_str(r#"{"type":"SUMMARY","checks":["orgunits_orphaned"]}"#).unwrap())
}

#[test]
fn changing_a_recorded_job_of_any_version_loses_nothing() {
    each(&VERSIONS, &decoder::JOB, |recording, job| {
        let sent = JobDraft::of(&job).name("Another").to_string();
        let sent: Json<'_> = serde_json::from_str(&sent).unwrap();
        let Json::Object(members) = serde_json::from_str(&recording.body).unwrap() else { panic!() };
        for (name, value) in members {
            let is_worked_out = matches!(
                name.as_ref(),
                "access"
                    | "configurable"
                    | "displayName"
                    | "errorCodes"
                    | "href"
                    | "lastRuntimeExecution"
                    | "leaderOnlyJob"
                    | "maxDelayedExecutionTime"
                    | "nextExecutionTime"
                    | "userUid"
            );
            match sent.get(&name) {
                Some(kept) if name == "name" => assert_eq!(kept.as_str(), Some("Another")),
                // It says so while it waits because somebody asked for a run.
                Some(kept) if name == "schedulingType" && value.as_str() == Some("ONCE_ASAP") => {
                    let is_scheduled = matches!(job.schedule, Schedule::Cron(_) | Schedule::FixedDelay(_));
                    assert_eq!(kept.as_str() == Some("ONCE_ASAP"), !is_scheduled, "{}", recording.name);
                }
                Some(kept) => assert_eq!(kept, &value, "{}: {name}", recording.name),
                None => assert!(is_worked_out, "{}: {name} is lost", recording.name),
            }
        }
    });
}

#[test]
fn every_recorded_scheduler_list_is_read() {
    each(&VERSIONS, &decoder::JOBS, |recording, list| {
        assert!(!list.job_configurations.is_empty(), "{}", recording.name);
    });
    each(&VERSIONS, &decoder::ENTRIES, |recording, entries| {
        assert!(!entries.is_empty(), "{}", recording.name);
        for entry in entries {
            assert!(entry.cron_expression.is_some() || entry.delay.is_some(), "{}", recording.name);
            assert_eq!(entry.job_type.is_none(), entry.sequence.len() > 1, "{}", recording.name);
        }
    });
    each(&VERSIONS, &decoder::QUEUEABLE, |_, _| {});
    each(&VERSIONS, &decoder::QUEUE_NAMES, |_, _| {});
    each(&VERSIONS, &decoder::QUEUE, |_, queue| {
        assert_eq!((queue.name.as_str(), queue.sequence.len()), ("Probe queue", 2));
    });
    each(&VERSIONS, &decoder::CREATIONS, |_, message| {
        created(&message).unwrap();
    });
}

#[test]
fn real_servers_ran_jobs_at_the_computed_times() {
    let mut seen = 0;
    each(&VERSIONS, &decoder::ENTRIES, |recording, entries| {
        for entry in entries {
            let (Some(text), Some(next)) = (&entry.cron_expression, entry.next_execution_time) else {
                continue;
            };
            let cron: Cron = text.parse().unwrap();
            // Both on the server's clock, and the seconds are whole ones.
            let asked = next.wall_millis() - (entry.seconds_to_next_execution_time.unwrap() + 1) * 1_000;
            assert_eq!(cron.next(asked, &|_| 0), Some(next.wall_millis()), "{}: {text}", recording.name);
            seen += 1;
        }
    });
    each(&VERSIONS, &decoder::JOB, |recording, job| {
        let (Schedule::Cron(text), Some(next)) = (&job.schedule, job.next_execution_time) else { return };
        if job.job.is_once() {
            return; // Somebody has asked for a run besides the schedule.
        }
        let cron: Cron = text.parse().unwrap();
        let from = job.job.last_finished.or(job.job.created).unwrap();
        assert_eq!(cron.next(from.wall_millis(), &|_| 0), Some(next.wall_millis()), "{}", recording.name);
        seen += 1;
    });
    assert!(seen > 30, "{seen}");
}

#[test]
fn newer_versions_only_count_due_jobs() {
    each(&VERSIONS, &decoder::DUE, |recording, found| {
        let is_described = recording.name.starts_with("2.41");
        assert!(found.count > 0);
        assert_eq!(found.jobs.len(), if is_described { found.count } else { 0 }, "{}", recording.name);
    });
    each(&VERSIONS, &decoder::STALE, |_, found| {
        assert_eq!(found.count, 0);
    });
}

#[test]
fn job_types_and_their_parameters_are_read() {
    each(&VERSIONS, &decoder::JOB_TYPES, |recording, list| {
        let integrity: Vec<&JobTypeInfo> =
            list.job_types.iter().filter(|one| one.job_type == JobType::DataIntegrity).collect();
        let [kind, checks] = integrity[0].parameters.as_slice() else { panic!("{}", recording.name) };
        assert_eq!(kind.constants, ["REPORT", "SUMMARY", "DETAILS"]);
        assert!(!kind.is_collection() && checks.is_collection());
        assert_eq!(checks.relative_api_endpoint.as_deref(), Some("/api/dataIntegrity"));
        assert_eq!(checks.label, "Checks");
    });
    each(&VERSIONS, &decoder::PARAMETERS, |recording, parameters| {
        let analytics = parameters.get(&JobType::AnalyticsTable).unwrap();
        assert!(analytics.get("skipOutliers").is_some(), "{}", recording.name);
        assert!(parameters.0.iter().all(|(_, all)| all.0.iter().all(|(name, one)| *name == one.name)));
    });
}

#[tokio::test]
async fn a_job_is_created_updated_and_deleted() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let scheduler = client.scheduler();
        let id = scheduler.create(&nightly("Nightly checks", "0 0 3 ? * *")).await.unwrap();
        let job = scheduler.job(id).await.unwrap();
        assert_eq!(job.schedule, Schedule::Cron("0 0 3 ? * *".into()), "{version}");
        assert!(job.is_configurable && job.next_execution_time.is_some());

        let changed = JobDraft::of(&job).name("Hourly checks").schedule(&Schedule::FixedDelay(3_600));
        scheduler.update(id, &changed).await.unwrap();
        let job = scheduler.job(id).await.unwrap();
        assert_eq!((job.job.name.as_str(), &job.schedule), ("Hourly checks", &Schedule::FixedDelay(3_600)));
        assert!(job.job.job_parameters.unwrap().get("checks").is_some());

        assert!(scheduler.jobs().await.unwrap().iter().any(|job| job.job.id == id));
        assert!(scheduler.entries().await.unwrap().iter().any(|entry| entry.delay == Some(3_600)));
        scheduler.delete(id).await.unwrap();
        assert_eq!(scheduler.job(id).await.unwrap_err().kind(), ErrorKind::NotFound);
    }
}

#[tokio::test]
async fn a_rejected_job_has_the_message_of_the_error_report() {
    let (_server, client) = admin(Version::V2_42).await;
    let scheduler = client.scheduler();
    scheduler.create(&nightly("Nightly checks", "0 0 3 ? * *")).await.unwrap();
    let error = scheduler.create(&nightly("Nightly checks", "0 0 3 ? * *")).await.unwrap_err();
    assert_eq!((error.kind(), error.server_code()), (ErrorKind::Conflict, Some("E5003")));
    let words = error.server_message().unwrap();
    assert!(words.contains("Nightly checks") && words.contains("already scheduled"), "{words}");
    let error = scheduler.create(&nightly("Never", "rubbish")).await.unwrap_err();
    assert_eq!(error.server_code(), Some("E7005"));
}

#[tokio::test]
async fn a_user_without_the_authority_cannot_create_a_job() {
    let (server, _) = admin(Version::V2_42).await;
    let client = server.client("observer").await;
    let error = client.scheduler().create(&nightly("Mine", "0 0 3 ? * *")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Forbidden);
}

#[tokio::test]
async fn updating_a_disabled_job_leaves_it_disabled() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let scheduler = client.scheduler();
        let id = scheduler.create(&nightly("Nightly checks", "0 0 3 ? * *")).await.unwrap();
        client.jobs().disable(id).await.unwrap();
        let job = scheduler.job(id).await.unwrap();
        scheduler.update(id, &JobDraft::of(&job).name("Off").enabled(true)).await.unwrap();
        assert_eq!(scheduler.job(id).await.unwrap().job.enabled, Some(false), "{version}");
        client.jobs().enable(id).await.unwrap();
        assert_eq!(scheduler.job(id).await.unwrap().job.enabled, Some(true));
    }
}

#[tokio::test]
async fn changing_a_queue_affects_its_jobs_as_predicted() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let scheduler = client.scheduler();
        let mut jobs = Vec::new();
        for (minute, name) in ["First", "Second", "Third"].iter().enumerate() {
            jobs.push(scheduler.create(&nightly(name, &format!("0 {minute} 3 ? * *"))).await.unwrap());
        }
        assert!(scheduler.queueable(None).await.unwrap().iter().any(|one| one.name == "Third"));

        let cron_expression = Some("0 0 2 ? * *".to_owned());
        let queue = Queue { name: "Every night".into(), cron_expression, sequence: jobs[..2].to_vec() };
        let mut told = scheduler.create_queue(&queue).await.unwrap();
        assert_eq!(scheduler.queue("Every night").await.unwrap(), queue);
        // Another member, then another name, then no queue any more.
        let changed = Queue { sequence: vec![jobs[1], jobs[2]], ..queue.clone() };
        let renamed = Queue { name: "At dawn, 5 %".into(), ..changed.clone() };
        for step in 0..4 {
            for effect in &told {
                let job = scheduler.job(effect.job).await.unwrap();
                assert_eq!(job.schedule, effect.schedule, "{version} {step}");
                assert_eq!(job.job.enabled, Some(!effect.is_disabled), "{version} {step} {}", job.job.name);
            }
            told = match step {
                0 => scheduler.update_queue("Every night", &changed).await.unwrap(),
                1 => scheduler.update_queue("Every night", &renamed).await.unwrap(),
                2 => scheduler.delete_queue("At dawn, 5 %").await.unwrap(),
                _ => break,
            };
        }
        assert!(scheduler.queues().await.unwrap().is_empty());
        assert_eq!(scheduler.queue("Every night").await.unwrap_err().server_code(), Some("E7020"));
    }
}

#[tokio::test]
async fn updating_a_job_keeps_its_place_in_its_queue() {
    let (_server, client) = admin(Version::V2_43).await;
    let scheduler = client.scheduler();
    let first = scheduler.create(&nightly("First", "0 1 3 ? * *")).await.unwrap();
    let second = scheduler.create(&nightly("Second", "0 2 3 ? * *")).await.unwrap();
    let cron_expression = Some("0 0 2 ? * *".to_owned());
    let queue = Queue { name: "Night".into(), cron_expression, sequence: vec![first, second] };
    scheduler.create_queue(&queue).await.unwrap();
    let job = scheduler.job(second).await.unwrap();
    scheduler.update(second, &JobDraft::of(&job).name("Another")).await.unwrap();
    let job = scheduler.job(second).await.unwrap();
    assert_eq!((job.queue_name.as_deref(), job.queue_position), (Some("Night"), Some(1)));
}

#[tokio::test]
async fn every_version_lists_due_jobs_with_the_next_one_first() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let due = client.scheduler().due(86_400).await.unwrap();
        let times: Vec<_> = due.iter().filter_map(|job| job.next_execution_time).collect();
        assert!(due.len() > 3 && times.len() == due.len() && times.is_sorted(), "{version}: {times:?}");
        assert!(client.scheduler().stale(60).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_job_that_is_run_now_keeps_its_schedule() {
    for version in Version::ALL {
        let (_server, client) = admin(version).await;
        let id = client.scheduler().create(&nightly("Nightly checks", "0 0 3 ? * *")).await.unwrap();
        for _ in 0..2 {
            let run = client.jobs().execute(id).await.unwrap();
            assert_eq!(client.jobs().completion(&run, None).await.unwrap(), Outcome::Completed, "{version}");
        }
        let job = client.scheduler().job(id).await.unwrap();
        assert_eq!(job.schedule, Schedule::Cron("0 0 3 ? * *".into()));
        assert!(job.job.last_executed > job.job.created);
    }
}

#[test]
fn what_2_40_lacks_is_rejected_before_anything_is_sent() {
    let server = Server::of("2.40.9");
    let client = server.client();
    let asked = server.transport.asked().len();
    let scheduler = client.scheduler();
    let queue = Queue { name: "Dawn".into(), cron_expression: None, sequence: Vec::new() };
    for error in [
        now(scheduler.due(60)).unwrap_err(),
        now(scheduler.stale(60)).unwrap_err(),
        now(scheduler.update_queue("Night", &queue)).unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert!(error.message().contains("2.41") && error.message().contains("2.40.9"), "{error}");
    }
    assert_eq!(server.transport.asked().len(), asked);
    assert!(server.transport.asked().iter().all(|request| !request.url.contains(JOBS)));
}

#[test]
fn a_job_needs_only_an_identifier_a_type_and_a_status() {
    each(&VERSIONS, &decoder::JOB, |recording, _| {
        let Json::Object(members) = serde_json::from_str(&recording.body).unwrap() else { panic!() };
        for place in 0..members.len() {
            let mut fewer = members.clone();
            let (name, _) = fewer.remove(place);
            let read = ScheduledJob::read(&Json::Object(fewer));
            let is_needed = matches!(name.as_ref(), "id" | "jobType" | "jobStatus");
            assert_eq!(read.is_err(), is_needed, "{}: without {name}", recording.name);
        }
    });
}

#[test]
fn unknown_values_and_members_are_kept() {
    let entry: SchedulerEntry = serde_json::from_str(
        r#"{"name":"a","type":"BRAND_NEW","status":"PAUSED","novelty":[],"sequence":[{"id":"qkpiVuTTNbv","type":"X"}]}"#,
    )
    .unwrap();
    assert_eq!(entry.job_type.unwrap().as_str(), "BRAND_NEW");
    assert_eq!(entry.status.unwrap().as_str(), "PAUSED");
    let info: JobTypeInfo = serde_json::from_str(
        r#"{"jobType":"BRAND_NEW","schedulingType":"WHENEVER","jobParameters":[{"name":"a","klass":"x.Y","defaultValue":{"b":1}}]}"#,
    )
    .unwrap();
    assert_eq!(info.scheduling_type.unwrap().as_str(), "WHENEVER");
    assert!(info.parameters[0].default_value.as_ref().unwrap().get("b").is_some());
}

#[test]
fn a_running_job_is_not_due() {
    let server = Server::new();
    server.json("GET /api/jobConfigurations/due", "[{}]").json(
        "GET /api/jobConfigurations",
        r#"{"jobConfigurations":[
            {"id":"AEgyNNs7tES","name":"running","jobType":"ANALYTICS_TABLE","schedulingType":"ONCE_ASAP","enabled":true,"jobStatus":"RUNNING","nextExecutionTime":"2026-11-21T11:19:21.025"},
            {"id":"qkpiVuTTNbv","name":"due","jobType":"DATA_INTEGRITY","schedulingType":"CRON","cronExpression":"0 0 3 ? * *","enabled":true,"jobStatus":"SCHEDULED","nextExecutionTime":"2026-11-22T03:00:00.000"}]}"#,
    );
    let due = now(server.client().scheduler().due(86_400)).unwrap();
    assert_eq!(due.iter().map(|job| job.job.name.as_str()).collect::<Vec<_>>(), ["due"]);
}
