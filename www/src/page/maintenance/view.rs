//! The maintenance page on the screen: operations to pick, and the resulting plan.

pub mod confirm;
pub mod picked;
pub mod plan;
pub mod step;

use dhis2_steward::model::Operation;
use dhis2_steward_dom::prelude::*;

use super::state::{Group, Mark, Picked, described, groups};
use crate::context::App;
use crate::format;
use crate::i18n::{t, tf};
use crate::plan::words::title;
use crate::route::{Page, Route};
use crate::ui::{Notice, PageHeader, Tone, tag};
use confirm::Confirm;
use picked::{PlanBar, PlanCard};

/// The picked operations, kept in the URL, and how to change them.
#[derive(Clone, Copy)]
pub struct Choice {
    app: App,
    picked: Memo<Picked>,
}

impl Choice {
    /// Changes which are picked.
    fn change(self, change: impl FnOnce(Picked) -> Picked) {
        let route = self.app.location.get_untracked();
        let picked = change(Picked::of_query(&route.query));
        self.app.location.replace(Route { query: picked.into_query(route.query), page: route.page });
    }

    fn count(self) -> usize {
        self.picked.with(Picked::len)
    }
}

/// All operations, and the plan of the picked ones.
#[component]
pub fn MaintenancePage() -> View {
    let app = App::here();
    app.plans.restore(&app.client());
    let choice = Choice { app, picked: app.location.memo(|route| Picked::of_query(&route.query)) };
    let is_asked = RwSignal::new(false);
    let plan = Memo::new(move || (app.plans.is_running(), app.plans.has_unknown()));
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
            {move || under_way(plan.get().0, plan.get().1)}
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
}

fn facts(app: App) -> View {
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
}

/// Says that a plan is running, or has an operation without an answer, with a link to it.
fn under_way(is_running: bool, has_unknown: bool) -> Option<View> {
    let (tone, title, text) = if is_running {
        (
            Tone::Info,
            t("A plan is running"),
            t("You can pick the next operations now, and run them when it has ended."),
        )
    } else if has_unknown {
        (
            Tone::Unknown,
            t("An operation in the last plan has not answered"),
            t(
                "Do not start it a second time. Close the last plan once you know that the operation has ended.",
            ),
        )
    } else {
        return None;
    };
    Some(view! {
        <Notice tone=tone title=title>
            <p>{text}</p>
            <p class="notice__actions">
                <a class="link" href=Page::Plan.href()>
                    {t("Show the plan")}
                </a>
            </p>
        </Notice>
    })
}

fn group_card(choice: Choice, group: &Group) -> View {
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
}

fn row(choice: Choice, operation: Operation) -> View {
    let name = operation.as_str();
    let described = described(operation);
    let is_picked = Memo::new(move || choice.picked.with(|picked| picked.contains(operation)));
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
}
