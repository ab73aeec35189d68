//! A run of a job: its stages, items and state, and its form in `/progress`.

use std::time::Duration;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use crate::check::Aspect;
use crate::clock::Moment;

/// What an item does when its time has come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Work {
    /// Nothing that could be seen.
    Nothing,
    /// Looks at the model by one check and keeps the result.
    Check {
        /// The name of the check.
        name: String,
        /// Whether issues are counted or listed.
        aspect: Aspect,
    },
    /// Runs predictors for the months that share a day with a span, and keeps a summary.
    Predict {
        /// The identifiers of predictors and of groups; all if there are none.
        predictors: Vec<String>,
        groups: Vec<String>,
        start: Date,
        end: Date,
    },
    /// Marks the violations of rules as told.
    Notify,
    /// Runs validation rules, and keeps the violations.
    Validate {
        /// The identifiers of groups of rules; all rules if there are none.
        groups: Vec<String>,
        start: Date,
        end: Date,
    },
    /// Fails with a message.
    Fail(String),
}

/// A piece of a stage.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) description: String,
    pub(crate) takes: Duration,
    pub(crate) work: Work,
    pub(crate) started: Option<Moment>,
    pub(crate) completed: Option<Moment>,
    pub(crate) error: Option<String>,
}

/// A part of a run.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) description: String,
    pub(crate) on_failure: &'static str,
    pub(crate) items: Vec<Item>,
    pub(crate) started: Option<Moment>,
    pub(crate) completed: Option<Moment>,
    pub(crate) status: &'static str,
    /// The message at the end of the stage; `None` counts its items.
    pub(crate) says: Option<String>,
    pub(crate) message: Option<String>,
}

/// One run of a job.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) description: String,
    pub(crate) stages: Vec<Stage>,
    pub(crate) started: Moment,
    pub(crate) completed: Option<Moment>,
    pub(crate) cancelled: Option<Moment>,
    pub(crate) status: &'static str,
    pub(crate) summary: Option<String>,
    pub(crate) error: Option<String>,
    /// The message of a successful end, before the duration.
    pub(crate) success: Option<&'static str>,
    /// When progress was written last; what happened later is not shown.
    pub(crate) written: Option<Moment>,
    /// When nothing goes on any more, cancelled or not.
    pub(crate) ended: Option<Moment>,
    /// Whether a broken statement has spoilt the transaction that all checks share.
    pub(crate) is_poisoned: bool,
}

impl Item {
    pub(crate) fn new(description: impl Into<String>, takes: Duration, work: Work) -> Self {
        Self { description: description.into(), takes, work, started: None, completed: None, error: None }
    }

    /// When the item will be done, if it has begun.
    fn due(&self) -> Option<Moment> {
        self.started.map(|started| started + self.takes)
    }
}

impl Stage {
    pub(crate) fn new(description: impl Into<String>, on_failure: &'static str, items: Vec<Item>) -> Self {
        let description = description.into();
        let (started, completed, status) = (None, None, "RUNNING");
        Self { description, on_failure, items, started, completed, status, says: None, message: None }
    }

    /// Sets the message at the end; an empty text means none.
    pub(crate) fn saying(self, text: &str) -> Self {
        Self { says: Some(text.to_owned()), ..self }
    }

    /// How many items went well, and how many did not.
    pub(crate) fn tally(&self) -> (usize, usize) {
        let done = self.items.iter().filter(|item| item.completed.is_some());
        let (failed, good): (Vec<_>, Vec<_>) = done.partition(|item| item.error.is_some());
        (good.len(), failed.len())
    }

    /// The items that are still to be done, the running one first.
    pub(crate) fn remaining(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.completed.is_none())
    }
}

impl Run {
    /// A run that begins now.
    pub(crate) fn new(
        description: &str,
        success: Option<&'static str>,
        stages: Vec<Stage>,
        now: Moment,
    ) -> Self {
        Self {
            description: description.to_owned(),
            stages,
            started: now,
            completed: None,
            cancelled: None,
            status: "RUNNING",
            summary: None,
            error: None,
            success,
            written: None,
            ended: None,
            is_poisoned: false,
        }
    }

    /// The stage that goes on now.
    pub(crate) fn stage(&mut self) -> Option<&mut Stage> {
        self.stages.iter_mut().find(|stage| stage.completed.is_none())
    }

    /// When something happens next.
    pub(crate) fn next_event(&self) -> Moment {
        const BLINK: Duration = Duration::from_millis(1);
        let stage = self.stages.iter().find(|stage| stage.completed.is_none());
        let last = self.stages.iter().filter_map(|stage| stage.completed).max().unwrap_or(self.started);
        let Some(stage) = stage else { return last };
        match stage.remaining().next() {
            Some(item) => item.due().unwrap_or(stage.started.unwrap_or(last)),
            None => stage.started.unwrap_or(last) + BLINK,
        }
    }

    /// Progress as `/progress` shows it; `None` before anything was written.
    pub(crate) fn show(&self, job: &str, user: &str, now: Moment) -> Value {
        let Some(as_of) = self.ended.or(self.written) else { return json!({ "sequence": [] }) };
        let mut sequence = vec![self.process(job, user, as_of, now)];
        if let (Some(ended), Some(_)) = (self.ended, self.cancelled) {
            sequence.push(json!({
                "status": "SUCCESS",
                "startedTime": ended.iso(),
                "completedTime": ended.iso(),
                "stages": [],
                "jobId": job,
                "userId": user,
                "duration": 0,
                "complete": true
            }));
        }
        json!({ "sequence": sequence })
    }

