//! A run being followed: its state, its progress, and its messages.

use std::collections::BTreeMap;

use dhis2_steward::domain::job_watch::{JobEvent, JobState, Outcome};
use dhis2_steward::model::{JobConfiguration, ProgressStatus, Stage, Uid};
use dhis2_steward::{Error, ErrorKind};

use super::Feed;
use crate::i18n::t;

/// A stage of a run, as shown.
#[derive(Clone, Debug, PartialEq)]
pub struct StageLine {
    /// Its description, from the server.
    pub description: String,
    /// Its state.
    pub status: ProgressStatus,
    /// How many of its items are done, and of how many; `None` if it has none or they are not counted.
    pub items: Option<(usize, usize)>,
    /// Its duration so far, in milliseconds.
    pub duration: u64,
    /// Why it failed.
    pub error: Option<String>,
}

impl From<Stage> for StageLine {
    fn from(stage: Stage) -> Self {
        let done = stage.items.iter().filter(|item| item.status != ProgressStatus::Running).count();
        let total = usize::try_from(stage.total_items).ok().filter(|total| *total > 0);
        Self {
            description: stage.description,
            status: stage.status,
            items: total.map(|total| (done.min(total), total)),
            duration: stage.duration,
            error: stage.error,
        }
    }
}

/// A run being followed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Follow {
    /// Its state; `None` before the server has answered.
    pub state: Option<JobState>,
    /// Its messages.
    pub feed: Feed,
    /// Why the server cannot be reached right now.
    pub lost_sight: Option<Error>,
    /// Something that could not be loaded although the run continues.
    pub fault: Option<Error>,
    stages: BTreeMap<(usize, usize), StageLine>,
    is_cancel_asked: bool,
}

impl Follow {
    /// Applies an update.
    pub fn observe(&mut self, event: JobEvent) {
        match event {
            JobEvent::LostSight(error) => {
                self.lost_sight = Some(error);
                return;
            }
            JobEvent::Fault(error) => self.fault = Some(error),
            JobEvent::Notification(line) => self.feed.push(line),
            JobEvent::Stage { process, index, stage } => {
                self.stages.insert((process, index), stage.into());
            }
            JobEvent::State(state) => self.state = Some(state),
        }
        self.lost_sight = None;
    }

    /// Remembers whether the server was asked to stop the run, and has not refused.
    pub fn cancel_asked(&mut self, is_asked: bool) {
        self.is_cancel_asked = is_asked;
    }

    /// Whether the server was asked to stop the run, which continues.
    pub fn is_stopping(&self) -> bool {
        self.is_cancel_asked && self.is_going()
    }

    /// Whether the run is waiting or in progress.
    pub fn is_going(&self) -> bool {
        matches!(self.state, Some(JobState::Waiting | JobState::Running))
    }

    /// Its state in words; `None` before the server has answered.
    pub fn ending(&self) -> Option<Ending> {
        if self.is_stopping() {
            return Some(Ending { tone: "running", icon: "stop", word: t("Stopping") });
        }
        self.state.as_ref().map(Ending::of)
    }

    /// Whether the server no longer has the job's record.
    pub fn is_record_gone(&self) -> bool {
        matches!(
            &self.state,
            Some(JobState::Ended(Outcome::Unknown { why })) if why.kind() == ErrorKind::NotFound
        )
    }

    /// The stages, in order.
    pub fn stages(&self) -> Vec<StageLine> {
        self.stages.values().cloned().collect()
    }
}

/// The state of a run, in words, and how it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// One of the tones of the design's states.
    pub tone: &'static str,
    /// The icon.
    pub icon: &'static str,
    /// The word.
    pub word: &'static str,
}

impl Ending {
    /// The words for a state.
    pub fn of(state: &JobState) -> Self {
        let ending = |tone, icon, word| Self { tone, icon, word };
        match state {
            JobState::Waiting => ending("waiting", "waiting", t("Waiting to start")),
            JobState::Running => ending("running", "waiting", t("Running")),
            JobState::Ended(Outcome::Completed) => ending("passed", "passed", t("Completed")),
            JobState::Ended(Outcome::Failed { .. }) => ending("failed", "failed", t("Failed")),
            JobState::Ended(Outcome::Cancelled) => ending("waiting", "stop", t("Cancelled")),
            JobState::Ended(Outcome::Unknown { .. }) => ending("unknown", "unknown", t("Not known")),
        }
    }

