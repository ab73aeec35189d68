//! Tasks: the feeds that jobs write.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::arguments::text;
use super::context::Context;
use super::job_argument::job_ref;
use super::promise::promise;
use super::value::{list, notification, task_feeds};
use crate::model::JobType;

/// What can be asked of tasks.
#[wasm_bindgen]
pub struct TasksApi {
    context: Context,
}

impl TasksApi {
    pub(super) fn new(context: Context) -> Self {
        Self { context }
    }
}

#[wasm_bindgen]
impl TasksApi {
    /// The types that have feeds.
    pub fn types(&self, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(&options, async move {
            Ok(list(context.client.tasks().types().await?.iter().map(|job_type| job_type.as_str().into())))
        })
    }

    /// The jobs of every type that has feeds.
    pub fn all(&self, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(&options, async move {
            let feeds = context.client.tasks().all().await?;
            Ok(list(feeds.iter().flat_map(|(job_type, feeds)| task_feeds(job_type, feeds, &context.zone))))
        })
    }

    /// The jobs of one type.
    pub fn list(&self, job_type: JsValue, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(&options, async move {
            let job_type = JobType::from(text(&job_type, "The type of the tasks")?.as_str());
            let feeds = context.client.tasks().list(&job_type).await?;
            Ok(list(task_feeds(&job_type, &feeds, &context.zone)))
        })
    }

    /// The whole feed of a job.
    pub fn notifications(&self, job: JsValue, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(&options, async move {
            let lines = context.client.tasks().notifications(&job_ref(&job, &context.zone)?).await?;
            Ok(list(lines.iter().map(|line| notification(line, &context.zone))))
        })
    }

    /// Deletes the feed of a job.
    pub fn delete(&self, job: JsValue, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(&options, async move {
            context.client.tasks().delete(&job_ref(&job, &context.zone)?).await?;
            Ok(JsValue::UNDEFINED)
        })
    }
}
