//! The cost of watching many jobs for a long time: memory, timers and requests.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fmt::Write as _;
use std::rc::Rc;
use std::time::Duration;

use dhis2_steward::domain::job_watch::JobEvent;
use dhis2_steward::environment::Environment;
use dhis2_steward::model::JobRef;
use dhis2_steward::transport::{HttpRequest, HttpResponse, Transport};
use dhis2_steward::{BaseUrl, Client, Credentials, Result};
use futures_util::future::{self, LocalBoxFuture};
use futures_util::{FutureExt, StreamExt, stream};
use tokio::time::{Instant, sleep, sleep_until};

thread_local! {
    /// How many bytes this thread has asked for and not given back.
    static HELD: Cell<usize> = const { Cell::new(0) };
}

/// The system's allocator, which counts: each thread for itself, so that nothing else is in the count.
struct Counting;

#[allow(unsafe_code, reason = "there is no other way to be an allocator")]
// SAFETY: everything is handed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.set(HELD.get().wrapping_add(layout.size()));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        HELD.set(HELD.get().wrapping_sub(layout.size()));
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A clock that goes on when nobody has anything to do, and counts the timers that run at once.
#[derive(Clone)]
struct Clock {
    begun: Instant,
    timers: Rc<Cell<usize>>,
    most: Rc<Cell<usize>>,
}

impl Environment for Clock {
    fn now(&self) -> f64 {
        self.begun.elapsed().as_secs_f64() * 1_000.0
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'static, ()> {
        struct Running(Rc<Cell<usize>>);
        impl Drop for Running {
            fn drop(&mut self) {
                self.0.set(self.0.get() - 1);
            }
        }
        self.timers.set(self.timers.get() + 1);
        self.most.set(self.most.get().max(self.timers.get()));
        let running = Running(Rc::clone(&self.timers));
        async move {
            let _running = running;
            sleep(duration).await;
        }
        .boxed_local()
    }

    fn deadline(&self, _: Duration) -> LocalBoxFuture<'static, ()> {
        future::pending().boxed_local()
    }

    fn visible(&self) -> LocalBoxFuture<'static, ()> {
        future::ready(()).boxed_local()
    }
}

/// A server on which jobs run on and on. What it has been asked is counted and not remembered.
#[derive(Clone)]
struct Server {
    begun: Instant,
    requests: Rc<Cell<usize>>,
}

impl Server {
    fn answer(&self, path: &str) -> String {
        if path == "/api/system/info" {
            return r#"{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}"#.into();
        }
        if path == "/api/me" {
            return r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#.into();
        }
        if path.ends_with("/progress") {
            return r#"{"sequence":[{"status":"RUNNING","startedTime":"2026-11-21T07:59:13.400","stages":[{"description":"Tables","status":"RUNNING","items":[]}]}]}"#.into();
        }
        if path.starts_with("/api/system/tasks/") {
            return feed(self.begun.elapsed().as_secs() / 60);
        }
        let id = path.rsplit('/').next().unwrap();
        format!(
            r#"{{"id":"{id}","name":"Analytics","jobType":"ANALYTICS_TABLE","schedulingType":"ONCE_ASAP","jobStatus":"RUNNING","lastExecutedStatus":"NOT_STARTED","lastExecuted":"2026-11-21T07:59:13.376"}}"#
        )
    }
}

/// The last lines of a job that writes one each minute, as the server keeps no more than so many.
fn feed(minutes: u64) -> String {
    let mut feed = String::new();
    for minute in (minutes..minutes + 50).rev() {
        let (comma, hour, minute) = (if feed.is_empty() { '[' } else { ',' }, 8 + minute / 60, minute % 60);
        write!(feed, r#"{comma}{{"level":"INFO","message":"At {minute:02}","time":"2026-11-21T{hour:02}:{minute:02}:00.000"}}"#)
            .unwrap();
    }
    feed + "]"
}

impl Transport for Server {
    fn send(&self, request: HttpRequest) -> LocalBoxFuture<'static, Result<HttpResponse>> {
        self.requests.set(self.requests.get() + 1);
        let path = request.url.strip_prefix("http://localhost").unwrap().split('?').next().unwrap();
        let body = self.answer(path).into_bytes();
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        let body = stream::once(future::ready(Ok(body))).boxed_local();
        future::ready(Ok(HttpResponse { status: 200, headers, body })).boxed_local()
    }
}

/// What an hour of watching came to.
struct Hour {
    /// How many bytes were held after each minute.
    held: Vec<usize>,
    requests: usize,
    /// How many timers ran at once at most.
    timers: usize,
    lines: usize,
}

/// Watches some jobs by one client for an hour, each of them from a moment of its own on.
async fn hour(jobs: impl Iterator<Item = u64>) -> Hour {
    let begun = Instant::now();
    let clock = Clock { begun, timers: Rc::default(), most: Rc::default() };
    let server = Server { begun, requests: Rc::default() };
    let base_url = BaseUrl::parse("http://localhost").unwrap();
    let client =
        Client::connect(server.clone(), clock.clone(), base_url, Credentials::Session).await.unwrap();
    let lines = Cell::new(0);
    let watching = jobs.map(|number| {
        let job: JobRef = format!("ANALYTICS_TABLE/dOroizYJp{number:02}").parse().unwrap();
        let (events, lines) = (client.jobs().watch(&job), &lines);
        async move {
            sleep(Duration::from_millis(number * 137)).await;
            events
                .for_each(|event| {
                    let is_line = matches!(event.unwrap(), JobEvent::Notification(_));
                    lines.set(lines.get() + usize::from(is_line));
                    future::ready(())
                })
                .await;
        }
    });
    let mut held = Vec::with_capacity(60);
    let measuring = async {
        for minute in 1..=60 {
            sleep_until(begun + Duration::from_secs(minute * 60)).await;
            held.push(HELD.get());
        }
    };
    let watching = future::join_all(watching);
    tokio::select! {
        _ = watching => {}
        () = measuring => {}
    }
    Hour { held, requests: server.requests.get(), timers: clock.most.get(), lines: lines.get() }
}

#[tokio::test(start_paused = true)]
async fn twenty_jobs_watched_for_an_hour_hold_no_more_after_it_than_after_ten_minutes() {
    let together = hour(0..20).await;
    // Each had fifty lines, and one more each minute.
    assert_eq!(together.lines, 20 * (50 + 59));
    assert_eq!(together.timers, 1);
    assert_eq!(together.held.get(59), together.held.get(9), "{:?}", together.held);
    let mut alone = 0;
    for number in 0..20 {
        let hour = hour(number..number + 1).await;
        assert_eq!(hour.timers, 1);
        alone += hour.requests;
    }
    assert!(together.requests > alone / 2 && together.requests <= alone, "{} {alone}", together.requests);
}
