//! Imports for files of views: views, signals, and the browser.

pub use leptos::prelude::{
    Owner, TimeoutHandle, document, event_target_checked, event_target_value, on_cleanup,
    request_animation_frame, set_interval_with_handle, set_timeout, set_timeout_with_handle, untrack, window,
    window_event_listener, window_event_listener_untyped,
};

pub use super::signal::{Callback, Memo, RwSignal, Signal, StoredValue};
pub use super::{Children, Element, ElementRef, IntoView, Show, View, ViewFn, component, each, effect, view};
