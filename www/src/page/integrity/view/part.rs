//! Parts of the page that load when something is selected or run, or when a run is in progress.

use wasm_split_helpers::wasm_split;

use super::desk::Desk;
use super::run_panel::RunPanel;
use super::start::{self, Asked, PageActions, Question, Selected};
use super::toolbar::{self, Facets, Toolbar};
use crate::part::Fault;
use dhis2_steward_dom::prelude::*;

/// The panel of the run being followed.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`run_panel`].
    load_run_panel
))]
pub fn run_panel(desk: Desk) -> Result<View, Fault> {
    Ok(view! { <RunPanel desk=desk /> })
}

/// The selection bar.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`selected`].
    load_selected
))]
pub fn selected(desk: Desk, asked: Asked) -> Result<View, Fault> {
    Ok(view! { <Selected desk=desk asked=asked /> })
}

/// The confirmation before a run with slow checks.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`question`].
    load_question
))]
pub fn question(desk: Desk, asked: Asked) -> Result<View, Fault> {
    Ok(view! { <Question desk=desk asked=asked /> })
}

/// The page's own buttons.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`actions`].
    load_actions
))]
pub fn actions(desk: Desk, asked: Asked) -> Result<View, Fault> {
    Ok(view! { <PageActions desk=desk asked=asked /> })
}

/// What is above the list: a notice about its state if there is one, the counts by result, and the search, filter
/// and sort controls.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`tools`].
    load_tools
))]
pub fn tools(desk: Desk, asked: Asked) -> Result<View, Fault> {
    Ok(view! {
        {move || start::standing(desk, asked)}
        <Facets desk=desk />
        <Toolbar desk=desk />
    })
}

/// Follows the run in progress on the server.
#[wasm_split(work, fallible)]
pub fn pick_up(desk: Desk) -> Result<(), Fault> {
    desk.pick_up();
    Ok(())
}

/// What is shown when no check matches.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`nothing_found`].
    load_nothing_found
))]
pub fn nothing_found(desk: Desk) -> Result<View, Fault> {
    Ok(toolbar::nothing_found(desk))
}
