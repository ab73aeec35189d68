//! Mounts the app.

fn main() {
    steward_www::mount();
}
