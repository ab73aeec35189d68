//! Promises: work that was called for, with the caller's options and signal.

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use super::arguments::Options;
use super::error;
use super::signal::Signal;
use crate::error::{Error, Result};

/// Reads the options at once, and does the work unless their signal comes first.
///
/// Never throws: what is wrong with the options rejects the promise, like everything else.
pub(super) fn promise<F>(options: &JsValue, work: impl FnOnce(&Options) -> F) -> Promise
where
    F: Future<Output = Result<JsValue>> + 'static,
{
    promise_under(&Signal::default(), options, work)
}

/// The same for work that belongs to something with a signal of its own.
pub(super) fn promise_under<F>(owner: &Signal, options: &JsValue, work: impl FnOnce(&Options) -> F) -> Promise
where
    F: Future<Output = Result<JsValue>> + 'static,
{
    match begin(owner, options) {
        Ok((signal, options)) => settle(signal, work(&options).boxed_local()),
        Err(fault) => rejected(&fault),
    }
}

// These are no part of the functions above, which are made anew for every method.

/// What work is done under: the caller's options, and the signals of caller and owner.
pub(super) fn begin(owner: &Signal, options: &JsValue) -> Result<(Signal, Options)> {
    let options = Options::read(options)?;
    Ok((owner.or(options.signal()?), options))
}

fn settle(signal: Signal, work: LocalBoxFuture<'static, Result<JsValue>>) -> Promise {
    future_to_promise(async move { signal.guard(work).await.map_err(|fault| error::to_js(&fault)) })
}

fn rejected(fault: &Error) -> Promise {
    Promise::reject(&error::to_js(fault))
}
