//! Serves the simulated DHIS2.
fn main() {}
