//! When a job runs.

use std::time::Duration;

use super::cron::Cron;
use crate::clock::Moment;

/// When a job runs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Schedule {
    /// Once, as soon as possible.
    Once,
    /// By a cron expression; without one, only after the preceding job of its queue.
    Cron(Option<Cron>),
    /// This long after it has ended.
    Every(Duration),
}

impl Schedule {
    /// At a time of each day.
    pub(crate) fn daily(hour: u8, minute: u8, second: u8) -> Self {
        Self::Cron(Cron::parse(&format!("{second} {minute} {hour} ? * *")))
    }

    /// The schedule's name in the API.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Once => "ONCE_ASAP",
            Self::Cron(_) => "CRON",
            Self::Every(_) => "FIXED_DELAY",
        }
    }

    /// The cron expression, if any.
    pub(crate) fn cron(&self) -> Option<&Cron> {
        match self {
            Self::Cron(cron) => cron.as_ref(),
            _ => None,
        }
    }

    /// The time between two runs, if that is fixed.
    pub(crate) fn delay(&self) -> Option<Duration> {
        match self {
            Self::Every(delay) => Some(*delay),
            _ => None,
        }
    }

    /// The next execution of a job that ended or was created at a given time.
    pub(crate) fn next(&self, after: Moment) -> Option<Moment> {
        match self {
            Self::Once => None,
            Self::Cron(cron) => cron.as_ref()?.next(after),
            Self::Every(delay) => Some(after + *delay),
        }
    }
}
