//! Maintenance.

use futures_util::{StreamExt, TryStreamExt, stream};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::arguments::{text, text_list};
use super::context::Context;
use super::iteration::{Iteration, iterate};
use super::promise::promise;
use super::value::{list, plan_step};
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
}

#[wasm_bindgen]
impl MaintenanceApi {
    /// Carries out one operation.
    pub fn run(&self, operation: JsValue, options: JsValue) -> Promise {
        let context = self.context.clone();
        promise(&options, async move {
            let operation = named(&text(&operation, "The operation")?)?;
            context.client.maintenance().run(operation).await?;
            Ok(JsValue::UNDEFINED)
        })
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

/// The names of all operations: the package makes a method of each.
#[wasm_bindgen]
pub fn operations() -> JsValue {
    list(Operation::ALL.iter().map(|operation| operation.as_str().into()))
}
