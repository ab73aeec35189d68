//! The allocator of the npm package's module: linking this crate (`use dhis2_steward_allocator as _`)
//! replaces dlmalloc with a two-level segregated fit of a twelfth of its size.
//!
//! Not for the app, which keeps half a million issues: blocks that dlmalloc grows in place are moved by this one, and
//! took 1.45 times the size of the issues' text instead of 1.07.
#![cfg(target_arch = "wasm32")]

use rlsf::{GlobalTlsf, GlobalTlsfOptions};

struct Options;

impl GlobalTlsfOptions for Options {
    // Growing blocks are moved: the code that tries to grow in place is as large as all the rest, and nothing kept here
    // becomes large.
    const ENABLE_REALLOCATION: bool = false;
    // Pages requested one after the other are merged: without that, a large buffer would waste most of a
    // page each time.
    const COALESCE_POOLS: bool = true;
}

#[global_allocator]
static ALLOCATOR: GlobalTlsf<Options> = GlobalTlsf::new();
