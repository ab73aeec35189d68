//! What is announced of a run.

use dhis2_steward::domain::job_watch::Outcome;

use super::super::state::Tally;
use super::watched::Watched;
use crate::format::{self, Instant};
use crate::i18n::{t, tf, tn};

/// Which tenths have been announced; at most one every ten seconds.
#[derive(Default)]
pub struct Spoken {
    tenth: u8,
    at: Option<Instant>,
}

impl Spoken {
    /// Whether to announce the progress of a run now; it then counts as announced.
    pub fn is_due(&mut self, run: &Watched) -> bool {
        let (tenth, now) = (run.percent() / 10, Instant::now());
        let is_due = tenth > self.tenth && self.at.is_none_or(|at| now.since(at) >= 10_000);
        if is_due {
            *self = Self { tenth, at: Some(now) };
        }
        is_due
    }
}

/// How a run ended, in a sentence.
pub fn ending(run: &Watched) -> String {
    let Tally { issues, passed, failed } = run.tally;
    match run.outcome() {
        Some(Outcome::Completed) => [
            tn("{{count}} check done", "{{count}} checks done", run.names.len(), &[]),
            tn("{{count}} with issues", "{{count}} with issues", issues, &[]),
            tn("{{count}} passed", "{{count}} passed", passed, &[]),
            tn("{{count}} could not run", "{{count}} could not run", failed, &[]),
        ]
        .join(", "),
        Some(Outcome::Cancelled) => {
            // Nothing remains then, so the checks with a result are counted.
            let (done, total) = (format::count(issues + passed + failed), format::count(run.names.len()));
            tf(
                "The run was stopped after {{done}} of {{total}} checks",
                &[("done", &done), ("total", &total)],
            )
        }
        Some(Outcome::Failed { .. }) => t("The run failed").into(),
        Some(Outcome::Unknown { .. }) | None => t("The outcome of the run is unknown").into(),
    }
}
