//! What pages show while the server of a run cannot be reached: when the next try is, and a button to try now.
//! Also how a run is found when its start was not confirmed.

use std::cell::Cell;
use std::rc::Rc;

use dhis2_steward::client::Pause;
use dhis2_steward::model::{JobConfiguration, JobRef, JobType};
use dhis2_steward::{Client, Error, Result};
use dhis2_steward_dom::prelude::*;

use crate::context::App;
use crate::format::{self, Instant};
use crate::i18n::{t, tf, tn};
use crate::load::outlive;
use crate::ui::{AlertTone, LinkButton, Notice, Tone, Trouble};
use crate::words;

/// Why a page cannot follow a run.
#[derive(Clone, PartialEq)]
pub struct RunFault {
    /// What failed.
    pub kind: Kind,
    /// Why.
    pub error: Error,
    /// The job, if it may still be in progress.
    pub job: Option<JobRef>,
}

/// What failed in starting or following a run.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// It could not be started.
    NotStarted,
    /// The response to its start was lost, and the server cannot be asked for it.
    NotSought,
    /// The response to its start was lost, and no such run is in progress.
    NotFound,
    /// It can no longer be followed.
    NotWatched,
    /// It has ended, and its results could not be loaded.
    NotRead,
    /// The server no longer has it.
    Gone,
}

impl Kind {
    /// Adds the reason.
    pub fn because(self, error: Error) -> RunFault {
        RunFault { kind: self, error, job: None }
    }
}

impl RunFault {
    /// Whether the run may still be in progress.
    pub fn may_go_on(&self) -> bool {
        self.kind == Kind::NotWatched
    }

    /// Why the run must be found before another one is started, if it must.
    pub fn sought(&self) -> Option<Error> {
        (self.kind == Kind::NotSought).then(|| self.error.clone())
    }

    /// The notice; `not_started` is its title if the run could not be started.
    pub fn trouble(&self, not_started: &str) -> Trouble {
        let title = match self.kind {
            Kind::NotStarted => not_started,
            Kind::NotSought | Kind::NotFound => unknown_start(),
            Kind::NotWatched => t("Steward can no longer follow the run"),
            Kind::NotRead => t("The run ended, but its results could not be loaded"),
            Kind::Gone => t("The outcome of the run is unknown"),
        };
        let mut trouble = words::trouble(title, &self.error);
        if self.kind == Kind::NotFound {
            trouble.tone = Tone::Unknown;
            trouble.text = t("No such run is in progress: it never started, or has already ended. Any results it left are shown.").into();
        }
        if self.kind == Kind::Gone {
            trouble.tone = Tone::Unknown;
            trouble.text = t("The server no longer has this job. Any results it left are shown.").into();
        }
        trouble
    }
}

fn unknown_start() -> &'static str {
    t("The start of the run was not confirmed")
}

/// Looks for the run whose start was not confirmed, until the server says whether this user has one in progress:
/// other users may have started their own. `tell` receives why there is no answer yet, and the pause before the next;
/// it returns whether anybody still wants to know.
async fn find_started(
    client: Client,
    job_type: JobType,
    error: Error,
    tell: impl Fn(Error, Pause) -> bool,
) -> Result<Option<JobConfiguration>> {
    let mut poller = client.poller();
    tell(error, poller.pause());
    let mut is_first = true;
    loop {
        match client.jobs().running_of(client.user().id).await {
            Err(error) if poller.survives(&error) => {
                if !tell(error.clone(), poller.pause()) {
                    return Ok(None);
                }
                poller.failed(error).await?;
            }
            found => {
                let newest = found?.into_iter().rfind(|job| job.job_type == job_type);
                if newest.is_some() || !is_first {
                    return Ok(newest);
                }
                // The request may still be on its way.
                is_first = false;
                poller.unchanged().await?;
            }
        }
    }
}

/// A run whose start was not confirmed.
pub struct LostStart {
    /// Its type.
    pub job_type: JobType,
    /// Its checks.
    pub names: Vec<String>,
    /// Why its start was not confirmed.
    pub error: Error,
    /// Whether it is to be stopped.
    pub is_unwanted: Rc<Cell<bool>>,
}

