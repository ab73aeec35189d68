//! A count that is a filter.

use dhis2_steward_dom::prelude::*;

use super::icon::{Size, icon};

/// The number of items of one kind; pressing it shows only those, pressing it again shows all.
#[component]
pub fn Facet(
    /// One of the design's tones: `critical`, `severe`, `warning`, `info`, `passed`, `unknown`, `never`.
    tone: &'static str,
    /// The icon.
    icon: &'static str,
    /// How many.
    #[prop(into)]
    number: Signal<String>,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Whether only those are shown.
    #[prop(into)]
    pressed: Signal<bool>,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> View {
    view! {
        <button
            class=format!("facet facet--{tone}")
            type="button"
            aria-pressed=move || pressed.get().to_string()
            on:click=move |_| on_press.run(())
        >
            <span class="facet__icon">{self::icon(icon, Size::Medium)}</span>
            <span class="facet__number">{number}</span>
            <span class="facet__label">{label}</span>
        </button>
    }
}
