//! Jobs: background work of the server.

use core::fmt;
use core::str::FromStr;

use super::open_enum::open_enum;
use super::{Timestamp, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

open_enum! {
    /// A job type. The server has about forty; only those that Steward starts are listed.
    pub enum JobType {
        /// A summary run of data integrity checks.
        DataIntegrity = "DATA_INTEGRITY",
        /// A details run of data integrity checks.
        DataIntegrityDetails = "DATA_INTEGRITY_DETAILS",
        /// An update of the resource tables.
        ResourceTable = "RESOURCE_TABLE",
        /// An update of the analytics tables.
        AnalyticsTable = "ANALYTICS_TABLE",
        /// Monitoring: a run of the monitored validation rules.
        Monitoring = "MONITORING",
    }
}

open_enum! {
    /// The status of a job. The status of its last run is in [`JobConfiguration::last_executed_status`].
    pub enum JobStatus {
        /// It is running.
        Running = "RUNNING",
        /// It is scheduled.
        Scheduled = "SCHEDULED",
        /// It will not run again; every run-once job ends like this.
        Disabled = "DISABLED",
        /// The run succeeded.
        Completed = "COMPLETED",
        /// The run was cancelled.
        Stopped = "STOPPED",
        /// The run failed.
        Failed = "FAILED",
        /// It has not run yet.
        NotStarted = "NOT_STARTED",
    }
}

open_enum! {
    /// How a job is scheduled.
    pub enum SchedulingType {
        /// By a cron expression.
        Cron = "CRON",
        /// A fixed delay after its last run.
        FixedDelay = "FIXED_DELAY",
        /// Once, as soon as possible.
        OnceAsap = "ONCE_ASAP",
    }
}

/// The parameters of a job, as sent by the server; their members depend on the type.
pub type JobParameters = Json<'static>;

/// A job as `GET /api/jobConfigurations/{uid}` describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct JobConfiguration {
    /// The job's identifier.
    pub id: Uid,
    /// The name; for a run-once job, for example `DATA_INTEGRITY (1795247953326)`.
    pub name: String,
    /// The job type.
    pub job_type: JobType,
    /// The current status.
    pub job_status: JobStatus,
    /// How it is scheduled.
    pub scheduling_type: Option<SchedulingType>,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// When the last run started.
    pub last_executed: Option<Timestamp>,
    /// When the last run ended.
    pub last_finished: Option<Timestamp>,
    /// When the current run was last alive.
    pub last_alive: Option<Timestamp>,
    /// The status of the last run: the only reliable record of how a run ended.
    pub last_executed_status: Option<JobStatus>,
    /// The duration of the last run, such as `00:01:20.012`.
    pub last_runtime_execution: Option<String>,
    /// Whether it is enabled.
    pub enabled: Option<bool>,
    /// The user it runs as.
    pub executed_by: Option<Uid>,
    /// The parameters.
    pub job_parameters: Option<JobParameters>,
}

impl FromJson for JobConfiguration {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            id: json.member("id", faults),
            name: json.member_or_default("name", faults),
            job_type: json.member("jobType", faults),
            job_status: json.member("jobStatus", faults),
            scheduling_type: json.member("schedulingType", faults),
            created: json.member("created", faults),
            last_executed: json.member("lastExecuted", faults),
            last_finished: json.member("lastFinished", faults),
            last_alive: json.member("lastAlive", faults),
            last_executed_status: json.member("lastExecutedStatus", faults),
            last_runtime_execution: json.member("lastRuntimeExecution", faults),
            enabled: json.member("enabled", faults),
            executed_by: json.member("executedBy", faults),
            job_parameters: json.member("jobParameters", faults),
        }
    }
}

impl JobConfiguration {
    /// Whether it runs once: a run-once job, or a job that was executed outside its schedule.
    pub fn is_once(&self) -> bool {
        self.scheduling_type == Some(SchedulingType::OnceAsap)
    }

    /// Whether it is a run-once job in the queue, behind another of its type or until the scheduler next looks for due
    /// jobs.
    pub fn is_queued(&self) -> bool {
        let waits = self.last_executed.is_none() || self.job_status == JobStatus::Scheduled;
        self.is_once() && self.enabled != Some(false) && waits
    }

