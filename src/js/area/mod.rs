//! The operations, by area and name. `npm/index.d.ts` documents them.

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

/// A call of an operation.
struct Call<'a> {
    context: &'a Context,
    operation: &'a str,
    arguments: &'a Arguments,
}

/// Selects the area by its name.
macro_rules! areas {
    ($call:ident, $area:ident: $($name:literal => $module:ident,)+) => {
        match $area {
            $($name if const { is_compiled($name) } => $module::perform($call),)+
            _ => unknown($call),
        }
    };
}

/// Calls an operation.
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
    // Nothing is sent until the first value is requested.
    arguments.accept(reply)
}

/// Whether an area is compiled: all are, except those left out to measure their size (`cargo xtask npm --areas`).
const fn is_compiled(area: &str) -> bool {
    match option_env!("STEWARD_WITHOUT") {
        Some(without) => !is_in(without.as_bytes(), area.as_bytes()),
        None => true,
    }
}

/// Whether a name is in a list whose names are each followed by a comma.
const fn is_in(list: &[u8], name: &[u8]) -> bool {
    match list {
        [] => false,
        [_, ..] => begins(list, name) || is_in(after_comma(list), name),
    }
}

/// Whether a list starts with a name.
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

/// The JavaScript classes do not match the operations here.
#[cold]
fn unknown(call: &Call<'_>) -> Result<Reply> {
    Err(Error::invalid_argument(format!("Unknown operation “{}”.", call.operation)))
}
