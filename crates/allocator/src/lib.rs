//! The allocator of the npm package's module: linking this crate (`use dhis2_steward_allocator as _`) replaces dlmalloc
//! with a two-level segregated fit allocator, which is a twelfth of its size.
//!
//! Not for the app, which stores half a million issues: this allocator moves what dlmalloc grows in place, and needed
//! 1.45 times the size of the issues' text instead of 1.07.
#![cfg(target_arch = "wasm32")]

use rlsf::{GlobalTlsf, GlobalTlsfOptions};

struct Options;

impl GlobalTlsfOptions for Options {
    // Growing moves the allocation: the code to grow in place is as large as the rest, and the module stores nothing
    // large.
    const ENABLE_REALLOCATION: bool = false;
    // Merges consecutive pages: otherwise a large buffer would waste most of a page each time.
    const COALESCE_POOLS: bool = true;
}

#[global_allocator]
static ALLOCATOR: GlobalTlsf<Options> = GlobalTlsf::new();
