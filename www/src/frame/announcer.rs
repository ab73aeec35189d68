//! Screen reader announcements: one polite live region, and one that interrupts.

use core::time::Duration;

use dhis2_steward_dom::prelude::*;

/// Announces messages; copies use the same regions.
#[derive(Clone, Copy, Default)]
pub struct Announcer {
    polite: RwSignal<String>,
    assertive: RwSignal<String>,
}

impl Announcer {
    /// Announces something when the user is idle.
    pub fn say(self, text: impl Into<String>) {
        say(self.polite, text.into());
    }

    /// Announces something at once: the session has ended, a permanent removal has failed.
    pub fn interrupt(self, text: impl Into<String>) {
        say(self.assertive, text.into());
    }
}

/// Repeating the same text is no change, so the region is cleared first.
fn say(region: RwSignal<String>, text: String) {
    region.set(String::new());
    set_timeout(move || region.set(text), Duration::from_millis(100));
}

/// The live regions.
#[component]
pub fn LiveRegions(
    /// Their text.
    announcer: Announcer,
) -> View {
    view! {
        <div class="visually-hidden" role="status" aria-live="polite" data-test="steward-polite">
            {announcer.polite}
        </div>
        <div class="visually-hidden" role="alert" aria-live="assertive" data-test="steward-assertive">
            {announcer.assertive}
        </div>
    }
}
