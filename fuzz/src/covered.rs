//! Coverage-guided fuzzing with libFuzzer, for the target in `STEWARD_FUZZ`.
//!
//! Called by `cargo xtask fuzz TARGET --coverage`.

#![no_main]

use std::sync::LazyLock;

use dhis2_steward_fuzz::{Target, targets};
use libfuzzer_sys::fuzz_target;

/// The named target, if it exists.
static TARGET: LazyLock<Option<Target>> = LazyLock::new(|| {
    let name = std::env::var("STEWARD_FUZZ").unwrap_or_default();
    targets().into_iter().find(|target| target.name == name)
});

fuzz_target!(|bytes: &[u8]| {
    if let Some(target) = &*TARGET {
        target.read(bytes);
    }
});
