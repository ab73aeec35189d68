//! The whole state of a simulated server.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::civil::Date;

use crate::activity::{Activity, Entry};
use crate::api::api_token::ApiToken;
use crate::api::data_summary::saved;
use crate::api::lock_exception::LockException;
use crate::api::min_max::MinMax;
use crate::api::synchronization::MetadataVersion;
use crate::app::Apps;
use crate::check::Results;
use crate::clock::{Clock, Moment};
use crate::data_store::DataStore;
use crate::exchange::RequestCounts;
use crate::fault::Faults;
use crate::job::{self, Jobs};
use crate::model::{Model, Predictor};
use crate::prediction::{self, Summary};
use crate::session::Sessions;
use crate::setting::Settings;
use crate::user::{self, User};
use crate::validation::{ValidationResult, Violation};
use crate::{Config, Scenario, Version};

/// How long the server has been there when it is started.
const PAST: Duration = Duration::from_secs(26 * 3600);

/// How long the jobs of the system do not run by themselves on a driven clock.
const REST: Duration = Duration::from_secs(12 * 3600);

/// Everything that requests read and change.
pub(crate) struct State {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) users: Vec<User>,
    pub(crate) sessions: Sessions,
    pub(crate) settings: Settings,
    pub(crate) apps: Apps,
    pub(crate) counts: RequestCounts,
    pub(crate) model: Model,
    pub(crate) results: Results,
    pub(crate) jobs: Jobs,
    pub(crate) tables: Tables,
    pub(crate) faults: Faults,
    pub(crate) data_store: DataStore,
    pub(crate) lock_exceptions: Vec<LockException>,
    pub(crate) min_max: Vec<MinMax>,
    pub(crate) validation_results: Vec<ValidationResult>,
    /// The number of the last row that has one.
    last_number: usize,
    pub(crate) activity: Activity,
    pub(crate) tokens: Vec<ApiToken>,
    pub(crate) metadata_versions: Vec<MetadataVersion>,
    /// When the metadata was created.
    pub(crate) born: Moment,
    /// When objects were changed since, by their identifiers.
    pub(crate) changed: BTreeMap<String, Moment>,
}

/// What is known of the tables that analytics read.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// When the analytics tables were finished last, and how long that took.
    pub(crate) analytics: Option<(Moment, String)>,
}

impl State {
    pub(crate) fn new(config: Config) -> Self {
        let clock = Clock::new(config.clock);
        let mut apps = Apps::default();
        if let Some(zip) = &config.app {
            // An app given at the start was checked by the caller; a faulty one is ignored.
            let _ = apps.install(zip, config.version, clock.now());
        }
        let mut state = Self {
            users: user::all(config.scenario),
            sessions: Sessions::new(config.session_timeout),
            settings: Settings::new(config.version),
            apps,
            counts: RequestCounts::new(),
            model: Model::of(config.scenario),
            results: Results::default(),
            jobs: Jobs::default(),
            tables: Tables::default(),
            faults: Faults::of(config.scenario),
            data_store: DataStore::default(),
            lock_exceptions: Vec::new(),
            min_max: Vec::new(),
            validation_results: Vec::new(),
            last_number: 1000,
            activity: Activity::default(),
            tokens: Vec::new(),
            metadata_versions: Vec::new(),
            born: clock.now() - PAST,
            changed: BTreeMap::new(),
            clock,
            config,
        };
        state.jobs.all = job::defaults::all(state.now() - PAST, state.now());
        // On a driven clock the jobs of the system rest for half a day, so that tests see the same at every hour.
        state.jobs.quiet_until = state.clock.is_manual().then(|| state.now() + REST);
        if state.config.scenario != Scenario::Empty {
            job::defaults::add_history(&mut state, PAST);
            let users = state.model.people.len().try_into().unwrap_or(0);
            state.activity = Activity::of_the_past(state.now(), users, saved(&state));
        }
        job::engine::advance(&mut state);
        state
    }

    pub(crate) fn version(&self) -> Version {
        self.config.version
    }

    pub(crate) fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Forgets what a server keeps in memory only: sessions, results, notifications, averages.
    pub(crate) fn restart(&mut self) {
        // Process everything that was due before, even without a request since.
        job::engine::advance(self);
        self.sessions.expire_all();
        self.results.forget();
        self.jobs.forget_feeds(None, None);
    }

    /// Makes the next run of a job type fail; returns whether the type exists.
    pub(crate) fn fail_next(&mut self, name: &str) -> bool {
        let kind = job::kind::parse(self.version(), name);
        self.jobs.doomed.extend(kind);
        kind.is_some()
    }

    /// The number of a new row.
    pub(crate) fn next_number(&mut self) -> usize {
        self.last_number += 1;
        self.last_number
    }

    /// Runs predictors, and counts the values that they enter.
    pub(crate) fn predict(&mut self, predictors: &[Predictor], span: (Date, Date), now: Moment) -> Summary {
        let summary = prediction::run(&mut self.model, predictors, span);
        let count = (summary.inserted + summary.updated).try_into().unwrap_or(0);
        self.activity.enter(Entry::DataValue, now, count);
        summary
    }

    /// Keeps violations of rules that are not kept already.
    pub(crate) fn keep_violations(&mut self, found: Vec<Violation>) {
        let created = self.now();
        for violation in found {
            if self.validation_results.iter().all(|result| result.violation != violation) {
                let number = self.next_number();
                self.validation_results.push(ValidationResult {
                    number,
                    created,
                    violation,
                    is_notified: false,
                });
            }
        }
    }

    pub(crate) fn user(&self, username: &str) -> Option<&User> {
        self.users.iter().find(|user| user.username == username)
    }
}
