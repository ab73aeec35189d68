//! The last resort: if the program itself crashes, the page says so instead of freezing.

use dhis2_steward_dom::prelude::*;
use js_sys::WebAssembly::RuntimeError;
use js_sys::{Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::i18n::t;

/// Watches for traps in the program, which reach the window as one of two events.
pub fn watch() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
    for (name, member) in [("error", "error"), ("unhandledrejection", "reason")] {
        // Listens for as long as the page is open.
        let _ = window_event_listener_untyped(name, move |event| {
            let fault = Reflect::get(&event, &JsValue::from_str(member)).unwrap_or_default();
            if fault.is_instance_of::<RuntimeError>() {
                // If the page is gone, the notice cannot be shown; the console has the error.
                let _ = tell(Object::from(fault).to_string().into());
            }
        });
    }
}

/// Shows, outside of what failed, that the program has stopped, and offers to reload.
fn tell(fault: String) -> Option<()> {
    let place = document().get_element_by_id("dhis2-portal-root")?;
    if place.has_child_nodes() {
        return Some(());
    }
    let notice = view! {
        <div class="notice notice--error boundary" role="alert">
            <div class="notice__body">
                <p class="notice__title">{t("Steward stopped because of an internal error")}</p>
                <p>{t("Work on the server continues. Reload Steward to see it.")}</p>
                <code class="server">{fault}</code>
                <button class="button" type="button">
                    {t("Reload")}
                </button>
            </div>
        </div>
    };
    place.append_child(&notice.into_node()?).ok()?;
    // Not through a view: its owner is what has failed.
    let reload = Closure::<dyn Fn()>::new(|| drop(window().location().reload()));
    let button = place.query_selector("button").ok()??;
    button.add_event_listener_with_callback("click", reload.as_ref().unchecked_ref()).ok()?;
    reload.forget();
    Some(())
}
