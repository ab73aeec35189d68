//! A run of data integrity checks.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use futures_util::lock::Mutex;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::context::Context;
use super::value::{ToJs, texts};
use super::work::{Work, once};
use crate::client::{self, RunHandle};
use crate::error::Result;
use crate::model::JobRef;

/// A run of data integrity checks. JavaScript coordinates its watchers.
#[wasm_bindgen]
pub struct Run {
    context: Context,
    kind: &'static str,
    names: Vec<String>,
    run: Rc<Mutex<client::IntegrityRun>>,
    job: Rc<RefCell<JobRef>>,
    /// Tells the watchers of a cancellation, and ends their pause.
    handle: RunHandle,
}

impl Run {
    pub(super) fn new(context: Context, run: client::IntegrityRun) -> Self {
        Self {
            context,
            kind: run.kind().as_str(),
            names: run.names().to_vec(),
            job: Rc::new(RefCell::new(run.job().clone())),
            handle: run.handle(),
            run: Rc::new(Mutex::new(run)),
        }
    }
}

#[wasm_bindgen]
impl Run {
    /// The current job.
    #[wasm_bindgen(getter)]
    pub fn job(&self) -> JsValue {
        self.job.borrow().to_js(&self.context.zone)
    }

    /// The kind of the run.
    #[wasm_bindgen(getter)]
    pub fn kind(&self) -> String {
        self.kind.to_owned()
    }

    /// The names of the checks of this run.
    #[wasm_bindgen(getter)]
    pub fn checks(&self) -> JsValue {
        texts(&self.names)
    }

    /// The next step of the run.
    pub fn look(&self) -> Work {
        let (run, job, context) = (Rc::clone(&self.run), Rc::clone(&self.job), self.context.clone());
        work(
            async move {
                let mut run = run.lock().await;
                let step = run.step().await?;
                job.replace(run.job().clone());
                Ok(step.to_js(&context.zone))
            }
            .boxed_local(),
        )
    }

    /// The results of the checks, once the run has ended.
    pub fn report(&self) -> Work {
        let (run, context) = (Rc::clone(&self.run), self.context.clone());
        work(async move { Ok(run.lock().await.report().await?.to_js(&context.zone)) }.boxed_local())
    }

    /// Asks the server to stop the run.
    pub fn cancel(&self) -> Work {
        let asked = self.context.client.jobs().cancel(self.job.borrow().id);
        let handle = self.handle.clone();
        work(
            async move {
                asked.await?;
                handle.cancel_asked();
                handle.pause().end();
                Ok(JsValue::UNDEFINED)
            }
            .boxed_local(),
        )
    }
}

fn work(value: LocalBoxFuture<'static, Result<JsValue>>) -> Work {
    Work::new(once(value))
}
