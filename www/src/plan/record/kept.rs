//! A plan as text, to keep while the tab is reloaded: its operations, their states and times, and the server's words
//! about those that failed.
//!
//! The first line says whose plan it is and when it ran, each further line is an operation.

use std::collections::BTreeMap;

use dhis2_steward::domain::plan::{LeftOut, Plan, Step, StepState};
use dhis2_steward::model::Operation;
use dhis2_steward::{Error, ErrorKind};

use super::{Record, Times};
use crate::format::Instant;

/// The version of the text; another one is ignored.
const VERSION: &str = "2";
/// A time, status or code that is not known.
const NONE: &str = "-";

impl Record {
    /// The plan as text; `owner` says whose it is.
    pub fn to_text(&self, owner: &str) -> String {
        let ended = time(self.ended);
        let mut text = format!("{VERSION} {} {ended} {owner}", self.began.0);
        for step in self.steps() {
            let times = self.times(step.operation);
            let (began, ended) = (time(times.map(|times| times.began)), time(times.and_then(|it| it.ended)));
            text.push_str(&format!("\n{} {} {began} {ended}", step.operation.as_str(), word(&step.state)));
            if let StepState::Failed(error) | StepState::Unknown(error) = &step.state {
                text.push_str(&words(error));
            }
        }
        text
    }

    /// Reads [`to_text`](Self::to_text): a plan that no longer goes on. The outcome of an operation that was running is
    /// unknown, and those that were waiting are skipped. `None` for another owner's plan and for any other text.
    pub fn of_text(text: &str, owner: &str, now: Instant) -> Option<Self> {
        let (head, lines) = text.split_once('\n')?;
        let mut head = head.splitn(4, ' ');
        if head.next()? != VERSION {
            return None;
        }
        let (began, ended) = (instant(head.next()?)?, optional(head.next()?)?);
        if head.next()? != owner {
            return None;
        }
        let (mut steps, mut times) = (Vec::<Step>::new(), BTreeMap::new());
        for line in lines.split('\n') {
            let mut parts = line.splitn(5, ' ');
            let operation = Operation::from_name(parts.next()?)?;
            let mut state = state(parts.next()?)?;
            let (began, ended) = (optional(parts.next()?)?, optional(parts.next()?)?);
            match (&mut state, parts.next()) {
                (StepState::Failed(error) | StepState::Unknown(error), Some(words)) => {
                    *error = with_words(error.clone(), words)?;
                }
                (_, None) => {}
                (_, Some(_)) => return None,
            }
            if steps.iter().any(|step| step.operation == operation) {
                return None;
            }
            if let Some(began) = began {
                times.insert(operation, Times { began, ended });
            }
            steps.push(Step { operation, state });
        }
        let plan = Plan::interrupted(steps);
        Some(Self { plan, times, began, ended: Some(ended.unwrap_or(now)), look: None })
    }
}

/// Status, code and message of the server, in this order; the message is the rest of the line.
fn words(error: &Error) -> String {
    let status = error.status().map_or_else(|| NONE.into(), |status| status.to_string());
    let code = error.server_code().filter(|code| !code.contains(char::is_whitespace)).unwrap_or(NONE);
    let message = error.server_message().unwrap_or_default().replace(['\n', '\r'], " ");
    format!(" {status} {code} {message}")
}

fn with_words(error: Error, words: &str) -> Option<Error> {
    let mut parts = words.splitn(3, ' ');
    let (status, code, message) = (parts.next()?, parts.next()?, parts.next()?);
    let text = |text: &str| (!text.is_empty() && text != NONE).then(|| text.to_owned());
    let error = error.with_server_words(text(message), text(code));
    if status == NONE { Some(error) } else { Some(error.with_status(status.parse().ok()?)) }
}

fn time(instant: Option<Instant>) -> String {
    instant.map_or_else(|| NONE.into(), |instant| instant.0.to_string())
}

