//! The Steward app.

pub mod format;
pub mod i18n;
pub mod page;
pub mod route;
pub mod ui;
