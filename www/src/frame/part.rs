//! What of the frame comes once the page is there.

use wasm_split_helpers::wasm_split;

use super::diagnostics;
use super::tray::WorkTray;
use crate::context::App;
use crate::dom::prelude::*;
use crate::part::Fault;

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

/// Copies the diagnostics.
#[wasm_split(work, fallible)]
pub fn copy_diagnostics(app: App) -> Result<(), Fault> {
    diagnostics::copy(app);
    Ok(())
}
