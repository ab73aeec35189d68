//! The tree of stages and items that a job fills while it works.

use serde::Deserialize;

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
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// The processes of the run, in order; most have one.
    pub sequence: Vec<Process>,
}

/// One process of a run.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Process {
    /// How it stands.
    pub status: ProgressStatus,
    /// What it does, in the server's words.
    #[serde(default)]
    pub description: Option<String>,
    /// What came of it.
    #[serde(default)]
    pub summary: Option<String>,
    /// Why it broke off.
    #[serde(default)]
    pub error: Option<String>,
    /// When it began.
    #[serde(default)]
    pub started_time: Option<Timestamp>,
    /// When it ended.
    #[serde(default)]
    pub completed_time: Option<Timestamp>,
    /// When the server noticed that it was cancelled.
    #[serde(default)]
    pub cancelled_time: Option<Timestamp>,
    /// The job it belongs to.
    #[serde(default)]
    pub job_id: Option<Uid>,
    /// Its stages, in order.
    #[serde(default)]
    pub stages: Vec<Stage>,
}

/// One stage of a process.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Stage {
    /// How it stands.
    pub status: ProgressStatus,
    /// What it does, in the server's words.
    #[serde(default)]
    pub description: String,
    /// How many items it has; negative where that is not known.
    #[serde(default)]
    pub total_items: i64,
    /// What came of it.
    #[serde(default)]
    pub summary: Option<String>,
    /// Why it broke off.
    #[serde(default)]
    pub error: Option<String>,
    /// When it began.
    #[serde(default)]
    pub started_time: Option<Timestamp>,
    /// How long it took so far, in milliseconds.
    #[serde(default)]
    pub duration: u64,
    /// Its items, in order.
    #[serde(default)]
    pub items: Vec<Item>,
}

/// One item of a stage.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    /// How it stands.
    pub status: ProgressStatus,
    /// What it is, in the server's words; of an integrity run the check's description.
    #[serde(default)]
    pub description: String,
    /// What came of it.
    #[serde(default)]
    pub summary: Option<String>,
    /// Why it broke off.
    #[serde(default)]
    pub error: Option<String>,
    /// How long it took so far, in milliseconds.
    #[serde(default)]
    pub duration: u64,
}
