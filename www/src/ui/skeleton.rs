//! Waiting: nothing for a second, then the shape of what comes.

use core::time::Duration;

use dhis2_steward_dom::prelude::*;

/// Shows what is inside only after a second: most answers are there by then.
#[component]
pub fn Delayed(
    /// What to show then.
    children: ViewFn,
) -> View {
    let due = RwSignal::new(false);
    if let Ok(timer) = set_timeout_with_handle(move || due.set(true), Duration::from_secs(1)) {
        on_cleanup(move || timer.clear());
    }
    (move || due.get().then(|| children.run())).into_view()
}

/// Grey bars in the shape of rows.
#[component]
pub fn Skeleton(
    /// What is loading, for the ear.
    #[prop(into)]
    label: Signal<String>,
    /// How many rows.
    rows: usize,
) -> View {
    let widths = ["52%", "38%", "61%", "44%", "57%"];
    let rows: Vec<_> = widths
        .into_iter()
        .cycle()
        .take(rows)
        .map(|width| {
            view! {
                <span class="skeleton-row">
                    <span class="skeleton skeleton--box"></span>
                    <span class="skeleton" style:--w=width></span>
                    <span class="skeleton skeleton--end"></span>
                </span>
            }
        })
        .collect();
    view! {
        <div class="card" role="status" aria-busy="true" aria-label=label>
            <div class="card__body skeleton-rows skeleton--pulse">{rows}</div>
        </div>
    }
}
