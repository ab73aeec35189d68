//! The job configurations of the server, and the notifications of their runs.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::feed::Feed;
use super::kind::{self, Kind};
use super::run::Run;
use crate::Version;
use crate::clock::Moment;
use crate::user::{User, access};

/// When a job runs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Schedule {
    /// Once, as soon as possible.
    Once,
    /// Every day at an hour, a minute and a second.
    Daily { hour: u64, minute: u64, second: u64 },
    /// This long after it has ended.
    Every(Duration),
}

/// What the server says of a job's present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Scheduled,
    Running,
    Disabled,
}

/// How the last run of a job ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LastStatus {
    NotStarted,
    Completed,
    Stopped,
    Failed,
}

/// A job configuration, with its last run.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) schedule: Schedule,
    pub(crate) parameters: Option<Value>,
    pub(crate) created: Moment,
    pub(crate) last_updated: Moment,
    pub(crate) author: Option<User>,
    /// The person whose job it is; some types run as the system.
    pub(crate) executed_by: Option<String>,
    pub(crate) enabled: bool,
    pub(crate) configurable: bool,
    pub(crate) status: Status,
    pub(crate) last_status: LastStatus,
    pub(crate) last_executed: Option<Moment>,
    pub(crate) last_finished: Option<Moment>,
    pub(crate) last_alive: Option<Moment>,
    pub(crate) run: Option<Run>,
    /// Whether somebody has asked for the run to be cancelled.
    pub(crate) is_cancelled: bool,
    /// Whether it is to be run as soon as possible.
    pub(crate) is_due: bool,
}

/// All jobs and notifications of the server.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    pub(crate) all: Vec<Job>,
    feeds: Vec<(Kind, String, Feed)>,
    /// Up to when everything that was due has happened.
    pub(crate) advanced: Option<Moment>,
    /// Types whose next run fails, for tests.
    pub(crate) doomed: Vec<Kind>,
}

impl Job {
    /// A job that runs once, as soon as possible.
    pub(crate) fn once(
        kind: Kind,
        parameters: Option<Value>,
        author: &User,
        now: Moment,
        serial: usize,
    ) -> Self {
        let executed_by = (kind != kind::MONITORING).then(|| author.id.clone());
        Self {
            id: crate::uid::of(&format!("{kind} {} {serial}", now.millis())),
            name: format!("{kind} ({})", now.millis()),
            kind,
            schedule: Schedule::Once,
            parameters,
            created: now,
            last_updated: now,
            author: Some(author.clone()),
            executed_by,
            enabled: true,
            configurable: true,
            status: Status::Scheduled,
            last_status: LastStatus::NotStarted,
            last_executed: None,
            last_finished: None,
            last_alive: None,
            run: None,
            is_cancelled: false,
            is_due: true,
        }
    }

