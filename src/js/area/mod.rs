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

/// Calls for an operation.
pub(super) fn perform(
    context: &Context,
    area: &str,
    operation: &str,
    arguments: &Arguments,
) -> Result<Reply> {
    let call = &Call { context, operation, arguments };
    match area {
        "session" => session::perform(call),
        "integrity" => integrity::perform(call),
        "jobs" => jobs::perform(call),
        "tasks" => tasks::perform(call),
        "maintenance" => maintenance::perform(call),
        "categoryOptionCombos" => category_option_combos::perform(call),
        "tables" => tables::perform(call),
        "validation" => validation::perform(call),
        "predictors" => predictors::perform(call),
        "scheduler" => scheduler::perform(call),
        "data" => data::perform(call),
        "periods" => periods::perform(call),
        "lockExceptions" => lock_exceptions::perform(call),
        "organisationUnits" => organisation_units::perform(call),
        "settings" => settings::perform(call),
        "synchronization" => synchronization::perform(call),
        _ => unknown(call),
    }
}

/// The classes in JavaScript and the operations here do not belong to each other.
#[cold]
fn unknown(call: &Call<'_>) -> Result<Reply> {
    Err(Error::invalid_argument(format!("There is no operation “{}”.", call.operation)))
}
