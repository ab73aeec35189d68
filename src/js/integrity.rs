//! Integrity checks.

use futures_util::stream::LocalBoxStream;
use futures_util::{StreamExt, TryFutureExt, future};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::arguments::{Options, text};
use super::context::Context;
use super::integrity_run::IntegrityRun;
use super::iteration::{Iteration, iterate};
use super::job_argument::job_id;
use super::promise::{promise, promise_with};
use super::value::{self, list, texts};
use crate::client::{Client, IssueEvent};
use crate::domain::check_filter::CheckFilter;
use crate::domain::integrity::{CheckReport, Selection};
use crate::error::{Error, Result};
use crate::protocol::integrity::RunKind;

/// What can be asked of integrity checks.
#[wasm_bindgen]
pub struct IntegrityApi {
    context: Context,
}

impl IntegrityApi {
    pub(super) fn new(context: Context) -> Self {
        Self { context }
    }
}

#[wasm_bindgen]
impl IntegrityApi {
    /// The checks that the server has.
    pub fn checks(&self, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise_with(&options, |options| {
            let filter = filter(options)?;
            Ok(async move {
                let checks = context.client.integrity().checks().await?;
                let wanted = checks.iter().filter(|check| filter.lets_through(check));
                Ok(list(wanted.map(value::check)))
            })
        })
    }

    /// The summaries that the server holds.
    pub fn summaries(&self, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise_with(&options, |options| {
            let patterns = options.texts("checks")?;
            Ok(async move {
                let mut names = resolve(&context.client, patterns).await?;
                let summaries = context.client.integrity().summaries(&names).await?;
                if names.is_empty() {
                    names.extend(summaries.keys().cloned());
                }
                let report = |name: &String| {
                    value::check_report(&CheckReport::new(name, summaries.get(name), None), &context.zone)
                };
                Ok(list(names.iter().map(report)))
            })
        })
    }

    /// The names of the checks that a run still has to do.
    pub fn running(&self, kind: JsValue, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(
            &options,
            async move { Ok(texts(&context.client.integrity().running(named_kind(&kind)?).await?)) },
        )
    }

    /// The names of the checks whose results the server holds.
    pub fn completed(&self, kind: JsValue, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(&options, async move {
            Ok(texts(&context.client.integrity().completed(named_kind(&kind)?).await?))
        })
    }

    /// Runs checks.
    pub fn run(&self, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise_with(&options, |options| {
            let (selection, signal, kind) = (selection(options)?, options.signal()?, options.get("kind"));
            let kind = if kind.is_undefined() { RunKind::Summary } else { named_kind(&kind)? };
            Ok(async move {
                let integrity = context.client.integrity();
                let checks = integrity.checks().await?;
                let run = integrity.run(kind, &selection, &checks).await?;
                Ok(IntegrityRun::new(context, signal, run).into())
            })
        })
    }

    /// Picks up a run that somebody has begun.
    pub fn resume(&self, job: JsValue, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise_with(&options, |options| {
            let signal = options.signal()?;
            Ok(async move {
                let integrity = context.client.integrity();
                let job = context.client.jobs().get(job_id(&job, &context.zone)?).await?;
                let run = integrity.resume(&job, &integrity.checks().await?);
                Ok(IntegrityRun::new(context, signal, run).into())
            })
        })
    }

    /// The issues that the server holds.
    pub fn issues(&self, options: JsValue) -> Iteration {
        let context = self.context.clone();
        iterate(&options, |options| {
            events(context, options.texts("checks")).filter_map(|event| {
                future::ready(match event {
                    Ok(IssueEvent::Issue(issue)) => Some(Ok(value::issue(&issue))),
                    Ok(IssueEvent::Checked(_)) => None,
                    Err(fault) => Some(Err(fault)),
                })
            })
        })
    }

    /// The issues that the server holds, with what each check came to.
    pub fn details(&self, options: JsValue) -> Iteration {
        let context = self.context.clone();
        iterate(&options, |options| {
            let mut count = 0;
            events(context.clone(), options.texts("checks")).map(move |event| match event? {
                IssueEvent::Issue(issue) => {
                    count += 1;
                    Ok(value::found(&issue))
                }
                IssueEvent::Checked(details) => {
                    let found = core::mem::take(&mut count);
                    Ok(value::checked(&CheckReport::of_details(&details, found, None), &context.zone))
                }
            })
        })
    }
}

/// The stored details of the checks that some patterns name, or of all.
fn events(
    context: Context,
    patterns: Result<Option<Vec<String>>>,
) -> LocalBoxStream<'static, Result<IssueEvent>> {
    let opened = async move {
        let names = resolve(&context.client, patterns?).await?;
        context.client.integrity().issues(&names).await
    };
    opened.try_flatten_stream().boxed_local()
}

/// The names of the checks that some patterns name; none without patterns, which the server takes for all.
async fn resolve(client: &Client, patterns: Option<Vec<String>>) -> Result<Vec<String>> {
    match patterns {
        Some(patterns) => Selection::Matching(patterns).resolve(&client.integrity().checks().await?),
        None => Ok(Vec::new()),
    }
}

fn filter(options: &Options) -> Result<CheckFilter> {
    Ok(CheckFilter {
        matching: options.texts("checks")?,
        section: options.text("section")?,
        is_slow: options.boolean("slow")?,
        is_programmatic: options.boolean("programmatic")?,
    })
}

fn selection(options: &Options) -> Result<Selection> {
    match options.get("checks").as_string().as_deref() {
        Some("all") => Ok(Selection::All),
        Some("fast") => Ok(Selection::Fast),
        Some(_) => Err(Error::invalid_argument(
            "The option checks must be \"all\", \"fast\", or an array of strings.",
        )),
        None => Ok(options.texts("checks")?.map_or(Selection::Fast, Selection::Matching)),
    }
}

fn named_kind(value: &JsValue) -> Result<RunKind> {
    match text(value, "The kind of a run")?.as_str() {
        "summary" => Ok(RunKind::Summary),
        "details" => Ok(RunKind::Details),
        _ => Err(Error::invalid_argument("The kind of a run is \"summary\" or \"details\".")),
    }
}
