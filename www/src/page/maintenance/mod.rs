//! The maintenance page: operations to pick, and the resulting plan.

pub mod state;
pub mod view;

pub use view::MaintenancePage;
pub use view::plan::PlanPage;
