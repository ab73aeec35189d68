//! What the page of a check holds, and what can be done on it.

use dhis2_steward::client::{IntegrityRun, IssueEvent, RunPhase, RunStep};
use dhis2_steward::domain::integrity::{CheckResult, Selection};
use dhis2_steward::domain::job_watch::Outcome;
use dhis2_steward::model::{Check, CheckDetails, CheckSummary, Issue, JobRef, JobType};
use dhis2_steward::protocol::integrity::RunKind;
use dhis2_steward::{Error, Result};
use futures_util::TryStreamExt;
use leptos::prelude::*;

use super::super::state::{IssueFilters, Listing};
use crate::context::App;
use crate::format::Instant;
use crate::i18n::{t, tn};
use crate::load::{Background, breathe};
use crate::route::Route;
use crate::ui::AlertTone;
use crate::words;

/// How long issues are taken in before the browser gets its turn, in milliseconds.
const STRETCH: u64 = 24;

/// What is known of the check itself.
#[derive(Clone, PartialEq)]
pub enum Reading {
    /// Asked, not answered.
    UnderWay,
    /// Read.
    Done(Box<Check>),
    /// The server has no check of this name.
    Missing,
    /// Could not be read.
    Failed(Error),
}

/// The run that is watched.
#[derive(Clone, PartialEq)]
pub struct Watched {
    /// The job; absent until the server has answered the start.
    pub job: Option<JobRef>,
    /// When it began, on the browser's clock.
    pub began: Instant,
    /// Whether somebody here asked to stop it.
    pub is_stop_asked: bool,
    /// The last look at it.
    pub step: Option<RunStep>,
    /// How many checks the run has.
    pub checks: usize,
}

/// Everything on the page; a copy is a handle on the same page.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What all pages share.
    pub app: App,
    /// The check's key.
    pub name: StoredValue<String>,
    /// What is known of the check.
    pub check: RwSignal<Reading>,
    /// What the last count came to.
    pub summary: RwSignal<Option<CheckSummary>>,
    /// How far the list of issues is.
    pub listing: RwSignal<Listing>,
    /// What the server says of the list, once it is complete.
    pub details: RwSignal<Option<CheckDetails>>,
    /// The issues that have come.
    pub issues: StoredValue<Vec<Issue>, LocalStorage>,
    /// How many have come; the list is told of them in batches.
    pub count: RwSignal<usize>,
    /// What of them is shown.
    pub filters: Memo<IssueFilters>,
    /// The run that is watched.
    pub run: RwSignal<Option<Watched>>,
    /// What went wrong with the last run.
    pub trouble: RwSignal<Option<(&'static str, Error)>>,
    reader: Background,
    lister: Background,
    watcher: Background,
}

impl Desk {
    /// The page of a check, which begins to read.
    pub fn new(name: String) -> Self {
        let app = App::here();
        let desk = Self {
            app,
            name: StoredValue::new(name),
            check: RwSignal::new(Reading::UnderWay),
            summary: RwSignal::new(None),
            listing: RwSignal::new(Listing::Coming),
            details: RwSignal::new(None),
            issues: StoredValue::new_local(Vec::new()),
            count: RwSignal::new(0),
            filters: app.location.memo(|route| IssueFilters::of_query(&route.query)),
            run: RwSignal::new(None),
            trouble: RwSignal::new(None),
            reader: Background::new(),
            lister: Background::new(),
            watcher: Background::new(),
        };
        desk.read();
        desk.list();
        let is_running = Memo::new(move |_| app.work.has(&[JobType::DataIntegrityDetails]));
        Effect::new(move || {
            if is_running.get() && matches!(desk.check.get(), Reading::Done(_)) {
                desk.pick_up();
            }
        });
        desk
    }

    fn names(self) -> Vec<String> {
        vec![self.name.get_value()]
    }

    /// Reads what the check is, and what the last count came to.
    pub fn read(self) {
        self.reader.begin(async move {
            let integrity = self.app.client().integrity();
            let name = self.name.get_value();
            let names = self.names();
            match futures_util::try_join!(integrity.checks(), integrity.summaries(&names)) {
                Ok((checks, mut summaries)) => {
                    self.summary.set(summaries.remove(&name));
                    let check = checks.into_iter().find(|check| check.name == name);
                    if let Some(check) = &check {
                        self.app.title.set(check.display_name.clone());
                    }
                    self.check.set(check.map_or(Reading::Missing, |check| Reading::Done(Box::new(check))));
                }
                Err(error) => self.check.set(Reading::Failed(error)),
            }
        });
    }

    /// Reads the issues that the server holds: the first is on the screen before the answer has ended.
    pub fn list(self) {
        self.issues.set_value(Vec::new());
        self.count.set(0);
        self.details.set(None);
        self.listing.set(Listing::Coming);
        self.lister.begin(async move {
            let end = match self.take_issues().await {
                Ok(()) if self.details.with_untracked(Option::is_some) => Listing::Complete,
                Ok(()) => Listing::Absent,
                Err(error) => Listing::Broken(error),
            };
            self.count.set(self.issues.with_value(Vec::len));
            self.listing.set(end);
        });
    }

