//! Lock exceptions.

use futures_util::{StreamExt, TryStreamExt};

use super::{Call, unknown};
use crate::error::Result;
use crate::js::work::Reply;
use crate::model::LockFilter;

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let exceptions = context.client.lock_exceptions();
    Ok(match *operation {
        "list" => {
            let options = arguments.options(0);
            let filter = LockFilter {
                organisation_unit: options.uid("organisationUnit"),
                data_set: options.uid("dataSet"),
                period: options.text("period"),
            };
            let pages = exceptions.list(&filter, options.page_size());
            context.each(pages.map_ok(|page| page.items))
        }
        "combinations" => context.reply(exceptions.combinations()),
        "add" => {
            let units = arguments.distinct_uids(0, "The organisation units");
            let additions = exceptions.add(&units, arguments.uid(1, DATA_SET), &arguments.text(2, PERIOD))?;
            context.each(additions.map(Ok))
        }
        "remove" => {
            let unit = arguments.uid(0, "The organisation unit");
            context.reply(exceptions.remove(unit, arguments.uid(1, DATA_SET), &arguments.text(2, PERIOD)))
        }
        "removeAll" => {
            context.reply(exceptions.remove_all(arguments.uid(0, DATA_SET), &arguments.text(1, PERIOD)))
        }
        _ => return unknown(call),
    })
}

const DATA_SET: &str = "The data set";
const PERIOD: &str = "The period";
