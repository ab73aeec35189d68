//! The panel of a run: starting, in progress, stopping, server lost, ended.

use dhis2_steward::client::RunPhase;
use dhis2_steward::domain::job_watch::Outcome;
use dhis2_steward::model::JobType;
use dhis2_steward_dom::prelude::*;

use super::super::state::{Work, estimate};
use super::desk::Desk;
use super::spoken::ending;
use super::watched::Watched;
use crate::format;
use crate::i18n::{t, tf, tn};
use crate::lost_sight::{lost_sight, lost_start};
use crate::route::Page;
use crate::ui::{Done, LinkButton, Notice, RunBox, Size, Tone, TroubleNotice, icon};

/// What the panel shows: changes rarely, so that counting does not redraw the panel.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Nothing,
    Going,
    Ended,
    Fault,
}

/// The panel of the run being followed, if there is one.
#[component]
pub fn RunPanel(
    /// The page.
    desk: Desk,
) -> View {
    let shown = Memo::new(move || {
        desk.run.with(|run| match run {
            None => Shown::Nothing,
            Some(run) if run.fault.is_some() => Shown::Fault,
            Some(run) if run.is_over() => Shown::Ended,
            Some(_) => Shown::Going,
        })
    });
    (move || match shown.get() {
        Shown::Nothing => View::Nothing,
        Shown::Going => going(desk),
        Shown::Ended => ended(desk),
        Shown::Fault => fault(desk),
    })
    .into_view()
}

/// Reads the run; `None` if it is gone.
fn read<T: PartialEq + 'static>(desk: Desk, read: impl Fn(&Watched) -> T + 'static) -> Memo<Option<T>> {
    Memo::new(move || desk.run.with(|run| run.as_ref().map(&read)))
}

fn going(desk: Desk) -> View {
    let done = read(desk, Watched::done);
    let phase =
        read(desk, |run| (run.step.as_ref().map(|step| step.phase.clone()), run.stop_asked.is_some()));
    let sought = Memo::new(move || desk.run.with(|run| run.as_ref()?.lost_start.clone()));
    let title = Signal::derive(move || {
        let (phase, is_stop_asked) = phase.get().unwrap_or((None, false));
        match phase {
            _ if is_stop_asked => t("Stopping").to_owned(),
            None if sought.with(Option::is_some) => t("Looking for the run").into(),
            None => t("Starting").into(),
            Some(RunPhase::Waiting) => t("Waiting to start").into(),
            Some(RunPhase::RunningAgain) => t("Retrying checks that could not run").into(),
            Some(_) => {
                let (done, total) = done.get().unwrap_or_default();
                let (done, total) = (format::count(done), format::count(total));
                tf("{{done}} of {{total}} checks done", &[("done", &done), ("total", &total)])
            }
        }
    });
    let bar = Signal::derive(move || {
        let percent = desk.run.with(|run| run.as_ref().map(Watched::percent));
        match (phase.get().and_then(|(phase, _)| phase), percent) {
            _ if is_out_of_sight(desk) || sought.with(Option::is_some) => Done::Unknown,
            (Some(RunPhase::Running | RunPhase::Stopping), Some(percent)) => Done::Percent(percent),
            _ => Done::NotCounted,
        }
    });
    let is_stop_asked = Signal::derive(move || phase.get().is_some_and(|(_, is_stop_asked)| is_stop_asked));
    // Redrawn only for another reason, so that a pressed button keeps the focus.
    let lost = Memo::new(move || {
        desk.run.with(|run| {
            let run = run.as_ref()?;
            Some((run.step.as_ref()?.lost_sight.clone()?, run.seen, run.handle.clone()?))
        })
    });
    let facts = move || {
        view! {
            <span class="quiet number">{move || times(desk)}</span>
            <span class="quiet">
                {move || desk.run.with(|run| run.as_ref().filter(|run| run.lost_start.is_none()).map(began))}
            </span>
        }
    };
    view! {
        <RunBox title=title facts=facts is_stopping=is_stop_asked on_stop=move || desk.stop() done=bar>
            <div class="run__line">
                <span class="run__now">{move || now(desk)}</span>
                {move || legend(desk)}
            </div>
            {move || sought.get().map(|(error, pause)| lost_start(desk.app, &error, pause))}
            {move || {
                let (error, seen, handle) = lost.get()?;
                Some(lost_sight(desk.app, seen, &error, handle.pause().clone()))
            }}
        </RunBox>
    }
}

fn is_out_of_sight(desk: Desk) -> bool {
    desk.run.with(|run| {
        let step = run.as_ref().and_then(|run| run.step.as_ref());
        step.is_some_and(|step| step.lost_sight.is_some())
    })
}

