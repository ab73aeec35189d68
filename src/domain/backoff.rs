//! When to poll again.

use core::time::Duration;

/// The pace of a poll: fast while things change, slower while they do not, slower still after failures.
///
/// ```
/// use std::time::Duration;
/// use dhis2_steward::domain::backoff::Backoff;
///
/// let mut pace = Backoff::default();
/// assert_eq!(pace.after_no_change(), Duration::from_millis(1_000));
/// assert_eq!(pace.after_no_change(), Duration::from_millis(1_500));
/// assert_eq!(pace.after_change(), Duration::from_millis(1_000));
/// ```
#[derive(Clone, Debug)]
pub struct Backoff {
    shortest: Duration,
    longest: Duration,
    next: Duration,
    failures: u32,
}

/// The longest pause after failures.
const LONGEST_AFTER_FAILURE: Duration = Duration::from_secs(30);

/// The longest pause that a server may ask for, because the user is waiting.
const LONGEST_ASKED_FOR: Duration = Duration::from_secs(600);

impl Default for Backoff {
    /// From one second to five.
    fn default() -> Self {
        Self::between(Duration::from_secs(1), Duration::from_secs(5))
    }
}

impl Backoff {
    /// A pace between two bounds.
    pub fn between(shortest: Duration, longest: Duration) -> Self {
        Self { shortest, longest, next: shortest, failures: 0 }
    }

    /// The pause after a poll with news.
    pub fn after_change(&mut self) -> Duration {
        self.failures = 0;
        self.next = self.shortest;
        self.shortest
    }

    /// The pause after a poll without news.
    pub fn after_no_change(&mut self) -> Duration {
        self.failures = 0;
        let pause = self.next;
        self.next = (pause + pause / 2).min(self.longest);
        pause
    }

    /// The pause after a failure: doubling, up to half a minute, or as long as the server asks, up to
    /// ten.
    pub fn after_failure(&mut self, retry_after: Option<Duration>) -> Duration {
        let pause =
            self.shortest.saturating_mul(2_u32.saturating_pow(self.failures)).min(LONGEST_AFTER_FAILURE);
        self.failures = self.failures.saturating_add(1);
        self.next = self.shortest;
        pause.max(retry_after.unwrap_or_default().min(LONGEST_ASKED_FOR))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_from_one_second_to_five_while_nothing_happens() {
        let mut pace = Backoff::default();
        let pauses: Vec<u128> = (0..8).map(|_| pace.after_no_change().as_millis()).collect();
        assert_eq!(pauses, [1_000, 1_500, 2_250, 3_375, 5_000, 5_000, 5_000, 5_000]);
    }

    #[test]
    fn failures_double_the_pause_up_to_half_a_minute_and_an_answer_resets_it() {
        let mut pace = Backoff::default();
        let pauses: Vec<u64> = (0..7).map(|_| pace.after_failure(None).as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 30, 30]);
        pace.after_change();
        assert_eq!(pace.after_failure(None).as_secs(), 1);
    }

    #[test]
    fn the_server_may_ask_for_a_longer_pause_but_not_for_a_shorter_one() {
        let mut pace = Backoff::default();
        assert_eq!(pace.after_failure(Some(Duration::from_secs(90))).as_secs(), 90);
        assert_eq!(pace.after_failure(Some(Duration::ZERO)).as_secs(), 2);
        assert_eq!(pace.after_failure(Some(Duration::MAX)).as_secs(), 600);
    }
}
