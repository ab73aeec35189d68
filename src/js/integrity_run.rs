//! A run of integrity checks.

use core::future::poll_fn;
use std::cell::RefCell;
use std::rc::Rc;
use std::task::Poll;

use futures_util::lock::Mutex;
use futures_util::{FutureExt, stream};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::context::Context;
use super::iteration::{Iteration, iterate_under};
use super::promise::promise_under;
use super::signal::Signal;
use super::value::{self, texts};
use crate::client::{self, RunHandle, RunPhase};
use crate::error::Result;
use crate::model::JobRef;

/// A run of integrity checks, to be watched by any number of callers at once.
#[wasm_bindgen]
pub struct IntegrityRun {
    context: Context,
    signal: Signal,
    kind: &'static str,
    names: Vec<String>,
    shared: Rc<Shared>,
}

/// What the callers share: whoever comes first looks at the run, and the others wait for what is seen.
struct Shared {
    run: Mutex<client::IntegrityRun>,
    job: RefCell<JobRef>,
    newest: RefCell<Option<Seen>>,
    /// Tells whoever looks of a cancel, and ends the pause, so that it need not wait.
    handle: RunHandle,
}

/// What a look found out, and how many there have been.
#[derive(Clone)]
struct Seen {
    looks: usize,
    step: client::RunStep,
}

impl Seen {
    fn is_over(&self) -> bool {
        matches!(self.step.phase, RunPhase::Ended(_))
    }
}

impl IntegrityRun {
    pub(super) fn new(context: Context, signal: Signal, run: client::IntegrityRun) -> Self {
        Self {
            context,
            signal,
            kind: run.kind().as_str(),
            names: run.names().to_vec(),
            shared: Rc::new(Shared {
                job: RefCell::new(run.job().clone()),
                handle: run.handle(),
                run: Mutex::new(run),
                newest: RefCell::new(None),
            }),
        }
    }
}

#[wasm_bindgen]
impl IntegrityRun {
    /// The job that goes on now.
    #[wasm_bindgen(getter)]
    pub fn job(&self) -> JsValue {
        value::job_reference(&self.shared.job.borrow(), &self.context.zone)
    }

    /// What the run is to find out.
    #[wasm_bindgen(getter)]
    pub fn kind(&self) -> String {
        self.kind.to_owned()
    }

    /// The names of the checks of this run.
    #[wasm_bindgen(getter)]
    pub fn checks(&self) -> JsValue {
        texts(&self.names)
    }

    /// What each look at the run finds out, until it has ended.
    pub fn progress(&self, options: JsValue) -> Iteration {
        let start = Some((Rc::clone(&self.shared), 0));
        iterate_under(&self.signal, &options, |_| {
            stream::unfold(start, |state| async move {
                let (shared, seen) = state?;
                let seen = match shared.look(seen).await {
                    Ok(seen) => seen,
                    Err(fault) => return Some((Err(fault), None)),
                };
                let next = (!seen.is_over()).then_some((shared, seen.looks));
                Some((Ok(value::run_step(&seen.step)), next))
            })
        })
    }

    /// What each check came to, once the run has ended.
    pub fn report(&self, options: JsValue) -> Promise {
        let (shared, context) = (Rc::clone(&self.shared), self.context.clone());
        promise_under(&self.signal, &options, async move {
            let mut looks = 0;
            loop {
                let seen = shared.look(looks).await?;
                if seen.is_over() {
                    break;
                }
                looks = seen.looks;
            }
            let report = shared.run.lock().await.report().await?;
            Ok(value::report(&report, &context.zone))
        })
    }

    /// Asks the server to stop the run.
    pub fn cancel(&self, options: JsValue) -> Promise {
        let (shared, context) = (Rc::clone(&self.shared), self.context.clone());
        promise_under(&self.signal, &options, async move {
            let job = shared.job.borrow().id;
            context.client.jobs().cancel(job).await?;
            shared.handle.cancel_asked();
            shared.handle.pause().end();
            Ok(JsValue::UNDEFINED)
        })
    }
}

impl Shared {
    /// What is seen of the run after so many looks.
    ///
    /// Whoever comes first looks, and goes on holding the run; the others wait for it, and find what was seen.
    async fn look(&self, after: usize) -> Result<Seen> {
        let mut lock = self.run.lock();
        let turn = poll_fn(|context| match self.seen_after(after) {
            Some(seen) => Poll::Ready(Err(seen)),
            None => lock.poll_unpin(context).map(Ok),
        });
        let mut run = match turn.await {
            Ok(run) => run,
            Err(seen) => return Ok(seen),
        };
        let step = run.step().await?;
        self.job.replace(run.job().clone());
        let seen = Seen { looks: self.looks() + 1, step };
        self.newest.replace(Some(seen.clone()));
        Ok(seen)
    }

    /// Whoever has looked may look again before others get their turn, so what is new is given to them at once.
    fn seen_after(&self, looks: usize) -> Option<Seen> {
        self.newest.borrow().clone().filter(|seen| seen.looks > looks || seen.is_over())
    }

    fn looks(&self) -> usize {
        self.newest.borrow().as_ref().map_or(0, |seen| seen.looks)
    }
}