impl LostStart {
    /// Looks for the run. If the page is left meanwhile, looking ends, unless the run is to be stopped: it is stopped as
    /// soon as it is found. `tell` receives why there is no answer yet, and the pause before the next; it returns
    /// whether the page is still open.
    pub fn find(
        self,
        app: App,
        tell: impl Fn(Error, Pause) -> bool + 'static,
    ) -> impl Future<Output = Result<Option<JobConfiguration>>> {
        let Self { job_type, names, error, is_unwanted } = self;
        let is_still_unwanted = Rc::clone(&is_unwanted);
        let tell = move |error, pause| tell(error, pause) || is_still_unwanted.get();
        outlive(find_started(app.client(), job_type, error, tell), async move |found| {
            if is_unwanted.get() {
                let stopped = match found {
                    Ok(Some(job)) => stop_if_same(&app.client(), &job, &names).await,
                    Ok(None) => Ok(()),
                    Err(error) => Err(error),
                };
                if let Err(error) = stopped {
                    app.alerts.show(AlertTone::Critical, words::in_short(not_stopped(), &error));
                }
                app.work.look(app.client());
            }
        })
    }
}

/// Whether two runs are of the same checks.
pub fn is_same(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|name| other.contains(name))
}

/// A stop request is for the run that was requested, and for no other that runs in its place.
async fn stop_if_same(client: &Client, job: &JobConfiguration, names: &[String]) -> Result<()> {
    let integrity = client.integrity();
    if is_same(integrity.resume(job, &integrity.checks().await?).names(), names) {
        client.jobs().cancel(job.id).await?;
    }
    Ok(())
}

fn not_stopped() -> &'static str {
    t("The run could not be stopped")
}

/// What becomes of a start that was answered after its page was left: the run is stopped if that was requested, and a
/// failure is shown where every page shows it. The run itself is in the work tray.
pub async fn started_for_nobody(app: App, started: Result<JobRef>, is_unwanted: bool) {
    let told = match started {
        Ok(job) if is_unwanted => {
            let stopped = app.client().jobs().cancel(job.id).await;
            stopped.map_err(|error| words::in_short(not_stopped(), &error))
        }
        Ok(_) => Ok(()),
        Err(error) if error.leaves_outcome_unknown() => Err(words::in_short(unknown_start(), &error)),
        Err(error) => Err(words::in_short(t("The run could not be started"), &error)),
    };
    if let Err(text) = told {
        app.alerts.show(AlertTone::Critical, text);
    }
    app.work.look(app.client());
}

/// The server last answered at `seen`, and is asked again after the pause.
pub fn lost_sight(app: App, seen: Instant, error: &Error, pause: Pause) -> View {
    let title = tf("No answer from the server since {{time}}", &[("time", &format::time(seen))]);
    let text = t("The run may continue on the server. This page shows its last known state.");
    asked_again(app, title, text, error, pause)
}

/// The server has not confirmed the start of a run, and is asked for the run after the pause.
pub fn lost_start(app: App, error: &Error, pause: Pause) -> View {
    let text = t("Steward is looking for the run. Until then, you cannot start another one.");
    asked_again(app, unknown_start().into(), text, error, pause)
}

fn asked_again(app: App, title: String, text: &'static str, error: &Error, pause: Pause) -> View {
    let server =
        words::servers_words(error).map(|words| view! { <code class="server" dir="ltr">{words}</code> });
    let until = pause.clone();
    let next = move || {
        // The clock ticks in whole seconds.
        let left = until.until().map(|until| ((until - app.clock.now().0) / 1000.0).ceil().max(0.0) as usize);
        match left {
            Some(left) if left > 0 => {
                tn("Next try in {{count}} second.", "Next try in {{count}} seconds.", left, &[])
            }
            _ => t("Trying now.").into(),
        }
    };
    view! {
        <Notice tone=Tone::Unknown title=title>
            <p>
                {text} " "
                <span class="number">{next}</span>
            </p>
            {server}
            <p class="notice__actions">
                <LinkButton label=t("Try now") on_press=move || pause.end() />
            </p>
        </Notice>
    }
}
