//! The navigation: described as data, drawn once. The stylesheet makes it full, a rail of icons, or a phone's bar.

use dhis2_steward::model::Authority;
use dhis2_steward_dom::prelude::*;

use crate::context::App;
use crate::i18n::t;
use crate::route::Page;
use crate::ui::{Size, icon};

/// A page in the navigation.
struct Destination {
    page: Page,
    label: &'static str,
    icon: &'static str,
    needs: Option<Authority>,
}

/// The groups and their pages; only pages that exist.
fn groups() -> Vec<(&'static str, Vec<Destination>)> {
    let to = |page, label, icon, needs| Destination { page, label, icon, needs };
    vec![
        (t("Health"), vec![to(Page::Integrity, t("Integrity"), "integrity", needs(&Page::Integrity))]),
        (
            t("Server"),
            vec![
                to(Page::Maintenance, t("Maintenance"), "maintenance", needs(&Page::Maintenance)),
                to(Page::Tasks, t("Tasks"), "tasks", needs(&Page::Tasks)),
            ],
        ),
    ]
}

/// The authority that a page requires.
pub fn needs(page: &Page) -> Option<Authority> {
    match page {
        Page::Integrity | Page::Check(_) | Page::Maintenance | Page::Plan => {
            Some(Authority::PerformMaintenance)
        }
        Page::Tasks | Page::TaskType(_) | Page::Task { .. } | Page::NotFound(_) => None,
    }
}

/// The top-level page that a page belongs to.
fn first_level(page: &Page) -> Page {
    match page {
        Page::Integrity | Page::Check(_) => Page::Integrity,
        Page::Maintenance | Page::Plan => Page::Maintenance,
        Page::Tasks | Page::TaskType(_) | Page::Task { .. } => Page::Tasks,
        Page::NotFound(path) => Page::NotFound(path.clone()),
    }
}

/// The title of a top-level page.
pub fn title(page: &Page) -> &'static str {
    match first_level(page) {
        Page::Maintenance => t("Maintenance"),
        Page::Tasks => t("Tasks"),
        Page::NotFound(_) => t("Page not found"),
        _ => t("Integrity"),
    }
}

/// The list of pages.
#[component]
pub fn Navigation() -> View {
    let app = App::here();
    let current = app.location.memo(|route| first_level(&route.page));
    let group = move |(heading, destinations): (&'static str, Vec<Destination>)| {
        let items: Vec<_> =
            destinations.into_iter().map(|destination| item(app, current, destination)).collect();
        view! {
            <h2 class="nav__heading">{heading}</h2>
            <ul>{items}</ul>
        }
    };
    view! {
        <nav class="nav__list" aria-label="Steward" data-test="steward-navigation">
            {groups().into_iter().map(group).collect::<Vec<_>>()}
        </nav>
    }
}

fn item(app: App, current: Memo<Page>, destination: Destination) -> View {
    let Destination { page, label, icon: name, needs } = destination;
    let is_locked = needs.is_some_and(|authority| !app.may(&authority));
    let lock = is_locked.then(|| {
        view! {
            <span class="nav__lock">
                {icon("lock", Size::Small)} <span class="visually-hidden">{t("locked")}</span>
            </span>
        }
    });
    let href = page.href();
    let is_current = move || current.with(|current| *current == page).then_some("page");
    view! {
        <li class="nav__item nav__item--phone">
            <a class="nav__link" href=href aria-current=is_current title=label>
                {icon(name, Size::Medium)} <span class="nav__label">{label}</span> {lock}
            </a>
        </li>
    }
}
