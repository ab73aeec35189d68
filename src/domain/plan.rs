//! A maintenance plan: operations run one by one, each with its own result.

use crate::error::{Error, ErrorKind};
use crate::model::Operation;

/// The status of one operation of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepState {
    /// It is waiting.
    Waiting,
    /// The server is working on it.
    Running,
    /// The server confirmed success.
    Done,
    /// The server reported a failure.
    Failed(Error),
    /// No response arrived; the server is most likely still working.
    Unknown(Error),
    /// It was not started.
    LeftOut(LeftOut),
}

/// Why an operation of a plan was not started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// The plan was stopped, or the session has ended or was rejected.
    Stopped,
    /// The server could not be reached.
    Unreachable,
    /// This operation, which must end first, may still be running.
    WaitsFor(Operation),
}

/// One operation of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The operation.
    pub operation: Operation,
    /// The status.
    pub state: StepState,
}

/// The plan itself. It starts nothing itself: call [`next`](Self::next) for the next operation, and report its outcome.
///
/// ```
/// use dhis2_steward::domain::plan::{Plan, StepState};
/// use dhis2_steward::model::Operation;
///
/// let mut plan = Plan::new([Operation::ClearCache, Operation::RemoveSoftDeletedEvents]);
/// assert_eq!(plan.next(), Some(Operation::RemoveSoftDeletedEvents)); // in the order that foreign keys need
/// plan.record(Operation::RemoveSoftDeletedEvents, Ok(()));
/// assert_eq!(plan.next(), Some(Operation::ClearCache));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    steps: Vec<Step>,
}

impl Plan {
    /// Creates a plan of these operations, each once, in the order in which they must run.
    pub fn new(operations: impl IntoIterator<Item = Operation>) -> Self {
        let picked: Vec<Operation> = operations.into_iter().collect();
        let in_order = Operation::ALL.into_iter().filter(|operation| picked.contains(operation));
        Self { steps: in_order.map(|operation| Step { operation, state: StepState::Waiting }).collect() }
    }

    /// A plan whose program has ended: the outcome of an operation that was running is unknown, and those that were
    /// waiting are skipped.
    pub fn interrupted(mut steps: Vec<Step>) -> Self {
        for step in steps.iter_mut().filter(|step| step.state == StepState::Running) {
            step.state = StepState::Unknown(Error::new(
                ErrorKind::Aborted,
                "The plan was interrupted before the server answered.",
            ));
        }
        let is_unknown = |step: &&Step| matches!(step.state, StepState::Unknown(_));
        let unknown: Vec<Operation> = steps.iter().filter(is_unknown).map(|step| step.operation).collect();
        for step in steps.iter_mut().filter(|step| step.state == StepState::Waiting) {
            let held = unknown.iter().find(|operation| step.operation.depends_on(**operation));
            step.state =
                StepState::LeftOut(held.map_or(LeftOut::Stopped, |operation| LeftOut::WaitsFor(*operation)));
        }
        Self { steps }
    }

    /// The operations with their status, in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether nothing is running or waiting.
    pub fn is_over(&self) -> bool {
        !self.steps.iter().any(|step| matches!(step.state, StepState::Waiting | StepState::Running))
    }

