//! What every class here has: the client, and the server's time zone.

use core::ops::Deref;
use std::rc::Rc;

use super::zone::Zone;
use crate::client::Client;

/// Cheap to clone.
#[derive(Clone)]
pub(super) struct Context(Rc<Inner>);

pub(super) struct Inner {
    pub(super) client: Client,
    pub(super) zone: Zone,
}

impl Context {
    /// Takes a client that has connected.
    pub(super) fn new(client: Client) -> Self {
        let zone = Zone::named(client.server().server_time_zone_id.as_deref());
        Self(Rc::new(Inner { client, zone }))
    }
}

impl Deref for Context {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
