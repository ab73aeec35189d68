//! What changes on the screen, drawn by one piece of code.

use leptos::prelude::*;

/// A part of the page that is drawn anew whenever what it reads changes.
///
/// In a view this is the same as the bare closure, but the machinery behind it is compiled once for the whole app and
/// not once for each closure.
pub fn live<V: IntoView + 'static>(mut draw: impl FnMut() -> V + Send + 'static) -> AnyView {
    erased(Box::new(move || draw().into_any()))
}

fn erased(mut draw: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
    (move || draw()).into_any()
}
