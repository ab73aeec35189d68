//! The maintenance page on the screen: operations to pick, and the plan that they make.

pub mod confirm;
pub mod plan;
pub mod step;

use dhis2_steward::model::Operation;
use leptos::prelude::*;

use super::state::{Group, Mark, Picked, described, groups, is_permanent};
use crate::context::App;
use crate::format;
use crate::i18n::{t, tf, tn};
use crate::plan::words::title;
use crate::route::{Page, Route};
use crate::ui::{
    Button, ButtonKind, IconButton, LinkButton, Notice, PageHeader, SelectionBar, Size, Tone, icon, tag,
};
use confirm::Confirm;

/// What is picked, and the way to change it: it is kept in the address.
#[derive(Clone, Copy)]
struct Choice {
    app: App,
    picked: Memo<Picked>,
}

impl Choice {
    fn change(self, change: impl FnOnce(Picked) -> Picked) {
        let route = self.app.location.get_untracked();
        let picked = change(Picked::of_query(&route.query));
        self.app.location.replace(Route { query: picked.into_query(route.query), page: route.page });
    }

    fn count(self) -> usize {
        self.picked.with(Picked::len)
    }
}

/// All operations, and the plan of those that are picked.
#[component]
pub fn MaintenancePage() -> impl IntoView {
    let app = App::here();
    let choice = Choice { app, picked: app.location.memo(|route| Picked::of_query(&route.query)) };
    let is_asked = RwSignal::new(false);
    let question = move || {
        is_asked.get().then(|| {
            let run = move |picked: Picked| {
                app.plans.start(app.client(), picked.operations().collect());
                app.location.go(&Page::Plan.into());
            };
            let picked = choice.picked.get_untracked();
            view! { <Confirm picked=picked on_close=move |()| is_asked.set(false) on_run=run /> }
        })
    };
    view! {
        <div class="page" data-test="steward-maintenance">
            <PageHeader title=t("Maintenance") facts=move || facts(app) />
            {move || under_way(app)}
            <div class="split split--2-1">
                <div class="ops">
                    {groups().into_iter().map(|group| group_card(choice, &group)).collect::<Vec<_>>()}
                </div>
                <PlanCard choice=choice is_asked=is_asked />
            </div>
            <PlanBar choice=choice is_asked=is_asked />
            {question}
        </div>
    }
    .into_any()
}

fn facts(app: App) -> AnyView {
    let last = app.plans.record.with(|record| {
        let record = record.as_ref().filter(|record| record.is_over())?;
        let tally = record.tally();
        let variables = [
            ("time", format::date_time(record.began())),
            ("done", format::count(tally.done)),
            ("total", format::count(tally.total)),
        ];
        let variables = variables.each_ref().map(|(name, value)| (*name, value.as_str()));
        Some(tf("Last plan: {{time}}, {{done}} of {{total}} done", &variables))
    });
    let last = last.map(|last| view! { <a href=Page::Plan.href()>{last}</a> });
    view! {
        <span>{t("Pick operations, review the plan, run it")}</span>
        {last}
    }
    .into_any()
}

/// Says that a plan goes on, and leads to it.
fn under_way(app: App) -> Option<AnyView> {
    let is_running = Memo::new(move |_| app.plans.is_running());
    is_running.get().then(|| {
        view! {
            <Notice tone=Tone::Info title=t("A plan is being carried out")>
                <p>{t("One plan at a time: pick the next operations here, and run them when it has ended.")}</p>
                <p class="notice__actions">
                    <a class="link" href=Page::Plan.href()>
                        {t("Show the plan")}
                    </a>
                </p>
            </Notice>
        }
        .into_any()
    })
}

