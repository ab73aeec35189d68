//! Running operations: each yields one value or several.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::future::{AbortHandle, Abortable, LocalBoxFuture};
use futures_util::stream::{self, LocalBoxStream};
use futures_util::{FutureExt, StreamExt};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::future_to_promise;

use super::error;
use crate::error::Result;

/// The result of an operation.
pub(super) type Reply = LocalBoxStream<'static, Result<JsValue>>;

/// A single value.
pub(super) fn once(value: LocalBoxFuture<'static, Result<JsValue>>) -> Reply {
    stream::once(value).boxed_local()
}

/// A running operation. It sends nothing before the first value is requested, and freeing it aborts its requests.
#[wasm_bindgen]
pub struct Work {
    reply: Rc<RefCell<Option<Reply>>>,
    asking: RefCell<Option<AbortHandle>>,
}

impl Work {
    pub(super) fn new(reply: Reply) -> Self {
        Self { reply: Rc::new(RefCell::new(Some(reply))), asking: RefCell::default() }
    }

    /// Throws what is wrong with the arguments, so that they can be checked without sending anything.
    pub(super) fn accepted(reply: Result<Reply>) -> Result<Self, JsValue> {
        reply.map(Self::new).map_err(|fault| error::to_js(&fault))
    }
}

#[wasm_bindgen]
impl Work {
    /// The next value; nothing after the last one. Call it again only after the previous value has arrived.
    pub fn next(&self) -> Promise {
        let reply = Rc::clone(&self.reply);
        let (handle, registration) = AbortHandle::new_pair();
        self.asking.replace(Some(handle));
        let next = async move {
            // Taken out meanwhile, so that it is dropped together with this future.
            let Some(mut values) = reply.take() else { return Ok(JsValue::UNDEFINED) };
            let Some(value) = values.next().await else { return Ok(JsValue::UNDEFINED) };
            let value = value.map_err(|fault| error::to_js(&fault))?;
            reply.replace(Some(values));
            Ok(value)
        };
        let next = Abortable::new(next.boxed_local(), registration);
        future_to_promise(next.map(|value| value.unwrap_or(Ok(JsValue::UNDEFINED))))
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        if let Some(handle) = self.asking.take() {
            handle.abort();
        }
    }
}
