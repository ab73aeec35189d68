//! Decisions without I/O: the outcome of a run, what to do next, when to poll again.
//!
//! Never knows HTTP. Clock and time zone are arguments.

pub mod backoff;
pub mod check_filter;
pub mod cron;
pub mod data_summary;
pub mod integrity;
pub use dhis2_steward_issues as issue_list;
pub mod job_watch;
pub mod metadata_version;
pub mod period;
pub mod plan;
pub mod queue;
