//! The events that views handle, by the browser's names.

use leptos::ev::EventDescriptor;
pub use leptos::ev::{
    change, click, error, focusin, focusout, input, keydown, pointerenter, pointerleave, scroll,
};

/// A dialog is about to be closed by Escape.
#[allow(non_camel_case_types, reason = "named like the event, as all others are")]
#[derive(Clone, Copy, Debug)]
pub struct cancel;

impl EventDescriptor for cancel {
    type EventType = web_sys::Event;
    const BUBBLES: bool = false;

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "cancel".into()
    }

    fn event_delegation_key(&self) -> std::borrow::Cow<'static, str> {
        "$$$cancel".into()
    }
}