    /// The operation to start now, marked as running; `None` if one is running or none is left.
    #[allow(
        clippy::should_implement_trait,
        reason = "a plan is not an iterator: it must record the outcome of each step"
    )]
    pub fn next(&mut self) -> Option<Operation> {
        if self.steps.iter().any(|step| step.state == StepState::Running) {
            return None;
        }
        let step = self.steps.iter_mut().find(|step| step.state == StepState::Waiting)?;
        step.state = StepState::Running;
        Some(step.operation)
    }

    /// Reports the outcome of an operation.
    ///
    /// After an unknown outcome, the operations that must not run at the same time are skipped; the user can start them
    /// later. Without a session, or with rejected credentials, no more operations are started.
    ///
    /// Returns whether the server may be out of reach: before the next operation, ask it anything, and if it does not
    /// answer, call [`stop_unreachable`](Self::stop_unreachable). Nothing is sent into the void: it would only be one
    /// more operation that nobody knows about.
    pub fn record(&mut self, operation: Operation, outcome: Result<(), Error>) -> bool {
        let is_doubtful = outcome
            .as_ref()
            .is_err_and(|error| error.kind() == ErrorKind::Network || error.leaves_outcome_unknown());
        let is_logged_out = outcome.as_ref().is_err_and(|error| {
            // Repeating a wrong password may lock the account.
            matches!(error.kind(), ErrorKind::SessionExpired | ErrorKind::Unauthorized)
        });
        let state = match outcome {
            Ok(()) => StepState::Done,
            Err(error) if error.leaves_outcome_unknown() => StepState::Unknown(error),
            Err(error) => StepState::Failed(error),
        };
        let is_unknown = matches!(state, StepState::Unknown(_));
        for step in &mut self.steps {
            if step.operation == operation {
                step.state = state.clone();
            } else if is_unknown && step.state == StepState::Waiting && step.operation.depends_on(operation) {
                step.state = StepState::LeftOut(LeftOut::WaitsFor(operation));
            }
        }
        if is_logged_out {
            self.stop();
        }
        is_doubtful && !self.is_over()
    }

    /// Returns an operation that was not done to the waiting ones, at the user's request.
    ///
    /// Does nothing if it is done, running or waiting.
    pub fn again(&mut self, operation: Operation) {
        for step in self.steps.iter_mut().filter(|step| step.operation == operation) {
            if matches!(step.state, StepState::Failed(_) | StepState::Unknown(_) | StepState::LeftOut(_)) {
                step.state = StepState::Waiting;
            }
        }
    }

    /// Starts no more operations; the running one continues.
    pub fn stop(&mut self) {
        self.leave_out(LeftOut::Stopped);
    }

    /// Starts no more operations, because the server cannot be reached.
    pub fn stop_unreachable(&mut self) {
        self.leave_out(LeftOut::Unreachable);
    }

    fn leave_out(&mut self, why: LeftOut) {
        for step in self.steps.iter_mut().filter(|step| step.state == StepState::Waiting) {
            step.state = StepState::LeftOut(why);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Operation::*;

    fn operations(plan: &Plan) -> Vec<Operation> {
        plan.steps().iter().map(|step| step.operation).collect()
    }

    #[test]
    fn soft_deleted_rows_are_removed_in_the_servers_order() {
        let plan = Plan::new([
            RemoveSoftDeletedTrackedEntities,
            RemoveSoftDeletedEvents,
            RemoveSoftDeletedRelationships,
            RemoveSoftDeletedDataValues,
            RemoveSoftDeletedEnrollments,
        ]);
        assert_eq!(
            operations(&plan),
            [
                RemoveSoftDeletedDataValues,
                RemoveSoftDeletedRelationships,
                RemoveSoftDeletedEvents,
                RemoveSoftDeletedEnrollments,
                RemoveSoftDeletedTrackedEntities,
            ]
        );
    }

    #[test]
    fn an_operation_that_is_picked_twice_runs_once() {
        assert_eq!(operations(&Plan::new([ClearCache, ClearCache])), [ClearCache]);
    }

    #[test]
    fn a_gateway_that_gave_up_is_unknown_and_holds_back_only_what_depends_on_it() {
        let mut plan = Plan::new([RemoveSoftDeletedEvents, RemoveSoftDeletedEnrollments, ClearCache]);
        plan.next();
        let gave_up = Error::new(ErrorKind::Server, "gave up").with_status(504);
        plan.record(RemoveSoftDeletedEvents, Err(gave_up.clone()));
        let states: Vec<&StepState> = plan.steps().iter().map(|step| &step.state).collect();
        assert_eq!(
            states,
            [
                &StepState::Unknown(gave_up),
                &StepState::LeftOut(LeftOut::WaitsFor(RemoveSoftDeletedEvents)),
                &StepState::Waiting,
            ]
        );
        assert_eq!(plan.next(), Some(ClearCache));
    }

    #[test]
    fn a_failure_holds_nothing_back() {
        let mut plan = Plan::new([RemoveSoftDeletedEvents, RemoveSoftDeletedEnrollments]);
        plan.next();
        plan.record(RemoveSoftDeletedEvents, Err(Error::new(ErrorKind::Conflict, "no").with_status(409)));
        assert_eq!(plan.next(), Some(RemoveSoftDeletedEnrollments));
    }

    #[test]
    fn a_stopped_plan_lets_the_running_operation_end_and_starts_no_other() {
        let mut plan = Plan::new([ClearCache, ReloadApps]);
        assert_eq!(plan.next(), Some(ClearCache));
        plan.stop();
        assert!(!plan.is_over());
        plan.record(ClearCache, Ok(()));
        assert_eq!(plan.next(), None);
        assert!(plan.is_over());
    }

    #[test]
    fn a_plan_whose_server_is_out_of_reach_sends_nothing_more_and_says_why() {
        let mut plan = Plan::new([PrunePeriods, ClearCache]);
        plan.next();
        assert!(plan.record(PrunePeriods, Err(Error::new(ErrorKind::Network, "no answer"))));
        plan.stop_unreachable();
        assert_eq!(plan.next(), None);
        assert_eq!(plan.steps().last().unwrap().state, StepState::LeftOut(LeftOut::Unreachable));
        plan.again(ClearCache);
        assert_eq!(plan.next(), Some(ClearCache));
    }

    #[test]
    fn only_an_outcome_that_may_be_that_of_a_server_out_of_reach_is_doubted_and_only_if_more_is_to_come() {
        let doubted = |operations: &[Operation], error: Error| {
            let mut plan = Plan::new(operations.iter().copied());
            plan.next().map(|operation| plan.record(operation, Err(error))).unwrap()
        };
        let lost = || Error::new(ErrorKind::Network, "lost");
        for (error, is_doubted) in [
            (lost(), true),
            (lost().before_acting(), true),
            (Error::new(ErrorKind::Server, "gave up").with_status(504), true),
            (Error::new(ErrorKind::Conflict, "no").with_status(409), false),
            (Error::new(ErrorKind::SessionExpired, ""), false),
        ] {
            assert_eq!(doubted(&[ClearCache, ReloadApps], error.clone()), is_doubted, "{error}");
            assert!(!doubted(&[ClearCache], error));
        }
    }

    #[test]
    fn without_a_session_no_more_is_started() {
        for kind in [ErrorKind::SessionExpired, ErrorKind::Unauthorized] {
            let mut plan = Plan::new([PrunePeriods, ClearCache]);
            plan.next();
            plan.record(PrunePeriods, Err(Error::new(kind, "")));
            assert_eq!(plan.next(), None);
            assert_eq!(plan.steps().last().unwrap().state, StepState::LeftOut(LeftOut::Stopped));
        }
    }

    #[test]
    fn an_interrupted_plan_is_over_and_its_running_operation_is_unknown() {
        let step = |operation, state| Step { operation, state };
        let plan = Plan::interrupted(vec![
            step(PrunePeriods, StepState::Done),
            step(RemoveSoftDeletedEvents, StepState::Running),
            step(RemoveSoftDeletedEnrollments, StepState::Waiting),
            step(ClearCache, StepState::Waiting),
        ]);
        assert!(plan.is_over());
        let states: Vec<&StepState> = plan.steps().iter().map(|step| &step.state).collect();
        let held = StepState::LeftOut(LeftOut::WaitsFor(RemoveSoftDeletedEvents));
        let stopped = StepState::LeftOut(LeftOut::Stopped);
        assert!(
            matches!(states.as_slice(), [StepState::Done, StepState::Unknown(error), other, last]
                if error.leaves_outcome_unknown() && **other == held && **last == stopped),
            "{states:?}"
        );
    }

    #[test]
    fn only_a_person_brings_back_what_was_not_done() {
        let mut plan = Plan::new([ClearCache, ReloadApps]);
        plan.next();
        plan.record(ClearCache, Ok(()));
        plan.next();
        plan.record(ReloadApps, Err(Error::new(ErrorKind::Network, "no answer")));
        assert_eq!(plan.next(), None);
        plan.again(ClearCache);
        assert_eq!(plan.next(), None);
        plan.again(ReloadApps);
        assert_eq!(plan.next(), Some(ReloadApps));
    }
}
