//! Sessions: the user of each cookie, and its expiry.

use std::collections::HashMap;
use std::time::Duration;

use crate::clock::Moment;
use crate::uid;

/// All sessions of the server.
#[derive(Debug)]
pub(crate) struct Sessions {
    timeout: Duration,
    open: HashMap<String, Session>,
}

#[derive(Debug)]
struct Session {
    user: String,
    last_used: Moment,
}

impl Sessions {
    pub(crate) fn new(timeout: Duration) -> Self {
        Self { timeout, open: HashMap::new() }
    }

    /// How long a session lives after its last request.
    pub(crate) fn timeout(&self) -> Duration {
        self.timeout
    }

    /// Opens a session and returns the value of its cookie.
    pub(crate) fn open(&mut self, user: &str, now: Moment) -> String {
        let id = uid::random_hex();
        let timeout = self.timeout;
        self.open.retain(|_, session| now.since(session.last_used) < timeout);
        self.open.insert(id.clone(), Session { user: user.to_owned(), last_used: now });
        id
    }

    /// The user of a session, which lives on from now; `None` if it has ended.
    pub(crate) fn touch(&mut self, id: &str, now: Moment) -> Option<String> {
        let session = self.open.get_mut(id)?;
        if now.since(session.last_used) >= self.timeout {
            self.open.remove(id);
            return None;
        }
        session.last_used = now;
        Some(session.user.clone())
    }

    /// Ends one session.
    pub(crate) fn close(&mut self, id: &str) {
        self.open.remove(id);
    }

    /// Ends all sessions.
    pub(crate) fn expire_all(&mut self) {
        self.open.clear();
    }
}
