//! Parts of the frame that load after the page is drawn.

use wasm_split_helpers::wasm_split;

use super::banner::VersionBanner;
use super::header_bar;
use super::keys;
use super::place::{NoRights, NotFound};
use super::printed::printed;
use super::tray::WorkTray;
use crate::context::App;
use crate::part::Fault;
use crate::ui::AlertStack;
use dhis2_steward_dom::prelude::*;

/// The work tray, which starts polling for work on the server: again once the session is valid again, and once when
/// another page is opened without a session, because the user may have logged in elsewhere.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`tray`].
    load_tray
))]
pub fn tray() -> Result<View, Fault> {
    let app = App::here();
    let page = app.location.memo(|route| route.page.clone());
    effect(move || {
        page.track();
        if app.is_logged_out.get_untracked() {
            app.work.look(app.client());
        }
    });
    effect(move || {
        if !app.is_logged_out.get() {
            app.work.look(app.client());
            app.plans.restore(&app.client());
            app.plans.look(app.client());
        }
    });
    Ok(view! { <WorkTray /> })
}

/// The icons that the first page does not need until the parts that use them are loaded.
const ICONS: &str = include_str!("../../icons/later.svg");

/// Where alerts appear, what is added to a printed page, the rest of the icons, and the keyboard shortcuts.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`alerts`].
    load_alerts
))]
pub fn alerts() -> Result<View, Fault> {
    keys::listen();
    if let Some(body) = document().body() {
        // Fails only where nothing can be inserted, and the body is no such place.
        let _ = body.insert_adjacent_html("beforeend", ICONS);
    }
    Ok(view! {
        <AlertStack alerts=App::here().alerts />
        {printed()}
    })
}

/// The content of the header bar.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`bar`].
    load_bar
))]
pub fn bar() -> Result<View, Fault> {
    Ok(header_bar::bar())
}

/// The banner about an unsupported version.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`version_banner`].
    load_version_banner
))]
pub fn version_banner() -> Result<View, Fault> {
    Ok(view! { <VersionBanner /> })
}

/// The page for an unknown URL.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`not_found`].
    load_not_found
))]
pub fn not_found(path: String) -> Result<View, Fault> {
    Ok(view! { <NotFound path=path /> })
}

/// The page shown without the required authority.
#[wasm_split(work, fallible, preload(
    /// Loads the part of [`no_rights`].
    load_no_rights
))]
pub fn no_rights(page: &'static str, authority: String) -> Result<View, Fault> {
    Ok(view! { <NoRights page=page authority=authority /> })
}
