//! Category option combinations.

use super::{Call, unknown};
use crate::error::Result;
use crate::js::work::Reply;

const COMBO: &str = "The category combination";

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let combos = context.client.category_option_combos();
    Ok(match *operation {
        "updateAll" => context.reply(combos.update_all()),
        "update" => context.reply(combos.update(arguments.uid(0, COMBO))),
        "counts" => context.reply(combos.counts(arguments.uid(0, COMBO))),
        "allCounts" => context.reply(combos.all_counts()),
        "settling" => {
            let timeout = arguments.options(1).millis("timeoutMs");
            context.each(combos.settling(arguments.uid(0, COMBO), timeout))
        }
        "settled" => {
            let timeout = arguments.options(1).millis("timeoutMs");
            context.outcome(combos.settled(arguments.uid(0, COMBO), timeout))
        }
        _ => return unknown(call),
    })
}
