//! A run in progress: its state, and a button to stop it.

use dhis2_steward_dom::prelude::*;

use super::button::{Button, ButtonKind};
use super::progress::{Done, ProgressBar};
use crate::i18n::t;

/// The box of a run in progress.
#[component]
pub fn RunBox(
    /// Its state.
    #[prop(into)]
    title: Signal<String>,
    /// More facts, beside the title.
    #[prop(into)]
    facts: ViewFn,
    /// Whether a stop was requested.
    #[prop(into)]
    is_stopping: Signal<bool>,
    /// Requests a stop.
    #[prop(into)]
    on_stop: Callback<()>,
    /// The progress.
    #[prop(into)]
    done: Signal<Done>,
    /// The content below.
    #[prop(optional)]
    children: ViewFn,
) -> View {
    let stop = move || if is_stopping.get() { t("Stopping") } else { t("Stop the run") }.to_owned();
    view! {
        <section class="run" aria-label=t("Run in progress") data-test="steward-run">
            <div class="run__line">
                <span class="run__title number">{title}</span>
                {facts.run()}
                <span class="run__end">
                    <Button
                        label=stop
                        kind=ButtonKind::Danger
                        icon="stop"
                        small=true
                        busy=is_stopping
                        on_press=on_stop
                    />
                </span>
            </div>
            <ProgressBar label=title done=done />
            {children.run()}
        </section>
    }
}
