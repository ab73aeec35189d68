//! Time, timers and page visibility: what polling needs from its platform.
//!
//! Tests control them, so no test ever waits.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod manual;
#[cfg(feature = "native")]
pub mod native;

use core::time::Duration;

use futures_util::future::LocalBoxFuture;

/// The clock, timers and page visibility.
pub trait Environment {
    /// Milliseconds since 1970 on this machine's clock, which may differ from the server's.
    fn now(&self) -> f64;

    /// Waits. Dropping the future stops the timer.
    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()>;

    /// Waits until a request has taken too long; unlike with [`sleep`](Self::sleep), tests may let this wait forever.
    fn deadline(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        self.sleep(duration)
    }

    /// Waits until the page is visible; returns at once without a page.
    fn visible(&self) -> LocalBoxFuture<'static, ()>;
}
