//! The steps of a task: each prints what it does and how long it took.
//!
//! Knows nothing about what a step does.

use std::time::{Duration, Instant};

use crate::failure::{Failure, Result};

/// The finished steps.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<Step>,
}

struct Step {
    what: String,
    took: Duration,
    failed: bool,
}

impl Steps {
    /// Runs a step that later ones need.
    pub(crate) fn run<T>(&mut self, what: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("==> {what}");
        let started = Instant::now();
        let result = step();
        let took = started.elapsed();
        println!("    {what}: {} {}", if result.is_ok() { "done in" } else { "failed after" }, seconds(took));
        self.done.push(Step { what: what.to_owned(), took, failed: result.is_err() });
        result
    }

    /// Runs a step that others do not need: prints its failure and continues; `finish` then fails.
    pub(crate) fn try_run(&mut self, what: &str, step: impl FnOnce() -> Result) {
        if let Err(failure) = self.run(what, step) {
            println!("    {failure}");
        }
    }

    /// Prints how long each step took; fails if one failed.
    pub(crate) fn finish(self) -> Result {
        println!("\n{}", self.table());
        let failed: Vec<_> =
            self.done.iter().filter(|step| step.failed).map(|step| step.what.as_str()).collect();
        if failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("failed: {}", failed.join(", ")))) }
    }

    fn table(&self) -> String {
        let width = self.done.iter().map(|step| step.what.chars().count()).max().unwrap_or_default();
        let mut lines: Vec<_> = self
            .done
            .iter()
            .map(|step| {
                let mark = if step.failed { "  FAILED" } else { "" };
                format!("{:<width$}  {:>10}{mark}", step.what, seconds(step.took))
            })
            .collect();
        let total = self.done.iter().map(|step| step.took).sum();
        lines.push(format!("{:<width$}  {:>10}", "all", seconds(total)));
        lines.join("\n")
    }
}

/// A duration as minutes and seconds.
fn seconds(duration: Duration) -> String {
    let tenths = duration.as_millis() / 100;
    let (minutes, rest) = (tenths / 600, tenths % 600);
    let seconds = format!("{}.{} s", rest / 10, rest % 10);
    if minutes == 0 { seconds } else { format!("{minutes} min {seconds}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_fails_the_whole_only_at_the_end() {
        let mut steps = Steps::default();
        steps.try_run("first", || Err(Failure::new("no")));
        steps.try_run("second", || Ok(()));
        assert_eq!(steps.finish().map_err(|failure| failure.to_string()), Err("failed: first".to_owned()));
    }

    #[test]
    fn the_table_names_every_step_and_its_time() {
        let step = |what: &str, millis, failed| Step {
            what: what.into(),
            took: Duration::from_millis(millis),
            failed,
        };
        let steps = Steps { done: vec![step("build", 61_200, false), step("pack", 340, true)] };
        assert_eq!(steps.table(), "build  1 min 1.2 s\npack        0.3 s  FAILED\nall    1 min 1.5 s");
    }
}
