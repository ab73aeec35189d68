//! The tasks page: messages from jobs, by type and by run.

pub mod state;
pub mod view;

pub use view::TasksPage;
pub use view::run::RunPage;
