//! The integrity page on the screen.

use leptos::prelude::*;

use crate::i18n::t;
use crate::ui::PageHeader;

/// All checks.
#[component]
pub fn IntegrityPage() -> impl IntoView {
    view! {
        <div class="page">
            <PageHeader title=t("Integrity") />
        </div>
    }
    .into_any()
}