    /// A reference to the current or queued run, or else the last one; results of earlier runs do not count.
    pub fn current_run(&self) -> JobRef {
        if self.is_queued() && self.job_status != JobStatus::Running {
            return self.next_run();
        }
        JobRef { created: self.last_executed.or(self.created), ..self.job_ref() }
    }

    /// A reference to the next run; earlier runs do not count.
    pub fn next_run(&self) -> JobRef {
        let after = |last: Timestamp| Timestamp::from_wall_millis(last.wall_millis().saturating_add(1));
        let last = self.last_executed.max(self.last_finished);
        JobRef { created: last.map(after).or(self.created), ..self.job_ref() }
    }

    /// A reference to this job.
    pub fn job_ref(&self) -> JobRef {
        JobRef { job_type: self.job_type.clone(), id: self.id, created: self.created }
    }
}

/// Identifies a job to watch; returned by every call that starts one.
///
/// ```
/// use dhis2_steward::model::{JobRef, JobType};
///
/// let job: JobRef = "ANALYTICS_TABLE/hyKBiDtFlcC".parse()?;
/// assert_eq!(job.job_type, JobType::AnalyticsTable);
/// assert_eq!(job.to_string(), "ANALYTICS_TABLE/hyKBiDtFlcC");
/// # Ok::<(), dhis2_steward::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JobRef {
    /// The job type.
    pub job_type: JobType,
    /// The job's identifier.
    pub id: Uid,
    /// When the server accepted the job, in its time: results that started earlier belong to another job.
    pub created: Option<Timestamp>,
}

impl FromJson for JobRef {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            job_type: json.member("jobType", faults),
            id: json.member("id", faults),
            // It identifies results of earlier runs: if it cannot be read, it must not count as missing.
            created: match json.get("created") {
                None | Some(Json::Null) => None,
                Some(_) => Some(json.member("created", faults)),
            },
        }
    }
}

impl FromStr for JobRef {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (job_type, id) = text.split_once('/').ok_or_else(|| {
            crate::Error::invalid_argument(format!(
                "“{text}” is not a job: expected TYPE/uid, such as ANALYTICS_TABLE/hyKBiDtFlcC."
            ))
        })?;
        Ok(Self { job_type: JobType::from(job_type), id: id.parse()?, created: None })
    }
}

impl fmt::Display for JobRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.job_type, self.id)
    }
}

/// A running process, as `GET /api/scheduling/running` lists it by type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningJob {
    /// The job; absent until the server has written any progress.
    pub job_id: Option<Uid>,
    /// The server's description.
    pub description: Option<String>,
    /// When it started.
    pub started_time: Option<Timestamp>,
    /// The stages with their progress, such as `Data Integrity summary checks [3/6]`; empty if it has no description.
    pub stages: Vec<String>,
}

impl FromJson for RunningJob {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        // A stage of the analytics tables has no description.
        let stages: Vec<Option<String>> = json.member_or_default("stages", faults);
        Self {
            job_id: json.member("jobId", faults),
            description: json.member("description", faults),
            started_time: json.member("startedTime", faults),
            stages: stages.into_iter().map(Option::unwrap_or_default).collect(),
        }
    }
}

deserialize_from_json!(JobConfiguration, JobRef, RunningJob);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_job_type_that_is_not_known_is_kept() {
        let job: JobRef = "SOMETHING_NEW/hyKBiDtFlcC".parse().unwrap();
        assert_eq!(job.job_type.as_str(), "SOMETHING_NEW");
    }

    #[test]
    fn a_reference_needs_a_type_and_an_identifier() {
        assert!("hyKBiDtFlcC".parse::<JobRef>().unwrap_err().to_string().contains("TYPE/uid"));
        assert!("ANALYTICS_TABLE/nope".parse::<JobRef>().is_err());
    }

    proptest! {
        #[test]
        fn a_reference_is_read_as_it_was_written(job_type in "[A-Z][A-Z_]{0,40}", id in "[a-zA-Z][a-zA-Z0-9]{10}") {
            let text = format!("{job_type}/{id}");
            prop_assert_eq!(text.parse::<JobRef>().unwrap().to_string(), text);
        }

        #[test]
        fn no_text_breaks_the_reader_of_references(text in ".{0,30}") {
            if let Ok(job) = text.parse::<JobRef>() {
                prop_assert_eq!(job.to_string(), text);
            }
        }
    }
}
