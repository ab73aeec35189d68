//! The page of one check on the screen.

pub mod desk;
pub mod table;

use dhis2_steward::client::RunPhase;
use dhis2_steward::domain::integrity::CheckResult;
use dhis2_steward::model::Check;
use leptos::prelude::*;

use super::state::{Listing, paragraphs};
use crate::format;
use crate::i18n::{t, tf, tn};
use crate::route::{Page, Query, Route};
use crate::ui::{
    Button, ButtonKind, Crumb, Delayed, Done, Empty, LinkButton, Notice, PageHeader, ProgressBar, Skeleton,
    Tone, TroubleNotice, state, tag,
};
use crate::words;
use desk::{Desk, Reading};
use table::IssueTable;

/// What a check means, what to do, and its issues.
#[component]
pub fn CheckPage(
    /// The check's key.
    name: String,
) -> impl IntoView {
    let desk = Desk::new(name.clone());
    let title = Signal::derive(move || match desk.check.get() {
        Reading::Done(check) => check.display_name,
        _ => name.clone(),
    });
    let crumbs = Signal::derive(move || {
        let mut crumbs = vec![Crumb { label: t("Integrity").into(), href: Page::Integrity.href() }];
        if let Reading::Done(check) = desk.check.get() {
            let query = Query::default().with("section", &check.section.trim().to_lowercase());
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
        }
        .into_any(),
        Reading::Missing => missing(),
        Reading::Failed(error) => {
            let trouble = words::trouble(t("The check could not be read"), &error);
            view! { <TroubleNotice trouble=trouble on_retry=Callback::new(move |()| desk.read()) /> }
                .into_any()
        }
        Reading::Done(check) => explanation(*check),
    };
    let is_there = Memo::new(move |_| matches!(desk.check.get(), Reading::Done(_)));
    let actions = move || is_there.get().then(|| run_button(desk));
    view! {
        <div class="page" data-test="steward-check">
            <PageHeader title=title crumbs=crumbs facts=move || facts(desk) actions=actions />
            {move || run_panel(desk)} {move || trouble(desk)} {content}
            {move || is_there.get().then(|| issues(desk))}
        </div>
    }
    .into_any()
}

fn run_button(desk: Desk) -> AnyView {
    let is_running = Signal::derive(move || desk.is_running());
    view! {
        <Button
            label=t("Run this check")
            kind=ButtonKind::Primary
            icon="play"
            busy=is_running
            on_press=move || desk.start()
        />
    }
    .into_any()
}

fn missing() -> AnyView {
    view! {
        <div class="card">
            <Empty icon="search" title=t("This server has no such check")>
                <p>{t("Checks differ from version to version of DHIS2. The link may be from another server.")}</p>
                <p>
                    <a href=Page::Integrity.href()>{t("Go to Integrity")}</a>
                </p>
            </Empty>
        </div>
    }
    .into_any()
}

/// Severity, result, share, and when it was run.
fn facts(desk: Desk) -> Option<AnyView> {
    let Reading::Done(check) = desk.check.get() else { return None };
    let (tone, icon) = words::severity_mark(&check.severity);
    let severity = words::severity(&check.severity);
    let (mark, share) = match desk.result() {
        CheckResult::Issues { count, percentage } => {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            let text = tn("{{count}} issue", "{{count}} issues", count, &[]);
            let share = percentage
                .map(|share| tf("{{share}} of all objects of the kind", &[("share", &format::share(share))]));
            (view! { {tag(tone, icon, severity)} " " <b class="strong">{text}</b> }.into_any(), share)
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
            tf(", took {{time}}", &[("time", &format::duration(took))])
        });
        let ago =
            move || tf("Run {{ago}}", &[("ago", &format::relative(instant, desk.app.clock.now_roughly()))]);
        view! { <time title=exact>{ago} {took}</time> }
    });
    Some(
        view! {
            <span class="facts__mark">{mark}</span>
            {share.map(|share| view! { <span>{share}</span> })}
            {run}
        }
        .into_any(),
    )
}

