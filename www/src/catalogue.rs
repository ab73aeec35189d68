//! The catalogues of messages: files of the app, of which the first page waits for one, and the parts that load later for
//! another.

use std::cell::RefCell;
use std::mem;

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

use crate::{i18n, load};
use dhis2_steward_dom::prelude::*;

/// The catalogue of the parts that load later.
enum Rest {
    /// There is none, or it has been read.
    None,
    /// Its file, which nothing has needed yet.
    Known(String),
    /// It was requested.
    Requested { file: String, text: Promise },
}

thread_local! {
    static REST: RefCell<Rest> = const { RefCell::new(Rest::None) };
}

/// The messages of the first page in a locale, or else in its language, if the app has been translated.
pub async fn start(locale: &str) -> Option<String> {
    let list = document().query_selector("meta[name=steward-messages]").ok()??.get_attribute("content")?;
    let (start, rest) = i18n::catalogue_of(locale, &list)?.split_once(',')?;
    REST.replace(Rest::Known(rest.to_owned()));
    read(load::own_file(start)?).await
}

/// Waits until the messages of the parts that load later are there as well. Requests them at once.
///
/// If they cannot be read, these parts are in English until the next of them loads.
pub fn rest() -> impl Future<Output = ()> {
    let requested = REST.with_borrow_mut(|rest| {
        if let Rest::Known(file) = rest {
            let text = load::own_file(file);
            *rest = text.map_or(Rest::None, |text| Rest::Requested { file: mem::take(file), text });
        }
        match rest {
            Rest::Requested { text, .. } => Some(text.clone()),
            _ => None,
        }
    });
    async move {
        let Some(requested) = requested else { return };
        let text = read(requested).await;
        // Another part may have waited for the same file.
        let Rest::Requested { file, .. } = REST.replace(Rest::None) else { return };
        match text {
            Some(text) => i18n::add(&text),
            None => drop(REST.replace(Rest::Known(file))),
        }
    }
}

async fn read(text: Promise) -> Option<String> {
    JsFuture::from(text).await.ok()?.as_string()
}
