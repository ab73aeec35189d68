//! The present as a signal, for relative times and elapsed seconds.

use core::time::Duration;

use dhis2_steward_dom::prelude::*;

use crate::format::Instant;

/// The present, as coarse as the two things that show it need it.
#[derive(Clone, Copy)]
pub struct Clock {
    second: RwSignal<u64>,
    half_minute: Memo<u64>,
}

impl Clock {
    /// Starts to tick.
    pub fn start() -> Self {
        let now = || (Instant::now().0 / 1000.0) as u64;
        let second = RwSignal::new(now());
        // A page without timers still shows times, only they do not tick.
        let _ = set_interval_with_handle(move || second.set(now()), Duration::from_secs(1));
        Self { second, half_minute: Memo::new(move || second.get() / 30) }
    }

    /// The present, tracked to the second: for what is under way.
    pub fn now(self) -> Instant {
        Instant(self.second.get() as f64 * 1000.0)
    }

    /// The present, tracked to the half minute: for what is over.
    pub fn now_roughly(self) -> Instant {
        self.half_minute.track();
        Instant::now()
    }
}
