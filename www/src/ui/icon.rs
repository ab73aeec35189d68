//! Icons: symbols defined once in the document, used by name.

use dhis2_steward_dom::prelude::*;

/// The size of an icon.
#[derive(Clone, Copy, Default)]
pub enum Size {
    /// 16 px, beside text.
    #[default]
    Small,
    /// 20 px, in navigation and facets.
    Medium,
    /// 24 px, in notices and empty states.
    Large,
}

/// The icon with this name; it is hidden from screen readers, so it needs text beside it.
pub fn icon(name: &'static str, size: Size) -> View {
    let mut class = match size {
        Size::Small => "icon icon--16",
        Size::Medium => "icon",
        Size::Large => "icon icon--24",
    }
    .to_owned();
    if matches!(name, "end" | "undo") {
        class.push_str(" icon--directional");
    }
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true">
            <use href=format!("#icon-{name}") />
        </svg>
    }
}

/// An id for an element that another one references.
pub(super) fn unique(prefix: &str) -> String {
    thread_local! {
        static NEXT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    }
    NEXT.set(NEXT.get().wrapping_add(1));
    format!("{prefix}-{}", NEXT.get())
}
