//! Time, timers and whether anybody looks: what polling needs of the place where it runs.
//!
//! Tests drive these by hand, so no test ever waits.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod manual;
#[cfg(feature = "native")]
pub mod native;

use core::time::Duration;

use futures_util::future::LocalBoxFuture;

/// The clock, the timers and the page's visibility.
pub trait Environment {
    /// Milliseconds since 1970 by this machine's clock, which may differ from the server's.
    fn now(&self) -> f64;

    /// Waits. Dropping the future stops the timer.
    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()>;

    /// Waits until a request has taken too long; unlike [`sleep`](Self::sleep), tests need not let this pass.
    fn deadline(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        self.sleep(duration)
    }

    /// Waits until somebody can see the page; at once where there is no page.
    fn visible(&self) -> LocalBoxFuture<'static, ()>;
}
