//! The last line: when the program itself fails, the page says so instead of lying still.

use std::panic::{PanicHookInfo, set_hook};

use dhis2_steward_dom::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::i18n::t;

/// Watches over the program from now on.
pub fn watch() {
    set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        // The page cannot be drawn to where it is gone; the console has it then.
        let _ = tell(info);
    }));
}

/// Says in the page, outside of what has failed, that the program has stopped, and offers to load it again.
fn tell(info: &PanicHookInfo<'_>) -> Option<()> {
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
    body.append_child(&*element("code", "server", &info.to_string())?).ok()?;
    let button = element("button", "button", t("Load again"))?;
    let reload = Closure::<dyn Fn()>::new(|| drop(window().location().reload()));
    button.add_event_listener_with_callback("click", reload.as_ref().unchecked_ref()).ok()?;
    reload.forget();
    body.append_child(&button).ok()?;
    notice.append_child(&body).ok()?;
    place.append_child(&notice).ok()?;
    Some(())
}
