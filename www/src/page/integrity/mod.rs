//! The integrity page: all checks, their results, and running them.

pub mod state;
pub mod view;

pub use view::IntegrityPage;
