//! Parts of the app that are loaded on demand: each is a separate file.
//!
//! `xtask` splits the module at the functions marked with `wasm_split`. Code that only they use goes into their file;
//! everything else is in the part that starts the app. Shared here: waiting for a part, and what is shown if it does
//! not load.
//!
//! Never knows a page.

use std::future::Future;
use std::pin::Pin;

use futures_util::FutureExt;
use futures_util::future::join;
use wasm_bindgen::JsValue;
use wasm_split_helpers::SplitLoaderError;

use crate::catalogue;
use crate::context::App;
use crate::frame::banner::log_in_link;
use crate::frame::keys;
use crate::i18n::t;
use crate::load::Background;
use crate::ui::{Button, Delayed, Notice, PageHeader, Skeleton, Tone};
use dhis2_steward_dom::prelude::*;

/// Why a part did not load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The server sent its login page instead of the part.
    Session,
    /// The part is gone: the app has been updated since this page was opened.
    Gone,
    /// It did not arrive completely.
    Lost,
}

impl From<SplitLoaderError> for Fault {
    /// The error says nothing; the start script, which fetches the parts, records what went wrong.
    fn from(_: SplitLoaderError) -> Self {
        let kind = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("stewardPartFault"));
        match kind.ok().and_then(|kind| kind.as_string()).as_deref() {
            Some("session") => Self::Session,
            Some("gone") => Self::Gone,
            _ => Self::Lost,
        }
    }
}

/// The parts of the page that could not be loaded; copies refer to the same state.
#[derive(Clone, Copy, Default)]
pub struct Missing {
    fault: RwSignal<Option<Fault>>,
    tries: RwSignal<u32>,
}

impl Missing {
    /// Tracks when the missing part is requested again.
    pub fn track(self) {
        self.tries.track();
    }
}

/// Reports a missing part, once for everything that needs it.
pub fn tell(app: App, fault: Fault) {
    match fault {
        // The banner says it, for parts as for everything else.
        Fault::Session => app.client().session().end(),
        fault if app.missing.fault.get_untracked() == Some(fault) => {}
        fault => app.missing.fault.set(Some(fault)),
    }
}

/// Says above the page that parts of it are missing, and offers a fix.
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

/// The page with a title, drawn by `draw` once `load` has loaded its part; until then, that it is loading or why it
/// failed.
pub fn page<L, D>(title: &'static str, load: impl Fn() -> L + 'static, draw: impl Fn() -> D + 'static) -> View
where
    L: Future<Output = Result<(), SplitLoaderError>> + 'static,
    D: Future<Output = Result<View, Fault>> + 'static,
{
    loaded(Some(title), Box::new(move || Box::pin(load())), Box::new(move || Box::pin(draw())))
}

/// A piece of a page, drawn once its part is loaded; nothing until then. `load` is the one that belongs to `draw`.
pub fn piece<L, D>(load: impl Fn() -> L + 'static, draw: impl Fn() -> D + 'static) -> View
where
    L: Future<Output = Result<(), SplitLoaderError>> + 'static,
    D: Future<Output = Result<View, Fault>> + 'static,
{
    loaded(None, Box::new(move || Box::pin(load())), Box::new(move || Box::pin(draw())))
}

/// A piece that loads after the page is drawn, so that the main content comes first.
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

/// Without a title, it is a piece of a page.
fn loaded(
    title: Option<&'static str>,
    load: Box<dyn Fn() -> Loading>,
    draw: Box<dyn Fn() -> Drawing>,
) -> View {
    // Its messages load at the same time.
    let load = move || join(load(), catalogue::rest()).map(|(loaded, ())| loaded);
    // A part that is already loaded is drawn at once.
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
            // A page shows the fault itself, but a lost session is reported everywhere.
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
            // A loaded part is drawn at once: there is nothing to wait for.
            draw().now_or_never().and_then(Result::ok).unwrap_or_else(|| failed(Fault::Lost, again))
        }
        // Faults of pieces are reported once for all of them, above the page.
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

/// If the placeholder's title has the focus because the user followed a link, the page's own title gets it.
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
