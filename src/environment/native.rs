//! The environment of native programs, based on tokio.

use core::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

use futures_util::FutureExt;
use futures_util::future::{self, LocalBoxFuture};

use super::Environment;

/// The system clock and tokio's timers; always visible, because there is no page.
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
