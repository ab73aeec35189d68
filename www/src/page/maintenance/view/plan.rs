//! The plan that was started: its progress, and the outcome of each operation.

use dhis2_steward::model::Operation;
use dhis2_steward_dom::prelude::*;

use super::super::state::{Picked, as_text};
use super::confirm::Confirm;
use super::step::step_line;
use crate::context::App;
use crate::format;
use crate::frame::diagnostics::copy_text;
use crate::i18n::{t, tf, tn};
use crate::plan::record::{Record, Tally};
use crate::plan::words::tally_words;
use crate::route::{Page, Query, Route};
use crate::ui::{Button, ButtonKind, Crumb, Empty, LinkButton, Notice, PageHeader, Tone};

/// The operations to start manually, before they are confirmed.
pub type Again = RwSignal<Option<Picked>>;

/// The running plan, or the last one.
#[component]
pub fn PlanPage() -> View {
    let app = App::here();
    app.plans.restore(&app.client());
    let has_plan = Memo::new(move || app.plans.record.with(Option::is_some));
    (move || if has_plan.get() { shown(app) } else { no_plan() }).into_view()
}

fn no_plan() -> View {
    let crumbs = vec![Crumb { label: t("Maintenance").into(), href: Page::Maintenance.href() }];
    view! {
        <div class="page" data-test="steward-plan">
            <PageHeader title=t("Plan") crumbs=crumbs />
            <div class="card">
                <Empty icon="maintenance" title=t("No plan has run in this tab")>
                    <p>{t("Closing the tab discards its plan. The server still finishes the operation it has started.")}</p>
                    <p>
                        <a href=Page::Maintenance.href()>{t("Pick operations")}</a>
                    </p>
                </Empty>
            </div>
        </div>
    }
}

/// Reads the plan.
fn read<T: Default>(app: App, read: impl FnOnce(&Record) -> T) -> T {
    app.plans.record.with(|record| record.as_ref().map(read)).unwrap_or_default()
}

fn shown(app: App) -> View {
    let again: Again = RwSignal::new(None);
    let tally = Memo::new(move || read(app, Record::tally));
    let is_over = Memo::new(move || read(app, Record::is_over));
    let title = Signal::derive(move || {
        if is_over.get() {
            return t("Plan ended").to_owned();
        }
        let (ended, total) = (format::count(tally.get().ended()), format::count(tally.get().total));
        tf("Plan: {{ended}} of {{total}} operations ended", &[("ended", &ended), ("total", &total)])
    });
    effect(move || app.title.set(title.get()));
    let crumbs = Signal::derive(move || {
        let picked: Picked = read(app, |record| record.steps().iter().map(|step| step.operation).collect());
        let route = Route { page: Page::Maintenance, query: picked.into_query(Query::default()) };
        vec![Crumb { label: t("Maintenance").into(), href: route.to_string() }]
    });
    let steps = move || {
        let key = read(app, |record| record.began().0.to_bits());
        let operations: Vec<Operation> =
            read(app, |record| record.steps().iter().map(|step| step.operation).collect());
        operations
            .into_iter()
            .enumerate()
            .map(|(place, operation)| (key, place, operation))
            .collect::<Vec<_>>()
    };
    let question = move || {
        again.get().map(|picked| {
            let run = move |picked: Picked| app.plans.again(app.client(), picked.operations().collect());
            view! { <Confirm picked=picked on_close=move |()| again.set(None) on_run=run /> }
        })
    };
    view! {
        <div class="page" data-test="steward-plan">
            <PageHeader
                title=title
                crumbs=crumbs
                facts=move || facts(app, tally.get())
                actions=move || actions(app, tally, is_over)
            />
            {move || unknown_notice(app, tally.get(), is_over.get())}
            {move || unreachable_notice(app, again, tally.get(), is_over.get())}
            <section class="card" aria-label=t("Operations")>
                <ol>
                    {each(steps, |(began, place, _)| format!("{began:?} {place}"), move |(_, place, operation)| step_line(app, again, place, operation))}
                </ol>
            </section>
            <Show when=move || !is_over.get()>
                <p class="plan__intro quiet">
                    {t("You can leave this page. If you close the tab, the server finishes the current operation and the plan stops.")}
                </p>
            </Show>
            {question}
        </div>
    }
}

