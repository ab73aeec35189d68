//! The plan of the picked operations: a card beside them, or a bar at the bottom of narrow screens.

use dhis2_steward::model::Operation;
use dhis2_steward_dom::prelude::*;

use super::super::state::{Picked, is_permanent};
use super::Choice;
use crate::context::App;
use crate::format;
use crate::i18n::{t, tf, tn};
use crate::plan::words::title;
use crate::ui::{Button, ButtonKind, IconButton, LinkButton, SelectionBar, Size, icon};

/// The number of operations, and of those that cannot be undone.
fn count_words(choice: Choice) -> (Signal<String>, Signal<Option<String>>) {
    let operations = tn_signal(choice);
    let permanent = Signal::derive(move || {
        let permanent = choice.picked.with(Picked::permanent);
        (permanent > 0)
            .then(|| tn("{{count}} cannot be undone", "{{count}} cannot be undone", permanent, &[]))
    });
    (operations, permanent)
}

fn tn_signal(choice: Choice) -> Signal<String> {
    Signal::derive(move || tn("{{count}} operation", "{{count}} operations", choice.count(), &[]))
}

fn review(app: App, is_asked: RwSignal<bool>) -> View {
    let why = Signal::derive(move || {
        if app.plans.is_running() {
            Some(t("Available when the current plan has ended").to_owned())
        } else {
            app.plans.has_unknown().then(|| t("Close the last plan first").to_owned())
        }
    });
    view! {
        <Button
            label=t("Review the plan")
            kind=ButtonKind::Primary
            icon="end"
            why=why
            on_press=move || is_asked.set(true)
        />
    }
}

/// The plan beside the operations, on wide screens.
#[component]
pub fn PlanCard(
    /// The picked operations.
    choice: Choice,
    /// Set when the plan should be reviewed.
    is_asked: RwSignal<bool>,
) -> View {
    let (operations, permanent) = count_words(choice);
    let is_empty = Memo::new(move || choice.picked.with(Picked::is_empty));
    let item = move |(place, operation): (usize, Operation)| {
        let label = tf("Remove from plan: {{operation}}", &[("operation", title(operation))]);
        let leave_out = move |()| choice.change(|picked| picked.with(operation, false));
        view! {
            <li class="plan__item">
                <span class="plan__number">{format::count(place + 1)}</span>
                <span>{title(operation)}</span>
                <IconButton label=label icon="cross" on_press=leave_out />
                {consequences(operation).map(|text| view! { <span class="plan__text">{text}</span> })}
            </li>
        }
    };
    let list = move || {
        let operations: Vec<Operation> = choice.picked.with(|picked| picked.operations().collect());
        operations.into_iter().enumerate().map(item).collect::<Vec<_>>()
    };
    let content = move || {
        if is_empty.get() {
            return view! {
                <p class="card__body quiet">
                    {t("Nothing picked yet. Steward puts operations in the order that the data requires.")}
                </p>
            };
        }
        view! {
            <div class="card__body">
                <p class="plan__intro quiet">
                    {t("In the order that the data requires. Each operation is sent separately and has its own result.")}
                </p>
                <ol>{list}</ol>
            </div>
            <div class="card__foot plan__foot">
                {move || permanent.get().map(permanent_line)}
                {review(choice.app, is_asked)}
            </div>
        }
    };
    view! {
        <aside class="card plan" aria-label=t("Plan") data-test="steward-maintenance-plan">
            <div class="card__header">
                <h2 class="card__title">{t("Plan")} " " <span class="quiet">{move || (!is_empty.get()).then(|| operations.get())}</span></h2>
                <Show when=move || !is_empty.get()>
                    <LinkButton label=t("Clear") on_press=move |()| choice.change(|_| Picked::default()) />
                </Show>
            </div>
            {content}
        </aside>
    }
}

fn permanent_line(text: String) -> View {
    view! { <span class="plan__permanent">{icon("trash", Size::Small)} {text}</span> }
}

/// What to know about an operation in a plan.
fn consequences(operation: Operation) -> Option<&'static str> {
    match (is_permanent(operation), operation.is_slow()) {
        (true, true) => Some(t("Cannot be undone, slow")),
        (true, false) => Some(t("Cannot be undone")),
        (false, true) => Some(t("Slow: may take minutes")),
        (false, false) => None,
    }
}

/// The plan as a bar, on narrow screens.
#[component]
pub fn PlanBar(
    /// The picked operations.
    choice: Choice,
    /// Set when the plan should be reviewed.
    is_asked: RwSignal<bool>,
) -> View {
    let (operations, permanent) = count_words(choice);
    let is_empty = Memo::new(move || choice.picked.with(Picked::is_empty));
    view! {
        <Show when=move || !is_empty.get()>
            <div class="plan-bar" data-test="steward-maintenance-plan-bar">
                <SelectionBar count=operations note=permanent>
                    <Button
                        label=t("Clear")
                        kind=ButtonKind::Plain
                        on_press=move || choice.change(|_| Picked::default())
                    />
                    {review(choice.app, is_asked)}
                </SelectionBar>
            </div>
        </Show>
    }
}