    /// A job that the server brings with it.
    pub(crate) fn system(id: &str, name: &str, kind: Kind, schedule: Schedule, created: Moment) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            kind,
            schedule,
            parameters: None,
            created,
            last_updated: created,
            author: None,
            executed_by: None,
            enabled: true,
            configurable: false,
            status: Status::Scheduled,
            last_status: LastStatus::NotStarted,
            last_executed: None,
            last_finished: None,
            last_alive: None,
            run: None,
            is_cancelled: false,
            is_due: false,
        }
    }

    /// The answer to starting the job.
    pub(crate) fn reference(&self) -> Value {
        let mut map = Map::new();
        map.insert("id".into(), self.id.as_str().into());
        map.insert("created".into(), self.created.iso().into());
        map.insert("jobType".into(), self.kind.into());
        map.insert("jobStatus".into(), "NOT_STARTED".into());
        if let Some(parameters) = &self.parameters {
            map.insert("jobParameters".into(), parameters.clone());
        }
        let endpoint = format!("/api/system/tasks/{}/{}", self.kind, self.id);
        map.insert("relativeNotifierEndpoint".into(), endpoint.into());
        map.insert("responseType".into(), "JobConfiguration".into());
        Value::Object(map)
    }

    /// Asks for the run to stop; a job that only waits does not run any more.
    pub(crate) fn cancel(&mut self, now: Moment) {
        let is_running = self.status == Status::Running;
        let waits = self.status == Status::Scheduled && self.is_due;
        if !is_running && !waits {
            return;
        }
        self.is_cancelled = is_running;
        self.last_updated = now;
        if self.schedule == Schedule::Once {
            self.enabled = false;
        }
        if waits {
            self.is_due = false;
            self.status = if self.schedule == Schedule::Once { Status::Disabled } else { Status::Scheduled };
        }
    }

    /// Whether a person may read the progress of the job.
    pub(crate) fn is_open_to(&self, user: &User) -> bool {
        user.may("F_JOB_LOG_READ") || self.executed_by.as_deref() == Some(user.id.as_str())
    }

    /// The identifier of who the job runs as.
    pub(crate) fn runs_as(&self) -> &str {
        self.executed_by.as_deref().unwrap_or("XXXXXSystem")
    }

    /// The job as `/api/jobConfigurations` shows it.
    pub(crate) fn describe(&self, version: Version, base: &str, now: Moment) -> Value {
        let has_run = self.last_executed.is_some();
        let time = |moment: Option<Moment>| moment.map(|moment| json!(moment.iso()));
        let next = self.next_execution(now);
        let cron = match self.schedule {
            Schedule::Daily { hour, minute, second } => Some(format!("{second} {minute} {hour} ? * *")),
            _ => None,
        };
        let delay = match self.schedule {
            Schedule::Every(delay) => Some(json!(delay.as_secs())),
            _ => None,
        };
        let latest = cron.as_ref().map(|_| json!((next + Duration::from_secs(4 * 3600)).iso()));
        let took = self.last_executed.zip(self.last_finished).filter(|(begin, end)| begin <= end);
        // Before 2.42 there are none until the run has ended.
        let hides_errors = version == Version::V2_41 && self.status == Status::Running;
        let entries = [
            ("name", Some(json!(self.name))),
            ("created", time(Some(self.created))),
            ("lastUpdated", time(Some(self.last_updated))),
            ("translations", Some(json!([]))),
            ("favorites", Some(json!([]))),
            ("lastUpdatedBy", self.author.as_ref().map(User::reference)),
            ("sharing", Some(sharing(version))),
            ("jobType", Some(json!(self.kind))),
            ("schedulingType", Some(json!(self.scheduling_type()))),
            ("cronExpression", cron.map(Value::from)),
            ("delay", delay),
            ("jobParameters", self.parameters.clone()),
            ("enabled", Some(json!(self.enabled))),
            ("jobStatus", Some(json!(self.status.name()))),
            ("lastExecutedStatus", Some(json!(self.last_status.name()))),
            ("lastExecuted", time(self.last_executed)),
            ("lastFinished", time(self.last_finished)),
            ("lastAlive", time(self.last_alive.filter(|_| self.status == Status::Running))),
            ("executedBy", self.executed_by.as_deref().map(Value::from)),
            ("errorCodes", has_run.then(|| json!("")).filter(|_| !hides_errors)),
            ("configurable", Some(json!(self.configurable))),
            ("nextExecutionTime", time(Some(next))),
            ("maxDelayedExecutionTime", latest),
            ("lastRuntimeExecution", took.map(|(begin, end)| json!(span(end.since(begin))))),
            ("leaderOnlyJob", Some(json!(true))),
            ("userUid", self.executed_by.as_deref().map(Value::from)),
            ("displayName", Some(json!(self.name))),
            ("access", Some(access(version))),
            ("favorite", Some(json!(false))),
            ("href", Some(json!(format!("{base}/api/jobConfigurations/{}", self.id)))),
            ("id", Some(json!(self.id))),
            ("attributeValues", Some(json!([]))),
        ];
        entries
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?)))
            .collect::<Map<_, _>>()
            .into()
    }

    fn scheduling_type(&self) -> &'static str {
        match self.schedule {
            Schedule::Once => "ONCE_ASAP",
            Schedule::Daily { .. } => "CRON",
            Schedule::Every(_) => "FIXED_DELAY",
        }
    }

    /// When the job runs next; for one that runs once, when it could have begun.
    fn next_execution(&self, now: Moment) -> Moment {
        const DAY: u64 = 24 * 3600;
        match self.schedule {
            Schedule::Once => {
                let begun = self.last_executed.map(|begun| begun + Duration::from_secs(1));
                begun.unwrap_or(self.created + Duration::from_millis(500))
            }
            Schedule::Daily { hour, minute, second } => {
                let wanted = hour * 3600 + minute * 60 + second;
                let today = u64::try_from(now.seconds()).unwrap_or(0) % DAY;
                let wait = if wanted > today { wanted - today } else { DAY - today + wanted };
                now.whole_second() + Duration::from_secs(wait)
            }
            Schedule::Every(delay) => now.next_multiple(delay),
        }
    }
}

