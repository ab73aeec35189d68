//! The head of every page: the way to it, its title, one line of facts, and what can be done.

use dhis2_steward_dom::prelude::*;

use super::icon::{Size, icon};
use crate::i18n::t;

/// A step on the way to a page below the first level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// What it is called.
    pub label: String,
    /// Its address.
    pub href: String,
}

/// The head of a page. Its title gets the focus when the page is entered.
#[component]
pub fn PageHeader(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// The way to the page, from the first level on.
    #[prop(optional, into)]
    crumbs: Signal<Vec<Crumb>>,
    /// One line of facts.
    #[prop(optional, into)]
    facts: ViewFn,
    /// What can be done: the primary action last.
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
