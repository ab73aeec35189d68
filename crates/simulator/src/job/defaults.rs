//! The system jobs, and jobs that have already run when the server starts.

use std::time::Duration;

use serde_json::json;

use super::engine;
use super::kind::{self, Kind};
use super::schedule::Schedule;
use super::store::Job;
use crate::clock::{Moment, TICK};
use crate::state::State;

/// The jobs of the system, with DHIS2's own identifiers; their schedules hold from now on.
pub(crate) fn all(created: Moment, now: Moment) -> Vec<Job> {
    let daily = Schedule::daily;
    let jobs: [(&str, &str, Kind, Schedule); 10] = [
        ("sHMedQF7VYa", "Credentials expiry alert", "CREDENTIALS_EXPIRY_ALERT", daily(2, 0, 0)),
        ("BFa3jDsbtdO", "Data statistics", "DATA_STATISTICS", daily(2, 0, 0)),
        ("D2datatrim8", "Data value trim", "DATA_VALUE_TRIM", daily(1, 0, 0)),
        ("YvAwAmrqAtN", "Dataset notification", "DATA_SET_NOTIFICATION", daily(2, 0, 0)),
        ("pd6O228pqr0", "File resource clean up", "FILE_RESOURCE_CLEANUP", daily(2, 0, 0)),
        ("DHIS2rocks1", "Housekeeping", kind::HOUSEKEEPING, Schedule::Every(TICK)),
        (
            "uwWCT2BMmlq",
            "Remove expired or used reserved values",
            "REMOVE_USED_OR_EXPIRED_RESERVED_VALUES",
            daily(2, 0, 0),
        ),
        (
            "vt21671bgno",
            "System version update check notification",
            "SYSTEM_VERSION_UPDATE_CHECK",
            daily(4, 11, 34),
        ),
        ("fUWM1At1TUx", "User account expiry alert", "ACCOUNT_EXPIRY_ALERT", daily(2, 0, 0)),
        (
            "Js3vHn2AVuG",
            "Validation result notification",
            kind::VALIDATION_RESULTS_NOTIFICATION,
            daily(7, 0, 0),
        ),
    ];
    jobs.into_iter()
        .map(|(id, name, kind, schedule)| Job {
            created,
            last_updated: created,
            configurable: false,
            ..Job::scheduled(id.to_owned(), name, kind, schedule, now)
        })
        .collect()
}

/// Lets some jobs run in the past, so that there are tasks to look at.
pub(crate) fn add_history(state: &mut State, past: Duration) {
    let now = state.now();
    let Some(admin) = state.user("admin").cloned() else { return };
    state.jobs.advanced = Some(now - past);
    let analytics = json!({
        "lastYears": 5, "skipTableTypes": [], "skipPrograms": [], "skipResourceTables": false, "skipOutliers": false
    });
    let history = [
        (25 * 60, kind::ANALYTICS_TABLE, Some(analytics.clone()), true),
        (24 * 60, kind::ANALYTICS_TABLE, Some(analytics), false),
        (6 * 60, kind::RESOURCE_TABLE, None, false),
    ];
    for (serial, (minutes_ago, kind, parameters, fails)) in history.into_iter().enumerate() {
        let moment = now - Duration::from_secs(minutes_ago * 60);
        engine::advance_to(state, moment);
        state.jobs.doomed.extend(fails.then_some(kind));
        state.jobs.all.push(Job::once(kind, parameters, &admin, moment, serial));
    }
}