    /// The words for a stage.
    pub fn of_stage(status: &ProgressStatus) -> Self {
        let ending = |tone, icon, word| Self { tone, icon, word };
        match status {
            ProgressStatus::Running => ending("running", "waiting", t("Running")),
            ProgressStatus::Success => ending("passed", "passed", t("Done")),
            ProgressStatus::Error => ending("failed", "failed", t("Failed")),
            ProgressStatus::Cancelled => ending("waiting", "stop", t("Cancelled")),
            _ => ending("unknown", "unknown", t("Not known")),
        }
    }
}

/// Whether a user may stop a job: users with the maintenance authority any, others only their own.
pub fn may_cancel(record: Option<&JobConfiguration>, user: Uid, may_maintain: bool) -> bool {
    may_maintain || record.is_some_and(|record| record.executed_by == Some(user))
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    fn watched(events: impl IntoIterator<Item = JobEvent>) -> Follow {
        let mut follow = Follow::default();
        events.into_iter().for_each(|event| follow.observe(event));
        follow
    }

    #[test]
    fn the_last_message_proves_nothing_and_the_state_is_the_records() {
        let cancelled = watched([
            JobEvent::Notification(line("08:00:00", "INFO", "completed", true)),
            JobEvent::State(JobState::Ended(Outcome::Cancelled)),
        ]);
        let state = cancelled.state.as_ref().unwrap();
        assert_eq!(Ending::of(state).word, "Cancelled");
        assert!(!cancelled.is_going());
    }

    #[test]
    fn a_cancel_is_stopping_until_the_server_notices_it() {
        let mut follow = watched([JobEvent::State(JobState::Running)]);
        follow.cancel_asked(true);
        follow.observe(JobEvent::State(JobState::Running));
        assert!(follow.is_stopping());
        assert_eq!(follow.ending().unwrap().word, "Stopping");
        follow.observe(JobEvent::State(JobState::Ended(Outcome::Cancelled)));
        assert!(!follow.is_stopping());
        assert_eq!(follow.ending().unwrap().word, "Cancelled");
    }

    #[test]
    fn a_cancel_that_is_refused_leaves_the_run_as_it_was() {
        for state in [JobState::Waiting, JobState::Running] {
            let mut follow = watched([JobEvent::State(state.clone())]);
            follow.cancel_asked(true);
            follow.cancel_asked(false);
            assert_eq!(follow.ending(), Some(Ending::of(&state)));
        }
    }

    #[test]
    fn a_lost_connection_keeps_what_is_shown_and_passes_with_the_next_news() {
        let mut follow = watched([
            JobEvent::State(JobState::Running),
            JobEvent::Notification(line("08:00:00", "INFO", "begun", false)),
            JobEvent::LostSight(Error::new(ErrorKind::Network, "gone")),
        ]);
        assert!(follow.lost_sight.is_some() && follow.is_going());
        assert_eq!(follow.feed.lines().len(), 1);
        follow.observe(JobEvent::State(JobState::Running));
        assert!(follow.lost_sight.is_none());
    }

    #[test]
    fn a_job_whose_record_is_gone_is_told_from_one_that_cannot_be_seen() {
        let gone = Outcome::Unknown { why: Error::new(ErrorKind::NotFound, "") };
        assert!(watched([JobEvent::State(JobState::Ended(gone))]).is_record_gone());
        assert!(!watched([JobEvent::LostSight(Error::new(ErrorKind::Network, ""))]).is_record_gone());
    }

    #[test]
    fn a_stage_counts_the_items_that_are_over() {
        let stage = |total: i64| -> StageLine {
            let stage: Stage = serde_json::from_value(serde_json::json!({
                "status": "RUNNING", "totalItems": total,
                "items": [{"status": "SUCCESS"}, {"status": "ERROR"}, {"status": "RUNNING"}],
            }))
            .unwrap();
            stage.into()
        };
        assert_eq!(stage(6).items, Some((2, 6)));
        assert_eq!(stage(0).items, None);
        assert_eq!(stage(-1).items, None);
    }

    #[test]
    fn people_stop_what_runs_as_themselves_and_maintainers_stop_anything() {
        let own: Uid = "M5zQapPyTZI".parse().unwrap();
        let other: Uid = "xE7jOejl9FI".parse().unwrap();
        let record: JobConfiguration = serde_json::from_value(serde_json::json!({
            "id": "dOroizYJpqs", "jobType": "DATA_INTEGRITY", "jobStatus": "RUNNING", "executedBy": "M5zQapPyTZI",
        }))
        .unwrap();
        assert!(may_cancel(Some(&record), own, false));
        assert!(!may_cancel(Some(&record), other, false));
        assert!(may_cancel(Some(&record), other, true));
        assert!(!may_cancel(None, own, false));
    }
}
