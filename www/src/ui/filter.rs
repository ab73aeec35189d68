//! Selects: a filter in a toolbar, and a field with a label.
//!
//! Both use the browser's `select`, with its keyboard support, reading direction and sheet on phones.

use dhis2_steward_dom::prelude::*;

use super::icon::{Size, icon, unique};
use crate::i18n::tf;

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its value; empty for "all".
    pub value: String,
    /// Its label.
    pub label: String,
}

impl Choice {
    /// An option.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

fn options(choices: Signal<Vec<Choice>>, chosen: Signal<String>) -> View {
    view! {
        {each(
            move || choices.get(),
            |choice| format!("{}\n{}", choice.value, choice.label),
            move |choice| {
                let value = choice.value.clone();
                let selected = move || chosen.with(|chosen| *chosen == value);
                view! {
                    <option value=choice.value prop:selected=selected>
                        {choice.label}
                    </option>
                }
            },
        )}
    }
}

/// A round button that says `Section: all` and opens the options; if set, it has a button to clear it.
#[component]
pub fn Filter(
    /// The label, such as "Section".
    #[prop(into)]
    label: Signal<String>,
    /// The options; the first has the empty value, unless one is always chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The chosen value.
    #[prop(into)]
    chosen: Signal<String>,
    /// The label of the button that clears it; without it, the filter always has a value and is never shown as set.
    #[prop(optional)]
    unset: Option<&'static str>,
    /// Called with the chosen value.
    #[prop(into)]
    on_choose: Callback<String>,
) -> View {
    let set = move || unset.filter(|_| chosen.with(|chosen| !chosen.is_empty()));
    let shown = move || {
        let chosen = chosen.get();
        let label_of = |choices: &Vec<Choice>| {
            choices.iter().find(|choice| choice.value == chosen).map(|choice| choice.label.clone())
        };
        // A value from the address that is not offered is shown as it is.
        let shown = choices.with(label_of).unwrap_or(chosen);
        tf("{{label}}: {{value}}", &[("label", &label.get()), ("value", &shown)])
    };
    view! {
        <span class="filter" class:filter--set=move || set().is_some()>
            <span class="filter__choice">
                <span aria-hidden="true">{shown}</span>
                {move || set().is_none().then(|| icon("down", Size::Small))}
                <select
                    class="filter__select"
                    aria-label=label
                    on:change=move |event| on_choose.run(event_target_value(&event))
                >
                    {options(choices, chosen)}
                </select>
            </span>
            {move || {
                set().map(|unset| {
                    view! {
                        <button
                            class="filter__unset"
                            type="button"
                            aria-label=unset
                            title=unset
                            on:click=move |_| on_choose.run(String::new())
                        >
                            {icon("cross", Size::Small)}
                        </button>
                    }
                })
            }}
        </span>
    }
}

/// A select with its label above it.
#[component]
pub fn Select(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The options.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The chosen value.
    #[prop(into)]
    chosen: Signal<String>,
    /// Called with the chosen value.
    #[prop(into)]
    on_choose: Callback<String>,
) -> View {
    let id = unique("select");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {label}
            </label>
            <select
                class="select"
                id=id
                data-test="dhis2-uicore-select-input"
                on:change=move |event| on_choose.run(event_target_value(&event))
            >
                {options(choices, chosen)}
            </select>
        </div>
    }
}
