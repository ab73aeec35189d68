//! Mutates what covers code that was not covered before: libFuzzer, for the target that `STEWARD_FUZZ` names.
//!
//! `cargo xtask fuzz TARGET --coverage` calls it.

#![no_main]

use std::sync::LazyLock;

use dhis2_steward_fuzz::{Target, targets};
use libfuzzer_sys::fuzz_target;

/// The one that is named; none where there is no such target.
static TARGET: LazyLock<Option<Target>> = LazyLock::new(|| {
    let name = std::env::var("STEWARD_FUZZ").unwrap_or_default();
    targets().into_iter().find(|target| target.name == name)
});

fuzz_target!(|bytes: &[u8]| {
    if let Some(target) = &*TARGET {
        target.read(bytes);
    }
});
