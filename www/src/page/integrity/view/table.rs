//! The list of checks as a table that folds into two lines on narrow screens.

use dhis2_steward::domain::integrity::CheckResult;
use dhis2_steward_dom::prelude::*;

use super::super::state::{Line, SortKey, Work};
use super::desk::Desk;
use crate::format;
use crate::i18n::{t, tf, tn};
use crate::route::Page;
use crate::ui::{Checkbox, Direction, Size, SortHead, Tick, Ticked, icon, state, tag};
use crate::words;

/// The list.
#[component]
pub fn CheckTable(
    /// The page.
    desk: Desk,
) -> View {
    let count = Memo::new(move || desk.lines.with(Vec::len));
    view! {
        <div class="table-box">
            <table
                class="table table--sticky table--fold"
                role="table"
                aria-label=t("Integrity checks")
                aria-rowcount=move || (count.get() + 1).to_string()
                data-test="dhis2-uicore-datatable"
            >
                {head(desk)}
                <tbody role="rowgroup">
                    {each(
                        move || desk.lines.get(),
                        Line::key,
                        move |line| match line {
                            Line::Head(key) => group_row(desk, key),
                            Line::Check(place) => check_row(desk, place),
                        },
                    )}
                </tbody>
            </table>
        </div>
    }
}

fn head(desk: Desk) -> View {
    let column = move |key: SortKey, label: &'static str, number: bool| {
        let folds_away = matches!(key, SortKey::Share | SortKey::Took);
        let sorted = Signal::derive(move || {
            let sort = desk.filters.with(|filters| filters.sort);
            let usual = if key == SortKey::Name { Direction::Ascending } else { Direction::Descending };
            let turned = if key == SortKey::Name { Direction::Descending } else { Direction::Ascending };
            (sort.key == key).then_some(if sort.reversed { turned } else { usual })
        });
        let sort = move || desk.show(|filters| filters.sort = filters.sort.pressed(key));
        view! { <SortHead label=label sorted=sorted number=number folds_away=folds_away on_sort=sort /> }
    };
    let tick = Signal::derive(move || {
        let shown: usize = desk.groups.with(|groups| groups.iter().map(|group| group.rows.len()).sum());
        let selected: usize = selected_in(desk, None);
        tick_of(selected, shown)
    });
    let tick_all = move |ticked: Ticked| {
        let names = names_in(desk, None);
        desk.select(&names, ticked.on);
    };
    view! {
        <thead role="rowgroup">
            <tr role="row">
                <th class="cell--check" role="columnheader">
                    <Checkbox label=t("Select all shown checks") tick=tick on_tick=tick_all />
                </th>
                {column(SortKey::Name, t("Check"), false)}
                {column(SortKey::Issues, t("Issues"), true)}
                <th class="only-fold" role="presentation"></th>
                {column(SortKey::Severity, t("Severity"), false)}
                {column(SortKey::Share, t("Share"), true)}
                {column(SortKey::LastRun, t("Last run"), false)}
                {column(SortKey::Took, t("Took"), true)}
            </tr>
        </thead>
    }
}

fn tick_of(selected: usize, of: usize) -> Tick {
    match selected {
        0 => Tick::Off,
        selected if selected == of => Tick::On,
        _ => Tick::Mixed,
    }
}

/// How many checks of a section are selected, or of all shown.
fn selected_in(desk: Desk, section: Option<&str>) -> usize {
    desk.rows.with(|rows| {
        desk.selection.with(|selection| {
            desk.groups.with(|groups| {
                let groups = groups.iter().filter(|group| section.is_none_or(|key| group.key == key));
                groups.map(|group| group.selected(rows, selection)).sum()
            })
        })
    })
}

/// The names of the checks of a section, or of all shown, including collapsed ones.
fn names_in(desk: Desk, section: Option<&str>) -> Vec<String> {
    desk.rows.with_untracked(|rows| {
        desk.groups.with_untracked(|groups| {
            let groups = groups.iter().filter(|group| section.is_none_or(|key| group.key == key));
            let places = groups.flat_map(|group| &group.rows);
            places.filter_map(|place| rows.get(*place)).map(|row| row.check.name.clone()).collect()
        })
    })
}

fn group_row(desk: Desk, key: String) -> View {
    let key = StoredValue::new(key);
    let group = Memo::new(move || {
        desk.groups.with(|groups| {
            let group = key.with_value(|key| groups.iter().find(|group| group.key == *key))?;
            Some((group.title.clone(), group.rows.len(), group.attention))
        })
    });
    let title = Signal::derive(move || group.get().map(|(title, ..)| title).unwrap_or_default());
    let counts = move || {
        let (_, checks, attention) = group.get()?;
        let checks = tn("{{count}} check", "{{count}} checks", checks, &[]);
        if attention == 0 {
            return Some(checks);
        }
        let attention = tn("{{count}} needs attention", "{{count}} need attention", attention, &[]);
        Some(tf("{{checks}}, {{attention}}", &[("checks", &checks), ("attention", &attention)]))
    };
    let is_open = Memo::new(move || key.with_value(|key| !desk.folded.with(|folded| folded.contains(key))));
    let toggle = move |_| {
        desk.folded.update(|folded| {
            let key = key.get_value();
            if !folded.remove(&key) {
                folded.insert(&key);
            }
        });
    };
    let tick = Signal::derive(move || {
        let of = group.get().map_or(0, |(_, checks, _)| checks);
        tick_of(key.with_value(|key| selected_in(desk, Some(key))), of)
    });
    let label = Signal::derive(move || tf("Select: {{name}}", &[("name", &title.get())]));
    let tick_group = move |ticked: Ticked| {
        let names = key.with_value(|key| names_in(desk, Some(key)));
        desk.select(&names, ticked.on);
    };
    view! {
        <tr class="group-row" role="row">
            <th class="cell--check" role="cell">
                <Checkbox label=label tick=tick on_tick=tick_group />
            </th>
            <th class="cell--wide" colspan="6" scope="rowgroup" role="rowheader">
                <span class="group-row__line">
                    <button
                        class="group-row__name"
                        type="button"
                        aria-expanded=move || is_open.get().to_string()
                        on:click=toggle
                    >
                        {move || icon(if is_open.get() { "down" } else { "end" }, Size::Small)}
                        {title}
                    </button>
                    <span class="quiet">{counts}</span>
                </span>
            </th>
        </tr>
    }
}

