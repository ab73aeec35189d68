//! Maintenance.

use futures_util::StreamExt;

use super::{Call, unknown};
use crate::domain::plan::Plan;
use crate::error::{Error, Result};
use crate::js::work::Reply;
use crate::model::Operation;

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let maintenance = context.client.maintenance();
    Ok(match *operation {
        "run" => {
            let operation = named(&arguments.text(0, "The operation"))?;
            context.reply(maintenance.run(operation))
        }
        "pruneOrganisationUnit" => {
            context.reply(maintenance.prune_organisation_unit(arguments.uid(0, "The organisation unit")))
        }
        "pruneDataElement" => {
            context.reply(maintenance.prune_data_element(arguments.uid(0, "The data element")))
        }
        "plan" => {
            let names = arguments.texts(0, "The operations");
            let operations = names.iter().map(|name| named(name)).collect::<Result<Vec<_>>>()?;
            let plan = Plan::new(operations.iter().copied());
            let order: Vec<_> = plan.steps().iter().map(|step| step.operation.as_str().to_owned()).collect();
            // First the order, by which JavaScript knows what is running.
            context.at_once(&order).chain(context.each(maintenance.plan(operations).map(Ok))).boxed_local()
        }
        _ => return unknown(call),
    })
}

fn named(name: &str) -> Result<Operation> {
    Operation::from_name(name).ok_or_else(|| {
        let names = Operation::ALL.map(Operation::as_str).join(", ");
        Error::invalid_argument(format!("Unknown operation “{name}”. Operations: {names}."))
    })
}
