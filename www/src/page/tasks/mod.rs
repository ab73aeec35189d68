//! The tasks page: what jobs said while they worked, by type and by run.

pub mod state;
