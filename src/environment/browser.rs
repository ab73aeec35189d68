//! The clock, timers and page visibility of browsers and Node, where everything is always visible.

use core::time::Duration;

use futures_channel::oneshot;
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::{Document, VisibilityState};

use super::Environment;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &js_sys::Function, millis: f64) -> wasm_bindgen::JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &wasm_bindgen::JsValue);
}

/// The longest possible timer in milliseconds: a longer one would fire at once.
const LONGEST: f64 = 2_147_483_647.0;

/// The browser's clock and timers, and the page's visibility.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserEnvironment;

struct Timer {
    id: wasm_bindgen::JsValue,
    _callback: Closure<dyn FnMut()>,
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.id);
    }
}

struct Listener {
    document: Document,
    callback: Closure<dyn FnMut()>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        // If it cannot be removed, there is nothing to do.
        let _ = self.document.remove_event_listener_with_callback("visibilitychange", callback);
    }
}

fn document() -> Option<Document> {
    js_sys::Reflect::get(&js_sys::global(), &"document".into()).ok()?.dyn_into().ok()
}

impl Environment for BrowserEnvironment {
    fn now(&self) -> f64 {
        js_sys::Date::now()
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        async move {
            let (sender, receiver) = oneshot::channel();
            let mut sender = Some(sender);
            let callback = Closure::<dyn FnMut()>::new(move || {
                // If the receiver was dropped, nothing waits any more.
                let _ = sender.take().map(|sender| sender.send(()));
            });
            let millis = (duration.as_secs_f64() * 1_000.0).min(LONGEST);
            let id = set_timeout(callback.as_ref().unchecked_ref(), millis);
            let _timer = Timer { id, _callback: callback };
            let _ = receiver.await;
        }
        .boxed_local()
    }

    fn visible(&self) -> LocalBoxFuture<'static, ()> {
        async move {
            let Some(document) = document() else { return };
            while document.visibility_state() == VisibilityState::Hidden {
                let (sender, receiver) = oneshot::channel();
                let mut sender = Some(sender);
                let callback = Closure::<dyn FnMut()>::new(move || {
                    let _ = sender.take().map(|sender| sender.send(()));
                });
                let listener = Listener { document: document.clone(), callback };
                let function = listener.callback.as_ref().unchecked_ref();
                if document.add_event_listener_with_callback("visibilitychange", function).is_err() {
                    return;
                }
                let _ = receiver.await;
            }
        }
        .boxed_local()
    }
}
