//! A place with nothing in it: why, and the one action that fills it.

use dhis2_steward_dom::prelude::*;

use super::icon::{Size, icon};

/// Says why nothing is here.
#[component]
pub fn Empty(
    /// The icon.
    icon: &'static str,
    /// What is so.
    #[prop(into)]
    title: Signal<String>,
    /// Why it is so, and the action.
    children: Children,
) -> View {
    view! {
        <div class="empty">
            {self::icon(icon, Size::Large)} <p class="empty__title">{title}</p> {children.run()}
        </div>
    }
}
