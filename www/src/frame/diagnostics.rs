//! Diagnostics to include in a support request: app, server, user, browser. Contains no secrets.

use dhis2_steward::Client;
use dhis2_steward_dom::prelude::*;

use crate::context::App;
use crate::i18n::{locale, t};
use crate::ui::AlertTone;

/// The text.
fn text(client: &Client) -> String {
    let browser = window().navigator().user_agent().unwrap_or_default();
    let server = client.server();
    let mut authorities: Vec<&str> =
        client.user().authorities().map(|authority| authority.as_str()).collect();
    authorities.sort_unstable();
    let lines = [
        ("Steward", env!("CARGO_PKG_VERSION").to_owned()),
        ("DHIS2", client.version().to_string()),
        ("Revision", server.revision.clone().unwrap_or_default()),
        ("Server", client.base_url().to_string()),
        ("Server time zone", server.server_time_zone_id.clone().unwrap_or_default()),
        ("User", client.user().username.clone()),
        ("Language", locale()),
        ("Page", window().location().href().unwrap_or_default()),
        ("Browser", browser),
        ("Authorities", authorities.join(", ")),
    ];
    lines.into_iter().map(|(name, value)| format!("{name}: {value}\n")).collect()
}

/// Copies the diagnostics and confirms it.
pub fn copy(app: App) {
    copy_text(app, &text(&app.client()), t("Diagnostics copied"));
}

/// Copies a text and confirms what was copied.
pub fn copy_text(app: App, text: &str, done: &str) {
    let done = done.to_owned();
    let promise = window().navigator().clipboard().write_text(text);
    leptos::task::spawn_local(async move {
        match wasm_bindgen_futures::JsFuture::from(promise).await {
            Ok(_) => app.alerts.show(AlertTone::Success, done),
            Err(_) => app.alerts.show(AlertTone::Warning, t("The browser blocked access to the clipboard")),
        }
    });
}
