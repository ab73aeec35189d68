//! Data: summaries, usage and min-max values.

use super::{Call, unknown};
use crate::error::{Error, Result};
use crate::js::arguments::{Arguments, Options};
use crate::js::work::Reply;
use crate::model::{Uid, UsageInterval};

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let data = context.client.data();
    Ok(match *operation {
        "summary" => context.reply(data.summary()),
        "metrics" => context.reply(data.metrics()),
        "objectCounts" => context.reply(data.object_counts()),
        "usage" => {
            let options = arguments.options(0);
            context.reply(data.usage(&options.dates()?, interval(&options)?))
        }
        "generateMinMax" => {
            let (unit, data_sets) = unit_and_data_sets(arguments);
            context.reply(data.generate_min_max(unit, &data_sets))
        }
        "removeMinMax" => {
            let (unit, data_sets) = unit_and_data_sets(arguments);
            context.reply(data.remove_min_max(unit, &data_sets))
        }
        _ => return unknown(call),
    })
}

fn interval(options: &Options) -> Result<UsageInterval> {
    UsageInterval::from_name(&options.needed("interval")).ok_or_else(|| {
        let names = UsageInterval::ALL.map(UsageInterval::as_str).join(", ");
        Error::invalid_argument(format!("The option interval must be one of: {names}."))
    })
}

fn unit_and_data_sets(arguments: &Arguments) -> (Uid, Vec<Uid>) {
    (arguments.uid(0, "The organisation unit"), arguments.uids(1, "The data sets"))
}
