//! Parts of the app that come over the line when they are needed: each is a file of its own.
//!
//! `xtask` cuts the module at the functions that are marked with `wasm_split`. What only they use goes into their file;
//! everything else is in the part that starts the app. Here is what all of them share: how a part is waited for, and
//! what is said when it does not come.
//!
//! Never knows a page.

use std::future::Future;
use std::pin::Pin;

use futures_util::FutureExt;
use wasm_bindgen::JsValue;
use wasm_split_helpers::SplitLoaderError;

use crate::context::App;
use crate::frame::banner::log_in_link;
use crate::frame::keys;
use crate::i18n::t;
use crate::load::Background;
use crate::ui::{Button, Delayed, Notice, PageHeader, Skeleton, Tone};
use dhis2_steward_dom::prelude::*;

/// Why a part did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The server sent its log-in page in place of the part.
    Session,
    /// The part is gone: the app has been upgraded since this page was opened.
    Gone,
    /// It did not come whole.
    Lost,
}

impl From<SplitLoaderError> for Fault {
    /// The error says nothing; the start script, which fetches the parts, leaves word of what it met.
    fn from(_: SplitLoaderError) -> Self {
        let kind = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("stewardPartFault"));
        match kind.ok().and_then(|kind| kind.as_string()).as_deref() {
            Some("session") => Self::Session,
            Some("gone") => Self::Gone,
            _ => Self::Lost,
        }
    }
}

/// What of the page could not be loaded; a copy is a handle on the same.
#[derive(Clone, Copy, Default)]
pub struct Missing {
    fault: RwSignal<Option<Fault>>,
    tries: RwSignal<u32>,
}

impl Missing {
    /// Is told when what is missing is asked for again.
    pub fn track(self) {
        self.tries.track();
    }
}

/// Says what keeps a part, once for everything that lacks it.
pub fn tell(app: App, fault: Fault) {
    match fault {
        // The banner says it, for parts as for everything else.
        Fault::Session => app.is_logged_out.set(true),
        fault if app.missing.fault.get_untracked() == Some(fault) => {}
        fault => app.missing.fault.set(Some(fault)),
    }
}

/// Says above the page that pieces of it are missing, and offers what helps.
pub fn missing(app: App) -> View {
    let Missing { fault, tries } = app.missing;
    let again = Callback::new(move |()| {
        fault.set(None);
        tries.update(|tries| *tries = tries.wrapping_add(1));
        focus_title();
    });
    let notice = move |fault| {
        view! {
            <div class="page" role="alert">
                {failed(fault, again)}
            </div>
        }
    };
    (move || fault.get().map(notice)).into_view()
}

type Loading = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;
type Drawing = Pin<Box<dyn Future<Output = Result<View, Fault>>>>;

#[derive(Clone, Copy, PartialEq)]
enum State {
    Loading,
    Here,
    Failed(Fault),
}

/// The page with a title, which `draw` draws once `load` has loaded its part; until then that it is loading, or what
/// keeps it.
pub fn page<L, D>(title: &'static str, load: impl Fn() -> L + 'static, draw: impl Fn() -> D + 'static) -> View
where
    L: Future<Output = Result<(), SplitLoaderError>> + 'static,
    D: Future<Output = Result<View, Fault>> + 'static,
{
    loaded(Some(title), Box::new(move || Box::pin(load())), Box::new(move || Box::pin(draw())))
}

/// A piece of a page, drawn once its part is there; nothing until then. `load` is the one that belongs to `draw`.
pub fn piece<L, D>(load: impl Fn() -> L + 'static, draw: impl Fn() -> D + 'static) -> View
where
    L: Future<Output = Result<(), SplitLoaderError>> + 'static,
    D: Future<Output = Result<View, Fault>> + 'static,
{
    loaded(None, Box::new(move || Box::pin(load())), Box::new(move || Box::pin(draw())))
}

/// A piece that comes once the page is there, so that what a person came for goes first.
pub fn afterwards<L, D>(
    load: impl Fn() -> L + Clone + 'static,
    draw: impl Fn() -> D + Clone + 'static,
) -> View
where
    L: Future<Output = Result<(), SplitLoaderError>> + 'static,
    D: Future<Output = Result<View, Fault>> + 'static,
{
    let app = App::here();
    (move || app.is_drawn.get().then(|| piece(load.clone(), draw.clone()))).into_view()
}

/// Without a title it is a piece of a page.
fn loaded(
    title: Option<&'static str>,
    load: Box<dyn Fn() -> Loading>,
    draw: Box<dyn Fn() -> Drawing>,
) -> View {
    // A part that is there already is drawn at once.
    let is_here = matches!(load().now_or_never(), Some(Ok(())));
    let state = RwSignal::new(if is_here { State::Here } else { State::Loading });
    let loading = Background::new();
    let app = App::here();
    effect(move || {
        if state.get() != State::Loading {
            return app.drawn();
        }
        let load = load();
        loading.begin(async move {
            let fault = load.await.err().map(Fault::from);
            // A page says it in its own place, and whoever is logged out is told of that everywhere.
            if let Some(fault) = fault.filter(|fault| title.is_none() || *fault == Fault::Session) {
                tell(app, fault);
            }
            state.set(fault.map_or(State::Here, State::Failed));
        });
    });
    effect(move || {
        app.missing.track();
        if matches!(state.get_untracked(), State::Failed(_)) {
            state.set(State::Loading);
        }
    });
    let again = Callback::new(move |()| {
        state.set(State::Loading);
        focus_title();
    });
    (move || match (state.get(), title) {
        (State::Here, _) => {
            keep_focus();
            // What is there is drawn at once: nothing is waited for.
            draw().now_or_never().and_then(Result::ok).unwrap_or_else(|| failed(Fault::Lost, again))
        }
        // What keeps a piece is said once for all of them, above the page.
        (_, None) => View::Nothing,
        (State::Loading, Some(title)) => around(
            title,
            view! {
                <Delayed>
                    <Skeleton label=t("Loading the page") rows=8 />
                </Delayed>
            },
        ),
        (State::Failed(fault), Some(title)) => around(title, failed(fault, again)),
    })
    .into_view()
}

fn around(title: &'static str, content: View) -> View {
    view! {
        <div class="page">
            <PageHeader title=title />
            {content}
        </div>
    }
}

/// The title that stands in for the page has the focus if somebody came here by a link: the page's own gets it then.
fn keep_focus() {
    if document().active_element().is_some_and(|element| element.tag_name() == "H1") {
        focus_title();
    }
}

fn focus_title() {
    request_animation_frame(|| {
        keys::focus_first("main h1");
    });
}

fn failed(fault: Fault, load: Callback<()>) -> View {
    match fault {
        Fault::Session => view! {
            <Notice tone=Tone::Error title=t("You are logged out")>
                <p>{t("The server sent its login page instead of this part of Steward.")}</p>
                <p class="notice__actions">{log_in_link()}</p>
            </Notice>
        },
        Fault::Gone => view! {
            <Notice tone=Tone::Error title=t("Steward has been updated")>
                <p>{t("This version is no longer on the server. Reload to use the new one. Work on the server is not affected.")}</p>
                <p class="notice__actions">
                    <Button label=t("Reload") on_press=|()| drop(window().location().reload()) />
                </p>
            </Notice>
        },
        Fault::Lost => view! {
            <Notice tone=Tone::Error title=t("This part of Steward could not be loaded")>
                <p>{t("It did not arrive completely. Check your network connection and the server, then try again.")}</p>
                <p class="notice__actions">
                    <Button label=t("Try again") on_press=load />
                </p>
            </Notice>
        },
    }
}
