//! Running a check, watching the run, stopping it: also a run that somebody else has begun.

use dhis2_steward::client::Pause;
use dhis2_steward::domain::job_watch::{JobState, Outcome, state_of};
use dhis2_steward::model::{JobRef, JobType};
use dhis2_steward::protocol::integrity::RunKind;
use dhis2_steward::{Error, ErrorKind, Result};

use super::desk::Desk;
use crate::format::{self, Instant};
use crate::i18n::{t, tn};
use crate::ui::AlertTone;
use crate::words;

/// The run that is watched.
#[derive(Clone, PartialEq)]
pub struct Watched {
    /// The job; absent until the server has answered the start.
    pub job: Option<JobRef>,
    /// When it began, on the browser's clock.
    pub began: Instant,
    /// Whether somebody here asked to stop it.
    pub is_stop_asked: bool,
    /// Where it is, as the server said last.
    pub state: Option<JobState>,
    /// Why the server could not be asked the last time.
    pub lost_sight: Option<Error>,
    /// When the server had answered last before that.
    pub seen: Instant,
    /// The pauses between looks; absent until it is watched.
    pub pause: Option<Pause>,
    /// How many checks the run has.
    pub checks: usize,
}

impl Watched {
    fn new(job: Option<JobRef>, checks: usize) -> Self {
        let created = job.as_ref().and_then(|job| job.created);
        let began = created.map_or_else(Instant::now, format::instant);
        let seen = Instant::now();
        Self { job, began, is_stop_asked: false, state: None, lost_sight: None, seen, pause: None, checks }
    }
}

impl Desk {
    /// Whether a run of this check goes on.
    pub fn is_running(self) -> bool {
        self.run.with(Option::is_some)
    }

    /// Runs the check: lists its issues, and counts them for the list of all checks.
    pub fn start(self) {
        if self.check().is_none() || self.run.with_untracked(Option::is_some) {
            return;
        }
        self.trouble.set(None);
        self.run.set(Some(Watched::new(None, 1)));
        self.app.announcer.say(tn("Running {{count}} check", "Running {{count}} checks", 1, &[]));
        self.watcher.begin(async move {
            let client = self.app.client();
            let names = self.names();
            match client.integrity().start(RunKind::Details, &names).await {
                Ok(job) => {
                    // The count is another job of the server; without it the list would show an older result.
                    let counted = client.integrity().start(RunKind::Summary, &names).await;
                    self.app.work.look(client.clone());
                    self.watch(job).await;
                    if let Ok(job) = counted
                        && self.outcome(&job).await.is_ok()
                    {
                        self.read();
                    }
                }
                Err(error) => self.lose(t("The check could not be started"), error),
            }
        });
    }

    /// Watches a run of this check that goes on on the server, if there is one.
    pub fn pick_up(self) {
        let Some(check) = self.check().filter(|_| self.run.with_untracked(Option::is_none)) else { return };
        self.watcher.begin(async move {
            let client = self.app.client();
            let found = client.jobs().find_running(&JobType::DataIntegrityDetails).await;
            let Ok(Some(job)) = found else { return };
            let checks = client.integrity().checks().await.unwrap_or_else(|_| vec![check.clone()]);
            let names = client.integrity().resume(&job, &checks).names().to_vec();
            if names.contains(&check.name) {
                self.run.set(Some(Watched::new(Some(job.job_ref()), names.len())));
                self.watch(job.job_ref()).await;
            }
        });
    }

    async fn watch(self, job: JobRef) {
        self.change_run(|run| run.job = Some(job.clone()));
        match self.outcome(&job).await {
            Ok(outcome) => self.end(outcome),
            Err(error) => self.lose(t("The run cannot be watched any more"), error),
        }
    }

    /// Follows a job's own record until it has ended. The issues are not looked at: they are read once, for the list.
    async fn outcome(self, job: &JobRef) -> Result<Outcome> {
        let client = self.app.client();
        let mut poller = client.poller();
        let pause = poller.pause();
        self.change_run(|run| run.pause = Some(pause));
        let mut seen = Instant::now();
        loop {
            let record = client.jobs().get(job.id).await;
            if record.is_ok() {
                seen = Instant::now();
            }
            match record {
                Ok(record) => match state_of(&record, job.created) {
                    JobState::Ended(outcome) => return Ok(outcome),
                    state => {
                        self.change_run(|run| {
                            run.state = Some(state);
                            run.lost_sight = None;
                        });
                        poller.unchanged().await?;
                    }
                },
                Err(why) if why.kind() == ErrorKind::NotFound => return Ok(Outcome::Unknown { why }),
                Err(error) => {
                    self.change_run(|run| {
                        run.lost_sight = Some(error.clone());
                        run.seen = seen;
                    });
                    poller.failed(error).await?;
                }
            }
        }
    }

    fn change_run(self, change: impl FnOnce(&mut Watched)) {
        // The page may have been left meanwhile, and telling of no change would draw the panel anew.
        let Some(Some(before)) = self.run.try_get_untracked() else { return };
        let mut run = before.clone();
        change(&mut run);
        if run != before {
            self.run.set(Some(run));
        }
    }

    fn end(self, outcome: Outcome) {
        self.run.set(None);
        self.app.work.look(self.app.client());
        let text = match outcome {
            Outcome::Completed => t("The check is done"),
            Outcome::Cancelled => t("The run was stopped"),
            Outcome::Failed { .. } => t("The run broke off"),
            Outcome::Unknown { .. } => t("How the run ended is not known"),
        };
        self.app.announcer.say(text);
        if let Outcome::Failed { reason } = outcome {
            let why = reason.map(|reason| format!("{text}: {reason}")).unwrap_or_else(|| text.into());
            self.app.alerts.show(AlertTone::Critical, why);
        }
        self.list();
    }

    fn lose(self, title: &'static str, error: Error) {
        self.run.set(None);
        self.trouble.set(Some((title, error)));
    }

    /// Asks the server to stop the run.
    pub fn stop(self) {
        let Some(job) = self.run.with_untracked(|run| run.as_ref()?.job.clone()) else { return };
        self.change_run(|run| run.is_stop_asked = true);
        leptos::task::spawn_local(async move {
            if let Err(error) = self.app.client().jobs().cancel(job.id).await {
                self.change_run(|run| run.is_stop_asked = false);
                let text = words::in_short(t("The run could not be stopped"), &error);
                self.app.alerts.show(AlertTone::Critical, text);
            }
        });
    }
}
