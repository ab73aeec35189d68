//! Facets, search, filters, and the sheet that holds them on phones.

use dhis2_steward::model::Severity;
use dhis2_steward_dom::prelude::*;

use super::super::state::{Filters, SortKey, Speed, Standing, sections, types};
use super::desk::Desk;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::{Button, ButtonKind, Choice, Dialog, Empty, Facet, Filter, Search, Select, Size, icon};
use crate::words;

/// The counts by result; each is a filter.
#[component]
pub fn Facets(
    /// The page.
    desk: Desk,
) -> View {
    let counts = desk.counts;
    let facet = move |tone, icon, label, number: Signal<usize>, standing, severity: Option<Severity>| {
        let shown = severity.clone();
        let pressed = Signal::derive(move || desk.is_facet_pressed(standing, shown.as_ref()));
        view! {
            <Facet
                tone=tone
                icon=icon
                number=Signal::derive(move || format::count(number.get()))
                label=label
                pressed=pressed
                on_press=move || desk.press_facet(standing, severity.as_ref())
            />
        }
    };
    let number =
        move |read: fn(&super::super::state::Counts) -> usize| Signal::derive(move || counts.with(read));
    let by = |severity: Severity| (words::severity(&severity), Some(severity));
    let of_severity = move |severity: Severity, read| {
        let (tone, icon) = words::severity_mark(&severity);
        let (label, severity) = by(severity);
        facet(tone, icon, label, number(read), Standing::Issues, severity)
    };
    view! {
        <div class="facets" role="group" aria-label=t("Checks by result")>
            {of_severity(Severity::Critical, |counts| counts.critical)}
            {of_severity(Severity::Severe, |counts| counts.severe)}
            {of_severity(Severity::Warning, |counts| counts.warning)}
            {of_severity(Severity::Info, |counts| counts.info)}
            {facet("passed", "passed", t("Passed").into(), number(|counts| counts.passed), Standing::Passed, None)}
            {facet("unknown", "norun", t("Could not run").into(), number(|counts| counts.failed), Standing::Failed, None)}
            {facet("never", "never", t("Never run").into(), number(|counts| counts.never), Standing::Never, None)}
        </div>
    }
}

/// One thing to filter or sort by.
struct Control {
    label: &'static str,
    unset: Option<&'static str>,
    choices: Signal<Vec<Choice>>,
    chosen: Signal<String>,
    choose: Callback<String>,
}

fn all() -> Choice {
    Choice::new("", t("all"))
}

fn filter_controls(desk: Desk) -> Vec<Control> {
    let filters = desk.filters;
    let listed = move |list: fn(&[super::super::state::Row]) -> Vec<(String, String)>| {
        let list = Memo::new(move || desk.rows.with(|rows| list(rows)));
        Signal::derive(move || {
            let choices = list.get().into_iter().map(|(value, label)| Choice::new(value, label));
            std::iter::once(all()).chain(choices).collect::<Vec<_>>()
        })
    };
    let severities =
        Severity::KNOWN.iter().rev().map(|known| Choice::new(known.as_str(), words::severity(known)));
    let standings = Standing::ALL.map(|standing| Choice::new(standing.as_str(), standing_name(standing)));
    let speeds = [(Speed::Fast, t("fast")), (Speed::Slow, t("slow"))];
    let speeds = speeds.map(|(speed, label)| Choice::new(speed.as_str(), label));
    let with_all =
        |choices: Vec<Choice>| Signal::stored(std::iter::once(all()).chain(choices).collect::<Vec<_>>());
    vec![
        Control {
            label: t("Section"),
            unset: Some(t("Show all sections")),
            choices: listed(sections),
            chosen: Signal::derive(move || filters.with(|filters| filters.section.clone())),
            choose: Callback::new(move |value| desk.show(|filters| filters.section = value)),
        },
        Control {
            label: t("Type"),
            unset: Some(t("Show all types")),
            choices: listed(types),
            chosen: Signal::derive(move || filters.with(|filters| filters.kind.clone())),
            choose: Callback::new(move |value| desk.show(|filters| filters.kind = value)),
        },
        Control {
            label: t("Severity"),
            unset: Some(t("Show all severities")),
            choices: with_all(severities.collect()),
            chosen: Signal::derive(move || filters.with(|filters| filters.severity.clone())),
            choose: Callback::new(move |value| desk.show(|filters| filters.severity = value)),
        },
        Control {
            label: t("State"),
            unset: Some(t("Show all states")),
            choices: with_all(standings.into()),
            chosen: Signal::derive(move || {
                filters.with(|filters| filters.standing.map(Standing::as_str).unwrap_or_default().into())
            }),
            choose: Callback::new(move |value: String| {
                desk.show(|filters| filters.standing = Standing::of_word(&value));
            }),
        },
        Control {
            label: t("Speed"),
            unset: Some(t("Show all speeds")),
            choices: with_all(speeds.into()),
            chosen: Signal::derive(move || {
                filters.with(|filters| filters.speed.map(Speed::as_str).unwrap_or_default().into())
            }),
            choose: Callback::new(move |value: String| {
                desk.show(|filters| filters.speed = Speed::of_word(&value))
            }),
        },
    ]
}

