//! Any other request, from what a caller gave.

use js_sys::Number;
use wasm_bindgen::{JsCast, JsValue};

use super::arguments::Options;
use crate::error::{Error, Result};
use crate::protocol::{Method, Request};

/// The request that the options describe.
pub(super) fn read(options: &Options) -> Result<Request> {
    let path = options.text("path")?;
    let path =
        path.ok_or_else(|| Error::invalid_argument("The option path is needed, such as /api/system/info."))?;
    let mut request = Request::new(method(options.text("method")?.as_deref())?, path);
    for (name, value) in options.options("query")?.iter().flat_map(Options::entries) {
        request = request.query(&name, parameter(&name, &value)?);
    }
    Ok(match options.json("body")? {
        Some(body) => request.json(body.into_bytes()),
        None => request,
    })
}

fn method(name: Option<&str>) -> Result<Method> {
    let methods = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
    let Some(name) = name else { return Ok(Method::Get) };
    methods.into_iter().find(|method| method.as_str() == name).ok_or_else(|| {
        Error::invalid_argument(
            "The option method must be \"GET\", \"POST\", \"PUT\", \"PATCH\" or \"DELETE\".",
        )
    })
}

fn parameter(name: &str, value: &JsValue) -> Result<String> {
    let boolean = || value.as_bool().map(|value| value.to_string());
    // JavaScript writes its numbers itself; Rust's way of writing them would make the module larger.
    let number = || {
        value.dyn_ref::<Number>().and_then(|number| number.to_string_with_radix(10).ok()).map(String::from)
    };
    value.as_string().or_else(boolean).or_else(number).ok_or_else(|| {
        Error::invalid_argument(format!(
            "The query parameter {name} must be a string, a number, true or false."
        ))
    })
}
