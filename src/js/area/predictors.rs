//! Predictors.

use futures_util::StreamExt;

use super::{Call, unknown};
use crate::error::{Error, Result};
use crate::js::arguments::Options;
use crate::js::value::GroupOutcome;
use crate::js::work::Reply;
use crate::model::PredictorSelection;

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let predictors = context.client.predictors();
    Ok(match *operation {
        "list" => context.reply(predictors.list()),
        "groups" => context.reply(predictors.groups()),
        "run" => {
            let options = arguments.options(0);
            context.reply(predictors.run(selection(&options)?, &options.dates()?))
        }
        "start" => {
            let options = arguments.options(0);
            context.reply(predictors.start(selection(&options)?, &options.dates()?))
        }
        "outcome" => context.reply(predictors.outcome(&arguments.job(0, &context.zone))),
        "runGroups" => {
            let outcomes =
                predictors.run_groups(arguments.uids(0, "The groups"), &arguments.options(1).dates()?);
            context.each(outcomes.map(|(group, outcome)| Ok(GroupOutcome { group, outcome })))
        }
        _ => return unknown(call),
    })
}

fn selection(options: &Options) -> Result<PredictorSelection> {
    match (options.uid("predictor"), options.uid("group")) {
        (None, None) => Ok(PredictorSelection::All),
        (Some(predictor), None) => Ok(PredictorSelection::Predictor(predictor)),
        (None, Some(group)) => Ok(PredictorSelection::Group(group)),
        _ => Err(Error::invalid_argument("The options predictor and group cannot be combined.")),
    }
}
