//! The Steward app.

pub mod app;
pub mod catalogue;
pub mod clock;
pub mod context;
pub mod format;
pub mod frame;
pub mod i18n;
pub mod letters;
pub mod load;
pub mod location;
pub mod lost_sight;
pub mod page;
pub mod part;
pub mod plan;
pub mod route;
pub mod ui;
pub mod words;

use dhis2_steward_dom::prelude::*;
use wasm_bindgen::JsCast;

/// Mounts the app in the element that the document provides.
pub fn mount() {
    frame::boundary::watch();
    let root = document().get_element_by_id("dhis2-app-root");
    let Some(root) = root.and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok()) else { return };
    dhis2_steward_dom::mount(root, || view! { <app::Root /> });
}
