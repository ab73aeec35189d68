//! Progress.

use dhis2_steward_dom::prelude::*;

/// How far something has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Done {
    /// A percentage.
    Percent(u8),
    /// In progress, but nothing has been counted yet.
    NotCounted,
    /// Unknown: it is still being followed.
    Unknown,
}

/// A progress bar; the same is always said in text beside it.
#[component]
pub fn ProgressBar(
    /// Its label for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The progress.
    #[prop(into)]
    done: Signal<Done>,
    /// 4 instead of 6 px.
    #[prop(optional)]
    thin: bool,
) -> View {
    let percent = move || match done.get() {
        Done::Percent(percent) => Some(percent.min(100).to_string()),
        Done::NotCounted | Done::Unknown => None,
    };
    view! {
        <span
            class="progress"
            class:progress--thin=thin
            class:progress--indeterminate=move || done.get() == Done::NotCounted
            class:progress--unknown=move || done.get() == Done::Unknown
            role="progressbar"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=percent
        >
            <span class="progress__fill" style:--done=move || percent().unwrap_or_else(|| "0".into())></span>
        </span>
    }
}
