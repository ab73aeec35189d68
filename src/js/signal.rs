//! Abort signals: understood here, at the border; inside, a future that is dropped is broken off.

use futures_channel::oneshot;
use futures_util::FutureExt;
use futures_util::future::{self, Either, LocalBoxFuture, select};
use js_sys::Reflect;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};

use super::error::aborted;
use crate::error::{Error, Result};

#[wasm_bindgen]
extern "C" {
    /// Anything that behaves like an `AbortSignal`, of whichever realm.
    #[derive(Clone)]
    type AbortSignal;
    #[wasm_bindgen(method, getter)]
    fn aborted(this: &AbortSignal) -> bool;
    #[wasm_bindgen(method, js_name = addEventListener)]
    fn add_event_listener(this: &AbortSignal, event: &str, callback: &js_sys::Function);
    #[wasm_bindgen(method, js_name = removeEventListener)]
    fn remove_event_listener(this: &AbortSignal, event: &str, callback: &js_sys::Function);
}

/// The signals that a piece of work obeys: none, the caller's, and those of what it belongs to.
#[derive(Clone, Default)]
pub(super) struct Signal(Vec<AbortSignal>);

impl Signal {
    /// The signal that a caller gave.
    pub(super) fn read(value: &JsValue) -> Result<Self> {
        if value.is_undefined() {
            return Ok(Self::default());
        }
        let is_signal =
            Reflect::get(value, &"aborted".into()).is_ok_and(|aborted| aborted.as_bool().is_some());
        if !is_signal {
            return Err(Error::invalid_argument("The option signal must be an AbortSignal."));
        }
        Ok(Self(vec![value.clone().unchecked_into()]))
    }

    /// This signal or another one, whichever comes first.
    pub(super) fn or(&self, other: Signal) -> Signal {
        Signal(self.0.iter().cloned().chain(other.0).collect())
    }

    /// Does the work, unless a signal comes first; then the work is dropped, and with it whatever it had asked for.
    pub(super) async fn guard<T>(&self, work: impl Future<Output = Result<T>> + Unpin) -> Result<T> {
        if self.0.iter().any(AbortSignal::aborted) {
            return Err(aborted());
        }
        match select(work, self.fired()).await {
            Either::Left((done, _)) => done,
            Either::Right(_) => Err(aborted()),
        }
    }

    /// Waits for a signal. Most work on a stream is ready at once, and needs no listener: there is none before the
    /// first poll.
    fn fired(&self) -> LocalBoxFuture<'static, ()> {
        let signals = self.0.clone();
        if signals.is_empty() {
            return future::pending().boxed_local();
        }
        async move {
            let (sender, receiver) = oneshot::channel();
            let _listener = Listener::new(signals, sender);
            let _ = receiver.await;
        }
        .boxed_local()
    }
}

/// Listens until it is dropped.
struct Listener {
    signals: Vec<AbortSignal>,
    callback: Closure<dyn FnMut()>,
}

impl Listener {
    fn new(signals: Vec<AbortSignal>, sender: oneshot::Sender<()>) -> Self {
        let mut sender = Some(sender);
        let callback = Closure::<dyn FnMut()>::new(move || {
            // Nobody waits any more where the other end is gone.
            let _ = sender.take().map(|sender| sender.send(()));
        });
        for signal in &signals {
            signal.add_event_listener("abort", callback.as_ref().unchecked_ref());
        }
        Self { signals, callback }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        for signal in &self.signals {
            signal.remove_event_listener("abort", self.callback.as_ref().unchecked_ref());
        }
    }
}
