//! The last line: when the program itself fails, the page says so instead of lying still.

use dhis2_steward_dom::prelude::{document, window, window_event_listener_untyped};
use js_sys::WebAssembly::RuntimeError;
use js_sys::{JsString, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::i18n::t;

/// Watches over the program from now on: whatever traps in it reaches the window, by one event or the other.
pub fn watch() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
    for (name, member) in [("error", "error"), ("unhandledrejection", "reason")] {
        // It listens for as long as the page lives.
        let _ = window_event_listener_untyped(name, move |event| {
            let fault = Reflect::get(&event, &JsValue::from_str(member)).unwrap_or_default();
            if fault.is_instance_of::<RuntimeError>() {
                // The page cannot be drawn to where it is gone; the console has it then.
                let _ = tell(&JsString::from(js_sys::Object::from(fault).to_string()).into());
            }
        });
    }
}

/// Says in the page, outside of what has failed, that the program has stopped, and offers to load it again.
fn tell(fault: &String) -> Option<()> {
    let place = document().get_element_by_id("dhis2-portal-root")?;
    if place.has_child_nodes() {
        return Some(());
    }
    let element = |name: &str, class: &str, text: &str| {
        let element = document().create_element(name).ok()?;
        element.set_class_name(class);
        element.set_text_content(Some(text));
        Some(element)
    };
    let notice = element("div", "notice notice--error boundary", "")?;
    notice.set_attribute("role", "alert").ok()?;
    let body = element("div", "notice__body", "")?;
    body.append_child(&*element(
        "p",
        "notice__title",
        t("Steward has stopped because of a fault of its own"),
    )?)
    .ok()?;
    body.append_child(&*element(
        "p",
        "",
        t("What runs on the server goes on. Load Steward again to see it."),
    )?)
    .ok()?;
    body.append_child(&*element("code", "server", fault)?).ok()?;
    let button = element("button", "button", t("Load again"))?;
    let reload = Closure::<dyn Fn()>::new(|| drop(window().location().reload()));
    button.add_event_listener_with_callback("click", reload.as_ref().unchecked_ref()).ok()?;
    reload.forget();
    body.append_child(&button).ok()?;
    notice.append_child(&body).ok()?;
    place.append_child(&notice).ok()?;
    Some(())
}