fn instant(text: &str) -> Option<Instant> {
    text.parse().ok().filter(|millis: &f64| millis.is_finite() && *millis >= 0.0).map(Instant)
}

fn optional(text: &str) -> Option<Option<Instant>> {
    if text == NONE { Some(None) } else { instant(text).map(Some) }
}

fn word(state: &StepState) -> String {
    match state {
        StepState::Waiting => "waiting".into(),
        StepState::Running => "running".into(),
        StepState::Done => "done".into(),
        StepState::Failed(error) => format!("failed:{}", error.kind().as_str()),
        StepState::Unknown(error) => format!("unknown:{}", error.kind().as_str()),
        StepState::LeftOut(LeftOut::Stopped) => "stopped".into(),
        StepState::LeftOut(LeftOut::Unreachable) => "unreachable".into(),
        StepState::LeftOut(LeftOut::WaitsFor(operation)) => format!("after:{}", operation.as_str()),
    }
}

fn state(word: &str) -> Option<StepState> {
    Some(match word.split_once(':').unwrap_or((word, "")) {
        ("waiting", "") => StepState::Waiting,
        ("running", "") => StepState::Running,
        ("done", "") => StepState::Done,
        ("failed", kind) => {
            let kind = kind_of(&FAILURES, kind).unwrap_or(ErrorKind::Rejected);
            StepState::Failed(Error::new(kind, "The operation failed."))
        }
        ("unknown", kind) => {
            let kind = kind_of(&[ErrorKind::Server, ErrorKind::Timeout], kind).unwrap_or(ErrorKind::Network);
            StepState::Unknown(Error::new(kind, "The outcome of the operation is unknown."))
        }
        ("stopped", "") => StepState::LeftOut(LeftOut::Stopped),
        ("unreachable", "") => StepState::LeftOut(LeftOut::Unreachable),
        ("after", name) => StepState::LeftOut(LeftOut::WaitsFor(Operation::from_name(name)?)),
        _ => return None,
    })
}

/// What an operation can fail with.
const FAILURES: [ErrorKind; 9] = [
    ErrorKind::SessionExpired,
    ErrorKind::Unauthorized,
    ErrorKind::Forbidden,
    ErrorKind::NotFound,
    ErrorKind::Conflict,
    ErrorKind::Busy,
    ErrorKind::Server,
    ErrorKind::UnexpectedAnswer,
    ErrorKind::Decode,
];

fn kind_of(kinds: &[ErrorKind], word: &str) -> Option<ErrorKind> {
    kinds.iter().copied().find(|kind| kind.as_str() == word)
}

#[cfg(test)]
mod tests {
    use dhis2_steward::model::Operation::*;

    use super::*;

    const OWNER: &str = "M5zQapPyTZI http://localhost/a b";

    fn at(seconds: u32) -> Instant {
        Instant(f64::from(seconds) * 1000.5)
    }

    fn read(text: &str) -> Option<Record> {
        Record::of_text(text, OWNER, at(99))
    }

    /// A plan that stands at its third operation.
    fn record() -> Record {
        let mut record = Record::new(
            [RemoveSoftDeletedEvents, RemoveSoftDeletedEnrollments, PrunePeriods, ClearCache],
            at(0),
        );
        record.begin_next(at(1));
        let gave_up = Error::new(ErrorKind::Server, "gateway").with_status(504);
        record.end(RemoveSoftDeletedEvents, Err(gave_up), at(2));
        record.begin_next(at(2));
        record
    }

