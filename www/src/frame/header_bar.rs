//! The header bar, for use outside the global shell.
//!
//! It has the position that the shell expects, so that the shell hides it even if we did not detect the shell.

use dhis2_steward::Request;
use dhis2_steward::model::{Json, parse_json};
use dhis2_steward_dom::prelude::*;

use super::diagnostics;
use super::part as later;
use crate::context::App;
use crate::i18n::{t, tf};
use crate::load::Background;
use crate::location::is_framed;
use crate::part;
use crate::ui::{Entry, Menu, Size, icon};

/// The setting with the name of the instance.
const TITLE: &str = "applicationTitle";
/// The setting that says whether the instance has its own logo.
const LOGO: &str = "keyUseCustomLogoBanner";

/// The bar, filled once the page is drawn.
#[component]
pub fn HeaderBar() -> View {
    if is_framed() {
        return View::Nothing;
    }
    // Up to 2.41 every app draws the header bar, and all look like this.
    let is_tall = !App::here().client().version().at_least(42);
    view! {
        <div class="app-shell-adapter">
            <header class="headerbar" class:headerbar--tall=is_tall data-test="headerbar">
                {part::afterwards(later::load_bar, later::bar)}
            </header>
        </div>
    }
}

/// Logo, title, links to other apps, and the user menu.
pub fn bar() -> View {
    let app = App::here();
    let client = app.client();
    let system = RwSignal::new(client.server().system_name.clone().unwrap_or_else(|| "DHIS2".into()));
    let has_logo = RwSignal::new(false);
    Background::new().begin(async move {
        let request = Request::get("/api/systemSettings").query("key", format!("{TITLE},{LOGO}"));
        // Without a response, the bar shows what is already known.
        if let Ok(answer) = app.client().request(&request).await {
            let (title, logo) = settings(&answer.bytes);
            title.into_iter().for_each(|title| system.set(title));
            has_logo.set(logo);
        }
    });
    view! {
                <a
                    class="headerbar__logo"
                    href=app.server_url("/")
                    target="_top"
                    aria-label=t("Home")
                    data-test="headerbar-logo"
                >
                    {logo(app.server_url("/api/staticContent/logo_banner"), has_logo)}
                </a>
                <span class="headerbar__title" dir="auto" data-test="headerbar-title">
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
                    {profile_menu(app)}
                </span>
    }
}

/// The user menu: profile, settings, and log out.
fn profile_menu(app: App) -> View {
    let client = app.client();
    let user = client.user();
    let name = user.name.clone().unwrap_or_else(|| user.username.clone());
    let email = user.email.clone();
    let initials = initials(&name);
    let profile = tf("{{initials}}, profile of {{name}}", &[("initials", &initials), ("name", &name)]);
    let profile_app =
        if client.version().at_least(42) { "/apps/user-profile" } else { "/dhis-web-user-profile/" };
    let entries = vec![
        Entry::leave(name, "info", app.server_url(&format!("{profile_app}#/profile"))).with_note(email),
        Entry::leave(t("Settings"), "maintenance", app.server_url(&format!("{profile_app}#/settings"))),
        Entry::press(t("Copy diagnostics"), "copy", move || diagnostics::copy(app)),
        Entry::leave(t("Log out"), "external", app.server_url("/dhis-web-commons-security/logout.action")),
    ];
    view! {
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
    }
}

/// The server's logo if it has one; ours until that is known.
fn logo(address: String, has_logo: RwSignal<bool>) -> View {
    (move || {
        if has_logo.get() {
            view! { <img class="headerbar__image" src=address.clone() alt="" on:error=move |_| has_logo.set(false) /> }
        } else {
            icon("logo", Size::Medium)
        }
    }).into_view()
}

/// The name of the instance, and whether it has its own logo.
fn settings(bytes: &[u8]) -> (Option<String>, bool) {
    let Ok(settings) = parse_json(bytes) else { return (None, false) };
    let title = settings.get(TITLE).and_then(Json::as_str).map(str::trim);
    let logo =
        settings.get(LOGO).is_some_and(|logo| *logo == Json::Bool(true) || logo.as_str() == Some("true"));
    (title.filter(|title| !title.is_empty()).map(str::to_owned), logo)
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
    fn title_and_logo_are_read_from_the_settings() {
        let read = |json: &str| settings(json.as_bytes());
        let both = r#"{"applicationTitle":" Ministry of Health ","keyUseCustomLogoBanner":true}"#;
        assert_eq!(read(both), (Some("Ministry of Health".into()), true));
        assert_eq!(read(r#"{"applicationTitle":"","keyUseCustomLogoBanner":"true"}"#), (None, true));
        assert_eq!(read("<html>"), (None, false));
    }
}
