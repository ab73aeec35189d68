//! Async iterators, so that `for await` works on what the library streams.

use std::rc::Rc;

use futures_util::future::AbortHandle;
use futures_util::lock::Mutex;
use futures_util::stream::{self, Abortable, LocalBoxStream, Stream};
use futures_util::{FutureExt, StreamExt};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::arguments::Options;
use super::promise::{begin, settle};
use super::signal::Signal;
use super::value::iteration_step;
use crate::error::Result;

/// Something that yields one value after another. Nothing is asked of the server before the first one is asked for.
#[wasm_bindgen]
pub struct Iteration(Rc<Shared>);

struct Shared {
    signal: Signal,
    source: Mutex<Option<Source>>,
    handle: AbortHandle,
}

type Source = Abortable<LocalBoxStream<'static, Result<JsValue>>>;

/// Iterates over what a stream yields; `read` takes from the options what the stream needs.
pub(super) fn iterate<S>(options: &JsValue, read: impl FnOnce(&Options) -> S) -> Iteration
where
    S: Stream<Item = Result<JsValue>> + 'static,
{
    iterate_under(&Signal::default(), options, read)
}

/// The same for a stream that belongs to something with a signal of its own.
pub(super) fn iterate_under<S>(
    owner: &Signal,
    options: &JsValue,
    read: impl FnOnce(&Options) -> S,
) -> Iteration
where
    S: Stream<Item = Result<JsValue>> + 'static,
{
    match begin(owner, options) {
        Ok((signal, options)) => Iteration::new(signal, read(&options).boxed_local()),
        Err(fault) => Iteration::new(Signal::default(), stream::iter([Err(fault)]).boxed_local()),
    }
}

impl Iteration {
    fn new(signal: Signal, stream: LocalBoxStream<'static, Result<JsValue>>) -> Self {
        let (handle, registration) = AbortHandle::new_pair();
        let source = Mutex::new(Some(Abortable::new(stream, registration)));
        Self(Rc::new(Shared { signal, source, handle }))
    }
}

#[wasm_bindgen]
impl Iteration {
    /// The next value.
    pub fn next(&self) -> Promise {
        let shared = Rc::clone(&self.0);
        settle(async move { Ok(iteration_step(shared.pull().await?)) }.boxed_local())
    }

    /// Ends the iteration, and with it whatever it was asking for.
    #[wasm_bindgen(js_name = "return")]
    pub fn end(&self) -> Promise {
        self.0.handle.abort();
        // Where a value is being waited for, the waiting ends by itself and cleans up.
        if let Some(mut source) = self.0.source.try_lock() {
            *source = None;
        }
        Promise::resolve(&iteration_step(None))
    }

    /// The iterator itself.
    #[wasm_bindgen(js_name = "[Symbol.asyncIterator]")]
    pub fn iterator(&self) -> Iteration {
        Self(Rc::clone(&self.0))
    }
}

impl Shared {
    async fn pull(&self) -> Result<Option<JsValue>> {
        let mut source = self.source.lock().await;
        let Some(stream) = source.as_mut() else { return Ok(None) };
        let item = self.signal.guard(stream.next().map(Option::transpose)).await;
        if !matches!(item, Ok(Some(_))) {
            *source = None;
        }
        item
    }
}
