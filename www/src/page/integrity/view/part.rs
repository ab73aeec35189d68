//! What of the page comes when somebody selects or runs something, or a run goes on.

use wasm_split_helpers::wasm_split;

use super::desk::Desk;
use super::run_panel::RunPanel;
use super::start::{Asked, Question, Selected};
use crate::dom::prelude::*;
use crate::part::Fault;

/// The panel of the run that is watched.
#[wasm_split(work, fallible, preload(
    /// Loads the part of everything that is about runs.
    load
))]
pub fn run_panel(desk: Desk) -> Result<View, Fault> {
    Ok(view! { <RunPanel desk=desk /> })
}

/// The bar with what is selected.
#[wasm_split(work, fallible)]
pub fn selected(desk: Desk, asked: Asked) -> Result<View, Fault> {
    Ok(view! { <Selected desk=desk asked=asked /> })
}

/// The question before a run with slow checks.
#[wasm_split(work, fallible)]
pub fn question(desk: Desk, asked: Asked) -> Result<View, Fault> {
    Ok(view! { <Question desk=desk asked=asked /> })
}

/// Runs some checks.
#[wasm_split(work, fallible)]
pub fn start(desk: Desk, names: Vec<String>) -> Result<(), Fault> {
    desk.start(names);
    Ok(())
}

/// Watches the run that goes on on the server.
#[wasm_split(work, fallible)]
pub fn pick_up(desk: Desk) -> Result<(), Fault> {
    desk.pick_up();
    Ok(())
}
