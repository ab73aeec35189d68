//! The run of a check: its duration, a button to stop it, and what went wrong.

use dhis2_steward::domain::job_watch::JobState;
use dhis2_steward_dom::prelude::*;

use super::desk::Desk;
use super::watched::Watched;
use crate::format;
use crate::i18n::{t, tf};
use crate::lost_sight::{lost_sight, lost_start};
use crate::ui::{Done, RunBox, TroubleNotice};

/// The run being followed: its duration, and a button to stop it.
pub fn run_panel(desk: Desk) -> Option<View> {
    let run = desk.run.get()?;
    let Watched { state, is_stop_asked, checks, lost_start: sought, .. } = run;
    let title = match state {
        _ if is_stop_asked && run.jobs.is_empty() => t("Stopping"),
        _ if is_stop_asked => t("Stopping: this can take up to 20 seconds"),
        None if sought.is_some() => t("Looking for the run"),
        None => t("Starting"),
        Some(JobState::Waiting) => t("Waiting to start"),
        Some(_) if checks > 1 => t("Running with other checks"),
        Some(_) => t("Running"),
    };
    let done = if run.lost_sight.is_some() || sought.is_some() { Done::Unknown } else { Done::NotCounted };
    let elapsed = move || {
        let began = desk.run.with(|run| run.as_ref().map(|run| run.began))?;
        Some(tf("{{time}} so far", &[("time", &format::whole_duration(desk.app.clock.now().since(began)))]))
    };
    let (lost, seen) = (run.lost_sight.zip(run.pause), run.seen);
    Some(view! {
        <RunBox
            title=title
            facts=move || view! { <span class="quiet number">{elapsed}</span> }
            is_stopping=is_stop_asked
            on_stop=move || desk.stop()
            done=done
        >
            {sought.iter().map(|(error, pause)| lost_start(desk.app, error, pause.clone())).collect::<Vec<_>>()}
            {lost.iter().map(|(error, pause)| lost_sight(desk.app, seen, error, pause.clone())).collect::<Vec<_>>()}
        </RunBox>
    })
}

/// What went wrong with the last run.
pub fn trouble(desk: Desk) -> Option<View> {
    let fault = desk.fault.get()?;
    let trouble = fault.trouble(t("The check could not be started"));
    let retry = Callback::new(move |()| match &fault.job {
        Some(job) => desk.follow_again(job.clone()),
        None => desk.start(),
    });
    Some(view! { <TroubleNotice trouble=trouble on_retry=retry /> })
}
