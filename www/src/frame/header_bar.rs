//! The header bar, where nobody else draws one: outside the shell.
//!
//! It stands where the shell looks for it, so that the shell hides it even if we did not notice the shell.

use dhis2_steward::Request;
use leptos::prelude::*;

use super::diagnostics;
use crate::context::App;
use crate::i18n::t;
use crate::load::Background;
use crate::location::is_framed;
use crate::ui::{Entry, Menu, Size, icon};

/// Logo, title, the way to other apps, and the person.
#[component]
pub fn HeaderBar() -> impl IntoView {
    (!is_framed()).then(bar).into_any()
}

fn bar() -> AnyView {
    let app = App::here();
    let client = app.client();
    let system = RwSignal::new(client.server().system_name.clone().unwrap_or_else(|| "DHIS2".into()));
    Background::new().begin(async move {
        let request = Request::get("/api/systemSettings/applicationTitle");
        if let Ok(answer) = app.client().request(&request).await
            && let Some(title) = plain_text(&answer.bytes)
        {
            system.set(title);
        }
    });
    let user = client.user();
    let name = user.name.clone().unwrap_or_else(|| user.username.clone());
    let email = user.email.clone();
    let initials = initials(&name);
    let profile = crate::i18n::tf("Profile of {{name}}", &[("name", &name)]);
    let profile_app =
        if client.version().at_least(42) { "/apps/user-profile" } else { "/dhis-web-user-profile/" };
    let entries = vec![
        Entry::leave(name, "info", app.server_url(&format!("{profile_app}#/profile"))).with_note(email),
        Entry::leave(t("Settings"), "maintenance", app.server_url(&format!("{profile_app}#/settings"))),
        Entry::press(t("Copy diagnostics"), "copy", move || diagnostics::copy(app)),
        Entry::leave(t("Log out"), "external", app.server_url("/dhis-web-commons-security/logout.action")),
    ];
    view! {
        <div class="app-shell-adapter">
            <header class="headerbar" data-test="headerbar">
                <a
                    class="headerbar__logo"
                    href=app.server_url("/")
                    target="_top"
                    aria-label=t("Home")
                    data-test="headerbar-logo"
                >
                    {logo(app.server_url("/api/staticContent/logo_banner"))}
                </a>
                <span class="headerbar__title" data-test="headerbar-title">
                    {system}
                    " – Steward"
                </span>
                <span class="headerbar__end">
                    <a
                        class="headerbar__item"
                        href=app.server_url("/")
                        target="_top"
                        aria-label=t("Apps")
                        title=t("Apps")
                        data-test="headerbar-apps-icon"
                    >
                        {icon("apps", Size::Medium)}
                    </a>
                    <Menu
                        class="headerbar__item"
                        label=profile
                        entries=entries
                        test="headerbar-profile-icon"
                        button=move || {
                            view! {
                                <span class="headerbar__avatar" aria-hidden="true">
                                    {initials.clone()}
                                </span>
                            }
                        }
                    />
                </span>
            </header>
        </div>
    }
    .into_any()
}

/// The server's own logo; ours where it has none that can be shown.
fn logo(address: String) -> AnyView {
    let is_broken = RwSignal::new(false);
    (move || {
        if is_broken.get() {
            icon("logo", Size::Medium)
        } else {
            view! { <img class="headerbar__image" src=address.clone() alt="" on:error=move |_| is_broken.set(true) /> }
                .into_any()
        }
    })
    .into_any()
}

/// A setting comes as plain text or as JSON, by version.
fn plain_text(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    let text = match serde_json::from_str::<serde_json::Value>(text) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(serde_json::Value::Object(object)) => object.get("applicationTitle")?.as_str()?.to_owned(),
        _ => text.to_owned(),
    };
    (!text.is_empty() && !text.starts_with('<')).then_some(text)
}

/// The first letters of the first and the last name.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_at_most_two_initials() {
        assert_eq!(initials("Aminata Kamara"), "AK");
        assert_eq!(initials("admin"), "A");
        assert_eq!(initials("ana maria da silva"), "AS");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn the_title_is_read_from_text_and_from_json() {
        assert_eq!(plain_text(b"Ministry of Health\n").unwrap(), "Ministry of Health");
        assert_eq!(plain_text(br#"{"applicationTitle":"HMIS"}"#).unwrap(), "HMIS");
        assert_eq!(plain_text(b"<html>"), None);
        assert_eq!(plain_text(b""), None);
    }
}