    /// The run in a line, as `/scheduling/running` and `/scheduling/completed` show it.
    pub(crate) fn brief(&self, job: &str) -> Option<Value> {
        let as_of = self.ended.or(self.written)?;
        let stages = self.shown(as_of).map(|stage| {
            let begun = self.shown_items(stage, as_of).count();
            match stage.items.len() {
                _ if stage.description.is_empty() => Value::Null,
                0 | 1 => stage.description.as_str().into(),
                total => format!("{} [{begun}/{total}]", stage.description).into(),
            }
        });
        let mut map = Map::new();
        map.insert("jobId".into(), job.into());
        map.insert("status".into(), self.status.into());
        map.insert("description".into(), self.description.as_str().into());
        map.insert("startedTime".into(), self.started.iso().into());
        insert_time(&mut map, "completedTime", self.completed);
        insert_time(&mut map, "cancelledTime", self.cancelled);
        insert_text(&mut map, "summary", self.summary.as_deref());
        insert_text(&mut map, "error", self.error.as_deref());
        map.insert("stages".into(), stages.collect());
        Some(Value::Object(map))
    }

    fn process(&self, job: &str, user: &str, as_of: Moment, now: Moment) -> Value {
        let mut map = Map::new();
        insert_text(&mut map, "summary", self.summary.as_deref());
        insert_text(&mut map, "error", self.error.as_deref());
        map.insert("status".into(), self.status.into());
        map.insert("startedTime".into(), self.started.iso().into());
        insert_time(&mut map, "completedTime", self.completed);
        map.insert("description".into(), self.description.as_str().into());
        map.insert(
            "stages".into(),
            self.shown(as_of).map(|stage| self.show_stage(stage, as_of, now)).collect(),
        );
        map.insert("jobId".into(), job.into());
        insert_time(&mut map, "cancelledTime", self.cancelled);
        map.insert("userId".into(), user.into());
        map.insert("duration".into(), millis(self.completed.unwrap_or(now).since(self.started)));
        map.insert("complete".into(), self.ended.is_some().into());
        Value::Object(map)
    }

    fn show_stage(&self, stage: &Stage, as_of: Moment, now: Moment) -> Value {
        let completed = self.seen(stage.completed, as_of);
        let mut map = Map::new();
        if completed.is_some() {
            let key = if stage.status == "SUCCESS" { "summary" } else { "error" };
            insert_text(&mut map, key, stage.message.as_deref());
        }
        map.insert("status".into(), completed.map_or("RUNNING", |_| stage.status).into());
        insert_time(&mut map, "startedTime", stage.started);
        insert_time(&mut map, "completedTime", completed);
        insert_text(&mut map, "description", Some(&*stage.description).filter(|text| !text.is_empty()));
        map.insert("totalItems".into(), stage.items.len().into());
        map.insert("onFailure".into(), stage.on_failure.into());
        let items = self.shown_items(stage, as_of).map(|item| self.show_item(stage, item, as_of, now));
        map.insert("items".into(), items.collect());
        insert_duration(&mut map, stage.started, completed, now);
        Value::Object(map)
    }

    fn show_item(&self, stage: &Stage, item: &Item, as_of: Moment, now: Moment) -> Value {
        let completed = self.seen(item.completed, as_of);
        let status = match (completed, &item.error) {
            (None, _) => "RUNNING",
            (Some(_), Some(_)) => "ERROR",
            (Some(_), None) => "SUCCESS",
        };
        let mut map = Map::new();
        insert_text(&mut map, "error", item.error.as_deref().filter(|_| completed.is_some()));
        map.insert("status".into(), status.into());
        insert_time(&mut map, "startedTime", item.started);
        insert_time(&mut map, "completedTime", completed);
        map.insert("description".into(), item.description.as_str().into());
        map.insert("onFailure".into(), stage.on_failure.into());
        insert_duration(&mut map, item.started, completed, now);
        Value::Object(map)
    }

    /// What is written at the end of an item shows that item as still running.
    fn seen(&self, completed: Option<Moment>, as_of: Moment) -> Option<Moment> {
        completed.filter(|completed| *completed < as_of || self.ended.is_some())
    }

    fn shown(&self, as_of: Moment) -> impl Iterator<Item = &Stage> {
        self.stages.iter().filter(move |stage| self.begun(stage.started, as_of))
    }

    fn shown_items<'a>(&'a self, stage: &'a Stage, as_of: Moment) -> impl Iterator<Item = &'a Item> {
        stage.items.iter().filter(move |item| self.begun(item.started, as_of))
    }

    fn begun(&self, started: Option<Moment>, as_of: Moment) -> bool {
        started.is_some_and(|started| started < as_of || self.ended.is_some())
    }
}

fn insert_text(map: &mut Map<String, Value>, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        map.insert(key.to_owned(), text.into());
    }
}

fn insert_time(map: &mut Map<String, Value>, key: &str, time: Option<Moment>) {
    insert_text(map, key, time.map(Moment::iso).as_deref());
}

fn insert_duration(
    map: &mut Map<String, Value>,
    started: Option<Moment>,
    completed: Option<Moment>,
    now: Moment,
) {
    let span = started.map_or(Duration::ZERO, |started| completed.unwrap_or(now).since(started));
    map.insert("duration".to_owned(), millis(span));
    map.insert("complete".to_owned(), completed.is_some().into());
}

fn millis(span: Duration) -> Value {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX).into()
}
