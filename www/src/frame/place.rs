//! Placeholder pages: for an unknown URL, and for a page that the user may not open.

use dhis2_steward_dom::prelude::*;

use crate::i18n::{t, tf};
use crate::route::Page;
use crate::ui::{Empty, PageHeader};

/// The page for an unknown URL.
#[component]
pub fn NotFound(
    /// The path.
    path: String,
) -> View {
    let sentence =
        tf("Steward has no page “{{path}}”. The link may be from another version.", &[("path", &path)]);
    view! {
        <div class="page">
            <PageHeader title=t("Page not found") />
            <div class="card">
                <Empty icon="search" title=t("This page does not exist")>
                    <p>{sentence}</p>
                    <p>
                        <a href=Page::Integrity.href()>{t("Go to Integrity")}</a>
                    </p>
                </Empty>
            </div>
        </div>
    }
}

/// A page that the user may not open; names the required authority.
#[component]
pub fn NoRights(
    /// The page.
    page: &'static str,
    /// The authority, as DHIS2 writes it.
    authority: String,
) -> View {
    let title = tf("You may not open {{page}}", &[("page", page)]);
    view! {
        <div class="page" data-test="steward-no-rights">
            <PageHeader title=page />
            <div class="card">
                <Empty icon="lock" title=title>
                    <p>{t("It needs this authority:")} " " <code dir="ltr">{authority}</code></p>
                    <p>{t("None of your user roles has it. Ask an administrator for access.")}</p>
                    <p>
                        <a href=Page::Tasks.href()>{t("Go to Tasks")}</a>
                    </p>
                </Empty>
            </div>
        </div>
    }
}
