//! Maintenance.

use futures_util::{StreamExt, TryStreamExt, stream};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::arguments::{text, text_list};
use super::context::Context;
use super::iteration::{Iteration, iterate};
use super::promise::promise;
use super::value::plan_step;
use crate::error::{Error, Result};
use crate::model::Operation;

/// What can be done to clean up.
#[wasm_bindgen]
pub struct MaintenanceApi {
    context: Context,
}

impl MaintenanceApi {
    pub(super) fn new(context: Context) -> Self {
        Self { context }
    }

    fn act(&self, operation: Result<Operation>, options: &JsValue) -> Promise {
        let context = self.context.clone();
        promise(options, async move {
            context.client.maintenance().run(operation?).await?;
            Ok(JsValue::UNDEFINED)
        })
    }
}

#[wasm_bindgen]
impl MaintenanceApi {
    /// Carries out one operation.
    pub fn run(&self, operation: JsValue, options: JsValue) -> Promise {
        let operation = text(&operation, "The operation").and_then(|name| named(&name));
        self.act(operation, &options)
    }

    /// Carries out operations one after the other.
    pub fn plan(&self, operations: JsValue, options: JsValue) -> Iteration {
        let context = self.context.clone();
        iterate(&options, |_| {
            let operations = text_list(&operations, "The operations")
                .and_then(|names| names.iter().map(|name| named(name)).collect::<Result<Vec<_>>>());
            let steps = operations.map(|operations| context.client.maintenance().plan(operations).map(Ok));
            stream::iter([steps]).try_flatten().map(|step| Ok(plan_step(&step?)))
        })
    }
}

fn named(name: &str) -> Result<Operation> {
    Operation::from_name(name).ok_or_else(|| {
        let names = Operation::ALL.map(Operation::as_str).join(", ");
        Error::invalid_argument(format!("There is no operation “{name}”. There are: {names}."))
    })
}

/// A method for each operation, under the operation's own name.
macro_rules! operations {
    ($( $operation:ident $method:ident $name:tt, )*) => {
        #[wasm_bindgen]
        impl MaintenanceApi {$(
            /// Carries out this operation.
            #[wasm_bindgen(js_name = $name)]
            pub fn $method(&self, options: JsValue) -> Promise {
                self.act(Ok(Operation::$operation), &options)
            }
        )*}
    };
}

operations! {
    RemoveSoftDeletedDataValues remove_soft_deleted_data_values removeSoftDeletedDataValues,
    RemoveSoftDeletedRelationships remove_soft_deleted_relationships removeSoftDeletedRelationships,
    RemoveSoftDeletedEvents remove_soft_deleted_events removeSoftDeletedEvents,
    RemoveSoftDeletedEnrollments remove_soft_deleted_enrollments removeSoftDeletedEnrollments,
    RemoveSoftDeletedTrackedEntities remove_soft_deleted_tracked_entities removeSoftDeletedTrackedEntities,
    RemoveZeroDataValues remove_zero_data_values removeZeroDataValues,
    PrunePeriods prune_periods prunePeriods,
    ClearExpiredInvitations clear_expired_invitations clearExpiredInvitations,
    UpdateOrganisationUnitPaths update_organisation_unit_paths updateOrganisationUnitPaths,
    UpdateCategoryOptionCombos update_category_option_combos updateCategoryOptionCombos,
    ClearAnalyticsTables clear_analytics_tables clearAnalyticsTables,
    AnalyzeAnalyticsTables analyze_analytics_tables analyzeAnalyticsTables,
    DropSqlViews drop_sql_views dropSqlViews,
    CreateSqlViews create_sql_views createSqlViews,
    ClearCache clear_cache clearCache,
    ReloadApps reload_apps reloadApps,
}
