//! The page of one check on the screen.

pub mod desk;
pub mod explanation;
pub mod issues;
pub mod run_panel;
pub mod shown;
pub mod table;
pub mod watch;
pub mod watched;

use dhis2_steward::domain::integrity::CheckResult;
use dhis2_steward_dom::prelude::*;

use crate::format;
use crate::i18n::{t, tf, tn};
use crate::letters::lower;
use crate::route::{Page, Query, Route};
use crate::ui::{Button, ButtonKind, Crumb, Delayed, Empty, PageHeader, Skeleton, TroubleNotice, state, tag};
use crate::words;
use desk::{Desk, Reading};
use explanation::explanation;
use issues::issues;
use run_panel::{run_panel, trouble};

/// The page of a check: what it means, what to do, and its issues.
#[component]
pub fn CheckPage(
    /// The check's key.
    name: String,
) -> View {
    let desk = Desk::new(name.clone());
    let title = Signal::derive(move || match desk.check.get() {
        Reading::Done(check) => check.display_name,
        _ => name.clone(),
    });
    let crumbs = Signal::derive(move || {
        let mut crumbs = vec![Crumb { label: t("Integrity").into(), href: Page::Integrity.href() }];
        if let Reading::Done(check) = desk.check.get() {
            let query = Query::default().with("section", &lower(check.section.trim()));
            let href = Route { page: Page::Integrity, query }.to_string();
            crumbs.push(Crumb { label: check.section, href });
        }
        crumbs
    });
    let content = move || match desk.check.get() {
        Reading::UnderWay => view! {
            <Delayed>
                <Skeleton label=t("Loading the check") rows=6 />
            </Delayed>
        },
        Reading::Missing => missing(),
        Reading::Failed(error) => {
            let trouble = words::trouble(t("The check could not be loaded"), &error);
            view! { <TroubleNotice trouble=trouble on_retry=Callback::new(move |()| desk.read()) /> }
        }
        Reading::Done(check) => explanation(*check),
    };
    let is_there = Memo::new(move || matches!(desk.check.get(), Reading::Done(_)));
    let actions = move || is_there.get().then(|| run_button(desk, ButtonKind::Primary));
    view! {
        <div class="page" data-test="steward-check">
            <PageHeader title=title crumbs=crumbs facts=move || facts(desk) actions=actions />
            {move || run_panel(desk)} {move || trouble(desk)} {content}
            {move || is_there.get().then(|| issues(desk))}
        </div>
    }
}

/// Runs the check: the page's primary action, also offered where there is no result.
pub fn run_button(desk: Desk, kind: ButtonKind) -> View {
    let is_running = Signal::derive(move || desk.is_running());
    view! {
        <Button
            label=t("Run this check")
            kind=kind
            icon="play"
            busy=is_running
            on_press=move || desk.start()
        />
    }
}

fn missing() -> View {
    view! {
        <div class="card">
            <Empty icon="search" title=t("This server does not have this check")>
                <p>{t("Checks differ between DHIS2 versions. The link may be from another server.")}</p>
                <p>
                    <a href=Page::Integrity.href()>{t("Go to Integrity")}</a>
                </p>
            </Empty>
        </div>
    }
}

/// Severity, result, share, and when it was run.
fn facts(desk: Desk) -> Option<View> {
    let Reading::Done(check) = desk.check.get() else { return None };
    let (tone, icon) = words::severity_mark(&check.severity);
    let severity = words::severity(&check.severity);
    let (mark, share) = match desk.result() {
        CheckResult::Issues { count, percentage } => {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            let text = tn("{{count}} issue", "{{count}} issues", count, &[]);
            let share = percentage.map(|share| {
                tf("{{share}} of all objects of this type", &[("share", &format::share(share))])
            });
            (view! { {tag(tone, icon, severity)} " " <b class="strong">{text}</b> }, share)
        }
        CheckResult::Passed => (plain(icon, severity, state("passed", "passed", t("Passed"))), None),
        CheckResult::Failed { .. } => {
            (plain(icon, severity, state("unknown", "norun", t("Could not run"))), None)
        }
        CheckResult::NotRun => (plain(icon, severity, state("never", "never", t("Never run"))), None),
    };
    let times = desk.details.with(|details| {
        let details = details.as_ref()?;
        Some((details.start_time?, details.finished_time))
    });
    let times = times.or_else(|| {
        desk.summary
            .with(|summary| summary.as_ref().map(|summary| (summary.start_time, summary.finished_time)))
    });
    let run = times.map(|(start, finished)| {
        let instant = format::instant(start);
        let exact = format!("{}\n{}", format::exact(instant), format::server_time(start));
        let took = finished.map(|finished| {
            let took = u64::try_from(finished.since(start).as_millis()).unwrap_or(u64::MAX);
            format::duration(took)
        });
        let words = move || {
            let ago = format::relative(instant, desk.app.clock.now_roughly());
            match &took {
                Some(took) => tf("Run {{ago}}, took {{time}}", &[("ago", &ago), ("time", took)]),
                None => tf("Run {{ago}}", &[("ago", &ago)]),
            }
        };
        view! { <time title=exact>{words}</time> }
    });
    Some(view! {
        <span class="facts__mark">{mark}</span>
        {share.map(|share| view! { <span>{share}</span> })}
        {run}
    })
}

fn plain(icon: &'static str, severity: String, state: View) -> View {
    view! { {tag("quiet", icon, severity)} " " {state} }
}
