//! Jobs: one, several, their progress, and what runs now.

use super::Request;
use crate::model::{Faults, FromJson, JobConfiguration, JobType, Json, Ordered, RunningJob, Uid};

const FIELDS: &str = "id,name,jobType,jobStatus,schedulingType,created,lastExecuted,lastFinished,lastAlive,lastExecutedStatus,\
                      lastRuntimeExecution,enabled,executedBy,jobParameters";

/// Asks for one job.
pub fn get(id: Uid) -> Request {
    Request::get(format!("/api/jobConfigurations/{id}")).query("fields", FIELDS)
}

/// Asks for every job of a type.
pub fn of_type(job_type: &JobType) -> Request {
    Request::get("/api/jobConfigurations")
        .query("filter", format!("jobType:eq:{job_type}"))
        .query("fields", FIELDS)
        .query("paging", "false")
}

/// What a list of jobs answers.
#[derive(Debug)]
pub struct JobConfigurations {
    /// The jobs, in no order.
    pub job_configurations: Vec<JobConfiguration>,
}

impl FromJson for JobConfigurations {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self { job_configurations: json.member("jobConfigurations", faults) }
    }
}

/// Asks how far a job has come. Empty until the server writes it down, and on 2.41 for the whole run.
pub fn progress(id: Uid) -> Request {
    Request::get(format!("/api/jobConfigurations/{id}/progress"))
}

/// Asks the server to cancel a job; it notices within 20 seconds and stops at the next item.
pub fn cancel(id: Uid) -> Request {
    Request::post(format!("/api/jobConfigurations/{id}/cancel"))
}

/// Asks what runs now, by type. Queued work is not in it.
pub fn running() -> Request {
    Request::get("/api/scheduling/running")
}

/// What runs now: each type with its processes, an empty list in the gap before any progress is written.
pub type Running = Ordered<JobType, Vec<RunningJob>>;
