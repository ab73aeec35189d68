//! What is read out to those who do not see the screen: one polite region, and one that interrupts.

use core::time::Duration;

use dhis2_steward_dom::prelude::*;

/// Says things; a copy is a handle on the same regions.
#[derive(Clone, Copy, Default)]
pub struct Announcer {
    polite: RwSignal<String>,
    assertive: RwSignal<String>,
}

impl Announcer {
    /// Says something when the person is done with what they do.
    pub fn say(self, text: impl Into<String>) {
        say(self.polite, text.into());
    }

    /// Says something at once: the session has ended, a permanent removal has failed.
    pub fn interrupt(self, text: impl Into<String>) {
        say(self.assertive, text.into());
    }
}

/// The same words twice are no change, so the region is emptied first.
fn say(region: RwSignal<String>, text: String) {
    region.set(String::new());
    set_timeout(move || region.set(text), Duration::from_millis(100));
}

/// The regions themselves.
#[component]
pub fn LiveRegions(
    /// What is said in them.
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
