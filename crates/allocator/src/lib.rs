//! Where the memory of the modules comes from: a module that links this crate (`use dhis2_steward_allocator as _`) has
//! a two-level segregated fit in place of dlmalloc, which is a twelfth of its size.
#![cfg(target_arch = "wasm32")]

use rlsf::{GlobalTlsf, GlobalTlsfOptions};

struct Options;

impl GlobalTlsfOptions for Options {
    // What grows is moved: the code that tries to let it stay is as large as all the rest, and what becomes large here
    // grows by pieces.
    const ENABLE_REALLOCATION: bool = false;
    // Pages that were asked for one after the other make one piece: without that, a large buffer would waste most of a
    // page each time.
    const COALESCE_POOLS: bool = true;
}

#[global_allocator]
static ALLOCATOR: GlobalTlsf<Options> = GlobalTlsf::new();
