//! The bar that appears with the first tick.

use dhis2_steward_dom::prelude::*;

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
) -> View {
    view! {
        <div class="selection" role="region" aria-label=count>
            <span class="selection__count">{count}</span>
            {move || note.get().map(|note| view! { <span class="quiet">{note}</span> })}
            <span class="selection__actions">{children.run()}</span>
        </div>
    }
}
