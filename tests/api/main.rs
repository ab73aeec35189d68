//! The client with in-memory responses and with the simulated server: one claim per test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

mod category_option_combos;
mod data;
mod fault_matrix;
mod integrity_resume;
mod integrity_run;
mod issues;
mod job_stream;
mod jobs;
mod length;
mod lock_exceptions;
mod maintenance;
mod organisation_units;
mod polling;
mod predictors;
mod raw;
mod recordings;
mod scenarios;
mod scheduler;
mod session;
mod settings;
mod simulator;
mod support;
mod synchronization;
mod tables;
mod tasks;
mod validation;
mod versions;
