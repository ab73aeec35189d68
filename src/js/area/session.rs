//! Pings, and any other request.

use futures_util::FutureExt;
use js_sys::{Array, Uint8Array};

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
                let bytes = Uint8Array::from(answer.bytes.as_slice());
                Array::of3(&answer.status.into(), &answer.media_type.into(), &bytes).into()
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
        let value = written(&value).ok_or_else(|| {
            Error::invalid_argument(format!(
                "The query parameter {name} must be a string, a number, true or false."
            ))
        })?;
        request = request.query(&name, value);
    }
    if let Some(media_type) = options.text("accept") {
        request = request.accept(media_type);
    }
    Ok(match options.json("body") {
        Some(body) => request.json(body.into_bytes()),
        None => request,
    })
}

fn method(name: Option<&str>) -> Result<Method> {
    let Some(name) = name else { return Ok(Method::Get) };
    Method::ALL.into_iter().find(|method| method.as_str() == name).ok_or_else(|| {
        Error::invalid_argument(
            "The option method must be \"GET\", \"HEAD\", \"OPTIONS\", \"POST\", \"PUT\", \"PATCH\" or \"DELETE\".",
        )
    })
}
