//! The scheduler: scheduled jobs, job types, and next executions.

use super::{Method, Request};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{
    Faults, FromJson, JobDraft, JobParameter, JobType, JobTypeInfo, Json, Ordered, ScheduledJob, Uid,
    Version, WebMessage, WebMessageStatus,
};

/// All members that can be changed, and those that the server computes.
const FIELDS: &str = ":owner,displayName,configurable,nextExecutionTime,maxDelayedExecutionTime,lastRuntimeExecution,\
                      queueName,queuePosition,errorCodes";

const JOBS: &str = "/api/jobConfigurations";

/// Requests all jobs, including run-once jobs.
pub fn jobs() -> Request {
    Request::get(JOBS).query("fields", FIELDS).query("paging", "false")
}

/// Requests a job.
pub fn job(id: Uid) -> Request {
    Request::get(format!("{JOBS}/{id}")).query("fields", FIELDS)
}

/// Creates a job.
pub fn create(job: &JobDraft) -> Request {
    Request::post(JOBS).json(job.to_string().into_bytes())
}

/// Updates a job; members that the draft lacks are lost, and whether the job is enabled stays as it is.
pub fn update(id: Uid, job: &JobDraft) -> Request {
    Request::new(Method::Put, format!("{JOBS}/{id}")).json(job.to_string().into_bytes())
}

/// Deletes a job.
pub fn delete(id: Uid) -> Request {
    Request::delete(format!("{JOBS}/{id}"))
}

/// Requests the configurable job types.
pub fn job_types() -> Request {
    Request::get(format!("{JOBS}/jobTypes"))
}

/// Requests the parameters of every configurable job type.
pub fn job_types_extended() -> Request {
    Request::get(format!("{JOBS}/jobTypesExtended"))
}

/// The parameters of each job type, by name.
pub type Parameters = Ordered<JobType, Ordered<String, JobParameter>>;

/// Requests jobs and queues by their next execution, from 2.41 without run-once jobs.
pub fn entries() -> Request {
    Request::get("/api/scheduler")
}

/// Requests the jobs that can be added to a queue: user-defined ones with a cron expression, and those in `queue`, if
/// given.
pub fn queueable(queue: Option<&str>) -> Request {
    let request = Request::get("/api/scheduler/queueable");
    queue.into_iter().fold(request, |request, queue| request.query("name", queue))
}

/// Requests the jobs that are due within this many seconds.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn due(seconds: u64, version: &Version) -> Result<Request> {
    version.require(41, "Listing due jobs")?;
    Ok(Request::get(format!("{JOBS}/due")).query("seconds", seconds.to_string()))
}

/// Requests the running jobs that have not been alive for this many seconds; 0 stands for the value of the server's
/// setting.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn stale(seconds: u64, version: &Version) -> Result<Request> {
    version.require(41, "Listing stale jobs")?;
    Ok(Request::get(format!("{JOBS}/stale")).query("seconds", seconds.to_string()))
}

/// The response of [`due`] and [`stale`]: from 2.42.3, one empty object for each job.
#[derive(Debug)]
pub struct Found {
    /// The number of jobs.
    pub count: usize,
    /// The jobs with content: all or none.
    pub jobs: Vec<ScheduledJob>,
}

impl FromJson for Found {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let all: Vec<Json<'static>> = Vec::from_json(json, faults);
        let described = all.iter().filter(|job| job.get("jobType").is_some());
        Self { count: all.len(), jobs: described.map(|job| ScheduledJob::from_json(job, faults)).collect() }
    }
}

/// The response of a list of jobs.
#[derive(Debug)]
pub struct ScheduledJobs {
    /// The jobs, in no order.
    pub job_configurations: Vec<ScheduledJob>,
}

impl FromJson for ScheduledJobs {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self { job_configurations: json.member("jobConfigurations", faults) }
    }
}

/// The response of [`job_types`].
#[derive(Debug)]
pub struct JobTypes {
    /// The job types, in the server's order.
    pub job_types: Vec<JobTypeInfo>,
}

impl FromJson for JobTypes {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self { job_types: json.member("jobTypes", faults) }
    }
}

/// Reads the identifier from the response to [`create`].
///
/// # Errors
///
/// [`ErrorKind::Conflict`] if the message says that the job was not created, and [`ErrorKind::Decode`] if it contains
/// no identifier.
pub fn created(message: &WebMessage) -> Result<Uid> {
    if message.status == WebMessageStatus::Error {
        let (words, code) = message.clone().into_words();
        return Err(Error::new(ErrorKind::Conflict, "The server did not create the job.")
            .with_server_words(words, code));
    }
    let id = message.response.as_ref().and_then(|response| response.get("uid"));
    id.and_then(|id| Uid::read(id).ok()).ok_or_else(|| {
        Error::new(ErrorKind::Decode, "The server accepted the job but did not return its UID.")
            .with_server_words(message.message.clone(), message.error_code.clone())
            .with_unknown_outcome()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Schedule;

    #[test]
    fn a_message_that_says_error_is_no_creation_although_it_names_a_job() {
        let message = |status: &str| -> WebMessage {
            serde_json::from_str(&format!(
                r#"{{"httpStatus":"Created","httpStatusCode":201,"status":"{status}","response":{{"uid":"qkpiVuTTNbv","errorReports":[{{"message":"It has a name already.","errorCode":"E5003"}}]}}}}"#
            ))
            .unwrap()
        };
        assert_eq!(created(&message("OK")).unwrap().as_str(), "qkpiVuTTNbv");
        let error = created(&message("ERROR")).unwrap_err();
        assert_eq!((error.kind(), error.server_code()), (ErrorKind::Conflict, Some("E5003")));
        assert_eq!(error.server_message(), Some("It has a name already."));
    }

    #[test]
    fn one_odd_job_is_listed_with_the_others_and_keeps_what_is_odd() {
        let jobs = r#"{"jobConfigurations":[
            {"id":"qkpiVuTTNbv","jobType":"ANALYTICS_TABLE","jobStatus":"SCHEDULED","delay":-1,"lastExecuted":"","executedBy":"system","enabled":"yes","errorCodes":["E1"]},
            {"id":"dOroizYJpqs","jobType":"RESOURCE_TABLE","jobStatus":"SCHEDULED","delay":600}]}"#;
        let jobs = serde_json::from_str::<Json<'_>>(jobs).unwrap();
        let jobs = ScheduledJobs::read(&jobs).unwrap().job_configurations;
        let [odd, usual] = jobs.as_slice() else { panic!("{jobs:?}") };
        assert_eq!((&odd.schedule, &usual.schedule), (&Schedule::None, &Schedule::FixedDelay(600)));
        assert_eq!((odd.job.last_executed, odd.job.executed_by, odd.job.enabled), (None, None, None));
        assert_eq!(odd.member("delay").unwrap().to_string(), "-1");
        assert!(JobDraft::of(odd).to_string().contains(r#""delay":-1"#));
    }
}
