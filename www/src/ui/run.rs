//! A run that goes on: how far it is, and a way to stop it.

use dhis2_steward_dom::prelude::*;

use super::button::{Button, ButtonKind};
use super::progress::{Done, ProgressBar};
use crate::i18n::t;

/// The box of a run that goes on.
#[component]
pub fn RunBox(
    /// How it stands.
    #[prop(into)]
    title: Signal<String>,
    /// What else is good to know, beside the title.
    #[prop(into)]
    facts: ViewFn,
    /// Whether somebody has asked to stop it.
    #[prop(into)]
    is_stopping: Signal<bool>,
    /// Asks to stop it.
    #[prop(into)]
    on_stop: Callback<()>,
    /// How far it has come.
    #[prop(into)]
    done: Signal<Done>,
    /// What stands below.
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
