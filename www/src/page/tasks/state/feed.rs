//! The messages of one run: which of them are shown, and all of them as text.

use dhis2_steward::model::{JobRef, Level, Notification};

use crate::route::Query;

/// The messages of a run, oldest first. They are kept, whatever the server does with its own copy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    lines: Vec<Notification>,
}

impl Feed {
    /// The messages, oldest first.
    pub fn lines(&self) -> &[Notification] {
        &self.lines
    }

    /// Adds a newer message. Among repeated messages, only the last is kept.
    pub fn push(&mut self, line: Notification) {
        if self.lines.iter().rev().any(|known| known.is_same_as(&line)) {
            return;
        }
        if self.lines.last().is_some_and(|last| last.level == Level::Loop) {
            self.lines.pop();
        }
        self.lines.push(line);
    }
}

/// The lowest level to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loudness {
    /// Every message.
    #[default]
    All,
    /// Warnings and errors.
    Warnings,
    /// Errors alone.
    Errors,
}

impl Loudness {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::All, Self::Warnings, Self::Errors];

    /// The word in the URL; empty for all.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Warnings => "WARN",
            Self::Errors => "ERROR",
        }
    }

    /// The value with this word.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|loudness| loudness.as_str() == word).unwrap_or_default()
    }

    /// An unknown level may be anything, so it is always shown.
    fn admits(self, level: &Level) -> bool {
        match level {
            Level::Error => true,
            Level::Warn => self != Self::Errors,
            Level::Debug | Level::Loop | Level::Info => self == Self::All,
            _ => true,
        }
    }
}

/// Which messages are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedFilters {
    /// Words that must all occur.
    pub search: String,
    /// The lowest level.
    pub loudness: Loudness,
}

impl FeedFilters {
    /// Reads the URL parameters.
    pub fn of_query(query: &Query) -> Self {
        Self {
            search: query.get("search").unwrap_or_default().to_owned(),
            loudness: Loudness::from_word(query.get("level").unwrap_or_default()),
        }
    }

    /// Writes the URL parameters.
    #[must_use]
    pub fn into_query(&self, query: Query) -> Query {
        query.with("search", &self.search).with("level", self.loudness.as_str())
    }

    /// Whether every message is shown.
    pub fn is_empty(&self) -> bool {
        self.search.trim().is_empty() && self.loudness == Loudness::All
    }

    /// The places of the messages that are shown.
    pub fn shown(&self, lines: &[Notification]) -> Vec<usize> {
        let words: Vec<String> = self.search.split_whitespace().map(str::to_lowercase).collect();
        let admits = |line: &Notification| {
            let message = line.message.to_lowercase();
            self.loudness.admits(&line.level) && words.iter().all(|word| message.contains(word))
        };
        lines.iter().enumerate().filter(|(_, line)| admits(line)).map(|(place, _)| place).collect()
    }
}

/// All messages as text: one line each, with the server's time.
pub fn feed_text(job: &JobRef, lines: &[Notification]) -> String {
    let mut text = format!("{job}\n");
    for line in lines {
        text.push_str(&format!("{} {} {}\n", line.time, line.level, line.message));
    }
    text
}

/// The name of the file with a run's messages.
pub fn file_name(job: &JobRef) -> String {
    format!("{}-{}.txt", job.job_type.as_str().to_lowercase().replace('_', "-"), job.id)
}

#[cfg(test)]
mod tests {
    use super::super::line;
    use super::*;

    fn lines() -> Vec<Notification> {
        vec![
            line("08:00:00", "INFO", "Analytics tables begun", false),
            line("08:00:01", "WARN", "Table is empty", false),
            line("08:00:02", "ERROR", "column yearly does not exist", false),
            line("08:00:03", "FATAL", "something new", true),
        ]
    }

    fn shown(search: &str, loudness: Loudness) -> Vec<usize> {
        FeedFilters { search: search.into(), loudness }.shown(&lines())
    }

    #[test]
    fn messages_are_shown_from_a_level_on_and_one_that_is_not_known_always() {
        assert_eq!(shown("", Loudness::All), [0, 1, 2, 3]);
        assert_eq!(shown("", Loudness::Warnings), [1, 2, 3]);
        assert_eq!(shown("", Loudness::Errors), [2, 3]);
    }

    #[test]
    fn every_word_of_a_search_must_occur() {
        assert_eq!(shown("TABLE", Loudness::All), [0, 1]);
        assert_eq!(shown("table empty", Loudness::All), [1]);
    }

    #[test]
    fn what_is_shown_survives_the_address() {
        for loudness in Loudness::ALL {
            let filters = FeedFilters { search: "a b".into(), loudness };
            assert_eq!(FeedFilters::of_query(&filters.into_query(Query::default())), filters);
        }
        assert_eq!(FeedFilters::default().into_query(Query::default()), Query::default());
    }

    #[test]
    fn a_message_that_comes_twice_is_shown_once() {
        let mut feed = Feed::default();
        for line in lines().into_iter().chain(lines()) {
            feed.push(line);
        }
        assert_eq!(feed.lines().len(), 4);
    }

    #[test]
    fn one_of_many_alike_gives_way_to_the_next_message() {
        let mut feed = Feed::default();
        for (time, level) in
            [("08:00:00", "INFO"), ("08:00:01", "LOOP"), ("08:00:02", "LOOP"), ("08:00:03", "INFO")]
        {
            feed.push(line(time, level, "row", false));
        }
        let times: Vec<String> = feed.lines().iter().map(|line| line.time.to_string()).collect();
        assert_eq!(times, ["2026-11-21T08:00:00.000", "2026-11-21T08:00:03.000"]);
    }

    #[test]
    fn the_text_names_the_run_and_keeps_the_servers_times() {
        let job: JobRef = "ANALYTICS_TABLE/dOroizYJpqs".parse().unwrap();
        let text = feed_text(&job, &lines()[2..3]);
        assert_eq!(
            text,
            "ANALYTICS_TABLE/dOroizYJpqs\n2026-11-21T08:00:02.000 ERROR column yearly does not exist\n"
        );
        assert_eq!(file_name(&job), "analytics-table-dOroizYJpqs.txt");
    }
}
