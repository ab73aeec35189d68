//! Jobs, what happens to them, and the feeds that they write.

use wasm_bindgen::JsValue;

use super::progress::stage;
use super::{Plain, json, list, texts};
use crate::client::RunningWork;
use crate::domain::job_watch::{JobEvent, JobState, Outcome};
use crate::js::error;
use crate::js::zone::Zone;
use crate::model::{JobConfiguration, JobRef, JobStatus, JobType, Notification, SchedulingType, Uid};

pub(in crate::js) fn job_reference(job: &JobRef, zone: &Zone) -> JsValue {
    Plain::new()
        .with("jobType", job.job_type.as_str())
        .with("id", job.id.as_str())
        .with("created", zone.iso(job.created))
        .into()
}

pub(in crate::js) fn job(job: &JobConfiguration, zone: &Zone) -> JsValue {
    Plain::new()
        .with("id", job.id.as_str())
        .with("name", &job.name)
        .with("jobType", job.job_type.as_str())
        .with("jobStatus", job.job_status.as_str())
        .with("schedulingType", job.scheduling_type.as_ref().map(SchedulingType::as_str))
        .with("created", zone.iso(job.created))
        .with("lastExecuted", zone.iso(job.last_executed))
        .with("lastFinished", zone.iso(job.last_finished))
        .with("lastAlive", zone.iso(job.last_alive))
        .with("lastExecutedStatus", job.last_executed_status.as_ref().map(JobStatus::as_str))
        .with("lastRuntimeExecution", job.last_runtime_execution.as_deref())
        .with("enabled", job.enabled)
        .with("executedBy", job.executed_by.as_ref().map(Uid::as_str))
        .with("jobParameters", job.job_parameters.as_ref().map(json))
        .into()
}

pub(in crate::js) fn outcome(outcome: &Outcome) -> JsValue {
    let state = |state: &str| Plain::new().with("state", state);
    match outcome {
        Outcome::Completed => state("completed"),
        Outcome::Failed { reason } => state("failed").with("reason", reason.as_deref()),
        Outcome::Cancelled => state("cancelled"),
        Outcome::Unknown { why } => state("unknown").with("why", error::to_js(why)),
    }
    .into()
}

pub(in crate::js) fn event(event: &JobEvent, zone: &Zone) -> JsValue {
    let of_type = |name: &str| Plain::new().with("type", name);
    match event {
        JobEvent::State(JobState::Waiting) => of_type("state").with("state", "waiting"),
        JobEvent::State(JobState::Running) => of_type("state").with("state", "running"),
        JobEvent::State(JobState::Stopping) => of_type("state").with("state", "stopping"),
        JobEvent::State(JobState::Ended(how)) => of_type("ended").with("outcome", outcome(how)),
        JobEvent::Notification(line) => {
            of_type("notification").with("notification", notification(line, zone))
        }
        JobEvent::Stage { process, index, stage: changed } => of_type("stage")
            .with("process", *process)
            .with("index", *index)
            .with("stage", stage(changed, zone)),
        JobEvent::Fault(fault) => of_type("fault").with("error", error::to_js(fault)),
        JobEvent::LostSight(fault) => of_type("lostSight").with("error", error::to_js(fault)),
    }
    .into()
}

pub(in crate::js) fn notification(line: &Notification, zone: &Zone) -> JsValue {
    Plain::new()
        .with("level", line.level.as_str())
        .with("category", line.category.as_ref().map(JobType::as_str))
        .with("time", zone.iso(Some(line.time)))
        .with("message", &line.message)
        .with("completed", line.completed)
        .with("data", line.data.as_ref().map(json))
        .into()
}

/// The feeds of one type, one by one.
pub(in crate::js) fn task_feeds(
    job_type: &JobType,
    feeds: &[(Uid, Vec<Notification>)],
    zone: &Zone,
) -> impl Iterator<Item = JsValue> {
    feeds.iter().map(|(id, lines)| {
        let job = JobRef { job_type: job_type.clone(), id: *id, created: None };
        let lines = lines.iter().map(|line| notification(line, zone));
        Plain::new().with("job", job_reference(&job, zone)).with("notifications", list(lines)).into()
    })
}

pub(in crate::js) fn running_work(work: &RunningWork, zone: &Zone) -> JsValue {
    let process = work.process.as_ref();
    Plain::new()
        .with("jobType", work.job_type.as_str())
        .with("job", work.job.as_ref().map(|job| job_reference(job, zone)))
        .with("description", process.and_then(|process| process.description.as_deref()))
        .with("startedTime", zone.iso(process.and_then(|process| process.started_time)))
        .with("stages", texts(process.map_or(&[], |process| &process.stages)))
        .into()
}
