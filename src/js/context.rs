//! The context of every operation: the client and the server's time zone.

use core::ops::Deref;
use std::rc::Rc;

use futures_util::future::ready;
use futures_util::{FutureExt, Stream, StreamExt, TryFutureExt};
use wasm_bindgen::JsValue;

use super::value::ToJs;
use super::work::{Reply, once};
use super::zone::Zone;
use crate::client::{Client, Pending, Success};
use crate::error::Result;
use crate::protocol::{Answer, Request};

/// Converts a response to a JavaScript value.
type Finish = Box<dyn FnOnce(&Request, &Answer, &Zone) -> Result<JsValue>>;

/// Cheap to clone.
#[derive(Clone)]
pub(super) struct Context(Rc<Inner>);

pub(super) struct Inner {
    pub(super) client: Client,
    pub(super) zone: Zone,
}

impl Context {
    /// Creates the context of a connected client.
    pub(super) fn new(client: Client) -> Self {
        let zone = Zone::named(client.server().server_time_zone_id.as_deref());
        Self(Rc::new(Inner { client, zone }))
    }

    /// The reply of a request.
    pub(super) fn reply<T: ToJs + 'static>(&self, pending: Pending<T>) -> Reply {
        let (sent, read) = pending.into_parts();
        self.answered(sent, Box::new(move |request, answer, zone| Ok(read(request, answer)?.to_js(zone))))
    }

    /// Not generic, to be compiled once: only the conversion of the response depends on the type.
    fn answered(&self, sent: Success, finish: Finish) -> Reply {
        let context = self.clone();
        once(
            async move { sent.await.and_then(|(request, answer)| finish(&request, &answer, &context.zone)) }
                .boxed_local(),
        )
    }

    /// The reply of work that is more than a request.
    pub(super) fn outcome<T: ToJs>(&self, work: impl Future<Output = Result<T>> + 'static) -> Reply {
        let context = self.clone();
        once(work.map_ok(move |value| value.to_js(&context.zone)).boxed_local())
    }

    /// The reply of an operation without a request.
    pub(super) fn at_once(&self, value: &impl ToJs) -> Reply {
        once(ready(Ok(value.to_js(&self.zone))).boxed_local())
    }

    /// The reply of a stream of values.
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
