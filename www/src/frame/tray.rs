//! The work tray: what runs on the server, at the bottom of the navigation; when open, with buttons to stop it.

use dhis2_steward::client::RunningWork;
use dhis2_steward::model::{Authority, JobType, Uid};
use dhis2_steward_dom::prelude::*;

use super::diagnostics;
use super::work::steps;
use crate::context::App;
use crate::format;
use crate::i18n::{t, tf};
use crate::load::Background;
use crate::route::Page;
use crate::ui::{
    AlertTone, Button, ButtonKind, Done, IconButton, LinkButton, ProgressBar, Size, icon, spinner,
};
use crate::words;

/// The progress of work, as a bar and in words.
fn progress(app: App, work: &RunningWork) -> (Done, Option<String>) {
    match steps(work, app.work.followed.get()) {
        Some((done, total)) => {
            let percent = (done * 100).checked_div(total).and_then(|percent| u8::try_from(percent).ok());
            let (done, total) = (format::count(done), format::count(total));
            let words = tf("{{done}} of {{total}}", &[("done", &done), ("total", &total)]);
            (Done::Percent(percent.unwrap_or(100)), Some(words))
        }
        None => (Done::NotCounted, None),
    }
}

/// A bar without an answer from the server says nothing of how far the work is.
fn seen(app: App, done: Done) -> Done {
    if app.work.fault.with(Option::is_some) { Done::Unknown } else { done }
}

/// The maintenance plan, while it is running or has an operation without an answer.
fn plan(app: App) -> Option<(Done, String)> {
    app.plans.record.with(|record| {
        let record = record.as_ref()?;
        let tally = record.tally();
        if !record.is_over() {
            let percent = u8::try_from(tally.ended() * 100 / tally.total.max(1)).unwrap_or(100);
            let (ended, total) = (format::count(tally.ended()), format::count(tally.total));
            let words = tf("{{done}} of {{total}}", &[("done", &ended), ("total", &total)]);
            return Some((Done::Percent(percent), words));
        }
        record.has_unknown().then(|| (Done::Unknown, t("not known").into()))
    })
}

fn elapsed(app: App, work: &RunningWork) -> Option<u64> {
    let started = work.process.as_ref()?.started_time?;
    Some(app.clock.now().since(format::instant(started)))
}

/// The tray: when closed, it shows running work as lines; pressing it opens it.
#[component]
pub fn WorkTray() -> View {
    let app = App::here();
    let open = RwSignal::new(false);
    let running = app.work.running;
    let plan = Memo::new(move || plan(app));
    let count = Memo::new(move || running.with(Vec::len) + usize::from(plan.with(Option::is_some)));
    let toggle = move |_| open.update(|open| *open = !*open);
    // The page that somebody goes to is not to be covered.
    let page = app.location.memo(|route| route.page.clone());
    effect(move || {
        page.track();
        open.set(false);
    });
    let expanded = move || open.get().to_string();
    view! {
        <div
            class="work"
            data-test="steward-work"
            on:keydown=move |event| {
                if open.get_untracked() && event.key() == "Escape" {
                    event.stop_propagation();
                    open.set(false);
                }
            }
        >
            <button class="work__toggle" type="button" aria-expanded=expanded on:click=toggle>
                {move || closed(app, plan.get(), count.get())}
            </button>
            <button class="work__strip" type="button" aria-expanded=expanded on:click=toggle>
                {move || strip(app, plan.get(), count.get())}
            </button>
            <Show when=move || open.get()>
                <Opened open=open />
            </Show>
        </div>
    }
}

fn nothing() -> View {
    view! {
        {icon("passed", Size::Small)}
        <span class="work__words">{t("No job is running")}</span>
    }
}

/// Says since when the server has not answered; nothing while it answers.
fn unseen(app: App) -> Option<View> {
    app.work.fault.get()?;
    let words = match app.work.read_at.get() {
        Some(at) => tf("no answer since {{time}}", &[("time", &format::time(at))]),
        None => t("unavailable").into(),
    };
    Some(view! {
        {icon("offline", Size::Small)}
        <span class="work__words">{words}</span>
    })
}

