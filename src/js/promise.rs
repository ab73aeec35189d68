//! Promises: work that was called for, with the caller's options and signal.

use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, TryFutureExt};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use super::arguments::Options;
use super::error;
use super::signal::Signal;
use crate::error::Result;

/// Does the work, unless the signal of the options comes first.
///
/// Never throws: what is wrong with the options rejects the promise, like everything else.
pub(super) fn promise(options: &JsValue, work: impl Future<Output = Result<JsValue>> + 'static) -> Promise {
    perform(&Signal::default(), options, work.boxed_local())
}

/// The same for work that belongs to something with a signal of its own.
pub(super) fn promise_under(
    owner: &Signal,
    options: &JsValue,
    work: impl Future<Output = Result<JsValue>> + 'static,
) -> Promise {
    perform(owner, options, work.boxed_local())
}

/// The same for work that takes more from the options than the signal: `read` does so at once.
pub(super) fn promise_with<F>(options: &JsValue, read: impl FnOnce(&Options) -> Result<F>) -> Promise
where
    F: Future<Output = Result<JsValue>> + 'static,
{
    match Options::read(options).and_then(|options| read(&options)) {
        Ok(work) => promise(options, work),
        Err(fault) => settle(async { Err(fault) }.boxed_local()),
    }
}

/// What work is done under: the caller's options, and the signals of caller and owner.
pub(super) fn begin(owner: &Signal, options: &JsValue) -> Result<(Signal, Options)> {
    let options = Options::read(options)?;
    Ok((owner.or(options.signal()?), options))
}

// These two are made once, and not anew for every method.

fn perform(owner: &Signal, options: &JsValue, work: LocalBoxFuture<'static, Result<JsValue>>) -> Promise {
    let begun = begin(owner, options);
    settle(async move { begun?.0.guard(work).await }.boxed_local())
}

/// A promise of what the work comes to.
pub(super) fn settle(work: LocalBoxFuture<'static, Result<JsValue>>) -> Promise {
    future_to_promise(work.map_err(|fault| error::to_js(&fault)))
}