fn plain(icon: &'static str, severity: String, state: AnyView) -> AnyView {
    view! { {tag("quiet", icon, severity)} " " {state} }.into_any()
}

/// What it means, what to do, and what is known of it.
fn explanation(check: Check) -> AnyView {
    let texts =
        [check.introduction.as_deref().or(check.description.as_deref()), check.recommendation.as_deref()];
    let [meaning, advice] = texts.map(|text| paragraphs(text.unwrap_or_default()));
    // Many descriptions only say the name once more.
    let described =
        check.description.filter(|text| check.introduction.is_some() && *text != check.display_name);
    let paragraph = |text: String| view! { <p>{text}</p> };
    let mut advice = advice.into_iter();
    let first = advice.next().map(|text| view! { <p><b>{t("What to do.")}</b> " " {text}</p> });
    let fact = |name: &'static str, value: String| {
        view! {
            <dt>{name}</dt>
            <dd>
                <bdi>{value}</bdi>
            </dd>
        }
    };
    let speed = if check.is_slow { t("Slow: left out of a run of all fast checks") } else { t("Fast") };
    let average = check.average_execution_time.map_or_else(|| t("Not known yet").into(), format::duration);
    view! {
        <div class="split split--2-1">
            <section class="card">
                <div class="card__header">
                    <h2 class="card__title">{t("What it means")}</h2>
                    <code class="quiet hide-phone" dir="ltr">
                        {check.name}
                    </code>
                </div>
                <div class="card__body prose">
                    {described.map(paragraph)} {meaning.into_iter().map(paragraph).collect::<Vec<_>>()} {first}
                    {advice.map(paragraph).collect::<Vec<_>>()}
                </div>
            </section>
            <section class="card">
                <div class="card__header">
                    <h2 class="card__title">{t("About the check")}</h2>
                </div>
                <div class="card__body">
                    <dl class="facts">
                        {fact(t("Code"), check.code)} {fact(t("Objects"), check.issues_id_type.unwrap_or_else(|| "–".into()))}
                        {fact(t("Speed"), speed.into())} {fact(t("Takes on average"), average)}
                    </dl>
                </div>
            </section>
        </div>
    }
    .into_any()
}

/// The run that is watched: how long, and a way to stop it.
fn run_panel(desk: Desk) -> Option<AnyView> {
    let (phase, is_stop_asked, checks, is_lost) = desk.run.with(|run| {
        let run = run.as_ref()?;
        let step = run.step.as_ref();
        let is_lost = step.is_some_and(|step| step.lost_sight.is_some());
        Some((step.map(|step| step.phase.clone()), run.is_stop_asked, run.checks, is_lost))
    })?;
    let title = match phase {
        _ if is_lost => t("The server cannot be seen at the moment; the run goes on there"),
        _ if is_stop_asked => t("Stopping: the server notices within 20 seconds"),
        None => t("Starting"),
        Some(RunPhase::Waiting) => t("Waiting for its turn on the server"),
        Some(RunPhase::RunningAgain) => t("Running again what could not run"),
        Some(_) if checks > 1 => t("Running, together with other checks"),
        Some(_) => t("Running"),
    };
    let done = if is_lost { Done::Unknown } else { Done::NotCounted };
    let elapsed = move || {
        let began = desk.run.with(|run| run.as_ref().map(|run| run.began))?;
        Some(tf("{{time}} so far", &[("time", &format::whole_duration(desk.app.clock.now().since(began)))]))
    };
    let stop_label = if is_stop_asked { t("Stopping") } else { t("Stop the run") };
    Some(
        view! {
            <section class="run" aria-label=t("Run in progress") data-test="steward-run">
                <div class="run__line">
                    <span class="run__title">{title}</span>
                    <span class="quiet number">{elapsed}</span>
                    <span class="run__end">
                        <Button
                            label=stop_label
                            kind=ButtonKind::Danger
                            icon="stop"
                            small=true
                            busy=is_stop_asked
                            on_press=move || desk.stop()
                        />
                    </span>
                </div>
                <ProgressBar label=title done=done />
            </section>
        }
        .into_any(),
    )
}

