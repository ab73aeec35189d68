//! What pages say of a run while the server cannot be seen: when it is tried again, and a way to do it now.

use dhis2_steward::Error;
use dhis2_steward::client::Pause;
use dhis2_steward_dom::prelude::*;

use crate::context::App;
use crate::format::{self, Instant};
use crate::i18n::{t, tf, tn};
use crate::ui::{LinkButton, Notice, Tone};
use crate::words;

/// The server was seen last at some time, and is asked again when the pause has ended.
pub fn lost_sight(app: App, seen: Instant, error: &Error, pause: Pause) -> View {
    let title = tf("The server has not been seen since {{time}}", &[("time", &format::time(seen))]);
    let server =
        words::servers_words(error).map(|words| view! { <code class="server" dir="ltr">{words}</code> });
    let until = pause.clone();
    let next = move || {
        // The clock ticks in whole seconds.
        let left = until.until().map(|until| ((until - app.clock.now().0) / 1000.0).ceil().max(0.0) as usize);
        match left {
            Some(left) if left > 0 => {
                tn("The next try is in {{count}} second.", "The next try is in {{count}} seconds.", left, &[])
            }
            _ => t("It is tried now.").into(),
        }
    };
    view! {
        <Notice tone=Tone::Unknown title=title>
            <p>
                {t("The run goes on there. What you see is from the last answer.")} " "
                <span class="number">{next}</span>
            </p>
            {server}
            <p class="notice__actions">
                <LinkButton label=t("Try now") on_press=move || pause.end() />
            </p>
        </Notice>
    }
}
