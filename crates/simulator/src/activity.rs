//! User activity: log-ins, views of favorites, data entry; and its statistics.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::clock::Moment;
use crate::period;

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Something that was entered at a moment, counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entry {
    DataValue,
    TrackerEvent,
    SingleEvent,
    Enrollment,
}

/// A view of a favorite.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) at: Moment,
    pub(crate) kind: String,
    pub(crate) favorite: Option<String>,
    pub(crate) user: String,
}

/// The statistics of a day.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(crate) day: Date,
    /// The number of views by type, such as `DASHBOARD_VIEW`.
    pub(crate) views: BTreeMap<String, u64>,
    pub(crate) active_users: u64,
    pub(crate) users: u64,
    /// How many favorites, indicators and data values there are.
    pub(crate) saved: Saved,
}

/// The counts of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Saved {
    pub(crate) maps: u64,
    pub(crate) visualizations: u64,
    pub(crate) dashboards: u64,
    pub(crate) indicators: u64,
    pub(crate) data_values: u64,
}

/// Everything that was done.
#[derive(Debug, Default)]
pub(crate) struct Activity {
    entries: Vec<(Entry, Moment, u64)>,
    pub(crate) views: Vec<View>,
    pub(crate) snapshots: Vec<Snapshot>,
    /// The last log-in of each user.
    logins: BTreeMap<String, Moment>,
}

impl Activity {
    /// What has gone on before the server is looked at: data of three weeks, statistics since 2026 began.
    pub(crate) fn of_the_past(now: Moment, users: u64, saved: Saved) -> Self {
        let mut activity = Self::default();
        for (entry, a_day) in [
            (Entry::DataValue, 40),
            (Entry::TrackerEvent, 12),
            (Entry::SingleEvent, 7),
            (Entry::Enrollment, 3),
        ] {
            (1..=21).for_each(|days| activity.enter(entry, now - DAY * days, a_day));
        }
        let today = period::day(&now.iso()).unwrap_or_default();
        let days = date(2026, 1, 1).series(1.day()).take_while(|day| *day < today);
        for (at, day) in days.enumerate() {
            // There are fewer views at weekends.
            let is_weekend = day.weekday().to_monday_one_offset() > 5;
            let busy = if is_weekend { 1 } else { 3 + u64::try_from(at % 4).unwrap_or(0) };
            let views = [("DASHBOARD_VIEW", busy * 5), ("VISUALIZATION_VIEW", busy * 3), ("MAP_VIEW", busy)];
            let views = views.map(|(kind, count)| (kind.to_owned(), count)).into();
            activity.snapshots.push(Snapshot { day, views, active_users: busy, users, saved });
        }
        activity
    }

    /// Counts what was entered at a moment.
    pub(crate) fn enter(&mut self, entry: Entry, at: Moment, count: u64) {
        self.entries.push((entry, at, count));
    }

    /// How much was entered since a moment.
    pub(crate) fn entered(&self, entry: Entry, since: Moment) -> u64 {
        let fits = |(of, at, _): &&(Entry, Moment, u64)| *of == entry && *at >= since;
        self.entries.iter().filter(fits).map(|(_, _, count)| count).sum()
    }

    /// Records a log-in.
    pub(crate) fn log_in(&mut self, user: &str, now: Moment) {
        self.logins.insert(user.to_owned(), now);
    }

    /// The number of users who have logged in since a given time.
    pub(crate) fn logged_in(&self, since: Moment) -> usize {
        self.logins.values().filter(|at| **at >= since).count()
    }

    /// The number of users with views since a given time.
    pub(crate) fn viewers(&self, since: Moment) -> usize {
        let mut people: Vec<_> =
            self.views.iter().filter(|view| view.at >= since).map(|view| &view.user).collect();
        people.sort_unstable();
        people.dedup();
        people.len()
    }

    /// Recomputes the statistics of a day, from the views before it.
    pub(crate) fn snapshot(&mut self, now: Moment, users: u64, saved: Saved) {
        let Some(day) = period::day(&now.iso()) else { return };
        let midnight = now - Duration::from_secs(u64::try_from(now.seconds()).unwrap_or(0) % DAY.as_secs());
        let mut views: BTreeMap<String, u64> = BTreeMap::new();
        for view in self.views.iter().filter(|view| view.at < midnight && view.at >= midnight - DAY) {
            *views.entry(view.kind.clone()).or_default() += 1;
        }
        let active_users = u64::try_from(self.viewers(midnight - DAY)).unwrap_or(0);
        self.snapshots.retain(|snapshot| snapshot.day != day);
        self.snapshots.push(Snapshot { day, views, active_users, users, saved });
    }
}
