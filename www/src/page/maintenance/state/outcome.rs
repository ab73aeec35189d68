//! The outcome of each operation of a plan, in words.

use dhis2_steward::domain::plan::{LeftOut, StepState};
use dhis2_steward::model::Operation;
use dhis2_steward::{Error, ErrorKind};

use crate::format;
use crate::i18n::{t, tf};
use crate::plan::record::Record;
use crate::plan::words::title;
use crate::words;

/// How a line of the plan is drawn, and its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The kind of line and state: `waiting`, `running`, `done`, `failed`, `unknown` or `never`.
    pub tone: &'static str,
    /// The tone of the icon before the title.
    pub color: &'static str,
    /// The icon.
    pub icon: &'static str,
    /// The state in a word or two.
    pub word: &'static str,
    /// What it means and what to do; empty if the word is enough.
    pub text: String,
    /// A warning that must not be missed.
    pub warning: Option<&'static str>,
    /// The server's own words.
    pub server: Option<String>,
    /// The request.
    pub request: Option<String>,
    /// The label of the button that starts the operation manually, if there is one.
    pub again: Option<&'static str>,
}

impl Standing {
    fn new(tone: &'static str, color: &'static str, icon: &'static str, word: &'static str) -> Self {
        Self {
            tone,
            color,
            icon,
            word,
            text: String::new(),
            warning: None,
            server: None,
            request: None,
            again: None,
        }
    }
}

/// The state of an operation as a line of the plan.
pub fn standing(state: &StepState) -> Standing {
    match state {
        StepState::Waiting => Standing::new("waiting", "unknown", "waiting", t("Waiting")),
        StepState::Running => Standing::new("running", "info", "waiting", t("Running")),
        StepState::Done => Standing::new("done", "passed", "passed", t("Done")),
        StepState::Failed(error) => {
            let trouble = words::trouble("", error);
            Standing {
                text: trouble.text,
                server: trouble.server,
                request: trouble.request,
                again: Some(t("Run again")),
                ..Standing::new("failed", "severe", "failed", t("Failed"))
            }
        }
        StepState::Unknown(error) => Standing {
            text: lost_answer(error),
            warning: Some(t("Do not start it a second time.")),
            server: words::servers_words(error),
            request: error.request().map(str::to_owned),
            again: Some(t("Run again")),
            ..Standing::new("unknown", "unknown", "unknown", t("Not known yet"))
        },
        StepState::LeftOut(why) => {
            let word = if *why == LeftOut::Unreachable { t("Not started") } else { t("Skipped") };
            Standing {
                text: left_out(*why),
                again: Some(t("Run now")),
                ..Standing::new("never", "unknown", "norun", word)
            }
        }
    }
}

fn lost_answer(error: &Error) -> String {
    let what = match error.kind() {
        ErrorKind::Server => t("A gateway timed out while waiting for the server."),
        ErrorKind::Timeout => t("The server did not answer in time."),
        _ => t("The connection broke before the server answered."),
    };
    let meaning = match error.kind() {
        ErrorKind::Network => t("The server may be working on it; Steward checks again every 30 seconds."),
        _ => t("The server is most likely still working; Steward checks again every 30 seconds."),
    };
    format!("{what} {meaning}")
}

fn left_out(why: LeftOut) -> String {
    match why {
        LeftOut::Stopped => t("The plan was stopped before this operation. Nothing was sent.").into(),
        LeftOut::Unreachable => t("The server could not be reached. Nothing was sent.").into(),
        LeftOut::WaitsFor(operation) => tf(
            "It must not run at the same time as “{{operation}}”, which may still be running. Nothing was sent.",
            &[("operation", title(operation))],
        ),
    }
}

/// The result of a plan as text: a line for each operation, followed by the server's words.
///
/// `head` is the first line, and `elapsed` says how long an operation took.
pub fn as_text(record: &Record, head: &str, elapsed: impl Fn(Operation) -> Option<u64>) -> String {
    let mut text = format!("{head}\n");
    for (place, step) in record.steps().iter().enumerate() {
        let standing = standing(&step.state);
        let took = elapsed(step.operation).map(format::whole_duration);
        let took = took.map(|took| format!(" ({took})")).unwrap_or_default();
        text.push_str(&format!("{}. {}: {}{took}\n", place + 1, title(step.operation), standing.word));
        for line in [Some(standing.text), standing.server, standing.request].into_iter().flatten() {
            if !line.is_empty() {
                text.push_str(&format!("   {line}\n"));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use dhis2_steward::model::Operation::*;

    use super::*;
    use crate::format::Instant;

    #[test]
    fn a_gateway_that_gave_up_is_not_known_and_warns_against_a_second_start() {
        let error = Error::new(ErrorKind::Server, "").with_status(504);
        let standing = standing(&StepState::Unknown(error));
        assert_eq!((standing.tone, standing.word), ("unknown", "Not known yet"));
        assert!(standing.text.starts_with("A gateway"), "{}", standing.text);
        assert_eq!(standing.warning, Some("Do not start it a second time."));
        assert_eq!(standing.server.as_deref(), Some("504"));
    }

    #[test]
    fn a_failure_shows_the_servers_words_and_the_request() {
        let error = Error::new(ErrorKind::Conflict, "")
            .with_status(409)
            .with_server_words(Some("is being updated".into()), Some("E1118".into()))
            .of_request("POST /api/maintenance/cacheClear");
        let standing = standing(&StepState::Failed(error));
        assert_eq!(standing.server.as_deref(), Some("409 E1118 is being updated"));
        assert_eq!(standing.request.as_deref(), Some("POST /api/maintenance/cacheClear"));
    }

    #[test]
    fn what_was_left_out_says_why() {
        let standing = standing(&StepState::LeftOut(LeftOut::WaitsFor(RemoveSoftDeletedEvents)));
        assert!(standing.text.contains("“Remove soft-deleted events”"), "{}", standing.text);
    }

    #[test]
    fn what_a_server_out_of_reach_was_not_sent_is_not_started_and_says_so() {
        let standing = standing(&StepState::LeftOut(LeftOut::Unreachable));
        assert_eq!((standing.word, standing.again), ("Not started", Some("Run now")));
        assert_eq!(standing.text, "The server could not be reached. Nothing was sent.");
    }

    #[test]
    fn the_result_as_text_has_a_line_for_each_operation() {
        let mut record = Record::new([ClearCache, PrunePeriods, ReloadApps], Instant(0.0));
        record.begin_next(Instant(0.0));
        let refused = Error::new(ErrorKind::Forbidden, "")
            .with_status(403)
            .with_server_words(Some("Access is denied".into()), None);
        record.end(PrunePeriods, Err(refused), Instant(2000.0));
        record.begin_next(Instant(2000.0));
        record.end(ClearCache, Ok(()), Instant(7000.0));
        record.stop(Instant(7000.0));

        let text = as_text(&record, "Plan", |operation| record.elapsed(operation, Instant(7000.0)));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "Plan");
        assert_eq!(lines[1], "1. Prune periods: Failed (2 s)");
        assert_eq!(lines[3], "   403 Access is denied");
        assert_eq!(lines[4], "2. Clear the application cache: Done (5 s)");
        assert_eq!(lines[5], "3. Reload apps: Skipped");
    }
}
