//! Pings, and any other request.

use std::borrow::Cow;

use futures_util::FutureExt;
use js_sys::{Array, Reflect, Symbol, Uint8Array};
use wasm_bindgen::JsCast;

use super::{Call, unknown};
use crate::error::{Error, Result};
use crate::js::arguments::{Options, written};
use crate::js::work::{Reply, once};
use crate::protocol::{Method, Request};

pub(super) fn perform(call: &Call<'_>) -> Result<Reply> {
    match call.operation {
        "ping" => Ok(call.context.reply(call.context.client.ping())),
        "request" => {
            let request = read(&call.arguments.options(0))?;
            let answered = call.context.client.request(&request).map_ok(|answer| {
                let headers: Array = answer.headers.iter().map(pair).collect();
                let bytes = Uint8Array::from(answer.bytes.as_slice());
                Array::of4(&answer.status.into(), &answer.media_type.into(), &headers, &bytes).into()
            });
            Ok(once(answered.boxed_local()))
        }
        _ => unknown(call),
    }
}

/// The request that the options describe.
fn read(options: &Options) -> Result<Request> {
    let path = options.text("path");
    let path = path
        .ok_or_else(|| Error::invalid_argument("The option path is required, such as /api/system/info."))?;
    let mut request = Request::new(method(options.text("method").as_deref())?, path);
    for (name, value) in options.options("query").iter().flat_map(Options::entries) {
        let values = if Array::is_array(&value) { Array::from(&value) } else { Array::of1(&value) };
        if values.length() == 0 {
            return Err(Error::invalid_argument(format!(
                "The query parameter {name} must have a value; omit it instead."
            )));
        }
        for value in values {
            let value = written(&value).ok_or_else(|| {
                Error::invalid_argument(format!(
                    "The query parameter {name} must be a string, a number, true, false, or an array of these."
                ))
            })?;
            request = request.query(&name, value);
        }
    }
    if let Some(media_type) = options.text("accept") {
        request = request.accept(media_type);
    }
    if options.boolean("acts") == Some(true) {
        request = request.acting();
    }
    Ok(match body(options)? {
        Some((content_type, bytes)) => request.with_body(content_type, bytes),
        None => request,
    })
}

/// The media type and the bytes of the body: a string or bytes of a given type as they are, and anything else as JSON.
fn body(options: &Options) -> Result<Option<(Cow<'static, str>, Vec<u8>)>> {
    let (body, content_type) = (options.get("body"), options.text("contentType"));
    let unsendable = |what| Err(Error::invalid_argument(what));
    if body.is_undefined() {
        return match content_type {
            Some(_) => unsendable("The option contentType needs a body."),
            None => Ok(None),
        };
    }
    // Of what else has such a name, such as `FormData` or `Map`, JSON says nothing.
    let class = Reflect::get(&body, &Symbol::to_string_tag()).ok().and_then(|class| class.as_string());
    let bytes = match (&content_type, body.as_string(), class.as_deref()) {
        (Some(_), Some(text), _) => text.into_bytes(),
        (Some(_), None, Some("Uint8Array")) => body.unchecked_ref::<Uint8Array>().to_vec(),
        (_, None, Some(_)) if !Reflect::has(&body, &"toJSON".into()).unwrap_or_default() => {
            return unsendable(
                "The option body must be something that JSON can express, or a string or a Uint8Array with a contentType.",
            );
        }
        _ => options.json("body").unwrap_or_default().into_bytes(),
    };
    Ok(Some((content_type.map_or(Cow::Borrowed("application/json"), Cow::Owned), bytes)))
}

fn pair((name, value): &(String, String)) -> Array {
    Array::of2(&name.into(), &value.into())
}

fn method(name: Option<&str>) -> Result<Method> {
    let Some(name) = name else { return Ok(Method::Get) };
    Method::ALL.into_iter().find(|method| method.as_str() == name).ok_or_else(|| {
        Error::invalid_argument(
            "The option method must be \"GET\", \"HEAD\", \"OPTIONS\", \"POST\", \"PUT\", \"PATCH\" or \"DELETE\".",
        )
    })
}
