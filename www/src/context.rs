//! What every page shares: the client, the URL, the clock, and where to announce things.
//!
//! Never knows a page.

use std::cell::Cell;

use dhis2_steward::Client;
use dhis2_steward::model::Authority;
use dhis2_steward_dom::prelude::*;

use crate::clock::Clock;
use crate::frame::announcer::Announcer;
use crate::frame::work::Work;
use crate::location::Location;
use crate::part::Missing;
use crate::plan::Plans;
use crate::ui::Alerts;

/// What every page shares; copies refer to the same state.
#[derive(Clone, Copy)]
pub struct App {
    client: StoredValue<Client>,
    /// The browser's location.
    pub location: Location,
    /// The current time.
    pub clock: Clock,
    /// Messages for screen readers.
    pub announcer: Announcer,
    /// Results of actions whose place on the page is gone.
    pub alerts: Alerts,
    /// Work running on the server.
    pub work: Work,
    /// The maintenance plan that was started last.
    pub plans: Plans,
    /// Whether the session has ended.
    pub is_logged_out: RwSignal<bool>,
    /// The parts of the page that could not be loaded.
    pub missing: Missing,
    /// Whether the first page is drawn, so that deferred parts may load.
    pub is_drawn: RwSignal<bool>,
    /// The title of the open page.
    pub title: RwSignal<String>,
}

thread_local! {
    static HERE: Cell<Option<App>> = const { Cell::new(None) };
}

impl App {
    /// The context, once the server has said who the user is.
    pub fn new(client: Client, location: Location, clock: Clock) -> Self {
        let announcer = Announcer::default();
        Self {
            client: StoredValue::new(client),
            location,
            clock,
            announcer,
            alerts: Alerts::default(),
            work: Work::default(),
            plans: Plans::new(announcer),
            is_logged_out: RwSignal::new(false),
            missing: Missing::default(),
            is_drawn: RwSignal::new(false),
            title: RwSignal::new(String::new()),
        }
    }

    /// The context of the current page.
    pub fn here() -> Self {
        #[allow(clippy::expect_used, reason = "nothing is drawn before the app is there")]
        HERE.get().expect("the app")
    }

    /// Makes this the context of every page.
    pub fn begin(self) {
        HERE.set(Some(self));
    }

    /// Records that the page is drawn.
    pub fn drawn(self) {
        if !self.is_drawn.get_untracked() {
            self.is_drawn.set(true);
        }
    }

    /// The client.
    pub fn client(self) -> Client {
        self.client.get_value()
    }

    /// Whether the user has an authority.
    pub fn may(self, authority: &Authority) -> bool {
        self.client.with_value(|client| client.may(authority))
    }

    /// A URL on the server, with its context path.
    pub fn server_url(self, path: &str) -> String {
        self.client.with_value(|client| format!("{}{path}", client.base_url()))
    }
}
