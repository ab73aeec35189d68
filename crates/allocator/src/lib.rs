//! Where the memory of the npm package's module comes from: what links this crate (`use dhis2_steward_allocator as _`)
//! has a two-level segregated fit in place of dlmalloc, which is a twelfth of its size.
//!
//! Not for the app, which keeps half a million issues: what grows in place with dlmalloc is moved by this one, and took
//! 1.45 times the size of the issues' text in place of 1.07.
#![cfg(target_arch = "wasm32")]

use rlsf::{GlobalTlsf, GlobalTlsfOptions};

struct Options;

impl GlobalTlsfOptions for Options {
    // What grows is moved: the code that tries to let it stay is as large as all the rest, and nothing that becomes large
    // is kept here.
    const ENABLE_REALLOCATION: bool = false;
    // Pages that were asked for one after the other make one piece: without that, a large buffer would waste most of a
    // page each time.
    const COALESCE_POOLS: bool = true;
}

#[global_allocator]
static ALLOCATOR: GlobalTlsf<Options> = GlobalTlsf::new();
