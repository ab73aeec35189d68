//! The resources of the Web API, one file each: from a request and the state to an answer.
//!
//! They know nothing of connections, sessions or faults.

pub(crate) mod app;
pub(crate) mod app_file;
pub(crate) mod auth;
pub(crate) mod data_element;
pub(crate) mod data_store;
pub(crate) mod integrity;
pub(crate) mod issues;
pub(crate) mod job;
mod job_change;
mod job_type;
pub(crate) mod maintenance;
pub(crate) mod me;
pub(crate) mod metrics;
pub(crate) mod resource_table;
pub(crate) mod scheduler;
pub(crate) mod scheduling;
pub(crate) mod setting;
pub(crate) mod system;
pub(crate) mod task;
