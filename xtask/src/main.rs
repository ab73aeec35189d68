//! Every chore of the project, called as `cargo xtask`.
fn main() {}