fn closed(app: App, plan: Option<(Done, String)>, count: usize) -> View {
    let plan = plan.map(|(done, words)| (t("Maintenance plan").to_owned(), done, Some(words)));
    let jobs = app.work.running.get().into_iter().map(|work| {
        let (done, words) = progress(app, &work);
        (words::job_type(&work.job_type), done, words)
    });
    let line = |(name, done, words): (String, Done, Option<String>)| {
        view! {
            <span class="work__line">
                <span class="work__name">{name.clone()}</span>
                <span class="number quiet">{words}</span>
            </span>
            <ProgressBar label=name done=seen(app, done) thin=true />
        }
    };
    let is_unknown = plan.as_ref().is_some_and(|(_, done, _)| *done == Done::Unknown);
    let title = if let Some(words) = unseen(app) {
        words
    } else if count == 0 {
        nothing()
    } else if count == 1 && is_unknown {
        view! {
            {icon("unknown", Size::Small)}
            <span class="work__words">{t("Outcome unknown")}</span>
            {icon("up", Size::Small)}
        }
    } else {
        view! {
            {spinner()}
            <span>{format::count(count)}</span>
            " "
            <span class="work__words">{t("running on the server")}</span>
            {icon("up", Size::Small)}
        }
    };
    let lines = plan.into_iter().chain(jobs).take(3).map(line).collect::<Vec<_>>();
    view! {
        <span class="work__title">{title}</span>
        {lines}
    }
}

fn strip(app: App, plan: Option<(Done, String)>, count: usize) -> View {
    let plan = plan.map(|(done, words)| (t("Maintenance plan").to_owned(), done, Some(words)));
    let job = app.work.running.with(|running| {
        let work = running.first()?;
        let (done, words) = progress(app, work);
        Some((words::job_type(&work.job_type), done, words))
    });
    let Some((name, done, words)) = plan.or(job) else {
        return view! { <span class="work__idle">{unseen(app).unwrap_or_else(nothing)}</span> };
    };
    let more = (count > 1).then(|| tf("+{{count}}", &[("count", &format::count(count - 1))]));
    let sign = match (unseen(app), done) {
        (Some(words), _) => return view! { <span class="work__idle">{words}</span> },
        (None, Done::Unknown) => icon("unknown", Size::Small),
        _ => spinner(),
    };
    view! {
        {sign}
        <span>
            <span class="work__name">{name.clone()} {words.map(|words| format!(" · {words}"))}</span>
            <ProgressBar label=name done=done thin=true />
        </span>
        <span>{more} {icon("up", Size::Small)}</span>
    }
}

