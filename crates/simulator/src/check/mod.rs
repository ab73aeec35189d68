//! Integrity checks: the catalogue of each version.

pub(crate) mod catalogue;
