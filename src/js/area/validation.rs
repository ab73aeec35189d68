//! Validation.

use futures_util::TryStreamExt;

use super::{Call, unknown};
use crate::error::{Error, Result};
use crate::js::arguments::{Arguments, Options};
use crate::js::work::Reply;
use crate::model::{ExpressionContext, ResultDeletion, ResultFilter, ValidationRun};

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let validation = context.client.validation();
    Ok(match *operation {
        "run" => context.reply(validation.run(&run(&arguments.options(0))?)),
        "results" => {
            let options = arguments.options(0);
            let pages = validation.results(&filter(&options), options.page_size());
            context.each(pages.map_ok(|page| page.items))
        }
        "result" => context.reply(validation.result(arguments.count(0, RESULT))),
        "deleteResult" => context.reply(validation.delete_result(arguments.count(0, RESULT))),
        "deleteResults" => context.reply(validation.delete_results(&deletion(&arguments.options(0)))),
        "sendNotifications" => context.reply(validation.send_notifications()),
        "describe" => {
            let (expression, context_of) =
                (arguments.text(0, "The expression"), expression_context(arguments)?);
            context.reply(validation.describe(&expression, context_of))
        }
        _ => return unknown(call),
    })
}

const RESULT: &str = "The id of a result";

fn run(options: &Options) -> Result<ValidationRun> {
    let unit = options.needed("organisationUnit").parse()?;
    Ok(ValidationRun {
        group: options.uid("group"),
        max_results: options.number("maxResults"),
        notify: options.boolean("notify").unwrap_or_default(),
        persist: options.boolean("persist").unwrap_or_default(),
        ..ValidationRun::new(unit, options.dates()?)
    })
}

fn filter(options: &Options) -> ResultFilter {
    ResultFilter {
        organisation_units: options.uids("organisationUnits"),
        validation_rules: options.uids("validationRules"),
        periods: options.any_of("periods"),
        created_since: options.text("createdSince"),
    }
}

fn deletion(options: &Options) -> ResultDeletion {
    ResultDeletion {
        organisation_units: options.uids("organisationUnits"),
        validation_rules: options.uids("validationRules"),
        period: options.text("period"),
        created: options.text("created"),
        notification_sent: options.boolean("notificationSent"),
    }
}

fn expression_context(arguments: &Arguments) -> Result<ExpressionContext> {
    let name = arguments.text(1, "The context of an expression");
    ExpressionContext::from_name(&name).ok_or_else(|| {
        let names = ExpressionContext::ALL.map(ExpressionContext::as_str).join(", ");
        Error::invalid_argument(format!("Unknown context “{name}”. Contexts: {names}."))
    })
}
