//! Jobs.

use futures_util::{StreamExt, TryStreamExt, stream};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::arguments::text;
use super::context::Context;
use super::iteration::{Iteration, iterate};
use super::job_argument::{job_id, job_ref};
use super::promise::promise;
use super::value::{self, list};
use crate::model::JobType;

/// What can be asked of jobs.
#[wasm_bindgen]
pub struct JobsApi {
    context: Context,
}

impl JobsApi {
    pub(super) fn new(context: Context) -> Self {
        Self { context }
    }
}

#[wasm_bindgen]
impl JobsApi {
    /// One job's own record.
    pub fn get(&self, job: JsValue, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(&options, async move {
            let job = context.client.jobs().get(job_id(&job, &context.zone)?).await?;
            Ok(value::job(&job, &context.zone))
        })
    }

    /// How far a job has come.
    pub fn progress(&self, job: JsValue, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(&options, async move {
            match context.client.jobs().progress(job_id(&job, &context.zone)?).await? {
                Some(progress) => Ok(value::progress(&progress, &context.zone)),
                None => Ok(JsValue::UNDEFINED),
            }
        })
    }

    /// Asks the server to stop a job.
    pub fn cancel(&self, job: JsValue, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(&options, async move {
            context.client.jobs().cancel(job_id(&job, &context.zone)?).await?;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Watches a job.
    pub fn watch(&self, job: JsValue, options: JsValue) -> Iteration {
        let context = self.context.clone();
        iterate(&options, |_| {
            let events = job_ref(&job, &context.zone).map(|job| context.client.jobs().watch(&job));
            stream::iter([events]).try_flatten().map(move |event| Ok(value::event(&event?, &context.zone)))
        })
    }

    /// Waits until a job has ended, and says how.
    pub fn completion(&self, job: JsValue, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(&options, async move {
            let outcome = context.client.jobs().completion(&job_ref(&job, &context.zone)?).await?;
            Ok(value::outcome(&outcome))
        })
    }

    /// What runs now.
    pub fn running(&self, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(&options, async move {
            let running = context.client.jobs().running().await?;
            Ok(list(running.iter().map(|work| value::running_work(work, &context.zone))))
        })
    }

    /// The job of a type that runs now or waits for its turn.
    #[wasm_bindgen(js_name = findRunning)]
    pub fn find_running(&self, job_type: JsValue, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(&options, async move {
            let job_type = JobType::from(text(&job_type, "The type of the job")?.as_str());
            match context.client.jobs().find_running(&job_type).await? {
                Some(job) => Ok(value::job(&job, &context.zone)),
                None => Ok(JsValue::UNDEFINED),
            }
        })
    }
}