    #[test]
    fn an_ended_plan_is_kept_with_its_states_and_times() {
        let mut record = record();
        record.end(PrunePeriods, Ok(()), at(3));
        record.begin_next(at(3));
        record.end(ClearCache, Err(Error::new(ErrorKind::Forbidden, "x")), at(4));
        let text = record.to_text(OWNER);
        let kept = read(&text).unwrap();
        assert_eq!((kept.tally(), kept.began(), kept.ended()), (record.tally(), at(0), Some(at(4))));
        assert_eq!(kept.times, record.times);
        assert_eq!(kept.to_text(OWNER), text);
        let waits = StepState::LeftOut(LeftOut::WaitsFor(RemoveSoftDeletedEvents));
        assert_eq!(kept.step(RemoveSoftDeletedEnrollments).unwrap().state, waits);
    }

    #[test]
    fn a_failure_is_kept_with_the_servers_words() {
        let error = Error::new(ErrorKind::Conflict, "x").with_status(409);
        for (message, code) in
            [(Some("key (id)=(1)\nis used - twice"), Some("E1118")), (Some("no"), None), (None, None)]
        {
            let mut record = Record::new([ClearCache], at(0));
            record.begin_next(at(1));
            let error = error.clone().with_server_words(message.map(str::to_owned), code.map(str::to_owned));
            record.end(ClearCache, Err(error), at(2));
            let StepState::Failed(kept) =
                read(&record.to_text(OWNER)).unwrap().step(ClearCache).unwrap().state.clone()
            else {
                panic!("it has failed");
            };
            let message = message.map(|message| message.replace('\n', " "));
            assert_eq!((kept.kind(), kept.status()), (ErrorKind::Conflict, Some(409)));
            assert_eq!((kept.server_message(), kept.server_code()), (message.as_deref(), code));
        }
    }

    #[test]
    fn what_was_running_is_not_known_and_what_was_waiting_is_skipped() {
        let kept = read(&record().to_text(OWNER)).unwrap();
        assert!(kept.is_over() && kept.has_unknown());
        assert!(matches!(kept.step(PrunePeriods).unwrap().state, StepState::Unknown(_)));
        assert_eq!(kept.step(ClearCache).unwrap().state, StepState::LeftOut(LeftOut::Stopped));
        let why = match &kept.step(RemoveSoftDeletedEvents).unwrap().state {
            StepState::Unknown(error) => Some(error.kind()),
            _ => None,
        };
        assert_eq!(why, Some(ErrorKind::Server));
        assert_eq!((kept.ended(), kept.elapsed(PrunePeriods, at(12))), (Some(at(99)), Some(10_005)));
    }

    #[test]
    fn the_plan_of_somebody_else_or_of_another_server_is_not_read() {
        let text = record().to_text(OWNER);
        for owner in ["", "xE7jOejl9FI http://localhost/a b", "M5zQapPyTZI http://localhost/a"] {
            assert_eq!(Record::of_text(&text, owner, at(9)), None, "{owner}");
        }
    }

    #[test]
    fn a_text_that_is_damaged_or_of_another_release_is_ignored() {
        let text = record().to_text(OWNER);
        assert!(read(&text).is_some());
        for (what, by) in [
            ("2 0", "1 0"),
            ("2 0", "2 NaN"),
            ("unknown:server 1000.5 2001 504", "unknown:server 1000.5 2001 many"),
            ("prunePeriods running", "formatDisk running"),
            ("prunePeriods running", "prunePeriods burning"),
            ("prunePeriods running", "clearCache running"),
            ("clearCache waiting - -", "clearCache waiting -"),
            ("clearCache waiting - -", "clearCache waiting - - -"),
            ("clearCache waiting - -", "clearCache waiting - inf"),
            ("after:removeSoftDeletedEvents", "after:nothing"),
        ] {
            let damaged = text.replacen(what, by, 1);
            assert!(damaged != text, "{what}");
            assert_eq!(read(&damaged), None, "{damaged}");
        }
        for end in 0..text.len() {
            // However short it is cut, nothing that was running counts as done.
            let cut = text.get(..end).and_then(read);
            assert!(cut.is_none_or(|record| record.tally().done == 0), "{end}");
        }
        assert_eq!(read(""), None);
    }
}
