//! The building blocks of views: elements, values that change, and parts of the page that come and go.
//!
//! Leptos keeps the signals and says when something has changed; this crate then updates the page. Nothing here
//! has a type parameter below its surface, so each piece of it is compiled once for the whole app: with Leptos'
//! own elements, each of its own type, the app was four times the size (docs/design.md).
//!
//! Knows no page, and nothing of its content.

// The views of this crate name it as all others do.
extern crate self as dhis2_steward_dom;

mod element;
pub mod event;
mod list;
pub mod prelude;
mod region;
pub mod signal;
mod value;

use std::borrow::Cow;
use std::rc::Rc;

pub use dhis2_steward_view::{component, view};
pub use element::{Element, ElementRef};
use leptos::prelude::{Effect, RenderEffect, document, on_cleanup};
pub use list::each;
use region::Region;
pub use signal::{Callback, IntoArgument, Memo, RwSignal, Signal, StoredValue};
pub use value::{Binding, IntoBinding, IntoValue, Value};
use web_sys::Node;

/// A piece of the page that has been created, but is not in the document yet.
#[derive(Default)]
pub enum View {
    /// Nothing.
    #[default]
    Nothing,
    /// Text, not yet a node: if it replaces text, the existing node is updated.
    Text(Cow<'static, str>),
    /// A node, or a fragment of several.
    Node(Node),
}

impl View {
    /// The node, if there is one.
    pub fn into_node(self) -> Option<Node> {
        match self {
            Self::Nothing => None,
            Self::Text(text) => Some(document().create_text_node(&text).into()),
            Self::Node(node) => Some(node),
        }
    }
}

/// A value that can be used in a view.
pub trait IntoView: Sized + 'static {
    /// Converts it to a piece of the page.
    fn into_view(self) -> View;

    /// A piece of the page that shows the result of `draw`, now and whenever a signal that it reads changes.
    fn live(mut draw: Box<dyn FnMut() -> Self>) -> View {
        Region::live(Box::new(move || draw().into_view()))
    }
}

/// Mounts a view in an element of the document, for as long as the page is open.
pub fn mount(place: web_sys::HtmlElement, make: impl FnOnce() -> View + 'static) {
    let parent = place.clone();
    // Leptos starts the effect executor, and keeps the owner of everything.
    leptos::mount::mount_to(place, move || {
        if let Some(node) = make().into_node() {
            append(&parent, &node);
        }
    })
    .forget();
}

/// Several pieces in sequence.
pub fn all(views: Vec<View>) -> View {
    let fragment = document().create_document_fragment();
    for node in views.into_iter().filter_map(View::into_node) {
        append(&fragment, &node);
    }
    View::Node(fragment.into())
}

/// Runs now, and again whenever a signal that it reads changes, for as long as its owner exists.
fn follow(mut run: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_| run());
    on_cleanup(move || drop(effect));
}

/// Runs after the page has been drawn, and again after a signal that it reads changes.
pub fn effect(run: impl FnMut() + 'static) {
    later(Box::new(run));
}

fn later(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}

/// Appends a node; only a document can refuse that, and no parent here is one.
fn append(parent: &Node, child: &Node) {
    let _ = parent.append_child(child);
}

impl IntoView for View {
    fn into_view(self) -> View {
        self
    }
}

impl IntoView for () {
    fn into_view(self) -> View {
        View::Nothing
    }
}

impl IntoView for &'static str {
    fn into_view(self) -> View {
        View::Text(self.into())
    }

    fn live(mut draw: Box<dyn FnMut() -> Self>) -> View {
        region::live_text(Box::new(move || draw().into()))
    }
}

impl IntoView for String {
    fn into_view(self) -> View {
        View::Text(self.into())
    }

    fn live(mut draw: Box<dyn FnMut() -> Self>) -> View {
        region::live_text(Box::new(move || draw().into()))
    }
}

impl<V: IntoView> IntoView for Option<V> {
    fn into_view(self) -> View {
        self.map_or(View::Nothing, V::into_view)
    }
}

impl<V: IntoView> IntoView for Vec<V> {
    fn into_view(self) -> View {
        all(self.into_iter().map(V::into_view).collect())
    }
}

impl<F, V> IntoView for F
where
    F: FnMut() -> V + 'static,
    V: IntoView,
{
    fn into_view(self) -> View {
        V::live(Box::new(self))
    }
}

impl<V: IntoView + Clone> IntoView for RwSignal<V> {
    fn into_view(self) -> View {
        V::live(Box::new(move || self.get()))
    }
}

impl<V: IntoView + Clone> IntoView for Signal<V> {
    fn into_view(self) -> View {
        V::live(Box::new(move || self.get()))
    }
}

impl<V: IntoView + Clone + PartialEq> IntoView for Memo<V> {
    fn into_view(self) -> View {
        V::live(Box::new(move || self.get()))
    }
}

/// The children of a component, created once.
pub struct Children(Box<dyn FnOnce() -> View>);

impl Children {
    /// Creates them.
    pub fn run(self) -> View {
        (self.0)()
    }
}

impl<F, V> From<F> for Children
where
    F: FnOnce() -> V + 'static,
    V: IntoView,
{
    fn from(make: F) -> Self {
        Self(Box::new(move || make().into_view()))
    }
}

/// Children that can be created repeatedly.
#[derive(Clone)]
pub struct ViewFn(Rc<dyn Fn() -> View>);

impl ViewFn {
    /// Creates them.
    pub fn run(&self) -> View {
        (self.0)()
    }
}

impl Default for ViewFn {
    fn default() -> Self {
        Self(Rc::new(View::default))
    }
}

impl<F, V> From<F> for ViewFn
where
    F: Fn() -> V + 'static,
    V: IntoView,
{
    fn from(make: F) -> Self {
        Self(Rc::new(move || make().into_view()))
    }
}

/// Shows its children while a condition holds.
#[component]
pub fn Show(
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// The children.
    children: ViewFn,
) -> View {
    let is_so = Memo::new(move || when.get());
    (move || is_so.get().then(|| children.run())).into_view()
}
