//! What every class here has: the client, and the server's time zone.

use std::rc::Rc;

use super::zone::Zone;
use crate::client::Client;

/// Cheap to clone.
#[derive(Clone)]
pub(super) struct Context {
    pub(super) client: Client,
    pub(super) zone: Rc<Zone>,
}

impl Context {
    /// Takes a client that has connected.
    pub(super) fn new(client: Client) -> Self {
        let zone = Zone::named(client.server().server_time_zone_id.as_deref());
        Self { client, zone: Rc::new(zone) }
    }
}
