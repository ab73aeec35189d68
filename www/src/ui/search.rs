//! A search field that filters while you type.

use dhis2_steward_dom::prelude::*;

use super::icon::{Size, icon};

/// The search field of a list. `/` focuses it (see the frame), Escape clears it.
#[component]
pub fn Search(
    /// The label, such as "Search checks".
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// Called with the text after each key.
    #[prop(into)]
    on_search: Callback<String>,
) -> View {
    view! {
        <label class="search">
            <span class="visually-hidden">{label}</span>
            {icon("search", Size::Small)}
            <input
                class="input input--dense"
                type="search"
                data-test="dhis2-uicore-input"
                placeholder=label
                prop:value=text
                on:input=move |event| on_search.run(event_target_value(&event))
                on:keydown=move |event| {
                    if event.key() == "Escape" && !text.with_untracked(String::is_empty) {
                        event.stop_propagation();
                        on_search.run(String::new());
                    }
                }
            />
        </label>
    }
}
