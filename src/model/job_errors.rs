//! Errors of a job's run.

use super::{JobType, Timestamp, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// The errors of a job's last run, as `GET /api/jobConfigurations/{uid}/errors` lists them.
#[derive(Clone, Debug, PartialEq)]
pub struct JobErrors {
    /// The job; absent if there are no errors.
    pub id: Option<Uid>,
    /// The job type.
    pub job_type: Option<JobType>,
    /// The user the job ran as.
    pub user: Option<Uid>,
    /// When the job was created.
    pub created: Option<Timestamp>,
    /// When the run started.
    pub executed: Option<Timestamp>,
    /// When the run ended.
    pub finished: Option<Timestamp>,
    /// The type of the codes: `ErrorCode` or `ValidationCode`.
    pub codes: Option<String>,
    /// The errors.
    pub errors: Vec<JobError>,
}

impl FromJson for JobErrors {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            id: json.member("id", faults),
            job_type: json.member("type", faults),
            user: json.member("user", faults),
            created: json.member("created", faults),
            executed: json.member("executed", faults),
            finished: json.member("finished", faults),
            codes: json.member("codes", faults),
            errors: json.member_or_default("errors", faults),
        }
    }
}

/// An error about an object.
#[derive(Clone, Debug, PartialEq)]
pub struct JobError {
    /// The error code, such as `E1094`.
    pub code: String,
    /// The object.
    pub id: Option<String>,
    /// The type of the object.
    pub object_type: Option<String>,
    /// The arguments of the message.
    pub arguments: Vec<String>,
    /// The server's message.
    pub message: Option<String>,
}

impl FromJson for JobError {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            code: json.member("code", faults),
            id: json.member("id", faults),
            object_type: json.member("type", faults),
            arguments: json.member_or_default("args", faults),
            message: json.member("message", faults),
        }
    }
}

deserialize_from_json!(JobErrors, JobError);
