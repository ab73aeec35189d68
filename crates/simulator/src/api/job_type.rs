//! `/api/jobConfigurations/jobTypes` and `…/jobTypesExtended`: the configurable job types and their parameters.

use serde_json::{Value, json};

use crate::Version;
use crate::job::parameter;

/// The types in the server's order, with the parameters of each.
pub(super) fn list(version: Version) -> Value {
    let describe = |kind| {
        let parameters: Vec<Value> =
            parameter::describe(version, kind).into_iter().map(|(_, one)| one).collect();
        // Any type may have either schedule, but old clients expect one for each.
        let schedule = if kind == "CONTINUOUS_ANALYTICS_TABLE" { "FIXED_DELAY" } else { "CRON" };
        json!({
            "name": parameter::label(kind), "jobType": kind, "schedulingType": schedule,
            "jobParameters": parameters
        })
    };
    json!({ "jobTypes": parameter::definable(version).map(describe).collect::<Vec<_>>() })
}

/// The parameters of each type, by their names.
pub(super) fn extended(version: Version) -> Value {
    parameter::definable(version)
        .map(|kind| (kind.to_owned(), Value::Object(parameter::describe(version, kind))))
        .collect()
}
