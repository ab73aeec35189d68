//! The time of the simulated server: instants, and a real or manual clock.

use std::ops::{Add, Sub};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::ClockMode;

/// How often the scheduler looks for what is due.
pub(crate) const TICK: Duration = Duration::from_secs(20);

/// A moment in the server's time, in milliseconds since 1970 (UTC, which is also the server's zone).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(i64);

impl Moment {
    /// The moment that DHIS2 writes for "never".
    pub(crate) const NEVER: Self = Self(0);

    /// The milliseconds since 1970.
    pub(crate) fn millis(self) -> i64 {
        self.0
    }

    /// The seconds since 1970.
    pub(crate) fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// The moment without its milliseconds.
    pub(crate) fn whole_second(self) -> Self {
        Self(self.0 - self.0.rem_euclid(1000))
    }

    /// The next moment that is a multiple of a span since 1970.
    pub(crate) fn next_multiple(self, span: Duration) -> Self {
        let span = i64::try_from(span.as_millis()).unwrap_or(i64::MAX).max(1);
        Self((self.0.div_euclid(span) + 1).saturating_mul(span))
    }

    /// As the API writes it: local time with milliseconds, without an offset.
    pub(crate) fn iso(self) -> String {
        self.format("%Y-%m-%dT%H:%M:%S%.3f")
    }

    /// As HTTP headers write it.
    pub(crate) fn http(self) -> String {
        self.format("%a, %d %b %Y %H:%M:%S GMT")
    }

    /// How long ago an earlier moment was; zero for a later one.
    pub(crate) fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0 - earlier.0).unwrap_or(0))
    }

    fn format(self, pattern: &str) -> String {
        Timestamp::from_millisecond(self.0).unwrap_or_default().strftime(pattern).to_string()
    }
}

impl Add<Duration> for Moment {
    type Output = Self;

    fn add(self, span: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
    }
}

impl Sub<Duration> for Moment {
    type Output = Self;

    fn sub(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
    }
}

/// A clock that starts at the present.
#[derive(Debug)]
pub(crate) struct Clock {
    mode: ClockMode,
    began: Moment,
    started: Instant,
    advanced: Duration,
}

impl Clock {
    pub(crate) fn new(mode: ClockMode) -> Self {
        let present = Moment(Timestamp::now().as_millisecond());
        // A driven clock begins just after a tick of the scheduler, so that tests see the same each time.
        let began = match mode {
            ClockMode::Real { .. } => present,
            ClockMode::Manual => present.next_multiple(TICK) + Duration::from_millis(1),
        };
        Self { mode, began, started: Instant::now(), advanced: Duration::ZERO }
    }

    /// The present moment of the simulated server.
    pub(crate) fn now(&self) -> Moment {
        let passed = match self.mode {
            ClockMode::Real { speed } => self.started.elapsed().mul_f64(speed),
            ClockMode::Manual => Duration::ZERO,
        };
        self.began + passed + self.advanced
    }

    /// Whether the clock is manual.
    pub(crate) fn is_manual(&self) -> bool {
        self.mode == ClockMode::Manual
    }

    /// Lets time jump forward.
    pub(crate) fn advance(&mut self, span: Duration) {
        self.advanced += span;
    }

    /// The real time in which a simulated duration passes; `None` on a manual clock.
    pub(crate) fn real(&self, span: Duration) -> Option<Duration> {
        match self.mode {
            ClockMode::Real { speed } if speed > 0.0 => Some(span.div_f64(speed)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_formatted_for_the_api_and_for_http() {
        let moment = Moment(1_795_247_937_132);
        assert_eq!(moment.iso(), "2026-11-21T07:58:57.132");
        assert_eq!(moment.http(), "Sat, 21 Nov 2026 07:58:57 GMT");
        assert_eq!(Moment::NEVER.iso(), "1970-01-01T00:00:00.000");
    }

    #[test]
    fn a_manual_clock_moves_only_when_advanced() {
        let mut clock = Clock::new(ClockMode::Manual);
        let before = clock.now();
        assert_eq!(clock.now(), before);
        clock.advance(Duration::from_millis(1500));
        assert_eq!(clock.now().since(before), Duration::from_millis(1500));
        assert_eq!(clock.real(Duration::from_secs(1)), None);
    }
}
