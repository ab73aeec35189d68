//! Analytics and resource tables.

use super::{Call, unknown};
use crate::error::Result;
use crate::js::arguments::Options;
use crate::js::work::Reply;
use crate::model::AnalyticsOptions;

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    let Call { context, operation, arguments } = call;
    let tables = context.client.tables();
    Ok(match *operation {
        "updateResourceTables" => context.reply(tables.update_resource_tables()),
        "updateAnalytics" => context.reply(tables.update_analytics(&analytics(&arguments.options(0)))),
        "updateMonitoring" => context.reply(tables.update_monitoring()),
        "status" => context.reply(tables.status()),
        _ => return unknown(call),
    })
}

fn analytics(options: &Options) -> AnalyticsOptions {
    let skips = |name| options.boolean(name).unwrap_or_default();
    AnalyticsOptions {
        last_years: options.number("lastYears"),
        skip_resource_tables: skips("skipResourceTables"),
        skip_aggregate: skips("skipAggregate"),
        skip_events: skips("skipEvents"),
        skip_enrollment: skips("skipEnrollment"),
        skip_org_unit_ownership: skips("skipOrgUnitOwnership"),
        skip_tracked_entities: skips("skipTrackedEntities"),
        skip_validation_result: skips("skipValidationResult"),
        skip_outliers: skips("skipOutliers"),
    }
}
