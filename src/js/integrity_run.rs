//! A run of integrity checks.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::future::{AbortHandle, abortable};
use futures_util::lock::Mutex;
use futures_util::stream;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::context::Context;
use super::error;
use super::iteration::{Iteration, iterate_under};
use super::promise::promise_under;
use super::signal::Signal;
use super::value::{JobReference, Report, RunStep, to_js};
use crate::client::{self, RunPhase};
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

/// What the callers share: whoever comes first looks at the run, and the others get what was seen.
struct Shared {
    watched: Mutex<Watched>,
    job: RefCell<JobRef>,
    is_cancel_asked: Cell<bool>,
    /// Ends the present look, so that a cancel need not wait for it.
    looking: RefCell<Option<AbortHandle>>,
}

struct Watched {
    run: client::IntegrityRun,
    last: Option<client::RunStep>,
    looks: usize,
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
                watched: Mutex::new(Watched { run, last: None, looks: 0 }),
                is_cancel_asked: Cell::new(false),
                looking: RefCell::new(None),
            }),
        }
    }
}

#[wasm_bindgen]
impl IntegrityRun {
    /// The job that goes on now.
    #[wasm_bindgen(getter)]
    pub fn job(&self) -> core::result::Result<JsValue, JsValue> {
        let job = self.shared.job.borrow();
        to_js(&JobReference::new(&job, &self.context.zone)).map_err(|fault| error::to_js(&fault))
    }

    /// What the run is to find out.
    #[wasm_bindgen(getter)]
    pub fn kind(&self) -> String {
        self.kind.to_owned()
    }

    /// The names of the checks of this run.
    #[wasm_bindgen(getter)]
    pub fn checks(&self) -> Vec<String> {
        self.names.clone()
    }

    /// What each look at the run finds out, until it has ended.
    pub fn progress(&self, options: JsValue) -> Iteration {
        let start = Some((Rc::clone(&self.shared), 0));
        iterate_under(&self.signal, &options, |_| {
            stream::unfold(start, |state| async move {
                let (shared, seen) = state?;
                let (seen, step) = match shared.look(seen).await {
                    Ok(look) => look,
                    Err(fault) => return Some((Err(fault), None)),
                };
                let next = (!is_over(&step)).then_some((shared, seen));
                Some((to_js(&RunStep::from(&step)), next))
            })
        })
    }

    /// What each check came to, once the run has ended.
    pub fn report(&self, options: JsValue) -> Promise {
        let (shared, zone) = (Rc::clone(&self.shared), Rc::clone(&self.context.zone));
        promise_under(&self.signal, &options, |_| async move {
            let mut seen = 0;
            loop {
                let (looks, step) = shared.look(seen).await?;
                if is_over(&step) {
                    break;
                }
                seen = looks;
            }
            let report = shared.watched.lock().await.run.report().await?;
            to_js(&Report::new(&report, &zone))
        })
    }

    /// Asks the server to stop the run.
    pub fn cancel(&self, options: JsValue) -> Promise {
        let (shared, client) = (Rc::clone(&self.shared), self.context.client.clone());
        promise_under(&self.signal, &options, |_| async move {
            let job = shared.job.borrow().id;
            shared.is_cancel_asked.set(true);
            if let Some(look) = shared.looking.take() {
                look.abort();
            }
            client.jobs().cancel(job).await?;
            Ok(JsValue::UNDEFINED)
        })
    }
}

impl Shared {
    /// The newest look at the run after `seen` looks: a new one, unless somebody else has looked meanwhile.
    async fn look(&self, seen: usize) -> Result<(usize, client::RunStep)> {
        let mut watched = self.watched.lock().await;
        let watched = &mut *watched;
        loop {
            if let Some(last) = watched.last.as_ref().filter(|last| watched.looks > seen || is_over(last)) {
                return Ok((watched.looks, last.clone()));
            }
            if self.is_cancel_asked.get() {
                watched.run.cancel_asked();
            }
            let (look, handle) = abortable(watched.run.step());
            self.looking.replace(Some(handle));
            let Ok(step) = look.await else { continue };
            watched.last = Some(step?);
            watched.looks += 1;
            self.job.replace(watched.run.job().clone());
        }
    }
}

fn is_over(step: &client::RunStep) -> bool {
    matches!(step.phase, RunPhase::Ended(_))
}
