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
use super::value::{Job, JobEvent, Outcome, Progress, RunningWork, to_js};
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
        let Context { client, zone } = self.context.clone();
        promise(&options, |_| async move {
            let job = client.jobs().get(job_id(&job, &zone)?).await?;
            to_js(&Job::new(&job, &zone))
        })
    }

    /// How far a job has come.
    pub fn progress(&self, job: JsValue, options: JsValue) -> Promise {
        let Context { client, zone } = self.context.clone();
        promise(&options, |_| async move {
            match client.jobs().progress(job_id(&job, &zone)?).await? {
                Some(progress) => to_js(&Progress::new(&progress, &zone)),
                None => Ok(JsValue::UNDEFINED),
            }
        })
    }

    /// Asks the server to stop a job.
    pub fn cancel(&self, job: JsValue, options: JsValue) -> Promise {
        let Context { client, zone } = self.context.clone();
        promise(&options, |_| async move {
            client.jobs().cancel(job_id(&job, &zone)?).await?;
            Ok(JsValue::UNDEFINED)
        })
    }

    /// Watches a job.
    pub fn watch(&self, job: JsValue, options: JsValue) -> Iteration {
        let Context { client, zone } = self.context.clone();
        iterate(&options, |_| {
            let events = job_ref(&job, &zone).map(|job| client.jobs().watch(&job));
            stream::iter([events]).try_flatten().map(move |event| to_js(&JobEvent::new(&event?, &zone)))
        })
    }

    /// Waits until a job has ended, and says how.
    pub fn completion(&self, job: JsValue, options: JsValue) -> Promise {
        let Context { client, zone } = self.context.clone();
        promise(&options, |_| async move {
            let outcome = client.jobs().completion(&job_ref(&job, &zone)?).await?;
            to_js(&Outcome::from(&outcome))
        })
    }

    /// What runs now.
    pub fn running(&self, options: JsValue) -> Promise {
        let Context { client, zone } = self.context.clone();
        promise(&options, |_| async move {
            let running = client.jobs().running().await?;
            to_js(&running.iter().map(|work| RunningWork::new(work, &zone)).collect::<Vec<_>>())
        })
    }

    /// The job of a type that runs now or waits for its turn.
    #[wasm_bindgen(js_name = findRunning)]
    pub fn find_running(&self, job_type: JsValue, options: JsValue) -> Promise {
        let Context { client, zone } = self.context.clone();
        promise(&options, |_| async move {
            let job_type = JobType::from(text(&job_type, "The type of the job")?.as_str());
            match client.jobs().find_running(&job_type).await? {
                Some(job) => to_js(&Job::new(&job, &zone)),
                None => Ok(JsValue::UNDEFINED),
            }
        })
    }
}