fn check_row(desk: Desk, place: usize) -> View {
    let fixed = desk.rows.with_untracked(|rows| rows.get(place).map(|row| row.check.clone()));
    let Some(check) = fixed else { return View::Nothing };
    let result = desk.row(place, |row| (row.result.clone(), row.work));
    let run = desk.row(place, |row| (row.start_time, row.duration, row.average, row.work));
    let name = StoredValue::new(check.name.clone());
    let is_selected =
        Memo::new(move || name.with_value(|name| desk.selection.with(|selection| selection.contains(name))));
    let tick = Signal::derive(move || if is_selected.get() { Tick::On } else { Tick::Off });
    let label = tf("Select: {{name}}", &[("name", &check.display_name)]);
    let on_tick = move |ticked: Ticked| name.with_value(|name| desk.tick(name, ticked.on, ticked.range));
    let failure = move || match result.get() {
        Some((CheckResult::Failed { error }, Work::Idle)) => Some(error.unwrap_or_default()),
        _ => None,
    };
    let severity = check.severity.clone();
    let severity = move || {
        let (tone, icon) = words::severity_mark(&severity);
        let has_issues = matches!(result.get(), Some((CheckResult::Issues { .. }, _)));
        tag(if has_issues { tone } else { "quiet" }, icon, words::severity(&severity))
    };
    let share = move || match result.get() {
        Some((CheckResult::Issues { percentage: Some(percentage), .. }, _)) => format::share(percentage),
        _ => String::new(),
    };
    let href = Page::Check(check.name).href();
    let slow = check.is_slow.then(|| view! { " " {tag("quiet", "slow", t("slow"))} });
    view! {
        <tr
            role="row"
            class="check"
            class:row--failed=move || failure().is_some()
            aria-selected=move || is_selected.get().to_string()
            data-test="steward-integrity-check"
        >
            <td class="cell--check" role="cell">
                <Checkbox label=label tick=tick on_tick=on_tick />
            </td>
            <td class="cell--name" role="cell">
                <a class="table__name" href=href>
                    {check.display_name}
                </a>
                {slow}
                {move || failure().map(|error| view! { <span class="check__error" dir="ltr">{error}</span> })}
            </td>
            <td class="cell--tight cell--issues cell--number" role="cell">
                {move || result.get().map(|(result, work)| issues_cell(&result, work))}
            </td>
            <td class="cell--break only-fold" role="presentation"></td>
            <td class="cell--tight cell--indent" role="cell">
                {severity}
            </td>
            <td class="cell--number cell--tight cell--fold-away" role="cell">
                {share}
            </td>
            <td class="cell--tight cell--quiet" role="cell">
                {move || run.get().map(|(start, _, _, work)| last_run_cell(desk, start, work))}
            </td>
            <td class="cell--tight cell--quiet cell--number cell--fold-away" role="cell">
                {move || run.get().map(|(_, took, average, work)| took_cell(took, average, work))}
            </td>
        </tr>
    }
}

/// The number of issues, or why there is none.
fn issues_cell(result: &CheckResult, work: Work) -> View {
    match (result, work) {
        (_, Work::Running) => state("running", "play", t("Running")),
        (CheckResult::Issues { count, .. }, _) => {
            let class = if work == Work::Idle { "number issues" } else { "number quiet" };
            let count = usize::try_from(*count).unwrap_or(usize::MAX);
            view! {
                <span class=class>
                    <span class="hide-fold">{format::count(count)}</span>
                    <span class="only-fold">{tn("{{count}} issue", "{{count}} issues", count, &[])}</span>
                </span>
            }
        }
        (CheckResult::Passed, _) => state("passed", "passed", t("Passed")),
        (CheckResult::Failed { .. }, _) => state("unknown", "norun", t("Could not run")),
        (CheckResult::NotRun, _) => state("never", "never", t("Never run")),
    }
}

fn last_run_cell(desk: Desk, start: Option<dhis2_steward::model::Timestamp>, work: Work) -> View {
    match (work, start) {
        (Work::Running, _) => t("now").into_view(),
        (Work::Waiting, _) => state("waiting", "waiting", t("Waiting")),
        (Work::Idle, None) => View::Nothing,
        (Work::Idle, Some(start)) => {
            let instant = format::instant(start);
            let exact = format!("{}\n{}", format::exact(instant), format::server_time(start));
            view! { <time title=exact>{move || format::relative(instant, desk.app.clock.now_roughly())}</time> }
        }
    }
}

fn took_cell(took: Option<u64>, average: Option<u64>, work: Work) -> String {
    match (work, took, average) {
        (Work::Running, _, Some(average)) => tf("usually {{time}}", &[("time", &format::duration(average))]),
        (Work::Idle, Some(took), _) => format::duration(took),
        _ => String::new(),
    }
}
