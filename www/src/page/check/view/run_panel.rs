//! The run of a check: how long, a way to stop it, and what went wrong with it.

use dhis2_steward::domain::job_watch::JobState;
use dhis2_steward_dom::prelude::*;

use super::desk::Desk;
use crate::format;
use crate::i18n::{t, tf};
use crate::ui::{Done, RunBox, TroubleNotice};
use crate::words;

/// The run that is watched: how long, and a way to stop it.
pub fn run_panel(desk: Desk) -> Option<View> {
    let (state, is_stop_asked, checks, is_lost) = desk.run.with(|run| {
        let run = run.as_ref()?;
        Some((run.state.clone(), run.is_stop_asked, run.checks, run.is_out_of_sight))
    })?;
    let title = match state {
        _ if is_lost => t("The server cannot be seen at the moment; the run goes on there"),
        _ if is_stop_asked => t("Stopping: the server notices within 20 seconds"),
        None => t("Starting"),
        Some(JobState::Waiting) => t("Waiting for its turn on the server"),
        Some(_) if checks > 1 => t("Running, together with other checks"),
        Some(_) => t("Running"),
    };
    let done = if is_lost { Done::Unknown } else { Done::NotCounted };
    let elapsed = move || {
        let began = desk.run.with(|run| run.as_ref().map(|run| run.began))?;
        Some(tf("{{time}} so far", &[("time", &format::whole_duration(desk.app.clock.now().since(began)))]))
    };
    Some(view! {
        <RunBox
            title=title
            facts=move || view! { <span class="quiet number">{elapsed}</span> }
            is_stopping=is_stop_asked
            on_stop=move || desk.stop()
            done=done
        />
    })
}

/// What went wrong with the last run.
pub fn trouble(desk: Desk) -> Option<View> {
    let (title, error) = desk.trouble.get()?;
    let trouble = words::trouble(title, &error);
    Some(view! { <TroubleNotice trouble=trouble on_retry=Callback::new(move |()| desk.start()) /> })
}
