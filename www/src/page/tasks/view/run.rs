//! One run on the screen: its state, its progress, and its messages.

use dhis2_steward::Error;
use dhis2_steward::domain::job_watch::{JobState, Outcome};
use dhis2_steward::model::JobRef;
use dhis2_steward_dom::prelude::*;

use super::super::state::{Follow, feed_text, file_name};
use super::feed::Messages;
use super::follow::Watched;
use super::save::save;
use super::stages::stages;
use crate::context::App;
use crate::format;
use crate::frame::diagnostics::copy_text;
use crate::i18n::{t, tf};
use crate::route::Page;
use crate::ui::{
    AlertTone, Button, ButtonKind, Crumb, Delayed, Empty, LinkButton, Notice, PageHeader, Skeleton, Tone,
    TroubleNotice, state,
};
use crate::words;

/// A run and its messages.
#[component]
pub fn RunPage(
    /// The job's type as the server writes it.
    kind: String,
    /// The job's identifier.
    uid: String,
) -> View {
    let app = App::here();
    let text = format!("{kind}/{uid}");
    match text.parse::<JobRef>() {
        Ok(job) => shown(Watched::new(app, job)),
        Err(error) => no_job(error.to_string()),
    }
}

fn no_job(why: String) -> View {
    let crumbs = vec![Crumb { label: t("Tasks").into(), href: Page::Tasks.href() }];
    view! {
        <div class="page" data-test="steward-task">
            <PageHeader title=t("Run not found") crumbs=crumbs />
            <div class="card">
                <Empty icon="search" title=t("The link does not point to a job")>
                    <p>{why}</p>
                    <p>
                        <a href=Page::Tasks.href()>{t("Show all runs")}</a>
                    </p>
                </Empty>
            </div>
        </div>
    }
}

fn shown(watched: Watched) -> View {
    let job = watched.job.get_value();
    let name = words::job_type(&job.job_type);
    let crumbs = vec![
        Crumb { label: t("Tasks").into(), href: Page::Tasks.href() },
        Crumb { label: name.clone(), href: Page::TaskType(job.job_type.to_string()).href() },
    ];
    let title = tf("Job run: {{type}}", &[("type", &name)]);
    let document_title = title.clone();
    effect(move || watched.app.title.set(document_title.clone()));
    let is_read = Memo::new(move || watched.follow.with(|follow| follow.state.is_some()));
    let content = move || {
        if is_read.get() {
            view! {
                {move || standing(watched)}
                {stages(watched)}
                <Messages app=watched.app follow=watched.follow />
            }
        } else if watched.fault.with(Option::is_some) {
            View::Nothing
        } else {
            view! {
                <Delayed>
                    <Skeleton label=t("Loading messages") rows=6 />
                </Delayed>
            }
        }
    };
    view! {
        <div class="page" data-test="steward-task">
            <PageHeader
                title=title
                crumbs=crumbs
                facts=move || facts(watched)
                actions=move || actions(watched)
            />
            {move || fault(watched)}
            {content}
        </div>
    }
}

fn facts(watched: Watched) -> View {
    let now = watched.follow.with(Follow::ending);
    let times = watched
        .record
        .with(|record| record.as_ref().map(|record| (record.last_executed, record.last_finished)));
    let (began, finished) = times.unwrap_or_default();
    let first = watched.follow.with(|follow| follow.feed.lines().first().map(|line| line.time));
    let began = began.filter(|time| !time.is_never()).or(first);
    let is_going = watched.follow.with(Follow::is_going);
    let took = move || {
        let began = began?;
        if is_going {
            let so_far = watched.app.clock.now().since(format::instant(began));
            return Some(tf("{{time}} so far", &[("time", &format::whole_duration(so_far))]));
        }
        let took = finished.filter(|finished| *finished >= began)?.since(began);
        let took = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        Some(tf("took {{time}}", &[("time", &format::duration(took))]))
    };
    let began = began.map(|began| {
        let instant = format::instant(began);
        let exact = format!("{}\n{}", format::exact(instant), format::server_time(began));
        let text = tf("Started {{time}}", &[("time", &format::date_time(instant))]);
        view! { <time title=exact>{text}</time> }
    });
    let id = watched.job.with_value(|job| job.id.to_string());
    view! {
        {now.map(|now| state(now.tone, now.icon, now.word))}
        {began}
        <span class="number">{took}</span>
        <code dir="ltr">{id}</code>
    }
}

