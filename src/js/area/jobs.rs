//! Jobs.

use super::{Call, unknown};
use crate::error::Result;
use crate::js::work::Reply;

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let jobs = context.client.jobs();
    Ok(match *operation {
        "get" => context.reply(jobs.get(arguments.job_id(0, &context.zone))),
        "progress" => context.reply(jobs.progress(arguments.job_id(0, &context.zone))),
        "cancel" => context.reply(jobs.cancel(arguments.job_id(0, &context.zone))),
        "watch" => {
            // JavaScript ends the iteration.
            arguments.options(1).millis("timeoutMs");
            context.each(jobs.watch(&arguments.job(0, &context.zone)))
        }
        "completion" => {
            let timeout = arguments.options(1).millis("timeoutMs");
            context.outcome(jobs.completion(&arguments.job(0, &context.zone), timeout))
        }
        "execute" => context.outcome(jobs.execute(arguments.job_id(0, &context.zone))),
        "enable" => context.reply(jobs.enable(arguments.job_id(0, &context.zone))),
        "disable" => context.reply(jobs.disable(arguments.job_id(0, &context.zone))),
        "revert" => context.reply(jobs.revert(arguments.job_id(0, &context.zone))),
        "errors" => context.reply(jobs.errors(arguments.job_id(0, &context.zone))),
        "allErrors" => context.reply(jobs.all_errors(arguments.options(0).job_type().as_ref())),
        "cancelType" => context.reply(jobs.cancel_type(&arguments.job_type(0))),
        "clean" => context.reply(jobs.clean(arguments.count(0, "The minutes"))),
        "runningOf" => context.reply(jobs.running_of(arguments.uid(0, "The user"))),
        "running" => context.reply(jobs.running()),
        "findRunning" => context.reply(jobs.find_running(&arguments.job_type(0))),
        _ => return unknown(call),
    })
}