fn facts(app: App, tally: Tally) -> View {
    let (began, ended) = app
        .plans
        .record
        .with(|record| record.as_ref().map(|record| (record.began(), record.ended())))
        .unzip();
    let Some(began) = began else { return View::Nothing };
    let started = tf("Started by you at {{time}}", &[("time", &format::time(began))]);
    let took = move || match ended.flatten() {
        Some(ended) => tf("took {{time}}", &[("time", &format::whole_duration(ended.since(began)))]),
        None => {
            let so_far = format::whole_duration(app.clock.now().since(began));
            tf("{{time}} so far", &[("time", &so_far)])
        }
    };
    let words = tally_words(tally).into_iter().map(|words| view! { <span>{words}</span> });
    view! {
        <span title=format::exact(began)>{started}</span>
        <span class="number">{took}</span>
        {words.collect::<Vec<_>>()}
    }
}

fn actions(app: App, tally: Memo<Tally>, is_over: Memo<bool>) -> View {
    let copy = move || {
        let now = app.clock.now();
        let text = app.plans.record.with_untracked(|record| {
            record.as_ref().map(|record| {
                let client = app.client();
                let host = client.base_url().to_string();
                let began = format::exact(record.began());
                let head =
                    tf("Maintenance plan of {{time}} on {{server}}", &[("time", &began), ("server", &host)]);
                as_text(record, &head, |operation| record.elapsed(operation, now))
            })
        });
        copy_text(app, &text.unwrap_or_default(), t("Result copied"));
    };
    let stop = move || {
        app.plans.stop();
        app.announcer.say(t("The plan stops after the current operation"));
    };
    let can_stop = move || !is_over.get() && tally.get().waiting > 0;
    view! {
        <Button label=t("Copy the result") icon="copy" on_press=copy />
        <Show when=can_stop>
            <Button label=t("Stop after this operation") kind=ButtonKind::Danger icon="stop" on_press=stop />
        </Show>
    }
}

fn unknown_notice(app: App, tally: Tally, is_over: bool) -> Option<View> {
    (tally.unknown > 0).then(|| {
        let title = tn(
            "One operation has not answered",
            "{{count}} operations have not answered",
            tally.unknown,
            &[],
        );
        let what = if is_over && tally.left_out > 0 {
            t("Skipped operations were not started; you can run them yourself.")
        } else if !is_over && tally.waiting > 0 {
            t("The plan continues with operations that can run alongside it.")
        } else if !is_over {
            t("The plan ends after the current operation.")
        } else {
            ""
        };
        let text =
            format!("{what} {}", t("You can leave this page: the plan stays here and in the work tray."));
        view! {
            <Notice tone=Tone::Unknown title=title>
                <p>{text.trim_start().to_owned()}</p>
                {is_over
                    .then(|| {
                        let close = move || {
                            app.location.go(&Page::Maintenance.into());
                            app.plans.close();
                        };
                        view! {
                            <p class="notice__actions">
                                <LinkButton label=t("Stop checking and close the plan") on_press=close />
                            </p>
                        }
                    })}
            </Notice>
        }
    })
}

/// Offers to run what was not sent because the server could not be reached.
fn unreachable_notice(app: App, again: Again, tally: Tally, is_over: bool) -> Option<View> {
    (is_over && tally.unreachable > 0).then(|| {
        let title = tn(
            "One operation was not started",
            "{{count}} operations were not started",
            tally.unreachable,
            &[],
        );
        let run = move || {
            let rest: Picked = app
                .plans
                .record
                .with_untracked(|record| record.iter().flat_map(Record::unreachable).collect());
            if rest.permanent() > 0 {
                again.set(Some(rest));
            } else {
                app.plans.again(app.client(), rest.operations().collect());
            }
        };
        view! {
            <Notice tone=Tone::Warning title=title>
                <p>
                    {t("The server could not be reached, so nothing more was sent. Check your network connection, then run the rest.")}
                </p>
                <p class="notice__actions">
                    <LinkButton label=t("Run the rest") on_press=run />
                </p>
            </Notice>
        }
    })
}