fn order_controls(desk: Desk) -> Vec<Control> {
    let filters = desk.filters;
    let keys = SortKey::ALL.map(|key| Choice::new(key.as_str(), sort_name(key)));
    vec![
        Control {
            label: t("Group"),
            unset: None,
            choices: Signal::stored(vec![
                Choice::new("section", t("section")),
                Choice::new("none", t("none")),
            ]),
            chosen: Signal::derive(move || {
                filters.with(|filters| if filters.flat { "none" } else { "section" }.to_owned())
            }),
            choose: Callback::new(move |value: String| desk.show(|filters| filters.flat = value == "none")),
        },
        Control {
            label: t("Sort"),
            unset: None,
            choices: Signal::stored(keys.into()),
            chosen: Signal::derive(move || filters.with(|filters| filters.sort.key.as_str().into())),
            choose: Callback::new(move |value: String| {
                desk.show(|filters| filters.sort.key = SortKey::of_word(&value).unwrap_or_default());
            }),
        },
    ]
}

fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::Issues => t("with issues"),
        Standing::Passed => t("passed"),
        Standing::Failed => t("could not run"),
        Standing::Never => t("never run"),
        Standing::Running => t("running"),
    }
}

fn sort_name(key: SortKey) -> &'static str {
    match key {
        SortKey::Issues => t("issues first"),
        SortKey::Name => t("name"),
        SortKey::Severity => t("severity"),
        SortKey::Share => t("share"),
        SortKey::LastRun => t("last run"),
        SortKey::Took => t("time taken"),
    }
}

/// Search and filters in one line; on phones the filters are in a sheet.
#[component]
pub fn Toolbar(
    /// The page.
    desk: Desk,
) -> View {
    let search = Signal::derive(move || desk.filters.with(|filters| filters.search.clone()));
    view! {
        <div class="toolbar">
            <Search
                label=t("Search checks")
                text=search
                on_search=move |text: String| desk.show(|filters| filters.search = text)
            />
            {filters(desk)}
            {orders(desk)}
        </div>
    }
}

fn pill(control: Control) -> View {
    let Control { label, unset, choices, chosen, choose } = control;
    match unset {
        Some(unset) => {
            view! { <Filter label=label choices=choices chosen=chosen unset=unset on_choose=choose /> }
        }
        None => {
            view! { <Filter label=label choices=choices chosen=chosen on_choose=choose /> }
        }
    }
}

/// The filters.
fn filters(desk: Desk) -> View {
    view! {
        <span class="toolbar__group hide-phone">
            {filter_controls(desk).into_iter().map(pill).collect::<Vec<_>>()}
        </span>
    }
}

/// Grouping and sort order; on phones, a button that opens everything in a sheet.
fn orders(desk: Desk) -> View {
    let is_sheet_open = RwSignal::new(false);
    // Search has its own field.
    let is_set = Memo::new(move || {
        desk.filters.with(|filters| Filters { search: String::new(), ..filters.clone() }.is_set())
    });
    view! {
        <span class="toolbar__end">
            <span class="toolbar__group hide-phone">
                {order_controls(desk).into_iter().map(pill).collect::<Vec<_>>()}
            </span>
            <button
                class="filter only-phone"
                class:filter--set=is_set
                type="button"
                aria-haspopup="dialog"
                on:click=move |_| is_sheet_open.set(true)
            >
                {t("Filters")}
                {icon("filter", Size::Small)}
            </button>
        </span>
        <Show when=move || is_sheet_open.get()>
            <Sheet desk=desk open=is_sheet_open />
        </Show>
    }
}

#[component]
fn Sheet(desk: Desk, open: RwSignal<bool>) -> View {
    let field = |control: Control| {
        let Control { label, choices, chosen, choose, .. } = control;
        view! { <Select label=label choices=choices chosen=chosen on_choose=choose /> }
    };
    let controls =
        filter_controls(desk).into_iter().chain(order_controls(desk)).map(field).collect::<Vec<_>>();
    let actions = move || {
        view! {
            <Button
                label=t("Clear the filters")
                on_press=move || desk.show(|filters| *filters = filters.cleared())
            />
            <Button label=t("Show the checks") kind=ButtonKind::Primary on_press=move || open.set(false) />
        }
    };
    view! {
        <Dialog title=t("Filters") on_close=move || open.set(false) actions=actions>
            {controls}
        </Dialog>
    }
}

/// What is shown when no check matches.
pub fn nothing_found(desk: Desk) -> View {
    let search = desk.filters.with_untracked(|filters| filters.search.clone());
    let title = if search.is_empty() {
        t("No check matches the filters").to_owned()
    } else {
        tf("No check matches “{{search}}”", &[("search", &search)])
    };
    let clear = move || desk.show(|filters| *filters = filters.cleared());
    let label = if search.is_empty() { t("Clear the filters") } else { t("Clear the search") };
    view! {
        <div class="card">
            <Empty icon="search" title=title>
                <p>{t("Search looks in names, codes, sections, and descriptions.")}</p>
                <Button label=label on_press=clear />
            </Empty>
        </div>
    }
}
