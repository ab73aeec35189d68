//! What every page shares: the client, the address, the clock, and where to say things.
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

/// What every page shares; a copy is a handle on the same things.
#[derive(Clone, Copy)]
pub struct App {
    client: StoredValue<Client>,
    /// Where the browser is.
    pub location: Location,
    /// The present.
    pub clock: Clock,
    /// What is read out.
    pub announcer: Announcer,
    /// What came of actions whose place is gone.
    pub alerts: Alerts,
    /// What runs on the server.
    pub work: Work,
    /// The maintenance plan that was started last.
    pub plans: Plans,
    /// Whether the session has ended.
    pub is_logged_out: RwSignal<bool>,
    /// What of the page could not be loaded.
    pub missing: Missing,
    /// Whether the first page is there, so that what can wait may come.
    pub is_drawn: RwSignal<bool>,
    /// The title of the page that is open.
    pub title: RwSignal<String>,
}

thread_local! {
    static HERE: Cell<Option<App>> = const { Cell::new(None) };
}

impl App {
    /// Everything, once the server has answered who is there.
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

    /// What the page belongs to.
    pub fn here() -> Self {
        #[allow(clippy::expect_used, reason = "nothing is drawn before the app is there")]
        HERE.get().expect("the app")
    }

    /// Makes this what every page belongs to.
    pub fn begin(self) {
        HERE.set(Some(self));
    }

    /// Says that the page is there.
    pub fn drawn(self) {
        if !self.is_drawn.get_untracked() {
            self.is_drawn.set(true);
        }
    }

    /// The client.
    pub fn client(self) -> Client {
        self.client.get_value()
    }

    /// Whether the person may do something.
    pub fn may(self, authority: &Authority) -> bool {
        self.client.with_value(|client| client.may(authority))
    }

    /// An address of the server, with its context path.
    pub fn server_url(self, path: &str) -> String {
        self.client.with_value(|client| format!("{}{path}", client.base_url()))
    }
}
