//! Buttons.

use dhis2_steward_dom::prelude::*;

use super::icon::{Size, icon};
use super::mark::spinner;

/// The role of a button.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The primary action.
    Primary,
    /// Anything else.
    #[default]
    Secondary,
    /// Deletes permanently.
    Destructive,
    /// Stops or removes; quiet red.
    Danger,
    /// Text alone.
    Plain,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Secondary => "button button--secondary",
            Self::Destructive => "button button--destructive",
            Self::Danger => "button button--danger",
            Self::Plain => "button button--plain",
        }
    }
}

/// A button with a label.
///
/// While `busy`, it shows a spinner; with a reason in `why` it is disabled but focusable, and shows the reason.
#[component]
pub fn Button(
    /// The verb and its object.
    #[prop(into)]
    label: Signal<String>,
    /// Its role.
    #[prop(optional)]
    kind: ButtonKind,
    /// The icon before the label.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// 28 instead of 36 px.
    #[prop(optional)]
    small: bool,
    /// Whether its action is in progress.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it is disabled.
    #[prop(optional, into)]
    why: Signal<Option<String>>,
    /// Its action.
    #[prop(into)]
    on_press: Callback<()>,
) -> View {
    let off = Memo::new(move || busy.get() || why.with(Option::is_some));
    let reason = StoredValue::new(super::icon::unique("why"));
    let mut class = kind.class().to_owned();
    if small {
        class.push_str(" button--small");
    }
    let press = move |_| {
        if !off.get_untracked() {
            on_press.run(());
        }
    };
    view! {
        <button
            class=class
            type="button"
            data-test="dhis2-uicore-button"
            aria-disabled=move || off.get().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            aria-describedby=move || why.with(Option::is_some).then(|| reason.get_value())
            on:click=press
        >
            {move || if busy.get() { Some(spinner()) } else { icon.map(|name| self::icon(name, Size::Small)) }}
            {label}
        </button>
        {move || why.get().map(|why| view! { <span class="button__why" id=reason.get_value()>{why}</span> })}
    }
}

/// An icon button; its label is read out and shown as a tooltip.
#[component]
pub fn IconButton(
    /// The verb and its object.
    #[prop(into)]
    label: Signal<String>,
    /// The icon.
    icon: &'static str,
    /// Its action.
    #[prop(into)]
    on_press: Callback<()>,
) -> View {
    view! {
        <button
            class="button button--plain button--small button--icon"
            type="button"
            data-test="dhis2-uicore-button"
            aria-label=label
            title=label
            on:click=move |_| on_press.run(())
        >
            {self::icon(icon, Size::Small)}
        </button>
    }
}

/// A button that looks like a link: for use inside a notice or a sentence.
#[component]
pub fn LinkButton(
    /// The verb and its object.
    #[prop(into)]
    label: Signal<String>,
    /// Its action.
    #[prop(into)]
    on_press: Callback<()>,
) -> View {
    view! {
        <button class="link" type="button" on:click=move |_| on_press.run(())>
            {label}
        </button>
    }
}
