//! Boxes to tick.

use dhis2_steward_dom::prelude::*;

/// How a box is ticked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tick {
    /// Not at all.
    #[default]
    Off,
    /// Wholly.
    On,
    /// In part: some of what stands below it.
    Mixed,
}

/// What a person did with a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticked {
    /// Whether it is ticked now.
    pub on: bool,
    /// Whether Shift was held: everything since the last one is meant.
    pub range: bool,
}

/// A box without visible words; they stand in the row it belongs to.
#[component]
pub fn Checkbox(
    /// What is ticked, for the ear.
    #[prop(into)]
    label: Signal<String>,
    /// How it is ticked.
    #[prop(into)]
    tick: Signal<Tick>,
    /// Told of every change.
    #[prop(into)]
    on_tick: Callback<Ticked>,
) -> View {
    let shift = StoredValue::new(false);
    view! {
        <input
            class="checkbox"
            type="checkbox"
            data-test="dhis2-uicore-checkbox"
            aria-label=label
            prop:checked=move || tick.get() == Tick::On
            prop:indeterminate=move || tick.get() == Tick::Mixed
            on:click=move |event| shift.set_value(event.shift_key())
            on:keydown=move |event| {
                // Browsers do not hand Shift on from the keyboard to the click that follows.
                if event.key() == " " && event.shift_key() {
                    event.prevent_default();
                    on_tick.run(Ticked { on: tick.get_untracked() != Tick::On, range: true });
                }
            }
            on:change=move |event| {
                on_tick.run(Ticked { on: event_target_checked(&event), range: shift.get_value() });
            }
        />
    }
}
