//! Running a check, following the run, and stopping it: also a run started by someone else.

use std::cell::Cell;
use std::rc::Rc;

use dhis2_steward::domain::integrity::CheckResult;
use dhis2_steward::domain::job_watch::{JobState, Outcome, state_of};
use dhis2_steward::model::{JobConfiguration, JobRef, JobType, Uid};
use dhis2_steward::protocol::integrity::RunKind;
use dhis2_steward::{Error, ErrorKind, Result};
use dhis2_steward_dom::prelude::*;

use super::desk::Desk;
use super::watched::Watched;
use crate::format::{self, Instant};
use crate::i18n::{quoted, t, tf, tn};
use crate::load::outlive;
use crate::lost_sight::{Kind, LostStart, RunFault, started_for_nobody};
use crate::ui::AlertTone;
use crate::words;

impl Desk {
    /// Whether a run of this check is in progress.
    pub fn is_running(self) -> bool {
        self.run.with(Option::is_some)
    }

    /// Runs the check: lists its issues, and counts them for the list of all checks.
    pub fn start(self) {
        if self.check().is_none() || self.run.with_untracked(Option::is_some) {
            return;
        }
        let sought = self.fault.with_untracked(|fault| fault.as_ref()?.sought());
        self.fault.set(None);
        let asked = Watched::new(1);
        let is_unwanted = Rc::clone(&asked.is_unwanted);
        self.run.set(Some(asked));
        self.app.announcer.say(tn("Running {{count}} check", "Running {{count}} checks", 1, &[]));
        self.watcher.begin(async move {
            if let Some(error) = sought {
                return self.seek(error).await;
            }
            let client = self.app.client();
            let names = self.names();
            match self.job_of(RunKind::Details, &names, &is_unwanted).await {
                Ok(job) => {
                    self.accepted(job.clone());
                    let counted = self.count(&names, &is_unwanted).await;
                    self.app.work.look(client);
                    self.watch(job).await;
                    if let Some(job) = counted
                        && self.outcome(&job).await.is_ok()
                    {
                        self.read_summary();
                    }
                }
                Err(error) if error.leaves_outcome_unknown() => self.seek(error).await,
                Err(error) => self.lose(Kind::NotStarted.because(error)),
            }
        });
    }

    /// Counts the issues for the list, which would otherwise show an older result; a separate job on the server.
    async fn count(self, names: &[String], is_unwanted: &Rc<Cell<bool>>) -> Option<JobRef> {
        if self.is_stop_asked() {
            return None;
        }
        let job = self.job_of(RunKind::Summary, names, is_unwanted).await.ok()?;
        self.accepted(job.clone());
        Some(job)
    }

    /// Starts a job, also if the page is left meanwhile.
    fn job_of(
        self,
        kind: RunKind,
        names: &[String],
        is_unwanted: &Rc<Cell<bool>>,
    ) -> impl Future<Output = Result<JobRef>> + use<> {
        let (app, is_unwanted) = (self.app, Rc::clone(is_unwanted));
        let starting = app.client().integrity().start(kind, names);
        outlive(starting, async move |started| started_for_nobody(app, started, is_unwanted.get()).await)
    }

    /// Looks for the run whose start was not confirmed, before another one can be started.
    async fn seek(self, error: Error) {
        let Some(asked) = self.run.get_untracked() else { return };
        let lost = LostStart {
            job_type: JobType::DataIntegrityDetails,
            names: self.names(),
            error: error.clone(),
            is_unwanted: asked.is_unwanted,
        };
        let tell = move |error, pause| self.change_run(|run| run.lost_start = Some((error, pause)));
        match lost.find(self.app, tell).await {
            Ok(Some(job)) if self.join(&job).await => {}
            Ok(_) => {
                self.lose(Kind::NotFound.because(error));
                self.read_summary();
                self.list();
            }
            Err(error) => self.lose(Kind::NotSought.because(error)),
        }
    }

    /// Follows a run of this check that is in progress on the server, if there is one.
    pub fn pick_up(self) {
        if self.check().is_none() || self.run.with_untracked(Option::is_some) {
            return;
        }
        self.watcher.begin(async move {
            let found = self.app.client().jobs().find_running(&JobType::DataIntegrityDetails).await;
            if let Ok(Some(job)) = found {
                self.join(&job).await;
            }
        });
    }

