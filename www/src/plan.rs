//! The running maintenance plan: it belongs to the app, not to a page, so it continues whichever page is open.
//!
//! Knows the client and how a plan is recorded; never a page.

pub mod record;
pub mod words;

use core::time::Duration;

use dhis2_steward::Client;
use dhis2_steward::domain::plan::StepState;
use dhis2_steward::model::{Consequence, Operation};
use dhis2_steward_dom::prelude::*;
use leptos::task::spawn_local;

use crate::format::Instant;
use crate::frame::announcer::Announcer;
use crate::i18n::tf;
use crate::load::Background;
use record::Record;

/// Where the tab keeps its plan, for a reload or a log-in.
const KEPT: &str = "steward-plan";
/// How often to check that the server answers, while the outcome of an operation is unknown.
const LOOK_INTERVAL: Duration = Duration::from_secs(30);

/// The last started plan; copies refer to the same one.
#[derive(Clone, Copy)]
pub struct Plans {
    /// The plan, if there is one.
    pub record: RwSignal<Option<Record>>,
    announcer: Announcer,
    is_driven: StoredValue<bool>,
    /// Whose plan is kept: the user, and the server; empty until it is known.
    owner: StoredValue<String>,
    looking: Background,
}

impl Plans {
    /// No plan yet.
    pub fn new(announcer: Announcer) -> Self {
        Self {
            record: RwSignal::new(None),
            announcer,
            is_driven: StoredValue::new(false),
            owner: StoredValue::new(String::new()),
            looking: Background::new(),
        }
    }

    /// Whether a plan is running, tracked.
    pub fn is_running(self) -> bool {
        self.record.with(|record| record.as_ref().is_some_and(|record| !record.is_over()))
    }

    /// Whether the outcome of an operation of the plan is unknown, tracked.
    pub fn has_unknown(self) -> bool {
        self.record.with(|record| record.as_ref().is_some_and(Record::has_unknown))
    }

    /// Reads the plan that this tab has kept, once.
    pub fn restore(self, client: &Client) {
        if self.owner.with_value(|owner| !owner.is_empty()) {
            return;
        }
        let owner = format!("{} {}", client.user().id, client.base_url());
        let kept = kept().and_then(|storage| storage.get_item(KEPT).ok().flatten());
        let kept = kept.and_then(|text| Record::of_text(&text, &owner, Instant::now()));
        self.owner.set_value(owner);
        if kept.is_some() {
            self.record.set(kept);
        }
    }

    /// Keeps the plan; without storage, a reload discards it.
    fn keep(self) {
        let Some(storage) = kept() else { return };
        let owner = self.owner.get_value();
        let text = self.record.with_untracked(|record| record.as_ref().map(|record| record.to_text(&owner)));
        let _ = match text {
            Some(text) => storage.set_item(KEPT, &text),
            None => storage.remove_item(KEPT),
        };
    }

    /// Starts a plan in place of the last one; does nothing while one is running.
    pub fn start(self, client: Client, operations: Vec<Operation>) {
        if !self.is_driven.get_value() {
            self.looking.end();
            self.restore(&client);
            self.record.set(Some(Record::new(operations, Instant::now())));
            self.drive(client);
        }
    }

    /// Runs operations of the plan again, or for the first time if they were not started.
    pub fn again(self, client: Client, operations: Vec<Operation>) {
        self.update(|record| operations.into_iter().for_each(|operation| record.again(operation)));
        self.drive(client);
    }

    /// Starts no more operations; the running one continues.
    pub fn stop(self) {
        self.update(|record| record.stop(Instant::now()));
    }

    /// Discards the plan, once nothing in it is running or waiting.
    pub fn close(self) {
        if !self.is_driven.get_value() {
            self.looking.end();
            self.record.set(None);
            self.keep();
        }
    }

    /// Checks now, and every half minute from then on, whether the server answers.
    pub fn look(self, client: Client) {
        self.looking.begin(async move {
            let mut poller = client.poller().between(LOOK_INTERVAL, LOOK_INTERVAL);
            while self.record.with_untracked(|record| record.as_ref().is_some_and(Record::has_unknown)) {
                let answer = client.ping().await;
                self.update(|record| record.looked(answer.is_ok(), Instant::now()));
                let pause = match answer {
                    Ok(_) => poller.unchanged().await,
                    Err(error) => poller.failed(error).await,
                };
                if pause.is_err() {
                    return;
                }
            }
        });
    }

    /// Sends one operation after the other. Leaving a page does not end it, because an aborted request leaves its
    /// outcome unknown.
    fn drive(self, client: Client) {
        if self.is_driven.get_value() {
            return;
        }
        self.is_driven.set_value(true);
        // Ask before the tab is closed: waiting operations would not be started.
        let guard = window_event_listener_untyped("beforeunload", |event| event.prevent_default());
        spawn_local(async move {
            while let Some(operation) = self.update(|record| record.begin_next(Instant::now())).flatten() {
                let outcome = client.maintenance().run(operation).await;
                let is_doubtful = self.update(|record| record.end(operation, outcome, Instant::now()));
                self.announce(operation);
                if self.has_new_unknown(operation) {
                    self.look(client.clone());
                }
                if is_doubtful == Some(true) && client.ping().await.is_err() {
                    self.update(|record| record.stop_unreachable(Instant::now()));
                }
            }
            guard.remove();
            self.is_driven.set_value(false);
            self.announce_end();
        });
    }

    fn update<T>(self, change: impl FnOnce(&mut Record) -> T) -> Option<T> {
        let changed = self.record.try_update(|record| record.as_mut().map(change)).flatten();
        self.keep();
        changed
    }

    fn has_new_unknown(self, operation: Operation) -> bool {
        self.state(operation).is_some_and(|state| matches!(state, StepState::Unknown(_)))
    }

    fn state(self, operation: Operation) -> Option<StepState> {
        self.record.with_untracked(|record| Some(record.as_ref()?.step(operation)?.state.clone()))
    }

    fn announce(self, operation: Operation) {
        let variables = [("operation", words::title(operation))];
        match self.state(operation) {
            Some(StepState::Done) => self.announcer.say(tf("{{operation}}: done", &variables)),
            Some(StepState::Failed(_)) if operation.consequence() == Consequence::Permanent => {
                self.announcer.interrupt(tf("{{operation}}: failed", &variables));
            }
            Some(StepState::Failed(_)) => self.announcer.say(tf("{{operation}}: failed", &variables)),
            Some(StepState::Unknown(_)) => self.announcer.say(tf("{{operation}}: not known yet", &variables)),
            _ => {}
        }
    }

    fn announce_end(self) {
        let tally = self.record.with_untracked(|record| record.as_ref().map(Record::tally));
        if let Some(tally) = tally {
            let result = words::tally_words(tally).join(", ");
            self.announcer.say(tf("Plan ended: {{result}}", &[("result", &result)]));
        }
    }
}

fn kept() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}
