//! The allocator of the app and of the npm package's module: linking this crate (`use dhis2_steward_allocator as _`)
//! replaces dlmalloc with a two-level segregated fit of a twelfth of its size.
#![cfg(target_arch = "wasm32")]

use rlsf::{GlobalTlsf, GlobalTlsfOptions};

struct Options;

impl GlobalTlsfOptions for Options {
    // Growing blocks are moved: the code that tries to grow in place is as large as all the rest, and what is kept is
    // stored at its final size (see `IssueList` of `crates/issues`).
    const ENABLE_REALLOCATION: bool = false;
    // Pages requested one after the other are merged: without that, a large buffer would waste most of a
    // page each time.
    const COALESCE_POOLS: bool = true;
}

#[global_allocator]
static ALLOCATOR: GlobalTlsf<Options> = GlobalTlsf::new();
