//! The state of a check's page, and its actions.

use std::cell::Cell;
use std::rc::Rc;

use dhis2_steward::client::IssueEvent;
use dhis2_steward::domain::integrity::CheckResult;
use dhis2_steward::domain::issue_list::IssueList;
use dhis2_steward::model::{Authority, Check, CheckDetails, CheckSummary, JobType};
use dhis2_steward::{Error, Result};
use dhis2_steward_dom::prelude::*;
use futures_util::FutureExt;
use futures_util::future::{self, LocalBoxFuture};

use super::super::state::{Editor, IssueFilters, Listing, Picked};
use super::watched::Watched;
use crate::context::App;
use crate::format::Instant;
use crate::load::{Background, breathe};
use crate::lost_sight::RunFault;
use crate::route::Route;

/// How long work runs before it yields to the browser, in milliseconds.
const STRETCH: u64 = 24;

/// Yields to the browser whenever work has run for a while.
pub fn turns() -> impl Fn() -> LocalBoxFuture<'static, ()> {
    let since = Rc::new(Cell::new(Instant::now()));
    move || {
        if Instant::now().since(since.get()) < STRETCH {
            return future::ready(()).boxed_local();
        }
        let since = Rc::clone(&since);
        async move {
            breathe().await;
            since.set(Instant::now());
        }
        .boxed_local()
    }
}

/// The state of loading the check itself.
#[derive(Clone, PartialEq)]
pub enum Reading {
    /// Requested.
    UnderWay,
    /// Loaded.
    Done(Box<Check>),
    /// The server has no check with this name.
    Missing,
    /// Could not be loaded.
    Failed(Error),
}

/// The state of the page; copies refer to the same page.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What all pages share.
    pub app: App,
    /// The check's key.
    pub name: StoredValue<String>,
    /// The check.
    pub check: RwSignal<Reading>,
    /// The result of the last count.
    pub summary: RwSignal<Option<CheckSummary>>,
    /// How far the list of issues has loaded.
    pub listing: RwSignal<Listing>,
    /// The server's details of the list, once it is complete.
    pub details: RwSignal<Option<CheckDetails>>,
    /// The issues loaded so far.
    pub issues: StoredValue<IssueList>,
    /// How many are loaded; the list is updated in batches.
    pub count: RwSignal<usize>,
    /// The selected ones.
    pub picked: RwSignal<Picked>,
    /// Which of them are shown.
    pub filters: Memo<IssueFilters>,
    /// The run being followed.
    pub run: RwSignal<Option<Watched>>,
    /// What went wrong with the last run.
    pub fault: RwSignal<Option<RunFault>>,
    reader: Background,
    counter: Background,
    lister: Background,
    /// The task that follows a run.
    pub watcher: Background,
}

impl Desk {
    /// Opens the page of a check and starts loading.
    pub fn new(name: String) -> Self {
        let app = App::here();
        let desk = Self {
            app,
            name: StoredValue::new(name),
            check: RwSignal::new(Reading::UnderWay),
            summary: RwSignal::new(None),
            listing: RwSignal::new(Listing::Coming),
            details: RwSignal::new(None),
            issues: StoredValue::new(IssueList::default()),
            count: RwSignal::new(0),
            picked: RwSignal::new(Picked::default()),
            filters: app.location.memo(|route| IssueFilters::of_query(&route.query)),
            run: RwSignal::new(None),
            fault: RwSignal::new(None),
            reader: Background::new(),
            counter: Background::new(),
            lister: Background::new(),
            watcher: Background::new(),
        };
        desk.read();
        desk.list();
        let is_running = Memo::new(move || app.work.has(&[JobType::DataIntegrityDetails]));
        effect(move || {
            if app.is_logged_out.get() || !matches!(desk.check.get(), Reading::Done(_)) {
                return;
            }
            // After a new log-in, the run is followed again.
            match desk.fault.get_untracked().and_then(|fault| fault.job) {
                Some(job) => desk.follow_again(job),
                None if is_running.get() => desk.pick_up(),
                None => {}
            }
        });
        desk.notice_counts();
        desk
    }

