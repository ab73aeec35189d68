//! Mounts the app.

use dhis2_steward_allocator as _;

fn main() {
    steward_www::mount();
}
