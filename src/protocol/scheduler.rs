//! The scheduler: jobs as they are defined, the kinds of jobs, and what runs when.

use super::{Method, Request};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{
    Faults, FromJson, JobDraft, JobParameter, JobType, JobTypeInfo, Json, Ordered, ScheduledJob, Uid,
    Version, WebMessage, WebMessageStatus,
};

/// All that can be changed, and what the server works out.
const FIELDS: &str = ":owner,displayName,configurable,nextExecutionTime,maxDelayedExecutionTime,lastRuntimeExecution,\
                      queueName,queuePosition,errorCodes";

const JOBS: &str = "/api/jobConfigurations";

/// Asks for every job, run-once jobs included.
pub fn jobs() -> Request {
    Request::get(JOBS).query("fields", FIELDS).query("paging", "false")
}

/// Asks for one job.
pub fn job(id: Uid) -> Request {
    Request::get(format!("{JOBS}/{id}")).query("fields", FIELDS)
}

/// Makes a job.
pub fn create(job: &JobDraft) -> Request {
    Request::post(JOBS).json(job.to_string().into_bytes())
}

/// Changes a job; what the draft leaves out is lost, and whether the job is switched on stays as it is.
pub fn update(id: Uid, job: &JobDraft) -> Request {
    Request::new(Method::Put, format!("{JOBS}/{id}")).json(job.to_string().into_bytes())
}

/// Deletes a job.
pub fn delete(id: Uid) -> Request {
    Request::delete(format!("{JOBS}/{id}"))
}

/// Asks which kinds of jobs people may define.
pub fn job_types() -> Request {
    Request::get(format!("{JOBS}/jobTypes"))
}

/// Asks for the parameters of every kind of job that people may define.
pub fn job_types_extended() -> Request {
    Request::get(format!("{JOBS}/jobTypesExtended"))
}

/// The parameters of each kind of job by their names.
pub type Parameters = Ordered<JobType, Ordered<String, JobParameter>>;

/// Asks for jobs and queues in the order in which they run next, without run-once jobs from 2.41 on.
pub fn entries() -> Request {
    Request::get("/api/scheduler")
}

/// Asks for the jobs that may join a queue: those with a cron expression that people defined, and those in `queue`
/// where one is named.
pub fn queueable(queue: Option<&str>) -> Request {
    let request = Request::get("/api/scheduler/queueable");
    queue.into_iter().fold(request, |request, queue| request.query("name", queue))
}

/// Asks for the jobs that run by themselves within so many seconds.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn due(seconds: u64, version: &Version) -> Result<Request> {
    version.require(41, "Asking which jobs are due")?;
    Ok(Request::get(format!("{JOBS}/due")).query("seconds", seconds.to_string()))
}

/// Asks for the jobs that run and have given no sign of life for so many seconds; 0 for as long as the server's setting
/// says.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`] on 2.40.
pub fn stale(seconds: u64, version: &Version) -> Result<Request> {
    version.require(41, "Asking which jobs give no sign of life")?;
    Ok(Request::get(format!("{JOBS}/stale")).query("seconds", seconds.to_string()))
}

/// What [`due`] and [`stale`] answer: from 2.42.3 on one empty object for each job.
#[derive(Debug)]
pub struct Found {
    /// How many jobs there are.
    pub count: usize,
    /// Those that are described, which are all or none.
    pub jobs: Vec<ScheduledJob>,
}

impl FromJson for Found {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let all: Vec<Json<'static>> = Vec::from_json(json, faults);
        let described = all.iter().filter(|job| job.get("jobType").is_some());
        Self { count: all.len(), jobs: described.map(|job| ScheduledJob::from_json(job, faults)).collect() }
    }
}

/// What a list of jobs answers.
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

/// What [`job_types`] answers.
#[derive(Debug)]
pub struct JobTypes {
    /// The kinds of jobs, in the server's order.
    pub job_types: Vec<JobTypeInfo>,
}

impl FromJson for JobTypes {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self { job_types: json.member("jobTypes", faults) }
    }
}

/// Reads the identifier out of the message that answers a creation.
///
/// # Errors
///
/// [`ErrorKind::Conflict`] where the message says that it was not made, and [`ErrorKind::Decode`] where it holds none.
pub fn created(message: &WebMessage) -> Result<Uid> {
    if message.status == WebMessageStatus::Error {
        let (words, code) = message.clone().into_words();
        return Err(Error::new(ErrorKind::Conflict, "The server did not make the job.")
            .with_server_words(words, code));
    }
    let id = message.response.as_ref().and_then(|response| response.get("uid"));
    id.and_then(|id| Uid::read(id).ok()).ok_or_else(|| {
        Error::new(ErrorKind::Decode, "The server took the job but does not say under which identifier.")
            .with_server_words(message.message.clone(), message.error_code.clone())
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
