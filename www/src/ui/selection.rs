//! The selection bar, which appears with the first tick.

use dhis2_steward_dom::prelude::*;

/// Shows how many are selected, and the actions for them.
#[component]
pub fn SelectionBar(
    /// Such as "3 checks selected".
    #[prop(into)]
    count: Signal<String>,
    /// An additional note.
    #[prop(optional, into)]
    note: Signal<Option<String>>,
    /// The actions: clear first, the primary one last.
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
