//! The pages. None of them knows another.

pub mod check;
pub mod integrity;
pub mod maintenance;
pub mod tasks;
