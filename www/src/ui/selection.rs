//! The bar that appears with the first tick.

use super::live::live;
use leptos::prelude::*;

/// Says how many are selected, and holds what can be done with them.
#[component]
pub fn SelectionBar(
    /// Such as "3 checks selected".
    #[prop(into)]
    count: Signal<String>,
    /// What else is good to know about them.
    #[prop(optional, into)]
    note: Signal<Option<String>>,
    /// What can be done: clearing first, the primary action last.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="selection" role="region" aria-label=count>
            <span class="selection__count">{count}</span>
            {live(move || note.get().map(|note| view! { <span class="quiet">{note}</span> }.into_any()))}
            <span class="selection__actions">{children()}</span>
        </div>
    }
    .into_any()
}
