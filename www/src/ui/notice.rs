//! Notices: a lasting condition, shown where it applies.

use dhis2_steward_dom::prelude::*;

use super::button::LinkButton;
use super::icon::{Size, icon};
use crate::i18n::t;

/// The kind of condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Information.
    #[default]
    Info,
    /// Success.
    Valid,
    /// Warning.
    Warning,
    /// Error.
    Error,
    /// Unknown.
    Unknown,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "notice notice--info",
            Self::Valid => "notice notice--valid",
            Self::Warning => "notice notice--warning",
            Self::Error => "notice notice--error",
            Self::Unknown => "notice notice--unknown",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Valid => "passed",
            Self::Warning => "warning",
            Self::Error => "failed",
            Self::Unknown => "offline",
        }
    }
}

/// A box that states a condition.
#[component]
pub fn Notice(
    /// The kind of condition.
    #[prop(optional)]
    tone: Tone,
    /// A short title.
    #[prop(into)]
    title: Signal<String>,
    /// The icon, if not the default of the kind.
    #[prop(optional)]
    mark: Option<&'static str>,
    /// What it means; links and buttons belong in a `notice__actions` paragraph.
    children: Children,
) -> View {
    view! {
        <div class=tone.class() data-test="dhis2-uicore-noticebox">
            {icon(mark.unwrap_or_else(|| tone.icon()), Size::Large)}
            <div class="notice__body">
                <p class="notice__title" data-test="dhis2-uicore-noticebox-content-title">
                    {title}
                </p>
                {children.run()}
            </div>
        </div>
    }
}

/// Something that went wrong, in the app's and the server's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    /// The kind of condition: usually an error; unknown if the server may still be working.
    pub tone: Tone,
    /// What happened.
    pub title: String,
    /// What it means and what to do.
    pub text: String,
    /// The server's own words, if any.
    pub server: Option<String>,
    /// The failed request.
    pub request: Option<String>,
}

/// Says what went wrong, with the server's words, and the request on demand.
#[component]
pub fn TroubleNotice(
    /// What went wrong.
    trouble: Trouble,
    /// Tries again, if that makes sense.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> View {
    let Trouble { tone, title, text, server, request } = trouble;
    let open = RwSignal::new(false);
    let request = StoredValue::new(request);
    let toggle = request.with_value(Option::is_some).then(|| {
        let label = Signal::derive(move || {
            String::from(if open.get() { t("Hide the request") } else { t("Show the request") })
        });
        view! { <LinkButton label=label on_press=move || open.update(|open| *open = !*open) /> }
    });
    let retry = on_retry.map(|on_retry| view! { <LinkButton label=t("Try again") on_press=on_retry /> });
    view! {
        <Notice tone=tone title=title>
            {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
            {server.map(|server| view! { <code class="server" dir="ltr">{server}</code> })}
            {move || {
                let request = open.get().then(|| request.get_value()).flatten();
                request.map(|request| view! { <code class="server" dir="ltr">{request}</code> })
            }}
            <p class="notice__actions">{retry} {toggle}</p>
        </Notice>
    }
}
