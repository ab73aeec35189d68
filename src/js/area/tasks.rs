//! Tasks: the notifications of jobs.

use super::{Call, unknown};
use crate::client::TaskWatch;
use crate::error::Result;
use crate::js::value::{JobSummary, TaskFeeds};
use crate::js::work::Reply;
use crate::protocol::task::Keep;

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let tasks = context.client.tasks();
    Ok(match *operation {
        "types" => context.reply(tasks.types()),
        "all" => context.reply(tasks.all().map_ok(TaskFeeds)),
        "list" | "listFull" => {
            let job_type = arguments.job_type(0);
            let is_full = *operation == "listFull";
            let feeds = if is_full { tasks.list_full(&job_type) } else { tasks.list(&job_type) };
            context.reply(feeds.map_ok(|feeds| TaskFeeds(vec![(job_type, feeds)])))
        }
        "notifications" => context.reply(tasks.notifications(&arguments.job(0, &context.zone))),
        "delete" => context.reply(tasks.delete(&arguments.job(0, &context.zone))),
        "deleteAll" => context.reply(tasks.delete_all(arguments.options(0).job_type().as_ref())),
        "deleteOld" => {
            let options = arguments.options(0);
            let keep = Keep { jobs: options.number("jobs"), days: options.number("days") };
            context.reply(tasks.delete_old(options.job_type().as_ref(), keep))
        }
        "summaries" => {
            let job_type = arguments.job_type(0);
            let summaries = tasks.summaries(&job_type);
            let of_job = move |(id, summary)| JobSummary { job_type: job_type.clone(), id, summary };
            context.reply(summaries.map_ok(|all| all.into_iter().map(of_job).collect::<Vec<_>>()))
        }
        "summary" => context.reply(tasks.summary(&arguments.job(0, &context.zone))),
        "watch" => {
            let (job, options) = (arguments.job(0, &context.zone), arguments.options(1));
            let (interval, timeout) = (options.millis("intervalMs"), options.millis("timeoutMs"));
            context.each(tasks.watch(&job, TaskWatch { interval, timeout }))
        }
        _ => return unknown(call),
    })
}
