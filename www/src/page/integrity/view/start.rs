//! Buttons that start a run, the confirmation for slow checks, and notices about the list.

use dhis2_steward::domain::integrity::CheckResult;
use dhis2_steward_dom::prelude::*;

use super::super::state::{Row, estimate, slow_ones};
use super::desk::Desk;
use crate::format;
use crate::i18n::{t, tf, tn};
use crate::ui::{
    Button, ButtonKind, Dialog, Entry, LinkButton, Menu, Notice, SelectionBar, Size, Tone, icon,
};

/// The checks waiting for confirmation.
pub type Asked = RwSignal<Option<Vec<String>>>;

fn picked<'a>(rows: &'a [Row], names: &'a [String]) -> impl Iterator<Item = &'a Row> + Clone {
    rows.iter().filter(|row| names.contains(&row.check.name))
}

/// Runs checks at once, or asks first if some are slow.
fn run(desk: Desk, asked: Asked, names: Vec<String>) {
    let is_slow = desk.rows.with_untracked(|rows| picked(rows, &names).any(|row| row.check.is_slow));
    if is_slow { asked.set(Some(names)) } else { desk.start(names) }
}

/// The names of the fast checks, or of all.
fn names(desk: Desk, with_slow: bool) -> Vec<String> {
    desk.rows.with_untracked(|rows| {
        let rows = rows.iter().filter(|row| with_slow || !row.check.is_slow);
        rows.map(|row| row.check.name.clone()).collect()
    })
}

/// The page's own buttons: run all fast checks, or all.
#[component]
pub fn PageActions(
    /// The page.
    desk: Desk,
    /// The checks waiting for confirmation.
    asked: Asked,
) -> View {
    let counts = Memo::new(move || counts(desk));
    let label = Signal::derive(move || {
        tn("Run {{count}} fast check", "Run all {{count}} fast checks", counts.get().0, &[])
    });
    let is_running = Memo::new(move || desk.is_running());
    let why = Signal::derive(move || {
        is_running.get().then(|| t("One run at a time: the server queues a second one").to_owned())
    });
    (move || {
        // One primary action at a time: with a selection, it belongs to the selection.
        let kind = if desk.selection.with(|selection| selection.is_empty()) {
            ButtonKind::Primary
        } else {
            ButtonKind::Secondary
        };
        let more = (!is_running.get() && counts.get().1 > 0).then(|| {
            let class = if kind == ButtonKind::Primary {
                "button button--primary button--more"
            } else {
                "button button--secondary button--more"
            };
            more(desk, asked, class)
        });
        view! {
            <span class="button-pair" class:hide-phone=is_running>
                <Button label=label kind=kind icon="play" why=why on_press=move || run(desk, asked, names(desk, false)) />
                {more}
            </span>
        }
    }).into_view()
}

/// The menu beside the primary action: run all checks, including slow ones.
fn more(desk: Desk, asked: Asked, class: &'static str) -> View {
    let counts = Memo::new(move || counts(desk));
    let entries = Signal::derive(move || {
        let (fast, slow) = counts.get();
        let label = tn("Run all {{count}} checks", "Run all {{count}} checks", fast + slow, &[]);
        let note = tn("{{count}} of them is slow", "{{count}} of them are slow", slow, &[]);
        vec![Entry::press(label, "slow", move || run(desk, asked, names(desk, true))).with_note(Some(note))]
    });
    view! { <Menu class=class label=t("More run options") entries=entries button=|| icon("down", Size::Small) /> }
}

/// The number of fast and of slow checks.
fn counts(desk: Desk) -> (usize, usize) {
    desk.rows.with(|rows| {
        let slow = rows.iter().filter(|row| row.check.is_slow).count();
        (rows.len() - slow, slow)
    })
}

/// Two states of the whole list that get a notice: nothing has run, and everything passed.
pub fn standing(desk: Desk, asked: Asked) -> Option<View> {
    if desk.run.with(Option::is_some) {
        return None;
    }
    let total = desk.rows.with(Vec::len);
    if desk.has_no_results() {
        let fast = names(desk, false).len();
        let label = tn("Run {{count}} fast check", "Run all {{count}} fast checks", fast, &[]);
        let run = move || run(desk, asked, names(desk, false));
        return Some(view! {
            <Notice tone=Tone::Info title=t("No check has run yet")>
                <p>{t("DHIS2 forgets results after a while, when its cache is cleared, and when it restarts. Run the fast checks to see where this server stands.")}</p>
                <p class="notice__actions">
                    <LinkButton label=label on_press=run />
                </p>
            </Notice>
        });
    }
    let is_all_well = desk.rows.with(|rows| rows.iter().all(|row| row.result == CheckResult::Passed));
    is_all_well.then(|| {
        let title = tn("The check passed", "All {{count}} checks passed", total, &[]);
        view! {
            <Notice tone=Tone::Valid title=title>
                <p>{t("No issues found.")}</p>
            </Notice>
        }
    })
}

