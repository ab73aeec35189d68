//! What every operation has: the client, and the server's time zone.

use core::ops::Deref;
use std::rc::Rc;

use futures_util::{FutureExt, Stream, StreamExt, TryFutureExt};

use super::value::ToJs;
use super::work::{Reply, once};
use super::zone::Zone;
use crate::client::Client;
use crate::error::Result;

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

    /// What some work comes to.
    pub(super) fn reply<T: ToJs>(&self, work: impl Future<Output = Result<T>> + 'static) -> Reply {
        let context = self.clone();
        once(work.map_ok(move |value| value.to_js(&context.zone)).boxed_local())
    }

    /// One value after another.
    pub(super) fn each<T: ToJs>(&self, values: impl Stream<Item = Result<T>> + 'static) -> Reply {
        let context = self.clone();
        values.map(move |value| value.map(|value| value.to_js(&context.zone))).boxed_local()
    }
}

impl Deref for Context {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
