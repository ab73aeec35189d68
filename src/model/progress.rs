//! The progress of a job: a tree of processes, stages and items.

use super::open_enum::open_enum;
use super::{Timestamp, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

open_enum! {
    /// The status of a process, stage or item.
    pub enum ProgressStatus {
        /// It is running.
        Running = "RUNNING",
        /// It succeeded.
        Success = "SUCCESS",
        /// It failed.
        Error = "ERROR",
        /// It was cancelled.
        Cancelled = "CANCELLED",
    }
}

/// The response of `GET /api/jobConfigurations/{uid}/progress`: empty until the server first writes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// The processes of the run, in order; most runs have one.
    pub sequence: Vec<Process>,
}

impl FromJson for Progress {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self { sequence: json.member_or_default("sequence", faults) }
    }
}

/// One process of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Process {
    /// The status.
    pub status: ProgressStatus,
    /// The server's description.
    pub description: Option<String>,
    /// The summary.
    pub summary: Option<String>,
    /// The error message.
    pub error: Option<String>,
    /// When it started.
    pub started_time: Option<Timestamp>,
    /// When it ended.
    pub completed_time: Option<Timestamp>,
    /// When the server noticed the cancellation.
    pub cancelled_time: Option<Timestamp>,
    /// The identifier of its job.
    pub job_id: Option<Uid>,
    /// The stages, in order.
    pub stages: Vec<Stage>,
}

impl FromJson for Process {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            status: json.member("status", faults),
            description: json.member("description", faults),
            summary: json.member("summary", faults),
            error: json.member("error", faults),
            started_time: json.member("startedTime", faults),
            completed_time: json.member("completedTime", faults),
            cancelled_time: json.member("cancelledTime", faults),
            job_id: json.member("jobId", faults),
            stages: json.member_or_default("stages", faults),
        }
    }
}

/// One stage of a process.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The status.
    pub status: ProgressStatus,
    /// The server's description.
    pub description: String,
    /// The number of items; negative if unknown.
    pub total_items: i64,
    /// The summary.
    pub summary: Option<String>,
    /// The error message.
    pub error: Option<String>,
    /// When it started.
    pub started_time: Option<Timestamp>,
    /// The duration so far, in milliseconds.
    pub duration: u64,
    /// The items, in order.
    pub items: Vec<Item>,
}

impl FromJson for Stage {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            status: json.member("status", faults),
            description: json.member_or_default("description", faults),
            total_items: json.member_or_default("totalItems", faults),
            summary: json.member("summary", faults),
            error: json.member("error", faults),
            started_time: json.member("startedTime", faults),
            duration: json.member_or_default("duration", faults),
            items: json.member_or_default("items", faults),
        }
    }
}

/// One item of a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The status.
    pub status: ProgressStatus,
    /// The server's description; for a data integrity run, that of the check.
    pub description: String,
    /// The summary.
    pub summary: Option<String>,
    /// The error message.
    pub error: Option<String>,
    /// The duration so far, in milliseconds.
    pub duration: u64,
}

impl FromJson for Item {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            status: json.member("status", faults),
            description: json.member_or_default("description", faults),
            summary: json.member("summary", faults),
            error: json.member("error", faults),
            duration: json.member_or_default("duration", faults),
        }
    }
}

deserialize_from_json!(Progress, Process, Stage, Item);
