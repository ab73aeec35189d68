//! Tasks: the feeds that jobs write.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::arguments::text;
use super::context::Context;
use super::job_argument::job_ref;
use super::promise::promise;
use super::value::{Notification, TaskFeed, to_js};
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
        let Context { client, .. } = self.context.clone();
        promise(&options, |_| async move { to_js(&client.tasks().types().await?) })
    }

    /// The jobs of every type that has feeds.
    pub fn all(&self, options: JsValue) -> Promise {
        let Context { client, zone } = self.context.clone();
        promise(&options, |_| async move {
            let feeds = client.tasks().all().await?;
            let of_type =
                feeds.iter().flat_map(|(job_type, feeds)| TaskFeed::of_type(job_type, feeds, &zone));
            to_js(&of_type.collect::<Vec<_>>())
        })
    }

    /// The jobs of one type.
    pub fn list(&self, job_type: JsValue, options: JsValue) -> Promise {
        let Context { client, zone } = self.context.clone();
        promise(&options, |_| async move {
            let job_type = JobType::from(text(&job_type, "The type of the tasks")?.as_str());
            let feeds = client.tasks().list(&job_type).await?;
            to_js(&TaskFeed::of_type(&job_type, &feeds, &zone))
        })
    }

    /// The whole feed of a job.
    pub fn notifications(&self, job: JsValue, options: JsValue) -> Promise {
        let Context { client, zone } = self.context.clone();
        promise(&options, |_| async move {
            let lines = client.tasks().notifications(&job_ref(&job, &zone)?).await?;
            to_js(&lines.iter().map(|line| Notification::new(line, &zone)).collect::<Vec<_>>())
        })
    }

    /// Deletes the feed of a job.
    pub fn delete(&self, job: JsValue, options: JsValue) -> Promise {
        let Context { client, zone } = self.context.clone();
        promise(&options, |_| async move {
            client.tasks().delete(&job_ref(&job, &zone)?).await?;
            Ok(JsValue::UNDEFINED)
        })
    }
}