    /// Follows a job to its end if it runs this check; returns whether it does.
    async fn join(self, job: &JobConfiguration) -> bool {
        let Some(check) = self.check() else { return false };
        let client = self.app.client();
        let listed = client.integrity().checks().await;
        let is_listed = listed.is_ok();
        let checks = listed.unwrap_or_else(|_| vec![check.clone()]);
        let names = client.integrity().resume(job, &checks).names().to_vec();
        if !names.contains(&check.name) {
            return false;
        }
        let job = job.job_ref();
        // A stop request is for the requested run, which has no other check; without the list that is not known.
        let is_stop_asked = is_listed && names.len() == 1 && self.is_stop_asked();
        let run = Watched::new(names.len());
        let began = job.created.map_or(run.began, format::instant);
        self.run.set(Some(Watched { began, is_stop_asked, ..run }));
        self.accepted(job.clone());
        self.watch(job).await;
        true
    }

    /// The server has accepted a job.
    fn accepted(self, job: JobRef) {
        let id = job.id;
        self.change_run(|run| run.jobs.push(job));
        if self.is_stop_asked() {
            self.cancel(id);
        }
    }

    async fn watch(self, job: JobRef) {
        match self.outcome(&job).await {
            Ok(outcome) => self.end(outcome),
            Err(error) => {
                self.lose(RunFault { job: Some(job), ..Kind::NotWatched.because(error) });
            }
        }
    }

    /// Follows a job that could no longer be followed, until it is known how it has ended, or that nobody knows.
    pub fn follow_again(self, job: JobRef) {
        self.fault.set(None);
        self.run.set(Some(Watched::new(1)));
        self.watcher.begin(async move {
            self.accepted(job.clone());
            self.watch(job).await;
        });
    }

    /// Follows a job's own record until it has ended. The issues are read only once, for the list.
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

    /// Returns whether the page is still open and follows a run.
    fn change_run(self, change: impl FnOnce(&mut Watched)) -> bool {
        let Some(Some(before)) = self.run.try_get_untracked() else { return false };
        let mut run = before.clone();
        change(&mut run);
        // Updating without a change would redraw the panel.
        if run != before {
            self.run.set(Some(run));
        }
        true
    }

    fn end(self, outcome: Outcome) {
        self.run.set(None);
        self.app.work.look(self.app.client());
        let text = match outcome {
            Outcome::Completed => return self.list_then(move || self.say_result()),
            Outcome::Cancelled => t("The run was stopped"),
            Outcome::Failed { .. } => t("The run failed"),
            Outcome::Unknown { .. } => t("The outcome of the run is unknown"),
        };
        self.app.announcer.say(text);
        match outcome {
            Outcome::Failed { reason } => {
                let why =
                    reason.map(|why| tf("{{what}}: {{why}}", &[("what", text), ("why", &quoted(&why))]));
                let why = why.unwrap_or_else(|| text.into());
                self.app.alerts.show(AlertTone::Critical, why);
            }
            Outcome::Unknown { why } => {
                self.fault.set(Some(Kind::Gone.because(why)));
                self.read_summary();
            }
            _ => {}
        }
        self.list();
    }

    /// Announces the check's result, which is known once its issues are listed.
    fn say_result(self) {
        let text = match untrack(move || self.result()) {
            CheckResult::Issues { count, .. } => {
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                tn("The check found {{count}} issue", "The check found {{count}} issues", count, &[])
            }
            CheckResult::Passed => t("The check passed").into(),
            CheckResult::Failed { .. } => t("The check could not run").into(),
            CheckResult::NotRun => t("The check is done").into(),
        };
        self.app.announcer.say(text);
    }

    fn lose(self, fault: RunFault) {
        self.run.set(None);
        self.fault.set(Some(fault));
    }

    fn is_stop_asked(self) -> bool {
        self.run.with_untracked(|run| run.as_ref().is_some_and(|run| run.is_stop_asked))
    }

    /// Asks the server to stop the run; if it has not accepted the run yet, as soon as it has.
    pub fn stop(self) {
        self.change_run(|run| {
            run.is_stop_asked = true;
            run.is_unwanted.set(true);
        });
        let jobs =
            self.run.with_untracked(|run| run.as_ref().map(|run| run.jobs.clone()).unwrap_or_default());
        jobs.into_iter().for_each(|job| self.cancel(job.id));
    }

    fn cancel(self, id: Uid) {
        leptos::task::spawn_local(async move {
            if let Err(error) = self.app.client().jobs().cancel(id).await {
                self.change_run(|run| run.is_stop_asked = false);
                let text = words::in_short(t("The run could not be stopped"), &error);
                self.app.alerts.show(AlertTone::Critical, text);
            }
        });
    }
}
