//! The pages. None of them knows another.

pub mod integrity;