/// Elapsed and remaining time: an estimate only if the average duration of every remaining check is known.
fn times(desk: Desk) -> Option<String> {
    let began = desk.run.with(|run| run.as_ref().map(|run| run.began))?;
    let so_far = format::whole_duration(desk.app.clock.now().since(began));
    let left = desk.rows.with(|rows| estimate(rows.iter().filter(|row| row.work != Work::Idle)));
    Some(match left {
        Some(left) => tf(
            "{{time}} so far, about {{left}} left, based on average times",
            &[("time", &so_far), ("left", &format::rough_duration(left.millis))],
        ),
        None => tf("{{time}} so far", &[("time", &so_far)]),
    })
}

fn began(run: &Watched) -> String {
    let time = format::time(run.began);
    if run.is_mine {
        tf("Started by you at {{time}}", &[("time", &time)])
    } else {
        tf("Started at {{time}}", &[("time", &time)])
    }
}

/// The check that is running, if known.
fn now(desk: Desk) -> Option<View> {
    let asked = desk.run.with(|run| run.as_ref().and_then(|run| run.stop_asked.zip(Some(run.job.is_some()))));
    if let Some((_, false)) = asked {
        return Some(t("The run stops once the server has accepted it.").into_view());
    }
    if let Some((since, true)) = asked {
        let time = format::whole_duration(desk.app.clock.now().since(since));
        let sentence = tf(
            "Stop requested {{time}} ago. The server responds within 20 seconds, but finishes the current check first.",
            &[("time", &time)],
        );
        return Some(sentence.into_view());
    }
    desk.rows.with(|rows| {
        let row = rows.iter().find(|row| row.work == Work::Running)?;
        let name = row.check.display_name.clone();
        let usual = row
            .average
            .map(|average| tf("It takes {{time}} on average.", &[("time", &format::duration(average))]));
        Some(view! { {t("Now:")} " " <b><bdi>{name}</bdi></b> ". " {usual} })
    })
}

fn legend(desk: Desk) -> Option<View> {
    let tally = desk.run.with(|run| run.as_ref().map(|run| run.tally))?;
    let part = |name, text: String| {
        view! {
            <span class="legend__item">
                {icon(name, Size::Small)} {text}
            </span>
        }
    };
    Some(view! {
        <span class="legend number">
            {part("warning", tn("{{count}} with issues", "{{count}} with issues", tally.issues, &[]))}
            {part("passed", tn("{{count}} passed", "{{count}} passed", tally.passed, &[]))}
            {part("norun", tn("{{count}} could not run", "{{count}} could not run", tally.failed, &[]))}
        </span>
    })
}

fn fault(desk: Desk) -> View {
    let run = desk.run.get_untracked();
    let Some(fault) = run.and_then(|run| run.fault) else { return View::Nothing };
    let trouble = fault.trouble(t("The run could not be started"));
    let retry = Callback::new(move |()| {
        let names =
            desk.run.with_untracked(|run| run.as_ref().map(|run| run.names.clone()).unwrap_or_default());
        if fault.may_go_on() {
            desk.follow_again();
        } else {
            desk.start(names);
        }
    });
    view! { <TroubleNotice trouble=trouble on_retry=retry /> }
}

fn ended(desk: Desk) -> View {
    let Some(run) = desk.run.get_untracked() else { return View::Nothing };
    let took = run
        .ended
        .map(|ended| tf("Took {{time}}.", &[("time", &format::whole_duration(ended.since(run.began)))]));
    let (tone, text) = match run.outcome() {
        Some(Outcome::Completed) if run.tally.failed > 0 => (
            Tone::Warning,
            Some(t("Checks that could not run are hatched and show the server's message. If you started the run on this page, Steward has already retried them.").into()),
        ),
        Some(Outcome::Completed) if run.tally.issues == 0 => (Tone::Valid, None),
        Some(Outcome::Completed) => (Tone::Info, None),
        Some(Outcome::Cancelled) => (Tone::Info, Some(t("Completed checks keep their results.").into())),
        Some(Outcome::Failed { reason }) => (Tone::Error, reason.clone()),
        Some(Outcome::Unknown { .. }) | None => (
            Tone::Unknown,
            Some(t("The server no longer has this job. Any results it left are shown.").to_owned()),
        ),
    };
    let is_servers = tone == Tone::Error;
    let text = text.map(|text| {
        if is_servers {
            view! { <code class="server" dir="ltr">{text}</code> }
        } else {
            view! { <p>{text}</p> }
        }
    });
    let messages = run.first_job.map(|job| {
        let page = Page::Task { kind: JobType::DataIntegrity.to_string(), uid: job.to_string() };
        view! { <a class="link" href=page.href()>{t("Show the messages")}</a> }
    });
    view! {
        <div data-test="steward-run-ended">
            <Notice tone=tone title=ending(&run)>
                {took.map(|took| view! { <p class="number">{took}</p> })} {text}
                <p class="notice__actions">
                    {messages} <LinkButton label=t("Close") on_press=move || desk.dismiss_run() />
                </p>
            </Notice>
        </div>
    }
}
