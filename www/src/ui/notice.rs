//! Notices: a lasting condition, in the place that it is about.

use dhis2_steward_dom::prelude::*;

use super::button::LinkButton;
use super::icon::{Size, icon};
use crate::i18n::t;

/// What kind of condition it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// All is well.
    Valid,
    /// Needs care.
    Warning,
    /// Went wrong.
    Error,
    /// Not known.
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

/// A box that says what is so.
#[component]
pub fn Notice(
    /// What kind of condition it is.
    #[prop(optional)]
    tone: Tone,
    /// What is so, in a few words.
    #[prop(into)]
    title: Signal<String>,
    /// The icon, where there is a better one than that of the kind.
    #[prop(optional)]
    mark: Option<&'static str>,
    /// What it means; links and buttons belong into a `notice__actions` paragraph.
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

/// Something that went wrong, in the words of the app and of the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    /// What kind of condition it is: mostly an error; not known where the server may still be working.
    pub tone: Tone,
    /// What happened.
    pub title: String,
    /// What it means and what to do.
    pub text: String,
    /// The server's own words, if it said any.
    pub server: Option<String>,
    /// The request that it happened to.
    pub request: Option<String>,
}

/// Says what went wrong, shows the server's words, and the request on demand.
#[component]
pub fn TroubleNotice(
    /// What went wrong.
    trouble: Trouble,
    /// Does it again, where that makes sense.
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
