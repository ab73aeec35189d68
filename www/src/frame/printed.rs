//! The line at the top of a printed page: which server the page is from, and its time.

use dhis2_steward_dom::prelude::*;

use crate::context::App;
use crate::format;
use crate::i18n::tf;

/// The server's name and address, and the time from which relative times on the page count.
pub fn printed() -> View {
    let app = App::here();
    let client = app.client();
    let name = client.server().system_name.clone().unwrap_or_else(|| "DHIS2".into());
    let address = client.base_url().to_string();
    let time = move || {
        let now = format::exact(app.clock.now());
        tf("As of {{time}}", &[("time", &now)])
    };
    view! {
        <p class="printed">
            <b dir="auto">{name}</b>
            <code dir="ltr">{address}</code>
            <span>{time}</span>
        </p>
    }
}
