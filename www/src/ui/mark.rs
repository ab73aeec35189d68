//! Small marks in text and cells: tags and states. Shape, word and colour say the same thing.

use dhis2_steward_dom::prelude::*;

use super::icon::{Size, icon};

/// A tag, such as a severity. `tone` is one of the design's: `critical`, `severe`, `warning`, `info`,
/// `positive`, `negative`, `new`, `running`, `unknown`, `quiet`.
pub fn tag(tone: &str, icon_name: &'static str, text: impl Into<String>) -> View {
    view! {
        <span class=format!("tag tag--{tone}") data-test="dhis2-uicore-tag">
            {icon(icon_name, Size::Small)}
            {text.into()}
        </span>
    }
}

/// A state in a cell. `tone` is one of the design's: `passed`, `done`, `failed`, `waiting`, `never`,
/// `running`, `unknown`.
pub fn state(tone: &str, icon_name: &'static str, text: impl Into<String>) -> View {
    let mark = if tone == "running" { spinner() } else { icon(icon_name, Size::Small) };
    let text = text.into();
    let text = if tone == "unknown" {
        view! { <b>{text}</b> }
    } else {
        text.into_view()
    };
    view! { <span class=format!("state state--{tone}")>{mark} {text}</span> }
}

/// A change for the worse, for the better, or none: `tone` is `worse`, `better` or `same`; `spoken` is for the ear.
pub fn delta(
    tone: &str,
    icon_name: &'static str,
    shown: impl Into<String>,
    spoken: impl Into<String>,
) -> View {
    view! {
        <span class=format!("delta delta--{tone}")>
            {icon(icon_name, Size::Small)} {shown.into()}
            <span class="visually-hidden">" "{spoken.into()}</span>
        </span>
    }
}

/// A spinner; text beside it says what is in progress.
pub fn spinner() -> View {
    view! { <span class="spinner"></span> }
}
