//! A maintenance plan that was started: the outcome of each operation, and when.
//!
//! Pure: the clock is an argument, and nothing is sent.

mod kept;

use std::collections::BTreeMap;

use dhis2_steward::Error;
use dhis2_steward::domain::plan::{LeftOut, Plan, Step, StepState};
use dhis2_steward::model::Operation;

use crate::format::Instant;

/// When an operation was sent, and when it was answered or given up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Times {
    /// When it was sent.
    pub began: Instant,
    /// When it was answered, or the connection broke; `None` while it runs.
    pub ended: Option<Instant>,
}

/// The checks on operations without an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// When the server was last checked.
    pub at: Instant,
    /// When it last answered; `None` if it has not since the answer was lost.
    pub answered_at: Option<Instant>,
}

/// The number of operations of a plan by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Confirmed by the server.
    pub done: usize,
    /// Failed.
    pub failed: usize,
    /// Unknown.
    pub unknown: usize,
    /// Skipped.
    pub left_out: usize,
    /// Not started, because the server could not be reached.
    pub unreachable: usize,
    /// Waiting.
    pub waiting: usize,
    /// All of them.
    pub total: usize,
}

impl Tally {
    /// How many are neither running nor waiting.
    pub fn ended(self) -> usize {
        self.done + self.failed + self.unknown + self.left_out + self.unreachable
    }
}

/// A plan that was started.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    plan: Plan,
    times: BTreeMap<Operation, Times>,
    began: Instant,
    ended: Option<Instant>,
    look: Option<Look>,
}

impl Record {
    /// A plan of these operations that starts now.
    pub fn new(operations: impl IntoIterator<Item = Operation>, now: Instant) -> Self {
        Self { plan: Plan::new(operations), times: BTreeMap::new(), began: now, ended: None, look: None }
    }

    /// The operations with their states, in order.
    pub fn steps(&self) -> &[Step] {
        self.plan.steps()
    }

    /// One operation with its state.
    pub fn step(&self, operation: Operation) -> Option<&Step> {
        self.steps().iter().find(|step| step.operation == operation)
    }

    /// When an operation ran; `None` before its turn.
    pub fn times(&self, operation: Operation) -> Option<Times> {
        self.times.get(&operation).copied()
    }

    /// When the plan started.
    pub fn began(&self) -> Instant {
        self.began
    }

    /// When its last operation ended; `None` while one is running or waiting.
    pub fn ended(&self) -> Option<Instant> {
        self.ended
    }

    /// Whether nothing is running or waiting.
    pub fn is_over(&self) -> bool {
        self.plan.is_over()
    }

    /// The checks on operations without an answer.
    pub fn look(&self) -> Option<&Look> {
        self.look.as_ref()
    }

    /// Whether the outcome of an operation is unknown.
    pub fn has_unknown(&self) -> bool {
        self.steps().iter().any(|step| matches!(step.state, StepState::Unknown(_)))
    }

    /// The running operation.
    pub fn running(&self) -> Option<Operation> {
        self.steps().iter().find(|step| step.state == StepState::Running).map(|step| step.operation)
    }

