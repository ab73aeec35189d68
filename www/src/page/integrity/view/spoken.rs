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
        Some(Outcome::Cancelled) => stopped(issues + passed + failed, run.names.len(), run.is_retry()),
        Some(Outcome::Failed { .. }) => t("The run failed").into(),
        Some(Outcome::Unknown { .. }) | None => t("The outcome of the run is unknown").into(),
    }
}

/// How far a run that was stopped had come, by the number of its checks with a result.
fn stopped(done: usize, total: usize, is_retry: bool) -> String {
    if is_retry {
        return t("The retry of checks that could not run was stopped").into();
    }
    if done >= total {
        return tn(
            "The stop came too late: the check was already done",
            "The stop came too late: all {{count}} checks were already done",
            total,
            &[],
        );
    }
    tf(
        "The run was stopped after {{done}} of {{total}} checks",
        &[("done", &format::count(done)), ("total", &format::count(total))],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_says_what_it_stopped() {
        assert_eq!(stopped(7, 93, false), "The run was stopped after 7 of 93 checks");
        assert_eq!(stopped(93, 93, false), "The stop came too late: all 93 checks were already done");
        assert_eq!(stopped(93, 93, true), "The retry of checks that could not run was stopped");
    }
}
