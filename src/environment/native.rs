//! The clock of native programs, on tokio.

use core::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

use futures_util::FutureExt;
use futures_util::future::{self, LocalBoxFuture};

use super::Environment;

/// The machine's clock and tokio's timers; there is no page, so it is always visible.
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeEnvironment;

impl Environment for NativeEnvironment {
    fn now(&self) -> f64 {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1_000.0
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        tokio::time::sleep(duration).boxed_local()
    }

    fn visible(&self) -> LocalBoxFuture<'static, ()> {
        future::ready(()).boxed_local()
    }
}
