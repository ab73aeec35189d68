//! Checkboxes.

use dhis2_steward_dom::prelude::*;

/// The state of a checkbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tick {
    /// Unchecked.
    #[default]
    Off,
    /// Checked.
    On,
    /// Mixed: some of what it covers is checked.
    Mixed,
}

/// A change of a checkbox by the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticked {
    /// Whether it is checked now.
    pub on: bool,
    /// Whether Shift was held: extends the range from the last one.
    pub range: bool,
}

/// A checkbox without a visible label, which is in its row.
#[component]
pub fn Checkbox(
    /// Its label for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// Its state.
    #[prop(into)]
    tick: Signal<Tick>,
    /// Called on every change.
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
                // Browsers do not pass Shift on from the keyboard to the resulting click.
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
