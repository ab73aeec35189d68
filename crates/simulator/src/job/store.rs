//! The job configurations of the server, and the notifications of their runs.

use std::time::Duration;

use serde_json::Value;

use super::feed::Feed;
use super::kind::{self, Kind};
use super::parameter;
use super::run::Run;
use super::schedule::Schedule;
use crate::Version;
use crate::clock::Moment;
use crate::user::User;

/// The current status of a job.
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
    /// The user of the job; some types run as the system.
    pub(crate) executed_by: Option<String>,
    pub(crate) enabled: bool,
    pub(crate) configurable: bool,
    pub(crate) status: Status,
    pub(crate) last_status: LastStatus,
    pub(crate) last_executed: Option<Moment>,
    pub(crate) last_finished: Option<Moment>,
    pub(crate) last_alive: Option<Moment>,
    pub(crate) run: Option<Run>,
    /// Whether cancellation was requested.
    pub(crate) is_cancelled: bool,
    /// Whether it is to be run as soon as possible.
    pub(crate) is_due: bool,
    /// Whether it was executed manually; it is then shown as a run-once job.
    pub(crate) is_forced: bool,
    /// The next scheduled execution.
    pub(crate) next: Option<Moment>,
    /// The queue in which it runs, and its place there.
    pub(crate) queue: Option<(String, usize)>,
}

/// All jobs and notifications of the server.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    pub(crate) all: Vec<Job>,
    feeds: Vec<(Kind, String, Feed)>,
    /// What runs have left beside their notifications.
    summaries: Vec<(Kind, String, Value)>,
    /// Up to when everything that was due has happened.
    pub(crate) advanced: Option<Moment>,
    /// Until when the jobs of the system let their times pass.
    pub(crate) quiet_until: Option<Moment>,
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
        let id = crate::uid::of(&format!("{kind} {} {serial}", now.millis()));
        let name = format!("{kind} ({})", now.millis());
        Self {
            parameters,
            author: Some(author.clone()),
            executed_by: (!kind::runs_as_system(kind)).then(|| author.id.clone()),
            configurable: parameter::is_definable(kind),
            is_due: true,
            ..Self::scheduled(id, &name, kind, Schedule::Once, now)
        }
    }

    /// A job with a schedule, which has not run yet.
    pub(crate) fn scheduled(id: String, name: &str, kind: Kind, schedule: Schedule, now: Moment) -> Self {
        let mut job = Self {
            id,
            name: name.to_owned(),
            kind,
            schedule: Schedule::Once,
            parameters: None,
            created: now,
            last_updated: now,
            author: None,
            executed_by: None,
            enabled: true,
            configurable: true,
            status: Status::Scheduled,
            last_status: LastStatus::NotStarted,
            last_executed: None,
            last_finished: None,
            last_alive: None,
            run: None,
            is_cancelled: false,
            is_due: false,
            is_forced: false,
            next: None,
            queue: None,
        };
        job.set_schedule(schedule, now);
        job
    }

    /// Gives the job another schedule.
    pub(crate) fn set_schedule(&mut self, schedule: Schedule, now: Moment) {
        self.schedule = schedule;
        self.plan(now);
    }

    /// Computes the next scheduled execution; housekeeping runs at each tick.
    pub(crate) fn plan(&mut self, after: Moment) {
        self.next = self.schedule.next(after).filter(|_| self.kind != kind::HOUSEKEEPING);
    }

    /// Asks for the run to stop; a job that only waits does not run any more.
    pub(crate) fn cancel(&mut self, version: Version, now: Moment) {
        let is_running = self.status == Status::Running;
        let waits = self.status == Status::Scheduled && self.is_due;
        if !is_running && !waits {
            return;
        }
        self.is_cancelled = is_running;
        // 2.41 forgets to put the job's own schedule back.
        self.is_forced &= version == Version::V2_41;
        self.last_updated = now;
        if self.schedule == Schedule::Once {
            self.enabled = false;
        }
        if waits {
            self.is_due = false;
            self.last_status = LastStatus::Stopped;
            self.status = if self.schedule == Schedule::Once { Status::Disabled } else { Status::Scheduled };
        }
    }

    /// Switches the job on or off; its schedule holds from now on.
    pub(crate) fn switch(&mut self, enabled: bool, now: Moment) {
        self.enabled = enabled;
        self.last_updated = now;
        self.plan(now);
        if self.status != Status::Running {
            self.status = if enabled { Status::Scheduled } else { Status::Disabled };
        }
    }

    /// Forgets the run that goes on.
    pub(crate) fn revert(&mut self, now: Moment) {
        self.status = if self.enabled { Status::Scheduled } else { Status::Disabled };
        self.last_status = LastStatus::Failed;
        self.last_finished = Some(now);
        self.last_updated = now;
        self.is_cancelled = false;
    }

    /// Whether a user may read the progress of the job.
    pub(crate) fn is_open_to(&self, user: &User) -> bool {
        user.may("F_JOB_LOG_READ") || self.executed_by.as_deref() == Some(user.id.as_str())
    }

    /// The identifier of who the job runs as.
    pub(crate) fn runs_as(&self) -> &str {
        self.executed_by.as_deref().unwrap_or("XXXXXSystem")
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
        self.summaries.retain(|(of, id, _)| !is_meant(of, id));
    }

    /// Keeps the summary of a run.
    pub(crate) fn set_summary(&mut self, kind: Kind, job: &str, summary: Value) {
        self.summaries.push((kind, job.to_owned(), summary));
    }

    /// The summaries of a type, the latest last.
    pub(crate) fn summaries(&self, kind: Kind) -> impl Iterator<Item = (&String, &Value)> {
        self.summaries.iter().filter(move |(of, ..)| *of == kind).map(|(_, id, summary)| (id, summary))
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

/// A span as `HH:MM:SS.mmm`.
pub(crate) fn span(span: Duration) -> String {
    let seconds = span.as_secs();
    format!("{:02}:{:02}:{:02}.{:03}", seconds / 3600, seconds / 60 % 60, seconds % 60, span.subsec_millis())
}
