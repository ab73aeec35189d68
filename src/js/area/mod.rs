//! The operations, by area and name. What each means to a caller is said in `npm/index.d.ts`.

mod category_option_combos;
mod data;
mod integrity;
mod jobs;
mod lock_exceptions;
mod maintenance;
mod organisation_units;
mod periods;
mod predictors;
mod scheduler;
mod session;
mod settings;
mod synchronization;
mod tables;
mod tasks;
mod validation;

use super::arguments::Arguments;
use super::context::Context;
use super::work::Reply;
use crate::error::{Error, Result};

/// What an operation is called for with.
struct Call<'a> {
    context: &'a Context,
    operation: &'a str,
    arguments: &'a Arguments,
}

/// Picks the area by its name.
macro_rules! areas {
    ($call:ident, $area:ident: $($name:literal => $module:ident,)+) => {
        match $area {
            $($name if const { is_compiled($name) } => $module::perform($call),)+
            _ => unknown($call),
        }
    };
}

/// Calls for an operation.
pub(super) fn perform(
    context: &Context,
    area: &str,
    operation: &str,
    arguments: &Arguments,
) -> Result<Reply> {
    let call = &Call { context, operation, arguments };
    let reply = areas! { call, area:
        "session" => session,
        "integrity" => integrity,
        "jobs" => jobs,
        "tasks" => tasks,
        "maintenance" => maintenance,
        "categoryOptionCombos" => category_option_combos,
        "tables" => tables,
        "validation" => validation,
        "predictors" => predictors,
        "scheduler" => scheduler,
        "data" => data,
        "periods" => periods,
        "lockExceptions" => lock_exceptions,
        "organisationUnits" => organisation_units,
        "settings" => settings,
        "synchronization" => synchronization,
    };
    // Nothing has been sent yet: that begins when the first value is asked for.
    arguments.accept(reply)
}

/// Whether an area is compiled: all are, except those that are left out to find out what they weigh
/// (`cargo xtask npm --areas`).
const fn is_compiled(area: &str) -> bool {
    match option_env!("STEWARD_WITHOUT") {
        Some(without) => !is_in(without.as_bytes(), area.as_bytes()),
        None => true,
    }
}

/// Whether a name is in a list, in which a comma follows each.
const fn is_in(list: &[u8], name: &[u8]) -> bool {
    match list {
        [] => false,
        [_, ..] => begins(list, name) || is_in(after_comma(list), name),
    }
}

/// Whether a list begins with a name.
const fn begins(list: &[u8], name: &[u8]) -> bool {
    match (list, name) {
        ([b',', ..], []) => true,
        ([a, list @ ..], [b, name @ ..]) => *a == *b && begins(list, name),
        _ => false,
    }
}

const fn after_comma(list: &[u8]) -> &[u8] {
    match list {
        [b',', rest @ ..] => rest,
        [_, rest @ ..] => after_comma(rest),
        [] => list,
    }
}

/// The classes in JavaScript and the operations here do not belong to each other.
#[cold]
fn unknown(call: &Call<'_>) -> Result<Reply> {
    Err(Error::invalid_argument(format!("There is no operation “{}”.", call.operation)))
}
