//! Data integrity checks: the catalogue of each version, the finders of faults, and the stored results.

pub(crate) mod catalogue;
mod finder;
pub(crate) mod report;
mod result;

use std::time::Duration;

pub(crate) use catalogue::Check;
pub(crate) use finder::{Finding, Issues};
pub(crate) use result::{Aspect, Outcome, Results};

use crate::clock::Moment;
use crate::state::State;
use crate::{Scenario, Version, uid};

/// The check that fails whenever it is run, as one does whose SQL is too slow for the database.
const ALWAYS_FAILS: &str = "category_option_combos_have_duplicates";

/// The check whose details 2.42 cannot list, and which spoils the checks after it.
const POISONS: &str = "program_stages_no_programs";

/// The result of running a check.
pub(crate) struct Performed {
    pub(crate) error: Option<String>,
    pub(crate) poisons: bool,
}

/// Looks for the issues of a check and keeps the result.
pub(crate) fn perform(
    state: &mut State,
    name: &str,
    aspect: Aspect,
    started: Moment,
    now: Moment,
    is_poisoned: bool,
) -> Performed {
    let (version, scenario) = (state.version(), state.config.scenario);
    let is_broken = name == POISONS && aspect == Aspect::Details && version == Version::V2_42;
    let is_slow = name == ALWAYS_FAILS && scenario != Scenario::Empty;
    // If a test sets the duration of the check, it no longer times out.
    let is_late = is_slow && !state.results.takes.contains_key(name);
    let error = match (is_poisoned, is_broken, is_late) {
        (true, ..) => Some("org.hibernate.exception.GenericJDBCException: could not extract ResultSet"),
        (_, true, _) => Some("org.hibernate.exception.SQLGrammarException: could not extract ResultSet"),
        (.., true) => Some(
            "org.hibernate.QueryTimeoutException: could not extract ResultSet; \
             ERROR: canceling statement due to statement timeout",
        ),
        _ => None,
    };
    let error = error.map(str::to_owned);
    let finding = match &error {
        Some(_) => Finding::default(),
        None => finder::find(&state.model, scenario, name, now),
    };
    let outcome = Outcome { started, finished: now, error: error.clone(), finding };
    state.results.keep(aspect, name, outcome);
    Performed { error, poisons: is_broken }
}

/// How long a check takes: fast ones a fraction of a second, slow ones some seconds.
pub(crate) fn duration(state: &State, check: &Check) -> Duration {
    if let Some(takes) = state.results.takes.get(&check.name) {
        return *takes;
    }
    let chance = u64::from(uid::digest(check.name.as_bytes()).bytes().map(u16::from).sum::<u16>());
    let millis = match (check.is_slow, check.name == ALWAYS_FAILS) {
        (_, true) => 3000,
        (true, _) => 1500 + chance % 31 * 120,
        (false, _) => 60 + chance % 29 * 10,
    };
    let factor = if state.config.scenario == Scenario::Slow { 20 } else { 1 };
    Duration::from_millis(millis * factor)
}