    /// Reads the result of the last count again when a run of checks has begun or ended, and when the page is seen again:
    /// a hidden page notices no runs.
    fn notice_counts(self) {
        let is_counting = Memo::new(move || self.app.work.has(&[JobType::DataIntegrity]));
        let mut is_first = true;
        effect(move || {
            is_counting.track();
            if !core::mem::take(&mut is_first) {
                self.read_summary();
            }
        });
        let seen = window_event_listener_untyped("visibilitychange", move |_| {
            if !document().hidden() {
                self.read_summary();
            }
        });
        on_cleanup(move || seen.remove());
    }

    /// Reads the result of the last count; until it can be read, the last known one stays.
    pub fn read_summary(self) {
        self.counter.begin(async move {
            let (client, names) = (self.app.client(), self.names());
            let mut poller = client.poller();
            loop {
                match client.integrity().summaries(&names).await {
                    Ok(mut summaries) => {
                        return self.summary.set(summaries.remove(&self.name.get_value()));
                    }
                    Err(error) => {
                        if poller.failed(error).await.is_err() {
                            return;
                        }
                    }
                }
            }
        });
    }

    /// The check's key, as requests need it.
    pub fn names(self) -> Vec<String> {
        vec![self.name.get_value()]
    }

    /// Loads the check and the result of the last count.
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

    /// Loads the issues: the first are on the screen before the response has ended.
    pub fn list(self) {
        self.list_then(|| ());
    }

    /// The same, and calls `end` once loading has ended.
    pub fn list_then(self, end: impl FnOnce() + 'static) {
        self.issues.set_value(IssueList::default());
        self.count.set(0);
        self.picked.set(Picked::default());
        self.details.set(None);
        self.listing.set(Listing::Coming);
        self.lister.begin(async move {
            let listing = match self.take_issues().await {
                Ok(()) if self.details.with_untracked(Option::is_some) => Listing::Complete,
                Ok(()) => Listing::Absent,
                Err(error) => Listing::Broken(error),
            };
            self.count.set(self.issues.with_value(IssueList::len));
            self.listing.set(listing);
            end();
        });
    }

    async fn take_issues(self) -> Result<()> {
        let mut events = self.app.client().integrity().issues(&self.names()).await?;
        let turn = turns();
        while let Some(batch) = events.next_batch().await? {
            self.issues.update_value(|issues| {
                for event in batch {
                    match event {
                        IssueEvent::Issue(found) => issues.push(&found.issue),
                        IssueEvent::Checked(details) => self.details.set(Some(*details)),
                    }
                }
            });
            let is_first = self.count.get_untracked() == 0;
            self.count.set(self.issues.with_value(IssueList::len));
            if is_first { breathe().await } else { turn().await }
        }
        Ok(())
    }

    /// Changes which issues are shown.
    pub fn show(self, change: impl FnOnce(&mut IssueFilters)) {
        let mut filters = self.filters.get_untracked();
        change(&mut filters);
        let Route { page, query } = self.app.location.get_untracked();
        self.app.location.replace(Route { page, query: filters.into_query(query) });
    }

    /// The check, once it is loaded.
    pub fn check(self) -> Option<Check> {
        match self.check.get_untracked() {
            Reading::Done(check) => Some(*check),
            _ => None,
        }
    }

    /// The app that edits the affected objects, if the user may open it.
    pub fn editor(self) -> Option<Editor> {
        let minor = self.app.client().version().minor();
        let editor = Editor::of(self.check()?.issues_id_type.as_deref()?, minor)?;
        self.app.may(&Authority::from(editor.authority().as_str())).then_some(editor)
    }

    /// The check's result: from its list of issues, or else from the last count.
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

    /// The share is known only if its count is still the number of issues.
    fn percentage(self, count: u64) -> Option<f64> {
        self.summary.with(|summary| {
            let summary = summary.as_ref().filter(|summary| u64::try_from(summary.count) == Ok(count));
            summary.and_then(|summary| summary.percentage)
        })
    }
}
