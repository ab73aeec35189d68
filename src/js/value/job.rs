//! Jobs, what happens to them, and the feeds that they write.

use serde::Serialize;
use serde_json::Value;

use super::Thrown;
use super::progress::Stage;
use crate::client;
use crate::domain::job_watch::{self, JobState};
use crate::js::zone::Zone;
use crate::model::{self, JobConfiguration, JobRef, JobStatus, JobType, Level, SchedulingType, Uid};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::js) struct JobReference<'a> {
    job_type: &'a JobType,
    id: Uid,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
}

impl<'a> JobReference<'a> {
    pub(in crate::js) fn new(job: &'a JobRef, zone: &Zone) -> Self {
        Self { job_type: &job.job_type, id: job.id, created: job.created.map(|time| zone.iso(time)) }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::js) struct Job<'a> {
    id: Uid,
    name: &'a str,
    job_type: &'a JobType,
    job_status: &'a JobStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    scheduling_type: Option<&'a SchedulingType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_executed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_finished: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_alive: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_executed_status: Option<&'a JobStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_runtime_execution: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    executed_by: Option<Uid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_parameters: Option<&'a Value>,
}

impl<'a> Job<'a> {
    pub(in crate::js) fn new(job: &'a JobConfiguration, zone: &Zone) -> Self {
        let iso = |time: Option<_>| time.map(|time| zone.iso(time));
        Self {
            id: job.id,
            name: &job.name,
            job_type: &job.job_type,
            job_status: &job.job_status,
            scheduling_type: job.scheduling_type.as_ref(),
            created: iso(job.created),
            last_executed: iso(job.last_executed),
            last_finished: iso(job.last_finished),
            last_alive: iso(job.last_alive),
            last_executed_status: job.last_executed_status.as_ref(),
            last_runtime_execution: job.last_runtime_execution.as_deref(),
            enabled: job.enabled,
            executed_by: job.executed_by,
            job_parameters: job.job_parameters.as_ref(),
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "state", rename_all = "camelCase")]
pub(in crate::js) enum Outcome<'a> {
    Completed,
    Failed {
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<&'a str>,
    },
    Cancelled,
    Unknown {
        why: Thrown,
    },
}

impl<'a> From<&'a job_watch::Outcome> for Outcome<'a> {
    fn from(outcome: &'a job_watch::Outcome) -> Self {
        match outcome {
            job_watch::Outcome::Completed => Self::Completed,
            job_watch::Outcome::Failed { reason } => Self::Failed { reason: reason.as_deref() },
            job_watch::Outcome::Cancelled => Self::Cancelled,
            job_watch::Outcome::Unknown { why } => Self::Unknown { why: Thrown::from(why) },
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub(in crate::js) enum JobEvent<'a> {
    State { state: &'static str },
    Ended { outcome: Outcome<'a> },
    Notification { notification: Notification<'a> },
    Stage { process: usize, index: usize, stage: Stage<'a> },
    Fault { error: Thrown },
    LostSight { error: Thrown },
}

impl<'a> JobEvent<'a> {
    pub(in crate::js) fn new(event: &'a job_watch::JobEvent, zone: &Zone) -> Self {
        match event {
            job_watch::JobEvent::State(JobState::Waiting) => Self::State { state: "waiting" },
            job_watch::JobEvent::State(JobState::Running) => Self::State { state: "running" },
            job_watch::JobEvent::State(JobState::Stopping) => Self::State { state: "stopping" },
            job_watch::JobEvent::State(JobState::Ended(outcome)) => {
                Self::Ended { outcome: Outcome::from(outcome) }
            }
            job_watch::JobEvent::Notification(line) => {
                Self::Notification { notification: Notification::new(line, zone) }
            }
            job_watch::JobEvent::Stage { process, index, stage } => {
                Self::Stage { process: *process, index: *index, stage: Stage::new(stage, zone) }
            }
            job_watch::JobEvent::Fault(fault) => Self::Fault { error: Thrown::from(fault) },
            job_watch::JobEvent::LostSight(fault) => Self::LostSight { error: Thrown::from(fault) },
        }
    }
}

#[derive(Serialize)]
pub(in crate::js) struct Notification<'a> {
    level: &'a Level,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'a JobType>,
    time: String,
    message: &'a str,
    completed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
}

impl<'a> Notification<'a> {
    pub(in crate::js) fn new(line: &'a model::Notification, zone: &Zone) -> Self {
        Self {
            level: &line.level,
            category: line.category.as_ref(),
            time: zone.iso(line.time),
            message: &line.message,
            completed: line.completed,
            data: line.data.as_ref(),
        }
    }
}

#[derive(Serialize)]
pub(in crate::js) struct TaskFeed<'a> {
    job: JobReference<'a>,
    notifications: Vec<Notification<'a>>,
}

impl<'a> TaskFeed<'a> {
    pub(in crate::js) fn of_type(
        job_type: &'a JobType,
        feeds: &'a [(Uid, Vec<model::Notification>)],
        zone: &Zone,
    ) -> Vec<Self> {
        let feed = |(id, lines): &'a (Uid, Vec<model::Notification>)| Self {
            job: JobReference { job_type, id: *id, created: None },
            notifications: lines.iter().map(|line| Notification::new(line, zone)).collect(),
        };
        feeds.iter().map(feed).collect()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::js) struct RunningWork<'a> {
    job_type: &'a JobType,
    #[serde(skip_serializing_if = "Option::is_none")]
    job: Option<JobReference<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    started_time: Option<String>,
    stages: &'a [String],
}

impl<'a> RunningWork<'a> {
    pub(in crate::js) fn new(work: &'a client::RunningWork, zone: &Zone) -> Self {
        let process = work.process.as_ref();
        Self {
            job_type: &work.job_type,
            job: work.job.as_ref().map(|job| JobReference::new(job, zone)),
            description: process.and_then(|process| process.description.as_deref()),
            started_time: process.and_then(|process| process.started_time).map(|time| zone.iso(time)),
            stages: process.map_or(&[], |process| &process.stages),
        }
    }
}
