//! The integrity page: all checks, what each came to, and running them.

pub mod state;
pub mod view;

pub use view::IntegrityPage;
