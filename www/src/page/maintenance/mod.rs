//! The maintenance page: operations to pick, and the plan that they make.

pub mod state;
