//! The header of every page: breadcrumbs, title, one line of facts, and actions.

use dhis2_steward_dom::prelude::*;

use super::icon::{Size, icon};
use crate::i18n::t;

/// A breadcrumb of a page below the top level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Its label.
    pub label: String,
    /// Its URL.
    pub href: String,
}

/// The header of a page. The title is focused when the page is opened.
#[component]
pub fn PageHeader(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// The breadcrumbs, from the top level.
    #[prop(optional, into)]
    crumbs: Signal<Vec<Crumb>>,
    /// One line of facts.
    #[prop(optional, into)]
    facts: ViewFn,
    /// The actions, the primary one last.
    #[prop(optional, into)]
    actions: ViewFn,
) -> View {
    let crumb = |(place, crumb): (usize, Crumb)| {
        let mark = (place > 0).then(|| icon("end", Size::Small));
        view! {
            {mark}
            <a href=crumb.href>{crumb.label}</a>
        }
    };
    let way = move || {
        let crumbs = crumbs.get();
        (!crumbs.is_empty()).then(|| {
            view! {
                <nav class="crumbs" aria-label=t("Path")>
                    {crumbs.into_iter().enumerate().map(crumb).collect::<Vec<_>>()}
                </nav>
            }
        })
    };
    view! {
        <div>
            {way} <header class="page__header">
                <div class="page__heading">
                    <h1 class="page__title" tabindex="-1">
                        {title}
                    </h1>
                    <p class="page__summary">{move || facts.run()}</p>
                </div>
                <div class="page__actions">{move || actions.run()}</div>
            </header>
        </div>
    }
}
