//! The tree of a job's stages and items.

use serde::Serialize;

use crate::js::zone::Zone;
use crate::model::{self, ProgressStatus, Uid};

#[derive(Serialize)]
pub(in crate::js) struct Progress<'a> {
    sequence: Vec<Process<'a>>,
}

impl<'a> Progress<'a> {
    pub(in crate::js) fn new(progress: &'a model::Progress, zone: &Zone) -> Self {
        Self { sequence: progress.sequence.iter().map(|process| Process::new(process, zone)).collect() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Process<'a> {
    status: &'a ProgressStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    started_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completed_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cancelled_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_id: Option<Uid>,
    stages: Vec<Stage<'a>>,
}

impl<'a> Process<'a> {
    fn new(process: &'a model::Process, zone: &Zone) -> Self {
        let iso = |time: Option<_>| time.map(|time| zone.iso(time));
        Self {
            status: &process.status,
            description: process.description.as_deref(),
            summary: process.summary.as_deref(),
            error: process.error.as_deref(),
            started_time: iso(process.started_time),
            completed_time: iso(process.completed_time),
            cancelled_time: iso(process.cancelled_time),
            job_id: process.job_id,
            stages: process.stages.iter().map(|stage| Stage::new(stage, zone)).collect(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::js) struct Stage<'a> {
    status: &'a ProgressStatus,
    description: &'a str,
    total_items: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    started_time: Option<String>,
    duration: u64,
    items: Vec<Item<'a>>,
}

impl<'a> Stage<'a> {
    pub(super) fn new(stage: &'a model::Stage, zone: &Zone) -> Self {
        Self {
            status: &stage.status,
            description: &stage.description,
            total_items: stage.total_items,
            summary: stage.summary.as_deref(),
            error: stage.error.as_deref(),
            started_time: stage.started_time.map(|time| zone.iso(time)),
            duration: stage.duration,
            items: stage.items.iter().map(Item::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct Item<'a> {
    status: &'a ProgressStatus,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    duration: u64,
}

impl<'a> From<&'a model::Item> for Item<'a> {
    fn from(item: &'a model::Item) -> Self {
        Self {
            status: &item.status,
            description: &item.description,
            summary: item.summary.as_deref(),
            error: item.error.as_deref(),
            duration: item.duration,
        }
    }
}
