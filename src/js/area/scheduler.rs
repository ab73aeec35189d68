//! The scheduler: job configurations, schedules and queues.

use super::{Call, unknown};
use crate::domain::cron::Cron;
use crate::error::{Error, Result};
use crate::js::arguments::{Arguments, Options};
use crate::js::context::Context;
use crate::js::value::JobTypeParameters;
use crate::js::work::Reply;
use crate::model::{JobDraft, JobType, Json, Queue, Schedule};

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let scheduler = context.client.scheduler();
    Ok(match *operation {
        "jobs" => context.reply(scheduler.jobs()),
        "job" => context.reply(scheduler.job(arguments.job_id(0, &context.zone))),
        "create" => {
            let draft = arguments.options(0);
            let job_type = JobType::from(draft.needed("jobType").as_str());
            let job = JobDraft::new(&draft.needed("name"), &job_type);
            context.reply(scheduler.create(&changed(job, &draft)?))
        }
        "update" => {
            let (id, changes) = (arguments.job_id(0, &context.zone), arguments.options(1));
            if changes.boolean("enabled").is_some() {
                return Err(Error::invalid_argument(
                    "An update cannot enable or disable a job: use jobs.enable or jobs.disable.",
                ));
            }
            // Invalid options fail before anything is sent.
            changed(JobDraft::new("", &JobType::from("")), &changes)?;
            context.outcome(async move {
                let job = JobDraft::of(&scheduler.job(id).await?);
                scheduler.update(id, &changes.accept(changed(job, &changes))?).await
            })
        }
        "delete" => context.reply(scheduler.delete(arguments.job_id(0, &context.zone))),
        "jobTypes" => context.reply(scheduler.job_types()),
        "jobParameters" => {
            let parameters = scheduler.job_parameters();
            context.reply(
                parameters.map_ok(|types| types.0.into_iter().map(JobTypeParameters).collect::<Vec<_>>()),
            )
        }
        "entries" => context.reply(scheduler.entries()),
        "queueable" => context.reply(scheduler.queueable(arguments.options(0).text("queue").as_deref())),
        "queues" => context.reply(scheduler.queues()),
        "queue" => context.reply(scheduler.queue(&arguments.text(0, QUEUE))),
        "createQueue" => context.reply(scheduler.create_queue(&queue(&arguments.options(0))?)),
        "updateQueue" => {
            let queue = queue(&arguments.options(1))?;
            context.outcome(scheduler.update_queue(&arguments.text(0, QUEUE), &queue))
        }
        "deleteQueue" => context.outcome(scheduler.delete_queue(&arguments.text(0, QUEUE))),
        "due" => context.outcome(scheduler.due(arguments.count(0, SECONDS))),
        "stale" => context.outcome(scheduler.stale(arguments.count(0, SECONDS))),
        "describe" => context.at_once(&cron(arguments)?.describe()),
        "nextExecutions" => next_executions(context, arguments)?,
        _ => return unknown(call),
    })
}

const QUEUE: &str = "The name of a queue";
const SECONDS: &str = "The seconds";

/// A job with the caller's changes.
fn changed(job: JobDraft, options: &Options) -> Result<JobDraft> {
    let mut job = job;
    if let Some(name) = options.text("name") {
        job = job.name(&name);
    }
    if let Some(schedule) = options.options("schedule") {
        job = job.schedule(&read_schedule(&schedule)?);
    }
    if let Some(parameters) = options.tree("jobParameters") {
        job = job.parameters(parameters);
    }
    if let Some(is_enabled) = options.boolean("enabled") {
        job = job.enabled(is_enabled);
    }
    match options.tree("others") {
        None => Ok(job),
        Some(Json::Object(others)) => {
            Ok(others.into_iter().fold(job, |job, (name, value)| job.member(name, value)))
        }
        Some(_) => Err(Error::invalid_argument("The option others must be an object.")),
    }
}

fn read_schedule(options: &Options) -> Result<Schedule> {
    let delay = || Error::invalid_argument("The option delay is required: a number of seconds.");
    match options.needed("type").as_str() {
        "cron" => Ok(Schedule::Cron(options.needed("cronExpression"))),
        "fixedDelay" => Ok(Schedule::FixedDelay(options.count("delay").ok_or_else(delay)?)),
        "onceAsap" => Ok(Schedule::OnceAsap),
        "none" => Ok(Schedule::None),
        _ => Err(Error::invalid_argument(
            "The type of a schedule must be \"cron\", \"fixedDelay\", \"onceAsap\" or \"none\".",
        )),
    }
}

fn queue(options: &Options) -> Result<Queue> {
    let jobs = options.texts("sequence").unwrap_or_default();
    Ok(Queue {
        name: options.needed("name"),
        cron_expression: options.text("cronExpression"),
        sequence: jobs.iter().map(|id| id.parse()).collect::<Result<_>>()?,
    })
}

fn cron(arguments: &Arguments) -> Result<Cron> {
    arguments.text(0, "The cron expression").parse()
}

/// The maximum number of execution times per call, which blocks everything else.
const MOST: u32 = 1_000;

/// The next execution times of a cron expression, in the server's time zone.
fn next_executions(context: &Context, arguments: &Arguments) -> Result<Reply> {
    let (cron, options, zone) = (cron(arguments)?, arguments.options(1), &context.zone);
    let after = match options.text("after") {
        Some(after) => zone.moment(&after)?,
        None => zone.present(context.client.server().server_date),
    };
    let count = options.number("count").unwrap_or(5);
    if count > MOST {
        return Err(Error::invalid_argument(format!("The option count must be at most {MOST}.")));
    }
    let times = cron.next_times(after, count as usize, &|at| zone.minutes(at));
    Ok(context.at_once(&times.into_iter().map(|at| zone.iso_at(at)).collect::<Vec<_>>()))
}
