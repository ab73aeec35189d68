//! The tasks page: what jobs said while they worked, by type and by run.

pub mod state;
pub mod view;

pub use view::TasksPage;
pub use view::run::RunPage;
