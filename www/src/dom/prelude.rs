//! What a file of views begins with: the views, and Leptos' signals.

pub use leptos::prelude::{
    Callable, Callback, Get, GetUntracked, GetValue, LocalStorage, Memo, Owner, RwSignal, Set, SetValue, Signal,
    StoredValue, Track, Update, UpdateUntracked, UpdateValue, With, WithUntracked, WithValue, document, event_target_checked,
    event_target_value, expect_context, on_cleanup, provide_context, request_animation_frame, set_timeout,
    set_timeout_with_handle, untrack, TimeoutHandle, window, window_event_listener, window_event_listener_untyped,
};

pub use super::{Children, Element, ElementRef, IntoView, Show, View, ViewFn, component, each, effect, view};
