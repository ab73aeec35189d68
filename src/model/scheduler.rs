//! What the scheduler lists: jobs and queues by their next run, and the kinds of jobs that people may define.

use super::{JobStatus, JobType, SchedulingType, Timestamp, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// A line of `GET /api/scheduler`: a job, or a queue of jobs.
#[derive(Clone, Debug, PartialEq)]
pub struct SchedulerEntry {
    /// The name of the job or of the queue.
    pub name: String,
    /// The type of the job; absent for a queue.
    pub job_type: Option<JobType>,
    /// When it begins, as a cron expression.
    pub cron_expression: Option<String>,
    /// How many seconds after the last run it begins.
    pub delay: Option<u64>,
    /// When it runs next.
    pub next_execution_time: Option<Timestamp>,
    /// Until when the next run may begin; after that it is left out.
    pub max_delayed_execution_time: Option<Timestamp>,
    /// In how many seconds it runs next, on the server's clock; 2.40 does not say.
    pub seconds_to_next_execution_time: Option<i64>,
    /// Where it is in its life; of a queue, its first job.
    pub status: Option<JobStatus>,
    /// Whether it runs; of a queue, its first job.
    pub is_enabled: bool,
    /// Whether people may change it.
    pub is_configurable: bool,
    /// The job, or the jobs of the queue in their order.
    pub sequence: Vec<SequenceJob>,
}

/// How the scheduler names the type of a queue.
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

/// A job in a line of the scheduler.
#[derive(Clone, Debug, PartialEq)]
pub struct SequenceJob {
    /// The job's identifier.
    pub id: Uid,
    /// The job's name.
    pub name: String,
    /// What kind of work it is.
    pub job_type: JobType,
    /// When it begins, as a cron expression; absent behind the first job of a queue.
    pub cron_expression: Option<String>,
    /// When it runs next.
    pub next_execution_time: Option<Timestamp>,
    /// Where it is in its life.
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

/// A queue: jobs that run one after the other, as `GET /api/scheduler/queues/{name}` describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Its name.
    pub name: String,
    /// When its first job begins.
    pub cron_expression: Option<String>,
    /// Its jobs in their order.
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

/// A kind of job that people may define, as `GET /api/jobConfigurations/jobTypes` describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct JobTypeInfo {
    /// The type.
    pub job_type: JobType,
    /// Its name in English.
    pub name: String,
    /// The schedule that its jobs have in 2.40; later versions take any.
    pub scheduling_type: Option<SchedulingType>,
    /// What its jobs can be told.
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

/// Something that the jobs of a type can be told: a field of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct JobParameter {
    /// Its name in [`JobParameters`](super::JobParameters).
    pub name: String,
    /// What stands beside the field, in English.
    pub label: String,
    /// The kind of its value as the server names it, such as `java.lang.Integer`.
    pub class: String,
    /// The kind of its elements, where it is a collection.
    pub item_class: Option<String>,
    /// Whether it has to be given.
    pub is_required: bool,
    /// What it is where it is not given.
    pub default_value: Option<Json<'static>>,
    /// The values that it may have; empty where it may have any.
    pub constants: Vec<String>,
    /// Where the objects are listed that it may name, such as `/api/programs`.
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
