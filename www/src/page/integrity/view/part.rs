//! What of the page comes when somebody selects or runs something, or a run goes on.

use wasm_split_helpers::wasm_split;

use super::desk::Desk;
use super::run_panel::RunPanel;
use super::start::{self, Asked, Question, Selected};
use super::toolbar;
use crate::part::Fault;
use dhis2_steward_dom::prelude::*;

/// The panel of the run that is watched.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`run_panel`].
    load_run_panel
))]
pub fn run_panel(desk: Desk) -> Result<View, Fault> {
    Ok(view! { <RunPanel desk=desk /> })
}

/// The bar with what is selected.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`selected`].
    load_selected
))]
pub fn selected(desk: Desk, asked: Asked) -> Result<View, Fault> {
    Ok(view! { <Selected desk=desk asked=asked /> })
}

/// The question before a run with slow checks.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`question`].
    load_question
))]
pub fn question(desk: Desk, asked: Asked) -> Result<View, Fault> {
    Ok(view! { <Question desk=desk asked=asked /> })
}

/// The menu with more ways to run.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`more`].
    load_more
))]
pub fn more(desk: Desk, asked: Asked, class: &'static str) -> Result<View, Fault> {
    Ok(start::more(desk, asked, class))
}

/// What the list is filtered by.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`filters`].
    load_filters
))]
pub fn filters(desk: Desk) -> Result<View, Fault> {
    Ok(toolbar::filters(desk))
}

/// What the list is grouped and sorted by, and the sheet of all of it on phones.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`orders`].
    load_orders
))]
pub fn orders(desk: Desk) -> Result<View, Fault> {
    Ok(toolbar::orders(desk))
}

/// Runs some checks.
#[wasm_split(work, fallible)]
pub fn begin(desk: Desk, names: Vec<String>) -> Result<(), Fault> {
    desk.start(names);
    Ok(())
}

/// Watches the run that goes on on the server.
#[wasm_split(work, fallible)]
pub fn pick_up(desk: Desk) -> Result<(), Fault> {
    desk.pick_up();
    Ok(())
}
