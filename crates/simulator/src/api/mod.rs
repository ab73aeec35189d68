//! The resources of the Web API, one file each: functions from a request and the state to a response.
//!
//! Know nothing of connections, sessions or faults.

pub(crate) mod api_token;
pub(crate) mod app;
pub(crate) mod app_file;
pub(crate) mod auth;
mod data_element;
pub(crate) mod data_statistics;
pub(crate) mod data_store;
pub(crate) mod data_summary;
pub(crate) mod data_value;
pub(crate) mod expression;
mod group;
pub(crate) mod integrity;
pub(crate) mod issues;
pub(crate) mod job;
mod job_change;
mod job_type;
pub(crate) mod lock_exception;
pub(crate) mod maintenance;
pub(crate) mod me;
pub(crate) mod metadata;
pub(crate) mod metadata_import;
pub(crate) mod metrics;
pub(crate) mod min_max;
mod organisation_unit;
pub(crate) mod predictor;
pub(crate) mod resource_table;
pub(crate) mod scheduler;
pub(crate) mod scheduling;
pub(crate) mod setting;
pub(crate) mod synchronization;
pub(crate) mod system;
pub(crate) mod task;
pub(crate) mod validation;
pub(crate) mod validation_result;
