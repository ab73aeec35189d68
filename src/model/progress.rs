//! The tree of stages and items that a job fills while it works.

use super::json::{FromJson, Json, Unexpected, deserialize_from_json};
use super::open_enum::open_enum;
use super::{Timestamp, Uid};

open_enum! {
    /// How a process, stage or item stands.
    pub enum ProgressStatus {
        /// It goes on.
        Running = "RUNNING",
        /// It did what it should.
        Success = "SUCCESS",
        /// It broke off.
        Error = "ERROR",
        /// It was cancelled.
        Cancelled = "CANCELLED",
    }
}

/// What `GET /api/jobConfigurations/{uid}/progress` answers: empty until the server first writes it down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// The processes of the run, in order; most have one.
    pub sequence: Vec<Process>,
}

impl FromJson for Progress {
    fn from_json(json: &Json<'_>) -> Result<Self, Unexpected> {
        let json = json.members()?;
        Ok(Self { sequence: json.or_default("sequence")? })
    }
}

/// One process of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Process {
    /// How it stands.
    pub status: ProgressStatus,
    /// What it does, in the server's words.
    pub description: Option<String>,
    /// What came of it.
    pub summary: Option<String>,
    /// Why it broke off.
    pub error: Option<String>,
    /// When it began.
    pub started_time: Option<Timestamp>,
    /// When it ended.
    pub completed_time: Option<Timestamp>,
    /// When the server noticed that it was cancelled.
    pub cancelled_time: Option<Timestamp>,
    /// The job it belongs to.
    pub job_id: Option<Uid>,
    /// Its stages, in order.
    pub stages: Vec<Stage>,
}

impl FromJson for Process {
    fn from_json(json: &Json<'_>) -> Result<Self, Unexpected> {
        let json = json.members()?;
        Ok(Self {
            status: json.get("status")?,
            description: json.get("description")?,
            summary: json.get("summary")?,
            error: json.get("error")?,
            started_time: json.get("startedTime")?,
            completed_time: json.get("completedTime")?,
            cancelled_time: json.get("cancelledTime")?,
            job_id: json.get("jobId")?,
            stages: json.or_default("stages")?,
        })
    }
}

/// One stage of a process.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// How it stands.
    pub status: ProgressStatus,
    /// What it does, in the server's words.
    pub description: String,
    /// How many items it has; negative where that is not known.
    pub total_items: i64,
    /// What came of it.
    pub summary: Option<String>,
    /// Why it broke off.
    pub error: Option<String>,
    /// When it began.
    pub started_time: Option<Timestamp>,
    /// How long it took so far, in milliseconds.
    pub duration: u64,
    /// Its items, in order.
    pub items: Vec<Item>,
}

impl FromJson for Stage {
    fn from_json(json: &Json<'_>) -> Result<Self, Unexpected> {
        let json = json.members()?;
        Ok(Self {
            status: json.get("status")?,
            description: json.or_default("description")?,
            total_items: json.or_default("totalItems")?,
            summary: json.get("summary")?,
            error: json.get("error")?,
            started_time: json.get("startedTime")?,
            duration: json.or_default("duration")?,
            items: json.or_default("items")?,
        })
    }
}

/// One item of a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// How it stands.
    pub status: ProgressStatus,
    /// What it is, in the server's words; of an integrity run the check's description.
    pub description: String,
    /// What came of it.
    pub summary: Option<String>,
    /// Why it broke off.
    pub error: Option<String>,
    /// How long it took so far, in milliseconds.
    pub duration: u64,
}

impl FromJson for Item {
    fn from_json(json: &Json<'_>) -> Result<Self, Unexpected> {
        let json = json.members()?;
        Ok(Self {
            status: json.get("status")?,
            description: json.or_default("description")?,
            summary: json.get("summary")?,
            error: json.get("error")?,
            duration: json.or_default("duration")?,
        })
    }
}

deserialize_from_json!(Progress, Process, Stage, Item);
