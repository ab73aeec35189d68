//! The maintenance page: operations to pick, and the plan that they make.

pub mod state;
pub mod view;

pub use view::MaintenancePage;
pub use view::plan::PlanPage;
