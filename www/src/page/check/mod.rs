//! The page of one check: what it means, what to do, and its issues.

pub mod state;
pub mod view;

pub use view::CheckPage;
