//! Decisions without I/O: what a run came to, what to do next, when to ask again.
//!
//! Never knows HTTP. Clock and zone come as arguments.

pub mod backoff;
pub mod check_filter;
pub mod integrity;
pub mod issue_list;
pub mod job_watch;
pub mod plan;