fn group_card(choice: Choice, group: &Group) -> AnyView {
    let first = group.operations.first().map(|operation| operation.as_str()).unwrap_or_default();
    let id = format!("ops-{first}");
    let labelled = id.clone();
    let text = (!group.text.is_empty()).then_some(group.text);
    view! {
        <section class="card" aria-labelledby=labelled>
            <div class="card__header ops__header">
                <h2 class="card__title" id=id>
                    {group.title}
                </h2>
                {text.map(|text| view! { <p class="quiet">{text}</p> })}
            </div>
            <ul>{group.operations.iter().map(|operation| row(choice, *operation)).collect::<Vec<_>>()}</ul>
        </section>
    }
    .into_any()
}

fn row(choice: Choice, operation: Operation) -> AnyView {
    let name = operation.as_str();
    let described = described(operation);
    let is_picked = Memo::new(move |_| choice.picked.with(|picked| picked.contains(operation)));
    let Mark { tone, icon, text } = described.undo;
    let slow = described.is_slow.then(|| tag("warning", "slow", t("Slow")));
    view! {
        <li>
            <label class="op" class:op--picked=is_picked>
                <input
                    class="checkbox"
                    type="checkbox"
                    data-test="dhis2-uicore-checkbox"
                    data-value=name
                    aria-labelledby=format!("op-{name}")
                    aria-describedby=format!("op-{name}-text op-{name}-tags")
                    prop:checked=is_picked
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        choice.change(|picked| picked.with(operation, on));
                    }
                />
                <span>
                    <span class="op__title" id=format!("op-{name}")>
                        {title(operation)}
                    </span>
                    <span class="op__text" id=format!("op-{name}-text")>
                        {described.text}
                    </span>
                </span>
                <span class="op__tags" id=format!("op-{name}-tags")>
                    {tag(tone, icon, text)}
                    " "
                    {slow}
                </span>
            </label>
        </li>
    }
    .into_any()
}

/// How many operations there are, and how many of them cannot be undone.
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

fn review(app: App, is_asked: RwSignal<bool>) -> AnyView {
    let is_running = Memo::new(move |_| app.plans.is_running());
    let why = Signal::derive(move || {
        is_running.get().then(|| t("Available once the plan that runs has ended").to_owned())
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
    .into_any()
}

/// The plan beside the operations, where there is room for it.
#[component]
fn PlanCard(choice: Choice, is_asked: RwSignal<bool>) -> impl IntoView {
    let (operations, permanent) = count_words(choice);
    let is_empty = Memo::new(move |_| choice.picked.with(Picked::is_empty));
    let item = move |(place, operation): (usize, Operation)| {
        let label = tf("Leave out: {{operation}}", &[("operation", title(operation))]);
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
                    {t("Nothing is picked yet. What you tick is put into the order that the data needs.")}
                </p>
            }
            .into_any();
        }
        view! {
            <div class="card__body">
                <p class="plan__intro quiet">
                    {t("In the order that the data needs. Each is sent by itself and has its own result.")}
                </p>
                <ol>{list}</ol>
            </div>
            <div class="card__foot plan__foot">
                {move || permanent.get().map(permanent_line)}
                {review(choice.app, is_asked)}
            </div>
        }
        .into_any()
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
    .into_any()
}

fn permanent_line(text: String) -> AnyView {
    view! { <span class="plan__permanent">{icon("trash", Size::Small)} {text}</span> }.into_any()
}

/// What is good to know of an operation in a plan.
fn consequences(operation: Operation) -> Option<&'static str> {
    match (is_permanent(operation), operation.is_slow()) {
        (true, true) => Some(t("Cannot be undone, slow")),
        (true, false) => Some(t("Cannot be undone")),
        (false, true) => Some(t("Slow: may take minutes")),
        (false, false) => None,
    }
}

/// The plan as a bar, where there is no room beside the operations.
#[component]
fn PlanBar(choice: Choice, is_asked: RwSignal<bool>) -> impl IntoView {
    let (operations, permanent) = count_words(choice);
    let is_empty = Memo::new(move |_| choice.picked.with(Picked::is_empty));
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
    .into_any()
}
