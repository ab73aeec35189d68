//! Organisation units.

use super::{Call, unknown};
use crate::error::{Error, Result};
use crate::js::work::Reply;

/// The default maximum number of results.
const LIMIT: u32 = 50;

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let units = context.client.organisation_units();
    Ok(match *operation {
        "ofLevel" => {
            let level = u16::try_from(arguments.count(0, "The level"));
            let level = level.map_err(|_| Error::invalid_argument("The level is too large."))?;
            context.reply(units.of_level(level))
        }
        "ofGroup" => context.reply(units.of_group(arguments.uid(0, "The group"))),
        "children" => context.reply(units.children(arguments.uid(0, "The organisation unit"))),
        "search" => {
            let limit = arguments.options(1).number("limit").unwrap_or(LIMIT);
            context.reply(units.search(&arguments.text(0, "The text"), limit))
        }
        "levels" => context.reply(units.levels()),
        "groups" => context.reply(units.groups()),
        _ => return unknown(call),
    })
}
