//! The Steward app.
