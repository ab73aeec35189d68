//! Jobs: one, several, their progress, and what runs now.

use super::Request;
use super::request::segment;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{
    Faults, FromJson, JobConfiguration, JobType, Json, ObjectReport, Ordered, RunningJob, Uid, Version,
};

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

/// Asks for the jobs of a person that run or wait to run.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40, where jobs do not say who they run as.
pub fn of_user(user: Uid, version: &Version) -> Result<Request> {
    version.require(41, "Asking who a job runs as")?;
    Ok(Request::get("/api/jobConfigurations")
        .query("filter", format!("executedBy:eq:{user}"))
        .query("filter", "enabled:eq:true")
        .query("fields", FIELDS)
        .query("paging", "false"))
}

/// Asks how far a job has come. Empty until the server writes it down, and on 2.41 for the whole run.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn progress(id: Uid, version: &Version) -> Result<Request> {
    version.require(41, "Asking how far a job has come")?;
    Ok(Request::get(format!("/api/jobConfigurations/{id}/progress")))
}

/// Asks the server to cancel a job; it notices within 20 seconds and stops at the next item.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40, which can only stop what runs of a type.
pub fn cancel(id: Uid, version: &Version) -> Result<Request> {
    version.require(41, "Stopping one job")?;
    Ok(Request::post(format!("/api/jobConfigurations/{id}/cancel")))
}

/// Asks the server to run a job now, besides its schedule.
pub fn execute(id: Uid) -> Request {
    Request::post(format!("/api/jobConfigurations/{id}/execute"))
}

/// Reads the report that answers [`execute`].
///
/// # Errors
///
/// [`ErrorKind::Conflict`] with the server's words where it lists reasons against it, as 2.40 does in a success.
pub fn executed(report: &ObjectReport) -> Result<()> {
    let Some(reason) = report.error_reports.first() else { return Ok(()) };
    Err(Error::new(ErrorKind::Conflict, "The job cannot run now.")
        .with_server_words(reason.message.clone(), reason.error_code.clone()))
}

/// Switches a job on.
pub fn enable(id: Uid) -> Request {
    Request::post(format!("/api/jobConfigurations/{id}/enable"))
}

/// Switches a job off.
pub fn disable(id: Uid) -> Request {
    Request::post(format!("/api/jobConfigurations/{id}/disable"))
}

/// Gives up a run that nobody works at any more, such as one of a server that has stopped.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn revert(id: Uid, version: &Version) -> Result<Request> {
    version.require(41, "Giving up a run")?;
    Ok(Request::post(format!("/api/jobConfigurations/{id}/revert")))
}

/// Asks what went wrong with single objects in a job's last run.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn errors(id: Uid, version: &Version) -> Result<Request> {
    version.require(41, "Asking for the errors of a job")?;
    Ok(Request::get(format!("/api/jobConfigurations/{id}/errors")))
}

/// Asks what went wrong with single objects in the last runs of all jobs, or of those of a type.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn all_errors(job_type: Option<&JobType>, version: &Version) -> Result<Request> {
    version.require(41, "Asking for the errors of jobs")?;
    let request = Request::get("/api/jobConfigurations/errors");
    Ok(job_type.into_iter().fold(request, |request, job_type| request.query("type", job_type.as_str())))
}

/// Asks the server to stop what runs of a type; of several the one that began last.
pub fn cancel_type(job_type: &JobType) -> Request {
    Request::post(format!("/api/scheduling/cancel/{}", segment(job_type.as_str())))
}

/// Asks the server to forget run-once jobs that ended more than so many minutes ago.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn clean(minutes: u64, version: &Version) -> Result<Request> {
    version.require(41, "Forgetting jobs that have ended")?;
    Ok(Request::post("/api/jobConfigurations/clean").query("minutes", minutes.to_string()))
}

/// Asks what runs now, by type. Queued work is not in it.
pub fn running() -> Request {
    Request::get("/api/scheduling/running")
}

/// What runs now: each type with its processes, an empty list in the gap before any progress is written.
pub type Running = Ordered<JobType, Vec<RunningJob>>;
