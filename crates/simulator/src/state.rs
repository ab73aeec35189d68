//! The whole state of a simulated server.

use crate::app::Apps;
use crate::clock::{Clock, Moment};
use crate::exchange::RequestCounts;
use crate::session::Sessions;
use crate::setting::Settings;
use crate::user::{self, User};
use crate::{Config, Version};

/// Everything that requests read and change.
pub(crate) struct State {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) users: Vec<User>,
    pub(crate) sessions: Sessions,
    pub(crate) settings: Settings,
    pub(crate) apps: Apps,
    pub(crate) counts: RequestCounts,
}

impl State {
    pub(crate) fn new(config: Config) -> Self {
        let clock = Clock::new(config.clock);
        let mut apps = Apps::default();
        if let Some(zip) = &config.app {
            // An app given at the start was checked by whoever gave it; a faulty one is simply not there.
            let _ = apps.install(zip, config.version, clock.now());
        }
        Self {
            clock,
            users: user::all(config.scenario),
            sessions: Sessions::new(config.session_timeout),
            settings: Settings::new(config.version),
            apps,
            counts: RequestCounts::new(),
            config,
        }
    }

    pub(crate) fn version(&self) -> Version {
        self.config.version
    }

    pub(crate) fn now(&self) -> Moment {
        self.clock.now()
    }

    pub(crate) fn user(&self, username: &str) -> Option<&User> {
        self.users.iter().find(|user| user.username == username)
    }
}
