//! The pages that load as separate parts, when first opened.

use wasm_split_helpers::wasm_split;

use super::check::CheckPage;
use super::maintenance::{MaintenancePage, PlanPage};
use super::tasks::{RunPage, TasksPage};
use crate::part::Fault;
use dhis2_steward_dom::prelude::*;

/// The page of one check.
#[wasm_split(check, fallible, preload(
    /// Loads the part of [`check`].
    load_check
))]
pub fn check(name: String) -> Result<View, Fault> {
    Ok(view! { <CheckPage name=name /> })
}

/// The page to pick operations.
#[wasm_split(maintenance, fallible, preload(
    /// Loads the part of [`maintenance`].
    load_maintenance
))]
pub fn maintenance() -> Result<View, Fault> {
    Ok(view! { <MaintenancePage /> })
}

/// The page of the plan that was started.
#[wasm_split(maintenance, fallible, preload(
    /// Loads the part of [`plan`].
    load_plan
))]
pub fn plan() -> Result<View, Fault> {
    Ok(view! { <PlanPage /> })
}

/// The page of the runs of a type.
#[wasm_split(tasks, fallible, preload(
    /// Loads the part of [`tasks`].
    load_tasks
))]
pub fn tasks() -> Result<View, Fault> {
    Ok(view! { <TasksPage /> })
}

/// The page of one run.
#[wasm_split(tasks, fallible, preload(
    /// Loads the part of [`task`].
    load_task
))]
pub fn task(kind: String, uid: String) -> Result<View, Fault> {
    Ok(view! { <RunPage kind=kind uid=uid /> })
}