/// The selection bar.
#[component]
pub fn Selected(
    /// The page.
    desk: Desk,
    /// The checks waiting for confirmation.
    asked: Asked,
) -> View {
    let count = Memo::new(move || desk.selection.with(|selection| selection.len()));
    let selected = move || {
        desk.selection.with_untracked(|selection| selection.names().map(str::to_owned).collect::<Vec<_>>())
    };
    let title =
        Signal::derive(move || tn("{{count}} check selected", "{{count}} checks selected", count.get(), &[]));
    let note = Signal::derive(move || {
        count.track();
        desk.rows.with(|rows| slow_note(picked(rows, &selected())))
    });
    let label = Signal::derive(move || tn("Run {{count}} check", "Run {{count}} checks", count.get(), &[]));
    let is_running = Memo::new(move || desk.is_running());
    let why = Signal::derive(move || is_running.get().then(|| t("One run at a time").to_owned()));
    view! {
        <Show when=move || { count.get() > 0 }>
            <SelectionBar count=title note=note>
                <Button label=t("Clear") kind=ButtonKind::Plain on_press=move || desk.clear_selection() />
                <Button
                    label=label
                    kind=ButtonKind::Primary
                    icon="play"
                    why=why
                    on_press=move || run(desk, asked, selected())
                />
            </SelectionBar>
        </Show>
    }
}

/// The number of slow checks among some, and how long they take if that is known for each.
fn slow_note<'a>(rows: impl Iterator<Item = &'a Row>) -> Option<String> {
    let slow = slow_ones(rows);
    if slow.is_empty() {
        return None;
    }
    let count = tn("{{count}} is slow", "{{count}} are slow", slow.len(), &[]);
    Some(match estimate(slow) {
        Some(time) => tf(
            "{{slow}}: about {{time}}",
            &[("slow", &count), ("time", &format::rough_duration(time.millis))],
        ),
        None => count,
    })
}

/// The confirmation before a run with slow checks: which they are, and their average durations.
#[component]
pub fn Question(
    /// The page.
    desk: Desk,
    /// The checks waiting for confirmation.
    asked: Asked,
) -> View {
    (move || asked.get().map(|names| question(desk, asked, names))).into_view()
}

fn question(desk: Desk, asked: Asked, names: Vec<String>) -> View {
    let close = move || asked.set(None);
    let (slow, total) = desk.rows.with_untracked(|rows| {
        let slow = slow_ones(picked(rows, &names));
        let slow: Vec<_> =
            slow.into_iter().map(|row| (row.check.display_name.clone(), row.average)).collect();
        (slow, estimate(picked(rows, &names)))
    });
    let title = tn("Run {{count}} check", "Run {{count}} checks", names.len(), &[]);
    let intro = tn(
        "{{count}} of them is slow and adds load to the server:",
        "{{count}} of them are slow and add load to the server:",
        slow.len(),
        &[],
    );
    let item = |(name, average): (String, Option<u64>)| {
        let time = match average {
            Some(average) => tf("{{time}} on average", &[("time", &format::duration(average))]),
            None => t("time not known yet").into(),
        };
        view! {
            <dt>
                <bdi>{name}</bdi>
            </dt>
            <dd>{time}</dd>
        }
    };
    let total = total.map(|total| {
        tf(
            "About {{time}} in total, based on average times.",
            &[("time", &format::rough_duration(total.millis))],
        )
    });
    let label = title.clone();
    let names = StoredValue::new(names);
    let actions = move || {
        view! {
            <Button label=t("Cancel") on_press=close />
            <Button
                label=label
                kind=ButtonKind::Primary
                icon="play"
                on_press=move || {
                    close();
                    desk.start(names.get_value());
                }
            />
        }
    };
    view! {
        <Dialog title=title on_close=close actions=actions>
            <p>{intro}</p>
            <dl class="facts">{slow.into_iter().map(item).collect::<Vec<_>>()}</dl>
            {total.map(|total| view! { <p>{total}</p> })}
        </Dialog>
    }
}