#[component]
fn Opened(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> View {
    let app = App::here();
    let running = app.work.running;
    let read = move || match (app.work.fault.get(), app.work.read_at.get()) {
        (Some(_), Some(at)) => tf("no answer since {{time}}", &[("time", &format::time(at))]),
        (Some(_), None) => t("unavailable").into(),
        (None, Some(at)) => {
            tf("checked {{time}} ago", &[("time", &format::whole_duration(app.clock.now().since(at)))])
        }
        (None, None) => String::new(),
    };
    let client = app.client();
    let versions = tf(
        "Steward {{steward}}, DHIS2 {{dhis2}}",
        &[("steward", env!("CARGO_PKG_VERSION")), ("dhis2", &client.version().to_string())],
    );
    view! {
        <section class="tray" aria-label=t("Work on the server")>
            <div class="tray__header">
                <h2 class="tray__title">{t("Running on the server")}</h2>
                <span class="quiet number">{read}</span>
                <IconButton label=t("Close the work tray") icon="down" on_press=move || open.set(false) />
            </div>
            {move || plan_item(app)}
            {each(
                move || running.get(),
                |work| format!("{} {}", work.job_type, work.job.as_ref().map(|job| job.id.to_string()).unwrap_or_default()),
                |work| view! { <Item work=work /> },
            )}
            {move || {
                (running.with(Vec::is_empty) && plan(app).is_none())
                    .then(|| view! { <p class="tray__item quiet">{t("No job is running")}</p> })
            }}
            <p class="tray__item quiet">
                <span>{versions}</span>
                <LinkButton label=t("Copy diagnostics") on_press=move || diagnostics::copy(app) />
            </p>
        </section>
    }
}

fn plan_item(app: App) -> Option<View> {
    let (done, words) = plan(app)?;
    let can_stop = app
        .plans
        .record
        .with(|record| record.as_ref().is_some_and(|record| !record.is_over() && record.tally().waiting > 0));
    let stop = can_stop.then(|| {
        view! {
            <Button
                label=t("Stop after this operation")
                kind=ButtonKind::Danger
                small=true
                on_press=move || app.plans.stop()
            />
        }
    });
    Some(view! {
        <div class="tray__item">
            <span class="tray__name">{t("Maintenance plan")}</span>
            {stop}
            <ProgressBar label=t("Maintenance plan") done=done />
            <span class="tray__more number">
                {words} " " <a class="link" href=Page::Plan.href()>{t("Show the plan")}</a>
            </span>
        </div>
    })
}

#[component]
fn Item(
    /// The work, as it was when it appeared.
    work: RunningWork,
) -> View {
    let app = App::here();
    let name = words::job_type(&work.job_type);
    let key = (work.job_type.clone(), work.job.as_ref().map(|job| job.id));
    let now = Memo::new(move || {
        let is_it =
            |other: &&RunningWork| other.job_type == key.0 && other.job.as_ref().map(|job| job.id) == key.1;
        app.work.running.with(|running| running.iter().find(is_it).cloned())
    });
    let done = Signal::derive(move || {
        seen(app, now.with(|now| now.as_ref().map_or(Done::NotCounted, |work| progress(app, work).0)))
    });
    let more = move || {
        now.with(|now| {
            let work = now.as_ref()?;
            let elapsed = elapsed(app, work).map(format::whole_duration);
            let parts: Vec<String> = [progress(app, work).1, elapsed].into_iter().flatten().collect();
            Some(if parts.is_empty() {
                t("The server reports no progress for this job").into()
            } else {
                parts.join(", ")
            })
        })
    };
    let stop = app
        .may(&Authority::PerformMaintenance)
        .then(|| view! { <Stop job_type=work.job_type.clone() id=work.job.as_ref().map(|job| job.id) /> });
    let messages = work.job.as_ref().map(|job| {
        let page = Page::Task { kind: job.job_type.to_string(), uid: job.id.to_string() };
        view! { <a class="link" href=page.href()>{t("Messages")}</a> }
    });
    view! {
        <div class="tray__item">
            <span class="tray__name">{name.clone()}</span>
            {stop}
            <ProgressBar label=name done=done />
            <span class="tray__more number">{more} " " {messages}</span>
        </div>
    }
}

/// Asks the server to stop a job. The button says "Stopping" until the job is gone: the tray learns no sooner.
#[component]
fn Stop(job_type: JobType, id: Option<Uid>) -> View {
    let app = App::here();
    let asking = Background::new();
    let is_asked = RwSignal::new(false);
    let press = move || {
        is_asked.set(true);
        let job_type = job_type.clone();
        asking.begin(async move {
            let client = app.client();
            let id = match id {
                Some(id) => Ok(Some(id)),
                None => client.jobs().find_running(&job_type).await.map(|job| job.map(|job| job.id)),
            };
            let stopped = match id {
                Ok(Some(id)) => client.jobs().cancel(id).await,
                Ok(None) => Ok(()),
                Err(error) => Err(error),
            };
            if let Err(error) = stopped {
                is_asked.set(false);
                app.alerts
                    .show(AlertTone::Critical, words::in_short(t("The job could not be stopped"), &error));
            }
            app.work.look(client);
        });
    };
    let label = Signal::derive(move || String::from(if is_asked.get() { t("Stopping") } else { t("Stop") }));
    view! { <Button label=label kind=ButtonKind::Danger small=true busy=is_asked on_press=press /> }
}