    async fn take_issues(self) -> Result<()> {
        let mut events = self.app.client().integrity().issues(&self.names()).await?;
        let mut since = Instant::now();
        let mut taken = 0_u32;
        while let Some(event) = events.try_next().await? {
            match event {
                IssueEvent::Issue(found) => self.issues.update_value(|issues| issues.push(found.issue)),
                IssueEvent::Checked(details) => self.details.set(Some(*details)),
            }
            taken = taken.wrapping_add(1);
            // The clock costs more than an issue does, so it is not asked for each.
            let is_due = self.count.get_untracked() == 0 || taken.is_multiple_of(64);
            if is_due && (self.count.get_untracked() == 0 || Instant::now().since(since) >= STRETCH) {
                self.count.set(self.issues.with_value(Vec::len));
                breathe().await;
                since = Instant::now();
            }
        }
        Ok(())
    }

    /// Changes what is shown.
    pub fn show(self, change: impl FnOnce(&mut IssueFilters)) {
        let mut filters = self.filters.get_untracked();
        change(&mut filters);
        let Route { page, query } = self.app.location.get_untracked();
        self.app.location.replace(Route { page, query: filters.into_query(query) });
    }

    /// Whether a run of this check goes on.
    pub fn is_running(self) -> bool {
        self.run.with(Option::is_some)
    }

    fn check(self) -> Option<Check> {
        match self.check.get_untracked() {
            Reading::Done(check) => Some(*check),
            _ => None,
        }
    }

    /// Runs the check: lists its issues, and counts them for the list of all checks.
    pub fn start(self) {
        let Some(check) = self.check().filter(|_| self.run.with_untracked(Option::is_none)) else { return };
        self.trouble.set(None);
        self.run.set(Some(Watched {
            job: None,
            began: Instant::now(),
            is_stop_asked: false,
            step: None,
            checks: 1,
        }));
        self.app.announcer.say(tn("Running {{count}} check", "Running {{count}} checks", 1, &[]));
        self.watcher.begin(async move {
            let client = self.app.client();
            let names = self.names();
            let selection = Selection::Matching(names.clone());
            match client.integrity().run(RunKind::Details, &selection, &[check]).await {
                Ok(run) => {
                    // The count is another job of the server; without it the list would show an older result.
                    let counted = client.integrity().start(RunKind::Summary, &names).await;
                    self.app.work.look(client.clone());
                    self.watch(run).await;
                    if let Ok(job) = counted {
                        let _ = client.jobs().completion(&job).await;
                        self.read();
                    }
                }
                Err(error) => self.lose(t("The check could not be started"), error),
            }
        });
    }

    /// Watches a run of this check that goes on on the server, if there is one.
    fn pick_up(self) {
        let Some(check) = self.check().filter(|_| self.run.with_untracked(Option::is_none)) else { return };
        self.watcher.begin(async move {
            let client = self.app.client();
            let found = client.jobs().find_running(&JobType::DataIntegrityDetails).await;
            let Ok(Some(job)) = found else { return };
            let checks = client.integrity().checks().await.unwrap_or_else(|_| vec![check.clone()]);
            let run = client.integrity().resume(&job, &checks);
            if run.names().contains(&check.name) {
                let began = run.job().created.map_or_else(Instant::now, crate::format::instant);
                let job = Some(run.job().clone());
                let checks = run.names().len();
                self.run.set(Some(Watched { job, began, is_stop_asked: false, step: None, checks }));
                self.watch(run).await;
            }
        });
    }

    async fn watch(self, mut run: IntegrityRun) {
        loop {
            if self.run.with_untracked(|run| run.as_ref().is_some_and(|run| run.is_stop_asked)) {
                run.cancel_asked();
            }
            let step = match run.step().await {
                Ok(step) => step,
                Err(error) => return self.lose(t("The run cannot be watched any more"), error),
            };
            let outcome = match &step.phase {
                RunPhase::Ended(outcome) => Some(outcome.clone()),
                _ => None,
            };
            let job = run.job().clone();
            self.run.update(|run| {
                if let Some(run) = run {
                    run.job = Some(job);
                    run.step = Some(step);
                }
            });
            if let Some(outcome) = outcome {
                return self.end(outcome);
            }
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
        self.run.update(|run| run.as_mut().into_iter().for_each(|run| run.is_stop_asked = true));
        leptos::task::spawn_local(async move {
            if let Err(error) = self.app.client().jobs().cancel(job.id).await {
                let _ = self
                    .run
                    .try_update(|run| run.as_mut().into_iter().for_each(|run| run.is_stop_asked = false));
                let text = words::in_short(t("The run could not be stopped"), &error);
                self.app.alerts.show(AlertTone::Critical, text);
            }
        });
    }

    /// What the check came to: by its list of issues, or else by the last count.
    pub fn result(self) -> CheckResult {
        if let Some(details) = self.details.get() {
            return match details.error {
                Some(error) => CheckResult::Failed { error: Some(error) },
                None => match u64::try_from(self.count.get()).unwrap_or(u64::MAX) {
                    0 => CheckResult::Passed,
                    count => CheckResult::Issues { count, percentage: self.percentage(count) },
                },
            };
        }
        CheckResult::of_summary(self.summary.get().as_ref(), None)
    }

    /// The share is known only where the count that it was worked out from is still the number of issues.
    fn percentage(self, count: u64) -> Option<f64> {
        self.summary.with(|summary| {
            let summary = summary.as_ref().filter(|summary| u64::try_from(summary.count) == Ok(count));
            summary.and_then(|summary| summary.percentage)
        })
    }
}
