//! Banners above everything: the session has ended; this version of DHIS2 is not supported.

use dhis2_steward::model::Version;
use dhis2_steward_dom::prelude::*;

use crate::context::App;
use crate::i18n::{t, tf};
use crate::location;
use crate::ui::{Size, icon};

/// Says that the session has ended and offers to log in; the page content stays.
#[component]
pub fn SessionBanner() -> View {
    let app = App::here();
    effect(move || {
        if app.is_logged_out.get() {
            app.announcer.interrupt(t("You are logged out. This page is no longer updated."));
        }
    });
    view! {
        <Show when=move || app.is_logged_out.get()>
            <div class="banner" role="region" aria-label=t("Session") data-test="steward-session-banner">
                {icon("warning", Size::Medium)}
                <span class="banner__text">
                    {t("You are logged out. This page is no longer updated.")}
                </span>
                {log_in_link()}
            </div>
        </Show>
    }
}

/// A link to the server's login page and back to this place.
pub fn log_in_link() -> View {
    view! {
        <a
            class="button button--primary"
            href=location::outer_address()
            target="_top"
            data-test="steward-log-in"
            on:click=|_| location::remember_place()
        >
            {t("Log in")}
        </a>
    }
}

/// Warns that this release does not support the server's version.
#[component]
pub fn VersionBanner() -> View {
    let app = App::here();
    let text = tf(
        "This server runs DHIS2 {{version}}. Steward supports {{oldest}} to {{newest}}: some features may not work as expected.",
        &[
            ("version", &app.client().version().to_string()),
            ("oldest", &format!("2.{}", Version::OLDEST_SUPPORTED)),
            ("newest", &format!("2.{}", Version::NEWEST_SUPPORTED)),
        ],
    );
    view! {
        <div class="banner" role="region" aria-label=t("Version")>
            {icon("warning", Size::Medium)} <span class="banner__text">{text}</span>
        </div>
    }
}