    /// Counts the operations by state.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally { total: self.steps().len(), ..Tally::default() };
        for step in self.steps() {
            match step.state {
                StepState::Waiting => tally.waiting += 1,
                StepState::Running => {}
                StepState::Done => tally.done += 1,
                StepState::Failed(_) => tally.failed += 1,
                StepState::Unknown(_) => tally.unknown += 1,
                StepState::LeftOut(LeftOut::Unreachable) => tally.unreachable += 1,
                StepState::LeftOut(_) => tally.left_out += 1,
            }
        }
        tally
    }

    /// The operation to send now, marked as running; `None` if one is running or none is waiting.
    pub fn begin_next(&mut self, now: Instant) -> Option<Operation> {
        let operation = self.plan.next()?;
        self.times.insert(operation, Times { began: now, ended: None });
        Some(operation)
    }

    /// Records the outcome of an operation. Returns whether the server may be out of reach: see [`Plan::record`].
    pub fn end(&mut self, operation: Operation, outcome: Result<(), Error>, now: Instant) -> bool {
        let is_doubtful = self.plan.record(operation, outcome);
        if let Some(times) = self.times.get_mut(&operation) {
            times.ended = Some(now);
        }
        self.note_end(now);
        is_doubtful
    }

    /// Starts no more operations; the running one continues.
    pub fn stop(&mut self, now: Instant) {
        self.plan.stop();
        self.note_end(now);
    }

    /// Starts no more operations, because the server does not answer a request that anybody may send.
    pub fn stop_unreachable(&mut self, now: Instant) {
        self.plan.stop_unreachable();
        self.note_end(now);
    }

    /// The operations that were not started because the server could not be reached, in order.
    pub fn unreachable(&self) -> impl Iterator<Item = Operation> {
        let is_unreachable = |step: &&Step| step.state == StepState::LeftOut(LeftOut::Unreachable);
        self.steps().iter().filter(is_unreachable).map(|step| step.operation)
    }

    /// Queues an operation again that was not done.
    pub fn again(&mut self, operation: Operation) {
        self.plan.again(operation);
        self.ended = None;
    }

    /// Records a check of whether the server answers.
    pub fn looked(&mut self, has_answered: bool, now: Instant) {
        let before = self.look.as_ref().and_then(|look| look.answered_at);
        let answered_at = if has_answered { Some(now) } else { before };
        self.look = Some(Look { at: now, answered_at });
    }

    /// How long an operation took or has been running; without an answer, how long ago it was sent.
    pub fn elapsed(&self, operation: Operation, now: Instant) -> Option<u64> {
        let times = self.times(operation)?;
        let is_unknown = self.step(operation).is_some_and(|step| matches!(step.state, StepState::Unknown(_)));
        let until = if is_unknown { now } else { times.ended.unwrap_or(now) };
        Some(until.since(times.began))
    }

    fn note_end(&mut self, now: Instant) {
        if self.is_over() && self.ended.is_none() {
            self.ended = Some(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use dhis2_steward::ErrorKind;
    use dhis2_steward::model::Operation::*;

    use super::*;

    fn at(seconds: u32) -> Instant {
        Instant(f64::from(seconds) * 1000.0)
    }

    fn lost() -> Error {
        Error::new(ErrorKind::Network, "The connection broke.")
    }

    fn refused() -> Error {
        Error::new(ErrorKind::Conflict, "no").with_status(409)
    }

    #[test]
    fn each_operation_has_its_own_result_and_times() {
        let mut record = Record::new([ClearCache, PrunePeriods, ReloadApps], at(0));
        assert_eq!(record.begin_next(at(1)), Some(PrunePeriods));
        record.end(PrunePeriods, Err(refused()), at(3));
        assert_eq!(record.begin_next(at(3)), Some(ClearCache));
        record.end(ClearCache, Ok(()), at(8));
        assert_eq!(record.begin_next(at(8)), Some(ReloadApps));

        assert_eq!(record.elapsed(PrunePeriods, at(60)), Some(2000));
        assert_eq!(record.elapsed(ClearCache, at(60)), Some(5000));
        assert_eq!(record.elapsed(ReloadApps, at(60)), Some(52_000));
        assert_eq!(record.tally(), Tally { done: 1, failed: 1, total: 3, ..Tally::default() });
        assert_eq!(record.running(), Some(ReloadApps));
        assert_eq!(record.ended(), None);
    }

    #[test]
    fn an_operation_without_an_answer_goes_on_counting() {
        let mut record = Record::new([RemoveSoftDeletedEvents], at(0));
        record.begin_next(at(0));
        record.end(RemoveSoftDeletedEvents, Err(lost()), at(300));
        assert!(record.has_unknown());
        assert_eq!(record.elapsed(RemoveSoftDeletedEvents, at(360)), Some(360_000));
        assert_eq!(record.ended(), Some(at(300)));
    }

    #[test]
    fn a_plan_goes_on_after_an_unknown_outcome_only_with_what_does_not_depend_on_it() {
        let mut record =
            Record::new([RemoveSoftDeletedEvents, RemoveSoftDeletedEnrollments, ClearCache], at(0));
        record.begin_next(at(0));
        record.end(RemoveSoftDeletedEvents, Err(lost()), at(1));
        assert_eq!(record.begin_next(at(1)), Some(ClearCache));
        let held = record.step(RemoveSoftDeletedEnrollments).unwrap();
        assert_eq!(held.state, StepState::LeftOut(LeftOut::WaitsFor(RemoveSoftDeletedEvents)));
    }

    #[test]
    fn what_a_server_out_of_reach_was_not_sent_can_be_run_later() {
        let mut record = Record::new([PrunePeriods, ClearCache, ReloadApps], at(0));
        record.begin_next(at(0));
        record.end(PrunePeriods, Err(lost()), at(1));
        assert_eq!(record.ended(), None);
        record.stop_unreachable(at(2));
        assert_eq!((record.begin_next(at(2)), record.ended()), (None, Some(at(2))));
        let tally = record.tally();
        assert_eq!(tally, Tally { unknown: 1, unreachable: 2, total: 3, ..Tally::default() });
        assert_eq!(tally.ended(), 3);

        let rest: Vec<Operation> = record.unreachable().collect();
        assert_eq!(rest, [ClearCache, ReloadApps]);
        rest.into_iter().for_each(|operation| record.again(operation));
        assert_eq!(record.begin_next(at(9)), Some(ClearCache));
        assert!(record.has_unknown());
    }

    #[test]
    fn nothing_more_is_sent_once_the_session_has_ended() {
        let mut record = Record::new([PrunePeriods, ClearCache], at(0));
        record.begin_next(at(0));
        record.end(PrunePeriods, Err(Error::new(ErrorKind::SessionExpired, "")), at(1));
        assert_eq!(record.begin_next(at(1)), None);
        assert!(record.is_over());
    }

    #[test]
    fn a_stopped_plan_ends_when_its_running_operation_does() {
        let mut record = Record::new([PrunePeriods, ClearCache], at(0));
        record.begin_next(at(0));
        record.stop(at(1));
        assert_eq!(record.ended(), None);
        record.end(PrunePeriods, Ok(()), at(5));
        assert_eq!(record.ended(), Some(at(5)));
        assert_eq!(record.tally(), Tally { done: 1, left_out: 1, total: 2, ..Tally::default() });
    }

    #[test]
    fn an_operation_brought_back_runs_again_and_has_new_times() {
        let mut record = Record::new([ClearCache], at(0));
        record.begin_next(at(0));
        record.end(ClearCache, Err(lost()), at(5));
        record.again(ClearCache);
        assert!(!record.is_over() && record.ended().is_none());
        assert_eq!(record.begin_next(at(9)), Some(ClearCache));
        assert_eq!(record.times(ClearCache), Some(Times { began: at(9), ended: None }));
    }

    #[test]
    fn a_server_that_stops_answering_keeps_the_time_of_its_last_answer() {
        let mut record = Record::new([ClearCache], at(0));
        record.looked(true, at(30));
        record.looked(false, at(60));
        assert_eq!(record.look(), Some(&Look { at: at(60), answered_at: Some(at(30)) }));
    }
}
