//! An empty state: why there is nothing, and the one action to change that.

use dhis2_steward_dom::prelude::*;

use super::icon::{Size, icon};

/// Says why there is nothing here.
#[component]
pub fn Empty(
    /// The icon.
    icon: &'static str,
    /// What is empty.
    #[prop(into)]
    title: Signal<String>,
    /// Why, and the action.
    children: Children,
) -> View {
    view! {
        <div class="empty">
            {self::icon(icon, Size::Large)} <p class="empty__title">{title}</p> {children.run()}
        </div>
    }
}