fn trouble(desk: Desk) -> Option<AnyView> {
    let (title, error) = desk.trouble.get()?;
    let trouble = words::trouble(title, &error);
    Some(
        view! { <TroubleNotice trouble=trouble on_retry=Callback::new(move |()| desk.start()) /> }.into_any(),
    )
}

/// The issues, or why there is no list of them.
fn issues(desk: Desk) -> AnyView {
    let has_some = Memo::new(move |_| desk.count.get() > 0);
    (move || {
        let broken = match desk.listing.get() {
            Listing::Broken(error) => {
                let title = if has_some.get() {
                    t("The list broke off: what has come is shown")
                } else {
                    t("The issues could not be read")
                };
                let retry = Callback::new(move |()| desk.list());
                Some(view! { <TroubleNotice trouble=words::trouble(title, &error) on_retry=retry /> }.into_any())
            }
            _ => None,
        };
        view! {
            {broken}
            {move || if has_some.get() { view! { <IssueTable desk=desk /> }.into_any() } else { no_issues(desk) }}
        }
    })
    .into_any()
}

fn no_issues(desk: Desk) -> AnyView {
    match desk.listing.get() {
        Listing::Broken(_) => ().into_any(),
        Listing::Coming => view! {
            <Delayed>
                <Skeleton label=t("Loading issues") rows=6 />
            </Delayed>
        }
        .into_any(),
        Listing::Complete => match desk.result() {
            CheckResult::Failed { error } => could_not_run(desk, error),
            _ => view! {
                <Notice tone=Tone::Valid title=t("The check passed")>
                    <p>{t("It found no issues.")}</p>
                </Notice>
            }
            .into_any(),
        },
        Listing::Absent => match desk.result() {
            CheckResult::Failed { error } => could_not_run(desk, error),
            CheckResult::Passed => view! {
                <Notice tone=Tone::Valid title=t("The check passed")>
                    <p>{t("The last count found no issues.")}</p>
                </Notice>
            }
            .into_any(),
            CheckResult::Issues { count, .. } => {
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                let title = tn("{{count}} issue was counted", "{{count}} issues were counted", count, &[]);
                absent(
                    desk,
                    title,
                    t(
                        "The server does not hold the list of them: it lists issues only when the check is run for that, and forgets the list after a while, when its cache is cleared, and when it restarts.",
                    ),
                )
            }
            CheckResult::NotRun => absent(
                desk,
                t("The check has not been run").into(),
                t(
                    "Or its result is gone: DHIS2 forgets results after a while, when its cache is cleared, and when it restarts.",
                ),
            ),
        },
    }
}

fn absent(desk: Desk, title: String, text: &'static str) -> AnyView {
    view! {
        <div class="card">
            <Empty icon="integrity" title=title>
                <p>{text}</p>
                {run_button(desk)}
            </Empty>
        </div>
    }
    .into_any()
}

fn could_not_run(desk: Desk, error: Option<String>) -> AnyView {
    let is_running = Memo::new(move |_| desk.is_running());
    view! {
        <Notice tone=Tone::Unknown title=t("The check could not run")>
            <p>{t("Whether there are issues is not known. The server says:")}</p>
            <code class="server" dir="ltr">
                {error.unwrap_or_else(|| t("nothing").into())}
            </code>
            <p class="notice__actions">
                {move || {
                    (!is_running.get())
                        .then(|| view! { <LinkButton label=t("Run it again") on_press=move || desk.start() /> })
                }}
            </p>
        </Notice>
    }
    .into_any()
}
