//! The scheduler's lists: jobs and queues by their next execution, and the configurable job types.

use super::{JobStatus, JobType, SchedulingType, Timestamp, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// An entry of `GET /api/scheduler`: a job or a job queue.
#[derive(Clone, Debug, PartialEq)]
pub struct SchedulerEntry {
    /// The name of the job or of the queue.
    pub name: String,
    /// The type of the job; absent for a queue.
    pub job_type: Option<JobType>,
    /// The cron expression.
    pub cron_expression: Option<String>,
    /// The delay after the last run, in seconds.
    pub delay: Option<u64>,
    /// The next execution time.
    pub next_execution_time: Option<Timestamp>,
    /// The latest time at which the next run may start; after that it is skipped.
    pub max_delayed_execution_time: Option<Timestamp>,
    /// The seconds until the next execution, by the server's time.
    pub seconds_to_next_execution_time: Option<i64>,
    /// The status; for a queue, that of its first job.
    pub status: Option<JobStatus>,
    /// Whether it is enabled; for a queue, whether its first job is.
    pub is_enabled: bool,
    /// Whether users can change it.
    pub is_configurable: bool,
    /// The job, or the jobs of the queue in order.
    pub sequence: Vec<SequenceJob>,
}

/// The scheduler's name for the type of a queue.
const SEQUENCE: &str = "Sequence";

impl FromJson for SchedulerEntry {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let job_type: JobType = json.member("type", faults);
        Self {
            name: json.member("name", faults),
            job_type: Some(job_type).filter(|job_type| job_type.as_str() != SEQUENCE),
            cron_expression: json.member("cronExpression", faults),
            delay: json.member("delay", faults),
            next_execution_time: json.member("nextExecutionTime", faults),
            max_delayed_execution_time: json.member("maxDelayedExecutionTime", faults),
            seconds_to_next_execution_time: json.member("secondsToNextExecutionTime", faults),
            status: json.member("status", faults),
            is_enabled: json.member_or_default("enabled", faults),
            is_configurable: json.member_or_default("configurable", faults),
            sequence: json.member_or_default("sequence", faults),
        }
    }
}

/// A job in the scheduler's list.
#[derive(Clone, Debug, PartialEq)]
pub struct SequenceJob {
    /// The job's identifier.
    pub id: Uid,
    /// The job's name.
    pub name: String,
    /// The job type.
    pub job_type: JobType,
    /// The cron expression; absent for all but the first job of a queue.
    pub cron_expression: Option<String>,
    /// The next execution time.
    pub next_execution_time: Option<Timestamp>,
    /// The current status.
    pub status: Option<JobStatus>,
}

impl FromJson for SequenceJob {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            id: json.member("id", faults),
            name: json.member_or_default("name", faults),
            job_type: json.member("type", faults),
            cron_expression: json.member("cronExpression", faults),
            next_execution_time: json.member("nextExecutionTime", faults),
            status: json.member("status", faults),
        }
    }
}

/// A queue of jobs that run one after another, as `GET /api/scheduler/queues/{name}` describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// The name.
    pub name: String,
    /// The cron expression of its first job.
    pub cron_expression: Option<String>,
    /// Its jobs, in order.
    pub sequence: Vec<Uid>,
}

impl FromJson for Queue {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            name: json.member("name", faults),
            cron_expression: json.member("cronExpression", faults),
            sequence: json.member_or_default("sequence", faults),
        }
    }
}

/// A configurable job type, as `GET /api/jobConfigurations/jobTypes` describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct JobTypeInfo {
    /// The job type.
    pub job_type: JobType,
    /// The name in English.
    pub name: String,
    /// The scheduling type of its jobs in 2.40; later versions accept any.
    pub scheduling_type: Option<SchedulingType>,
    /// The parameters of its jobs.
    pub parameters: Vec<JobParameter>,
}

impl FromJson for JobTypeInfo {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            job_type: json.member("jobType", faults),
            name: json.member_or_default("name", faults),
            scheduling_type: json.member("schedulingType", faults),
            parameters: json.member_or_default("jobParameters", faults),
        }
    }
}

/// A parameter of a job type, as a form field.
#[derive(Clone, Debug, PartialEq)]
pub struct JobParameter {
    /// The name in [`JobParameters`](super::JobParameters).
    pub name: String,
    /// The label, in English.
    pub label: String,
    /// The Java class of its value, such as `java.lang.Integer`.
    pub class: String,
    /// The Java class of its elements, if it is a collection.
    pub item_class: Option<String>,
    /// Whether it is required.
    pub is_required: bool,
    /// The default value.
    pub default_value: Option<Json<'static>>,
    /// The allowed values; empty if any is allowed.
    pub constants: Vec<String>,
    /// The endpoint that lists the objects it can refer to, such as `/api/programs`.
    pub relative_api_endpoint: Option<String>,
}

impl JobParameter {
    /// Whether its value is an array.
    pub fn is_collection(&self) -> bool {
        self.item_class.is_some()
    }
}

impl FromJson for JobParameter {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            name: json.member("name", faults),
            label: json.member_or_default("fieldName", faults),
            class: json.member_or_default("klass", faults),
            item_class: json.member("itemKlass", faults),
            is_required: json.member_or_default("required", faults),
            default_value: json.member("defaultValue", faults),
            constants: json.member_or_default("constants", faults),
            relative_api_endpoint: json.member("relativeApiEndpoint", faults),
        }
    }
}

deserialize_from_json!(SchedulerEntry, SequenceJob, Queue, JobTypeInfo, JobParameter);
