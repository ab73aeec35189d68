//! Loading: nothing for a second, then the shape of the content.

use core::time::Duration;

use dhis2_steward_dom::prelude::*;

use crate::format::{self, Instant};
use crate::i18n::tf;

/// Shows its content only after a second: most answers have arrived by then.
#[component]
pub fn Delayed(
    /// The content.
    children: ViewFn,
) -> View {
    let due = RwSignal::new(false);
    if let Ok(timer) = set_timeout_with_handle(move || due.set(true), Duration::from_secs(1)) {
        on_cleanup(move || timer.clear());
    }
    (move || due.get().then(|| children.run())).into_view()
}

/// When to start showing how long it has been loading, in milliseconds.
const LONG: u64 = 10_000;

/// Grey bars in the shape of rows, and after ten seconds the elapsed time.
#[component]
pub fn Skeleton(
    /// What is loading, for screen readers.
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
    let began = Instant::now();
    let elapsed = RwSignal::new(0);
    let tick = move || elapsed.set(Instant::now().since(began));
    if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || timer.clear());
    }
    let so_far = move || {
        let elapsed = elapsed.get();
        (elapsed >= LONG).then(|| {
            let text = tf("{{time}} so far", &[("time", &format::duration(elapsed))]);
            view! { <p class="card__body quiet number">{text}</p> }
        })
    };
    // The ticking time is outside the announced region.
    view! {
        <div class="card">
            <div class="card__body skeleton-rows skeleton--pulse" role="status" aria-busy="true" aria-label=label>
                {rows}
            </div>
            {so_far}
        </div>
    }
}
