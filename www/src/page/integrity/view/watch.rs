//! Starting, following and stopping runs: also those started by someone else.

use std::collections::HashSet;
use std::rc::Rc;

use dhis2_steward::client::{IntegrityRun, RunPhase};
use dhis2_steward::domain::integrity::{CheckResult, Selection as Wanted};
use dhis2_steward::model::{Check, JobType};
use dhis2_steward::protocol::integrity::RunKind;
use dhis2_steward::{Error, Result};

use super::super::state::{Work, tally};
use super::desk::Desk;
use super::sight::Followed;
use super::spoken::{Spoken, ending};
use super::watched::Watched;
use crate::format::{self, Instant};
use crate::i18n::{t, tf, tn};
use crate::load::outlive;
use crate::lost_sight::{Kind, LostStart, RunFault, is_same, started_for_nobody};
use crate::ui::AlertTone;
use crate::words;

impl Desk {
    /// Runs some checks.
    pub fn start(self, names: Vec<String>) {
        if self.is_watching() || names.is_empty() {
            return;
        }
        let sought = self.run.with_untracked(|run| run.as_ref()?.fault.as_ref()?.sought());
        let asked = Watched::new(names.clone(), None, true);
        let is_unwanted = Rc::clone(&asked.is_unwanted);
        self.begin(asked);
        self.watcher.begin(async move {
            if let Some(error) = sought {
                return self.seek(error).await;
            }
            let (app, client, checks) = (self.app, self.app.client(), self.checks());
            let integrity = client.integrity();
            let starting =
                async move { integrity.run(RunKind::Summary, &Wanted::named(names), &checks).await };
            let left = async move |started: Result<IntegrityRun>| {
                let started = started.map(|run| run.job().clone());
                started_for_nobody(app, started, is_unwanted.get()).await;
            };
            match outlive(starting, left).await {
                Ok(run) => {
                    self.clear_selection();
                    self.app.work.look(client);
                    self.watch(run).await;
                }
                Err(error) if error.leaves_outcome_unknown() => self.seek(error).await,
                Err(error) => self.lose(Kind::NotStarted.because(error)),
            }
        });
    }

    /// Looks for the run whose start was not confirmed, before another one can be started.
    async fn seek(self, error: Error) {
        let client = self.app.client();
        let Some(asked) = self.run.get_untracked() else { return };
        let lost = LostStart {
            job_type: JobType::DataIntegrity,
            names: asked.names,
            error: error.clone(),
            is_unwanted: asked.is_unwanted,
        };
        let tell = move |error, pause| self.change_run(|run| run.lost_start = Some((error, pause)));
        let job = match lost.find(self.app, tell).await {
            Ok(Some(job)) => job,
            Ok(None) => {
                if let Ok(summaries) = client.integrity().summaries(&[]).await {
                    self.take(&summaries);
                }
                return self.lose(Kind::NotFound.because(error));
            }
            Err(error) => return self.lose(Kind::NotSought.because(error)),
        };
        let run = client.integrity().resume(&job, &self.checks());
        // A stop request is for the run that was requested, and for no other that runs in its place.
        let stop_asked = self.run.with_untracked(|asked| {
            let asked = asked.as_ref()?;
            asked.stop_asked.filter(|_| is_same(&asked.names, run.names()))
        });
        let found = Watched::new(run.names().to_vec(), Some(run.job().clone()), false);
        self.begin(Watched { stop_asked, ..found });
        self.watch(run).await;
    }

    /// Follows the run in progress on the server, if there is one and it is not followed yet.
    pub fn pick_up(self) {
        if self.is_watching() {
            return;
        }
        if self.run.with_untracked(|run| run.as_ref().is_some_and(Watched::may_go_on)) {
            return self.follow_again();
        }
        self.watcher.begin(async move {
            let client = self.app.client();
            // If it is not found now, the tray's next poll finds it.
            let Ok(Some(job)) = client.jobs().find_running(&JobType::DataIntegrity).await else { return };
            let run = client.integrity().resume(&job, &self.checks());
            self.begin(Watched::new(run.names().to_vec(), Some(run.job().clone()), false));
            self.watch(run).await;
        });
    }

    /// Asks the server to stop the run; if it has not accepted the run yet, as soon as it has.
    pub fn stop(self) {
        self.change_run(|run| {
            run.stop_asked = Some(Instant::now());
            run.is_unwanted.set(true);
        });
        self.cancel_if_asked();
    }

    fn cancel_if_asked(self) {
        let run = self.run.with_untracked(|run| {
            let run = run.as_ref().filter(|run| run.stop_asked.is_some())?;
            run.job.clone().zip(run.handle.clone())
        });
        let Some((job, handle)) = run else { return };
        leptos::task::spawn_local(async move {
            match self.app.client().jobs().cancel(job.id).await {
                Ok(()) => handle.cancel_asked(),
                Err(error) => {
                    self.change_run(|run| run.stop_asked = None);
                    let text = words::in_short(t("The run could not be stopped"), &error);
                    self.app.alerts.show(AlertTone::Critical, text);
                }
            }
        });
    }

