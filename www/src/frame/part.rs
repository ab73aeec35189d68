//! What of the frame comes once the page is there.

use wasm_split_helpers::wasm_split;

use super::header_bar::profile_menu;
use super::tray::WorkTray;
use crate::context::App;
use crate::part::Fault;
use crate::ui::AlertStack;
use dhis2_steward_dom::prelude::*;

/// The work tray, which begins to look what runs on the server.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`tray`].
    load_tray
))]
pub fn tray() -> Result<View, Fault> {
    let app = App::here();
    app.work.look(app.client());
    Ok(view! { <WorkTray /> })
}

/// Where alerts appear.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`alerts`].
    load_alerts
))]
pub fn alerts() -> Result<View, Fault> {
    Ok(view! { <AlertStack alerts=App::here().alerts /> })
}

/// The menu of the person in the header bar.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`profile`].
    load_profile
))]
pub fn profile(app: App) -> Result<View, Fault> {
    Ok(profile_menu(app))
}
