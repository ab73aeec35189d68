//! The tasks page as a value: the runs that have messages, and the messages of one run.
//!
//! Pure: knows the model and the messages, never a view or a browser.

mod feed;
mod follow;

use std::cmp::Reverse;

use dhis2_steward::model::{JobType, Level, Notification, Timestamp, Uid};

use crate::i18n::t;

pub use feed::{Feed, FeedFilters, Loudness, feed_text, file_name};
pub use follow::{Ending, Follow, StageLine, may_cancel};

/// The runs of every type, as the server lists them.
pub type Feeds = Vec<(JobType, Vec<(Uid, Vec<Notification>)>)>;

/// A run that has messages.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its job type.
    pub job_type: JobType,
    /// The job's identifier.
    pub id: Uid,
    /// When its oldest message was written, on the server's clock.
    pub first: Timestamp,
    /// When its newest message was written.
    pub last: Timestamp,
    /// The level of the newest message.
    pub level: Level,
    /// Its text; may be empty.
    pub message: String,
    /// Whether it is marked as the last one. Does not say how the run ended.
    pub is_closed: bool,
}

impl Run {
    fn new(job_type: &JobType, id: Uid, lines: Vec<Notification>) -> Option<Self> {
        let first = lines.iter().map(|line| line.time).min()?;
        let newest =
            lines.into_iter().reduce(|newest, line| if line.time > newest.time { line } else { newest })?;
        Some(Self {
            job_type: job_type.clone(),
            id,
            first,
            last: newest.time,
            level: newest.level,
            message: newest.message,
            is_closed: newest.completed,
        })
    }

    /// The text of its newest message; most integrity runs have no more than one.
    pub fn last_words(&self) -> &str {
        match (self.message.is_empty(), self.is_closed) {
            (false, _) => &self.message,
            (true, true) => t("Last message without text"),
            (true, false) => t("Message without text"),
        }
    }
}

/// All runs with messages, most recently active first.
pub fn runs(feeds: Feeds) -> Vec<Run> {
    let mut runs: Vec<Run> = feeds
        .into_iter()
        .flat_map(|(job_type, feeds)| {
            feeds.into_iter().filter_map(move |(id, lines)| Run::new(&job_type, id, lines))
        })
        .collect();
    // Stable, so that the server's order decides between runs of the same moment.
    runs.sort_by_key(|run| Reverse(run.last));
    runs
}

/// A job type with messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeCount {
    /// The type.
    pub job_type: JobType,
    /// How many of its runs have messages.
    pub runs: usize,
}

/// The types with messages, most recently active first.
pub fn types(runs: &[Run]) -> Vec<TypeCount> {
    let mut types: Vec<TypeCount> = Vec::new();
    for run in runs {
        match types.iter_mut().find(|known| known.job_type == run.job_type) {
            Some(known) => known.runs += 1,
            None => types.push(TypeCount { job_type: run.job_type.clone(), runs: 1 }),
        }
    }
    types
}

/// The runs of one type, or all.
pub fn of_type(runs: &[Run], job_type: Option<&JobType>) -> Vec<Run> {
    runs.iter().filter(|run| job_type.is_none_or(|job_type| run.job_type == *job_type)).cloned().collect()
}

#[cfg(test)]
pub(crate) fn line(time: &str, level: &str, message: &str, completed: bool) -> Notification {
    serde_json::from_value(serde_json::json!({
        "time": format!("2026-11-21T{time}"), "level": level, "message": message, "completed": completed,
    }))
    .unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uid(text: &str) -> Uid {
        text.parse().unwrap()
    }

    fn feeds() -> Feeds {
        vec![
            (
                JobType::AnalyticsTable,
                vec![(
                    uid("aOroizYJpqs"),
                    vec![line("08:00:09", "ERROR", "broke", true), line("08:00:00", "INFO", "begun", false)],
                )],
            ),
            (
                JobType::DataIntegrity,
                vec![
                    (
                        uid("bOroizYJpqs"),
                        vec![line("09:00:01", "INFO", "", true), line("09:00:00", "INFO", "", false)],
                    ),
                    (uid("cOroizYJpqs"), vec![line("07:00:00", "INFO", "", false)]),
                ],
            ),
            (JobType::Monitoring, Vec::new()),
        ]
    }

    #[test]
    fn runs_of_all_types_stand_most_recently_active_first() {
        let ids: Vec<String> = runs(feeds()).iter().map(|run| run.id.to_string()).collect();
        assert_eq!(ids, ["bOroizYJpqs", "aOroizYJpqs", "cOroizYJpqs"]);
    }

    #[test]
    fn a_run_is_told_by_its_newest_message_and_begins_with_its_oldest() {
        let run = &runs(feeds())[1];
        assert_eq!((run.level.clone(), run.last_words()), (Level::Error, "broke"));
        assert_eq!(run.first.to_string(), "2026-11-21T08:00:00.000");
        assert_eq!(run.last.to_string(), "2026-11-21T08:00:09.000");
    }

    #[test]
    fn a_message_without_words_does_not_claim_that_the_run_has_ended_well() {
        let runs = runs(feeds());
        assert_eq!(runs[0].last_words(), "Last message without text");
        assert_eq!(runs[2].last_words(), "Message without text");
    }

    #[test]
    fn a_type_without_messages_is_not_listed() {
        let types = types(&runs(feeds()));
        let listed: Vec<(&str, usize)> =
            types.iter().map(|known| (known.job_type.as_str(), known.runs)).collect();
        assert_eq!(listed, [("DATA_INTEGRITY", 2), ("ANALYTICS_TABLE", 1)]);
    }

    #[test]
    fn a_type_shows_its_own_runs_only() {
        let all = runs(feeds());
        assert_eq!(of_type(&all, Some(&JobType::DataIntegrity)).len(), 2);
        assert_eq!(of_type(&all, Some(&JobType::from("SMS_SEND"))), []);
        assert_eq!(of_type(&all, None).len(), 3);
    }
}