impl Jobs {
    /// The job of an identifier.
    pub(crate) fn get(&self, id: &str) -> Option<&Job> {
        self.all.iter().find(|job| job.id == id)
    }

    /// The job of an identifier, to change it.
    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut Job> {
        self.all.iter_mut().find(|job| job.id == id)
    }

    /// Removes a job.
    pub(crate) fn remove(&mut self, id: &str) {
        self.all.retain(|job| job.id != id);
    }

    /// The running jobs.
    pub(crate) fn running(&self) -> impl Iterator<Item = &Job> {
        self.all.iter().filter(|job| job.status == Status::Running)
    }

    /// The job of each type that ended last.
    pub(crate) fn completed(&self) -> Vec<&Job> {
        let mut latest: Vec<&Job> = Vec::new();
        for job in self.all.iter().filter(|job| job.status != Status::Running && job.run.is_some()) {
            match latest.iter_mut().find(|other| other.kind == job.kind) {
                Some(other) if other.last_finished < job.last_finished => *other = job,
                Some(_) => {}
                None => latest.push(job),
            }
        }
        latest
    }

    /// The notifications of a job; a new run begins with an empty feed.
    pub(crate) fn feed(&self, kind: Kind, job: &str) -> Option<&Feed> {
        self.feeds.iter().find(|(of, id, _)| *of == kind && id == job).map(|(_, _, feed)| feed)
    }

    /// Puts a feed in the place of that of an earlier run.
    pub(crate) fn set_feed(&mut self, kind: Kind, job: &str, feed: Feed) {
        self.forget_feeds(Some(kind), Some(job));
        self.feeds.push((kind, job.to_owned(), feed));
    }

    /// The notifications of a running job, to add to them.
    pub(crate) fn feed_mut(&mut self, kind: Kind, job: &str) -> Option<&mut Feed> {
        self.feeds.iter_mut().find(|(of, id, _)| *of == kind && id == job).map(|(_, _, feed)| feed)
    }

    /// The feeds of a type, the one that told something last first.
    pub(crate) fn feeds(&self, kind: Kind) -> Vec<(&str, &Feed)> {
        let mut feeds: Vec<_> = self.feeds.iter().filter(|(of, ..)| *of == kind).collect();
        feeds.sort_by_key(|(_, _, feed)| std::cmp::Reverse(feed.latest()));
        feeds.into_iter().map(|(_, id, feed)| (id.as_str(), feed)).collect()
    }

    /// Forgets notifications: all, those of a type, or those of one job.
    pub(crate) fn forget_feeds(&mut self, kind: Option<Kind>, job: Option<&str>) {
        let is_meant =
            |of: Kind, id: &str| kind.is_none_or(|kind| kind == of) && job.is_none_or(|job| job == id);
        self.feeds.retain(|(of, id, _)| !is_meant(of, id));
    }
}

impl Status {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Scheduled => "SCHEDULED",
            Self::Running => "RUNNING",
            Self::Disabled => "DISABLED",
        }
    }
}

impl LastStatus {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NotStarted => "NOT_STARTED",
            Self::Completed => "COMPLETED",
            Self::Stopped => "STOPPED",
            Self::Failed => "FAILED",
        }
    }
}

/// What a person may do with an object; a superuser everything.
fn sharing(version: Version) -> Value {
    match version {
        Version::V2_42 => json!({ "external": false, "users": {}, "userGroups": {} }),
        _ => json!({ "users": {}, "userGroups": {} }),
    }
}

/// A span as `HH:MM:SS.mmm`.
pub(crate) fn span(span: Duration) -> String {
    let seconds = span.as_secs();
    format!("{:02}:{:02}:{:02}.{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, span.subsec_millis())
}
