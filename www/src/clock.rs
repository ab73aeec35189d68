//! The current time as a signal, for relative times and elapsed seconds.

use core::time::Duration;

use dhis2_steward_dom::prelude::*;

use crate::format::Instant;

/// The current time, at the two resolutions that are needed.
#[derive(Clone, Copy)]
pub struct Clock {
    second: RwSignal<u64>,
    half_minute: Memo<u64>,
}

impl Clock {
    /// Starts ticking.
    pub fn start() -> Self {
        let now = || (Instant::now().0 / 1000.0) as u64;
        let second = RwSignal::new(now());
        // A page without timers still shows times; they just do not tick.
        let _ = set_interval_with_handle(move || second.set(now()), Duration::from_secs(1));
        Self { second, half_minute: Memo::new(move || second.get() / 30) }
    }

    /// The current time, tracked to the second: for work in progress.
    pub fn now(self) -> Instant {
        Instant(self.second.get() as f64 * 1000.0)
    }

    /// The current time, tracked to the half minute: for finished work.
    pub fn now_roughly(self) -> Instant {
        self.half_minute.track();
        Instant::now()
    }
}
