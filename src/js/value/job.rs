//! Jobs, their events and their feeds.

use wasm_bindgen::JsValue;

use super::{Plain, ToJs, list};
use crate::client::{Lines, RunningWork};
use crate::domain::job_watch::{JobEvent, JobState, Outcome};
use crate::error::Error;
use crate::js::error;
use crate::js::zone::Zone;
use crate::model::{
    JobConfiguration, JobError, JobErrors, JobRef, JobStatus, JobType, Json, Notification, SchedulingType,
    Uid,
};

impl ToJs for Error {
    fn to_js(&self, _: &Zone) -> JsValue {
        error::to_js(self)
    }
}

impl ToJs for JobType {
    fn to_js(&self, _: &Zone) -> JsValue {
        self.as_str().into()
    }
}

impl ToJs for JobRef {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("jobType", self.job_type.as_str())
            .text("id", self.id.as_str())
            .time("created", self.created)
            .done()
    }
}

impl ToJs for JobConfiguration {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("id", self.id.as_str())
            .text("name", &*self.name)
            .text("jobType", self.job_type.as_str())
            .text("jobStatus", self.job_status.as_str())
            .text("schedulingType", self.scheduling_type.as_ref().map(SchedulingType::as_str))
            .time("created", self.created)
            .time("lastExecuted", self.last_executed)
            .time("lastFinished", self.last_finished)
            .time("lastAlive", self.last_alive)
            .text("lastExecutedStatus", self.last_executed_status.as_ref().map(JobStatus::as_str))
            .text("lastRuntimeExecution", self.last_runtime_execution.as_deref())
            .flag("enabled", self.enabled)
            .text("executedBy", self.executed_by.as_ref().map(Uid::as_str))
            .value("jobParameters", &self.job_parameters)
            .value("run", &self.current_run())
            .done()
    }
}

impl ToJs for Outcome {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let state = |state: &str| Plain::new(zone).text("state", state);
        match self {
            Self::Completed => state("completed"),
            Self::Failed { reason } => state("failed").text("reason", reason.as_deref()),
            Self::Cancelled => state("cancelled"),
            Self::Unknown { why } => state("unknown").value("why", why),
        }
        .done()
    }
}

impl ToJs for JobEvent {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let of_type = |name: &str| Plain::new(zone).text("type", name);
        match self {
            Self::State(JobState::Waiting) => of_type("state").text("state", "waiting"),
            Self::State(JobState::Running) => of_type("state").text("state", "running"),
            Self::State(JobState::Ended(how)) => of_type("ended").value("outcome", how),
            Self::Notification(line) => of_type("notification").value("notification", line),
            Self::Stage { process, index, stage } => of_type("stage")
                .count("process", *process as u64)
                .count("index", *index as u64)
                .value("stage", stage),
            Self::Fault(fault) => of_type("fault").value("error", fault),
            Self::LostSight(fault) => of_type("lostSight").value("error", fault),
        }
        .done()
    }
}

impl ToJs for Notification {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("level", self.level.as_str())
            .text("category", self.category.as_ref().map(JobType::as_str))
            .time("time", self.time)
            .text("message", &*self.message)
            .flag("completed", self.completed)
            .value("data", &self.data)
            .done()
    }
}

/// The jobs that have feeds, type by type.
pub(in crate::js) struct TaskFeeds(pub(in crate::js) Vec<(JobType, Lines)>);

impl ToJs for TaskFeeds {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let of_type = |(job_type, feeds): &(JobType, Lines)| {
            let feed = |(id, lines): &(Uid, Vec<Notification>)| {
                let job = JobRef { job_type: job_type.clone(), id: *id, created: None };
                Plain::new(zone).value("job", &job).value("notifications", lines).done()
            };
            feeds.iter().map(feed).collect::<Vec<_>>()
        };
        list(self.0.iter().flat_map(of_type))
    }
}

/// What a job left as the sum of its work.
pub(in crate::js) struct JobSummary {
    pub(in crate::js) job_type: JobType,
    pub(in crate::js) id: Uid,
    pub(in crate::js) summary: Json<'static>,
}

impl ToJs for JobSummary {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let job = JobRef { job_type: self.job_type.clone(), id: self.id, created: None };
        Plain::new(zone).value("job", &job).value("summary", &self.summary).done()
    }
}

impl ToJs for JobErrors {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("id", self.id.as_ref().map(Uid::as_str))
            .text("jobType", self.job_type.as_ref().map(JobType::as_str))
            .text("user", self.user.as_ref().map(Uid::as_str))
            .time("created", self.created)
            .time("executed", self.executed)
            .time("finished", self.finished)
            .text("codes", self.codes.as_deref())
            .value("errors", &self.errors)
            .done()
    }
}

impl ToJs for JobError {
    fn to_js(&self, zone: &Zone) -> JsValue {
        Plain::new(zone)
            .text("code", &*self.code)
            .text("id", self.id.as_deref())
            .text("objectType", self.object_type.as_deref())
            .value("arguments", &self.arguments)
            .text("message", self.message.as_deref())
            .done()
    }
}

impl ToJs for RunningWork {
    fn to_js(&self, zone: &Zone) -> JsValue {
        let process = self.process.as_ref();
        Plain::new(zone)
            .text("jobType", self.job_type.as_str())
            .value("job", &self.job)
            .text("description", process.and_then(|process| process.description.as_deref()))
            .time("startedTime", process.and_then(|process| process.started_time))
            .value("stages", &process.map_or_else(Vec::new, |process| process.stages.clone()))
            .done()
    }
}
