//! Jobs: records, progress, and running jobs.

use super::Request;
use super::request::segment;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{
    Faults, FromJson, JobConfiguration, JobType, Json, ObjectReport, Ordered, RunningJob, Uid, Version,
};

const FIELDS: &str = "id,name,jobType,jobStatus,schedulingType,created,lastExecuted,lastFinished,lastAlive,lastExecutedStatus,\
                      lastRuntimeExecution,enabled,executedBy,jobParameters";

/// Requests a job.
pub fn get(id: Uid) -> Request {
    Request::get(format!("/api/jobConfigurations/{id}")).query("fields", FIELDS)
}

/// Requests every job of a type.
pub fn of_type(job_type: &JobType) -> Request {
    Request::get("/api/jobConfigurations")
        .query("filter", format!("jobType:eq:{job_type}"))
        .query("fields", FIELDS)
        .query("paging", "false")
}

/// The response of a list of jobs.
#[derive(Debug)]
pub struct JobConfigurations {
    /// The jobs, in no particular order.
    pub job_configurations: Vec<JobConfiguration>,
}

impl FromJson for JobConfigurations {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self { job_configurations: json.member("jobConfigurations", faults) }
    }
}

/// Requests a user's running and queued jobs.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40, where jobs do not name their user.
pub fn of_user(user: Uid, version: &Version) -> Result<Request> {
    version.require(41, "Finding the jobs of a user")?;
    Ok(Request::get("/api/jobConfigurations")
        .query("filter", format!("executedBy:eq:{user}"))
        .query("filter", "enabled:eq:true")
        .query("fields", FIELDS)
        .query("paging", "false"))
}

/// Requests a job's progress. Empty until the server writes it, on 2.41 for the whole run.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn progress(id: Uid, version: &Version) -> Result<Request> {
    version.require(41, "Reading the progress of a job")?;
    Ok(Request::get(format!("/api/jobConfigurations/{id}/progress")))
}

/// Asks the server to cancel a job; it notices within 20 seconds and stops at the next item.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40, which can only cancel by type.
pub fn cancel(id: Uid, version: &Version) -> Result<Request> {
    version.require(41, "Cancelling a single job")?;
    Ok(Request::post(format!("/api/jobConfigurations/{id}/cancel")))
}

/// Runs a job now, outside its schedule.
pub fn execute(id: Uid) -> Request {
    Request::post(format!("/api/jobConfigurations/{id}/execute"))
}

/// Reads the response to [`execute`].
///
/// # Errors
///
/// [`ErrorKind::Conflict`] with the server's message if it lists errors.
pub fn executed(report: &ObjectReport) -> Result<()> {
    let Some(reason) = report.error_reports.first() else { return Ok(()) };
    Err(Error::new(ErrorKind::Conflict, "The job cannot run now.")
        .with_server_words(reason.message.clone(), reason.error_code.clone()))
}

/// Enables a job.
pub fn enable(id: Uid) -> Request {
    Request::post(format!("/api/jobConfigurations/{id}/enable"))
}

/// Disables a job.
pub fn disable(id: Uid) -> Request {
    Request::post(format!("/api/jobConfigurations/{id}/disable"))
}

/// Reverts a stale run, such as one left by a stopped server.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn revert(id: Uid, version: &Version) -> Result<Request> {
    version.require(41, "Reverting a run")?;
    Ok(Request::post(format!("/api/jobConfigurations/{id}/revert")))
}

/// Requests the errors of a job's last run.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn errors(id: Uid, version: &Version) -> Result<Request> {
    version.require(41, "Reading the errors of a job")?;
    Ok(Request::get(format!("/api/jobConfigurations/{id}/errors")))
}

/// Requests the errors of the last runs of all jobs, or of those of a type.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn all_errors(job_type: Option<&JobType>, version: &Version) -> Result<Request> {
    version.require(41, "Reading the errors of jobs")?;
    let request = Request::get("/api/jobConfigurations/errors");
    Ok(job_type.into_iter().fold(request, |request, job_type| request.query("type", job_type.as_str())))
}

/// Cancels the running job of a type, or the latest if there are several.
pub fn cancel_type(job_type: &JobType) -> Request {
    Request::post(format!("/api/scheduling/cancel/{}", segment(job_type.as_str())))
}

/// Removes run-once jobs that finished more than this many minutes ago.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn clean(minutes: u64, version: &Version) -> Result<Request> {
    version.require(41, "Removing finished jobs")?;
    Ok(Request::post("/api/jobConfigurations/clean").query("minutes", minutes.to_string()))
}

/// Requests the running jobs by type, without queued ones.
pub fn running() -> Request {
    Request::get("/api/scheduling/running")
}

/// The running jobs: each type with its processes, which are empty until progress is written.
pub type Running = Ordered<JobType, Vec<RunningJob>>;