fn actions(watched: Watched) -> View {
    let text = move || {
        let job = watched.job.get_value();
        watched.follow.with_untracked(|follow| feed_text(&job, follow.feed.lines()))
    };
    let copy = move || copy_text(watched.app, &text(), t("Messages copied"));
    let download = move || {
        let name = watched.job.with_value(file_name);
        if save(&name, &text()).is_err() {
            watched.app.alerts.show(AlertTone::Warning, t("The browser blocked the download"));
        }
    };
    let has_lines = Memo::new(move || watched.follow.with(|follow| !follow.feed.lines().is_empty()));
    let can_stop = Memo::new(move || watched.follow.with(Follow::is_going) && watched.may_stop());
    let is_stopping = Signal::derive(move || watched.stop_asked.with(Option::is_some));
    let label = Signal::derive(move || {
        String::from(if is_stopping.get() { t("Stopping") } else { t("Stop the job") })
    });
    view! {
        <Show when=move || has_lines.get()>
            <Button label=t("Copy messages") icon="copy" on_press=copy />
            <Button label=t("Download messages") icon="fall" on_press=download />
        </Show>
        <Show when=move || can_stop.get()>
            <Button
                label=label
                kind=ButtonKind::Danger
                icon="stop"
                busy=is_stopping
                on_press=move || watched.stop()
            />
        </Show>
    }
}

/// Why the run can no longer be followed; what was shown stays.
fn fault(watched: Watched) -> Option<View> {
    watched.fault.get().map(|error| {
        let trouble = words::trouble(t("Steward can no longer follow the run"), &error);
        view! { <TroubleNotice trouble=trouble on_retry=Callback::new(move |()| watched.watch()) /> }
    })
}

/// What gets a notice: a bad ending, a requested stop, a lost connection.
fn standing(watched: Watched) -> Option<View> {
    let (state, lost, fault) =
        watched.follow.with(|follow| (follow.state.clone(), follow.lost_sight.clone(), follow.fault.clone()));
    if let Some(error) = lost {
        return Some(out_of_sight(watched, &error));
    }
    match state? {
        JobState::Ended(Outcome::Failed { reason }) => Some(view! {
            <Notice tone=Tone::Error title=t("The job failed")>
                {match reason {
                    Some(reason) => view! { <code class="server" dir="ltr">{reason}</code> },
                    None => {
                        view! { <p>{t("The job gave no reason. See the server log for details.")}</p> }
                    }
                }}
            </Notice>
        }),
        JobState::Ended(Outcome::Unknown { why }) => Some(view! {
            <Notice tone=Tone::Unknown title=t("The outcome of the run is unknown")>
                <p>
                    {t("The server has only the job's messages, not its outcome. A last message proves nothing: cancelled jobs end with one, too.")}
                </p>
                {words::servers_words(&why).map(|words| view! { <code class="server" dir="ltr">{words}</code> })}
            </Notice>
        }),
        JobState::Ended(Outcome::Cancelled) => Some(view! {
            <Notice title=t("The job was cancelled")>
                <p>{t("Work it had already completed remains.")}</p>
            </Notice>
        }),
        _ if watched.follow.with(Follow::is_stopping) => Some(stopping(watched)),
        _ => fault.map(|error| {
            let trouble =
                words::trouble(t("The job continues, but its progress could not be loaded"), &error);
            view! { <TroubleNotice trouble=trouble /> }
        }),
    }
}

fn out_of_sight(watched: Watched, error: &Error) -> View {
    let since = watched.lost_at.get_untracked().map(format::time).unwrap_or_default();
    let server =
        words::servers_words(error).map(|words| view! { <code class="server" dir="ltr">{words}</code> });
    let title = tf("No answer from the server since {{time}}", &[("time", &since)]);
    view! {
        <Notice tone=Tone::Unknown title=title>
            <p>{t("The job continues on the server. This page shows its last known state; Steward keeps trying.")}</p>
            {server}
            <p class="notice__actions">
                <LinkButton label=t("Try now") on_press=move || watched.watch() />
            </p>
        </Notice>
    }
}

fn stopping(watched: Watched) -> View {
    let since = move || {
        let asked = watched.stop_asked.get()?;
        let time = format::whole_duration(watched.app.clock.now().since(asked));
        Some(tf("Stop requested {{time}} ago.", &[("time", &time)]))
    };
    view! {
        <Notice title=t("The job is stopping")>
            <p>
                {since} " "
                {t("The server responds within 20 seconds, and the job stops at its next item.")}
            </p>
        </Notice>
    }
}
