//! The results of checks, as cached by the server.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::catalogue::Check;
use super::finder::Finding;
use crate::clock::Moment;

/// How long a result is kept.
const KEPT: Duration = Duration::from_secs(3600);

/// Whether issues are counted or listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aspect {
    /// They are counted.
    Summary,
    /// They are listed.
    Details,
}

/// What a check has found, or why it could not look.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) started: Moment,
    pub(crate) finished: Moment,
    pub(crate) error: Option<String>,
    pub(crate) finding: Finding,
}

/// The results that are kept, and how long checks have taken.
#[derive(Debug, Default)]
pub(crate) struct Results {
    summary: HashMap<String, Outcome>,
    details: HashMap<String, Outcome>,
    times: HashMap<String, (u64, u64)>,
    /// How long some checks take, where a test wants it otherwise.
    pub(crate) takes: HashMap<String, Duration>,
}

impl Results {
    /// Keeps a result in the place of an older one.
    pub(crate) fn keep(&mut self, aspect: Aspect, name: &str, outcome: Outcome) {
        let took = outcome.finished.since(outcome.started).as_millis();
        let (sum, count) = self.times.entry(name.to_owned()).or_default();
        *sum += u64::try_from(took).unwrap_or(0);
        *count += 1;
        let kept = match aspect {
            Aspect::Summary => &mut self.summary,
            Aspect::Details => &mut self.details,
        };
        kept.insert(name.to_owned(), outcome);
    }

    /// The result of a check, if it exists and has not expired.
    pub(crate) fn get(&self, aspect: Aspect, name: &str, now: Moment) -> Option<&Outcome> {
        let kept = match aspect {
            Aspect::Summary => &self.summary,
            Aspect::Details => &self.details,
        };
        kept.get(name).filter(|outcome| now.since(outcome.finished) < KEPT)
    }

    /// Forgets all results, but not how long the checks took.
    pub(crate) fn clear(&mut self) {
        self.summary.clear();
        self.details.clear();
    }

    /// Forgets all results and how long the checks took, as a restart does.
    pub(crate) fn forget(&mut self) {
        self.clear();
        self.times.clear();
    }

    /// How many milliseconds a check has taken on average; `None` before it has run.
    pub(crate) fn average(&self, name: &str) -> Option<u64> {
        self.times.get(name).and_then(|(sum, count)| sum.checked_div(*count)).filter(|average| *average > 0)
    }
}

impl Outcome {
    /// The result as the API shows it, without the issues of details.
    pub(crate) fn describe(&self, aspect: Aspect, check: &Check, average: Option<u64>) -> Map<String, Value> {
        let mut map = check.describe(average);
        map.insert("startTime".into(), self.started.iso().into());
        map.insert("finishedTime".into(), self.finished.iso().into());
        if let Some(error) = &self.error {
            let text = format!("Check failed because an exception was thrown: {error}");
            map.insert("error".into(), text.into());
        }
        if aspect == Aspect::Summary {
            let count = self.error.is_none().then(|| self.finding.issues.len());
            map.insert("count".into(), count.map_or(json!(-1), Value::from));
            if let Some(percentage) = self.finding.percentage().filter(|_| self.error.is_none()) {
                map.insert("percentage".into(), percentage.into());
            }
        }
        map
    }
}
