//! Choosing one of several: a filter in a toolbar, and a field with a label.
//!
//! Both are the browser's own `select`: it brings the keyboard, the reading direction and the sheet on phones.

use dhis2_steward_dom::prelude::*;

use super::icon::{Size, icon, unique};
use crate::i18n::tf;

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is told when it is chosen; empty for "all".
    pub value: String,
    /// What is shown.
    pub label: String,
}

impl Choice {
    /// A choice.
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

/// A round button that says `Section: all` and opens the choices; set to something, it has a cross to unset it.
#[component]
pub fn Filter(
    /// What is chosen, such as "Section".
    #[prop(into)]
    label: Signal<String>,
    /// The choices; the first one has the empty value, unless there is always one chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The value that is chosen.
    #[prop(into)]
    chosen: Signal<String>,
    /// What unsetting is called; without it, the filter always has a value and is never shown as set.
    #[prop(optional)]
    unset: Option<&'static str>,
    /// Told the value that is chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> View {
    let set = move || unset.filter(|_| chosen.with(|chosen| !chosen.is_empty()));
    let shown = move || {
        let chosen = chosen.get();
        let chosen = choices.with(|choices| {
            choices.iter().find(|choice| choice.value == chosen).map(|choice| choice.label.clone())
        });
        tf("{{label}}: {{value}}", &[("label", &label.get()), ("value", &chosen.unwrap_or_default())])
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

/// A field to choose one of several, with its label above it.
#[component]
pub fn Select(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// The choices.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The value that is chosen.
    #[prop(into)]
    chosen: Signal<String>,
    /// Told the value that is chosen.
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
