//! Periods, computed without the server.

use super::{Call, unknown};
use crate::domain::period::{Period, PeriodType, require_iso_calendar};
use crate::error::{Error, Result};
use crate::js::arguments::Arguments;
use crate::js::work::Reply;
use crate::model::Date;

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    context.client.server().calendar.as_deref().map_or(Ok(()), require_iso_calendar)?;
    Ok(match *operation {
        "describe" => context.at_once(&arguments.text(0, "The period").parse::<Period>()?),
        "containing" => {
            let day: Date = arguments.text(1, "The day").parse()?;
            context.at_once(&period_type(arguments)?.containing(day))
        }
        "generate" => {
            let dates = arguments.options(1).dates()?;
            let periods = period_type(arguments)?.between(dates.start().parse()?, dates.end().parse()?);
            context.at_once(&periods.collect::<Vec<_>>())
        }
        "ofYear" => {
            let year = u16::try_from(arguments.count(1, "The year"));
            let year = year.map_err(|_| Error::invalid_argument("The year is too large."))?;
            context.at_once(&period_type(arguments)?.of_year(year.into()).collect::<Vec<_>>())
        }
        _ => return unknown(call),
    })
}

fn period_type(arguments: &Arguments) -> Result<PeriodType> {
    arguments.text(0, "The type of the periods").parse()
}