    /// Removes the panel of a run that has ended.
    pub fn dismiss_run(self) {
        self.run.set(None);
    }

    fn checks(self) -> Vec<Check> {
        self.rows.with_untracked(|rows| rows.iter().map(|row| row.check.clone()).collect())
    }

    fn begin(self, run: Watched) {
        self.settled.set(self.rows.get_untracked());
        let count = run.names.len();
        self.mark(&run.names, false);
        self.run.set(Some(run));
        self.app.announcer.say(tn("Running {{count}} check", "Running {{count}} checks", count, &[]));
    }

    /// Returns whether the page is still open.
    pub(super) fn change_run(self, change: impl FnOnce(&mut Watched)) -> bool {
        self.run.try_update(|run| run.as_mut().map(change)).is_some()
    }

    async fn watch(self, mut run: IntegrityRun) {
        let client = self.app.client();
        let since = run.job().created;
        let mut fetched = HashSet::new();
        let mut spoken = Spoken::default();
        let (job, handle) = (run.job().clone(), run.handle());
        self.change_run(|run| {
            run.goes_on_as(job);
            run.handle = Some(handle);
        });
        self.cancel_if_asked();
        let _followed = Followed(self);
        loop {
            let step = match run.step().await {
                Ok(step) => step,
                Err(error) if self.find_again(&run, &error).await => continue,
                Err(_) => return,
            };
            let remaining: HashSet<&String> = step.remaining.iter().collect();
            let has_ended = matches!(step.phase, RunPhase::Ended(_));
            let news: Vec<String> = run
                .names()
                .iter()
                .filter(|name| has_ended || (!remaining.contains(name) && !fetched.contains(*name)))
                .cloned()
                .collect();
            if step.lost_sight.is_none() && !news.is_empty() {
                let mut poller = client.poller();
                let summaries = loop {
                    match client.integrity().summaries(&news).await {
                        Err(error)
                            if has_ended
                                && !error.is_passing()
                                && poller.failed(error.clone()).await.is_ok() => {}
                        read => break read,
                    }
                };
                match summaries {
                    Ok(mut summaries) => {
                        // Older results are from another run; the list already has them.
                        summaries.retain(|_, summary| since.is_none_or(|since| summary.start_time >= since));
                        fetched.extend(summaries.keys().cloned());
                        self.take(&summaries);
                    }
                    Err(error) if has_ended => return self.lose(Kind::NotRead.because(error)),
                    // They are read by the next poll.
                    Err(_) => {}
                }
            }
            let is_waiting = step.phase == RunPhase::Waiting;
            self.mark(&step.remaining, !is_waiting);
            let results = self.results(&fetched);
            let job = run.job().clone();
            self.tell_tray(&job, &step);
            self.change_run(|run| {
                run.goes_on_as(job);
                run.tally = tally(&results);
                if step.lost_sight.is_none() {
                    run.seen = Instant::now();
                }
                run.step = Some(step);
                run.ended = has_ended.then(Instant::now);
            });
            if has_ended {
                return self.end();
            }
            if let Some(run) = self.run.get_untracked()
                && spoken.is_due(&run)
            {
                let (done, total) = run.done();
                let (done, total) = (format::count(done), format::count(total));
                self.app
                    .announcer
                    .say(tf("{{done}} of {{total}} checks done", &[("done", &done), ("total", &total)]));
            }
        }
    }

    fn results(self, names: &HashSet<String>) -> Vec<CheckResult> {
        self.rows.with_untracked(|rows| {
            let of_run = rows.iter().filter(|row| names.contains(&row.check.name));
            of_run.map(|row| row.result.clone()).collect()
        })
    }

    /// Marks which checks remain. The server says which, but not which one it is running, unless only one remains of
    /// a run that has started.
    pub(super) fn mark(self, remaining: &[String], has_begun: bool) {
        let work = if has_begun && remaining.len() == 1 { Work::Running } else { Work::Waiting };
        let remaining: HashSet<&String> = remaining.iter().collect();
        let of = |name: &String| if remaining.contains(name) { work } else { Work::Idle };
        let is_new = self.rows.with_untracked(|rows| rows.iter().any(|row| row.work != of(&row.check.name)));
        if is_new {
            self.rows.update(|rows| rows.iter_mut().for_each(|row| row.work = of(&row.check.name)));
        }
    }

    pub(super) fn lose(self, fault: RunFault) {
        self.mark(&[], false);
        self.settled.set(Vec::new());
        self.change_run(|run| run.fault = Some(fault));
    }

    pub(super) fn end(self) {
        self.mark(&[], false);
        self.settled.set(Vec::new());
        self.app.work.look(self.app.client());
        if let Some(run) = self.run.get_untracked() {
            self.app.announcer.say(ending(&run));
        }
    }
}
