//! Data integrity checks.

use core::mem;

use futures_util::FutureExt;
use js_sys::Array;
use wasm_bindgen::JsValue;

use super::{Call, unknown};
use crate::client::giver::{Giver, given};
use crate::client::{IntegrityApi, IssueEvent};
use crate::domain::check_filter::CheckFilter;
use crate::domain::integrity::{CheckReport, Selection};
use crate::error::{Error, Result};
use crate::js::arguments::Options;
use crate::js::context::Context;
use crate::js::run::Run;
use crate::js::value::{self, IssueTexts};
use crate::js::work::{Reply, once};
use crate::model::{JobRef, JobType};
use crate::protocol::integrity::RunKind;

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let integrity = context.client.integrity();
    Ok(match *operation {
        "checks" => {
            let filter = filter(&arguments.options(0));
            context.reply(integrity.checks().map_ok(move |mut checks| {
                checks.retain(|check| filter.lets_through(check));
                checks
            }))
        }
        "summaries" => {
            let patterns = arguments.options(0).texts("checks");
            context.outcome(summaries(integrity, patterns))
        }
        "running" => context.reply(integrity.running(named_kind(&arguments.text(0, KIND))?)),
        "completed" => context.reply(integrity.completed(named_kind(&arguments.text(0, KIND))?)),
        "run" => run(context, &arguments.options(0))?,
        "start" => {
            let (kind, selection) = asked_for(&arguments.options(0))?;
            context.outcome(start(integrity, kind, selection))
        }
        "resume" => {
            let (context, job) = ((*context).clone(), arguments.job_id(0, &context.zone));
            let resumed = async move {
                let job = context.client.jobs().get(job).await?;
                if !matches!(job.job_type, JobType::DataIntegrity | JobType::DataIntegrityDetails) {
                    return Err(Error::invalid_argument(format!(
                        "{} is not a run of data integrity checks.",
                        job.job_ref()
                    )));
                }
                let run = integrity.resume(&job, &integrity.checks().await?);
                Ok(Run::new(context, run).into())
            };
            once(resumed.boxed_local())
        }
        "startReport" => {
            let names = arguments.options(0).any_of("checks");
            context.reply(integrity.start_report(&names))
        }
        "reportOf" => context.reply(integrity.report_of(&arguments.job(0, &context.zone))),
        "metrics" => context.reply(integrity.metrics()),
        "events" => events(context, &arguments.options(0)),
        _ => return unknown(call),
    })
}

const KIND: &str = "The kind of a run";

fn run(context: &Context, options: &Options) -> Result<Reply> {
    let (kind, selection) = asked_for(options)?;
    let context = context.clone();
    let started = async move {
        let integrity = context.client.integrity();
        let run = integrity.run(kind, &selection, &integrity.checks().await?).await?;
        Ok(Run::new(context, run).into())
    };
    Ok(once(started.boxed_local()))
}

async fn start(integrity: IntegrityApi, kind: RunKind, selection: Selection) -> Result<JobRef> {
    let names = selection.resolve(&integrity.checks().await?)?;
    integrity.start(kind, &names).await
}

/// The kind and the checks of a run.
fn asked_for(options: &Options) -> Result<(RunKind, Selection)> {
    let kind = options.text("kind").map_or(Ok(RunKind::Summary), |kind| named_kind(&kind))?;
    Ok((kind, selection(options)?))
}

async fn summaries(integrity: IntegrityApi, patterns: Option<Vec<String>>) -> Result<Vec<CheckReport>> {
    let mut names = resolve(&integrity, patterns).await?;
    let summaries = integrity.summaries(&names).await?;
    if names.is_empty() {
        names.extend(summaries.keys().cloned());
    }
    Ok(names.iter().map(|name| CheckReport::new(name, summaries.get(name), None)).collect())
}

/// The issues of the checks that match some patterns, or of all checks, each check's followed by its result: in batches
/// as they arrive, because half a million calls into JavaScript take time.
fn events(context: &Context, options: &Options) -> Reply {
    let (context, patterns) = (context.clone(), options.texts("checks"));
    given(|to| async move { give_events(&context, patterns, &to).await.err().map(Err) })
}

async fn give_events(
    context: &Context,
    patterns: Option<Vec<String>>,
    to: &Giver<Result<JsValue>>,
) -> Result<()> {
    let integrity = context.client.integrity();
    let names = resolve(&integrity, patterns).await?;
    let mut issues = integrity.issues(&names).await?;
    let mut found = 0;
    while let Some(batch) = issues.next_batch().await? {
        let (values, mut texts) = (Array::new(), IssueTexts::new());
        for event in &batch {
            match event {
                IssueEvent::Issue(issue) => {
                    found += 1;
                    texts.add(issue);
                }
                IssueEvent::Checked(details) => {
                    texts.move_to(&values)?;
                    let report = CheckReport::of_details(details, mem::take(&mut found), None);
                    values.push(&value::checked(&report, &context.zone));
                }
            }
        }
        texts.move_to(&values)?;
        to.give(Ok(values.into())).await;
    }
    Ok(())
}

/// The names of the checks that match some patterns; none without patterns, which means all checks to the server.
async fn resolve(integrity: &IntegrityApi, patterns: Option<Vec<String>>) -> Result<Vec<String>> {
    match patterns {
        Some(patterns) => Selection::Matching(patterns).resolve(&integrity.checks().await?),
        None => Ok(Vec::new()),
    }
}

fn filter(options: &Options) -> CheckFilter {
    CheckFilter {
        matching: options.texts("checks"),
        section: options.text("section"),
        is_slow: options.boolean("slow"),
        is_programmatic: options.boolean("programmatic"),
    }
}

fn selection(options: &Options) -> Result<Selection> {
    match options.get("checks").as_string().as_deref() {
        Some("all") => Ok(Selection::All),
        Some("fast") => Ok(Selection::Fast),
        Some(_) => Err(Error::invalid_argument(
            "The option checks must be \"all\", \"fast\", or an array of strings.",
        )),
        None => Ok(options.texts("checks").map_or(Selection::Fast, Selection::Matching)),
    }
}

fn named_kind(kind: &str) -> Result<RunKind> {
    match kind {
        "summary" => Ok(RunKind::Summary),
        "details" => Ok(RunKind::Details),
        _ => Err(Error::invalid_argument("The kind of a run must be \"summary\" or \"details\".")),
    }
}
