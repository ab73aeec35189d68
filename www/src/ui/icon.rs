//! Icons: symbols that the document holds once, used by name.

use dhis2_steward_dom::prelude::*;

/// How large an icon is.
#[derive(Clone, Copy, Default)]
pub enum Size {
    /// 16 px, beside text.
    #[default]
    Small,
    /// 20 px, in navigation and facets.
    Medium,
    /// 24 px, in notices and empty places.
    Large,
}

/// The icon with this name; it is never read out, so words stand beside it.
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

/// An id for an element that another one refers to.
pub(super) fn unique(prefix: &str) -> String {
    thread_local! {
        static NEXT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    }
    NEXT.set(NEXT.get().wrapping_add(1));
    format!("{prefix}-{}", NEXT.get())
}
