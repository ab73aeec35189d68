//! The building blocks of views: elements, reactive values, and dynamic parts of the page.
//!
//! Leptos manages the signals and notifies of changes; this crate updates the page. Its internals are not generic, so
//! that each is compiled once for the whole app: with Leptos' own elements, each of which has its own type, the app was
//! four times the size (docs/design.md).
//!
//! Knows no page and no content.

// The macros name this crate; its own views must find it too.
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

/// A rendered piece of the page that is not in the document yet.
#[derive(Default)]
pub enum View {
    /// Nothing.
    #[default]
    Nothing,
    /// Text without a node: if it replaces text, the existing node is updated.
    Text(Cow<'static, str>),
    /// A node, or a fragment of several.
    Node(Node),
}

impl View {
    /// The node, if any.
    pub fn into_node(self) -> Option<Node> {
        match self {
            Self::Nothing => None,
            Self::Text(text) => Some(document().create_text_node(&text).into()),
            Self::Node(node) => Some(node),
        }
    }
}

/// Conversion to a piece of the page.
pub trait IntoView: Sized + 'static {
    /// Renders it.
    fn into_view(self) -> View;

    /// Renders it with `draw`, now and whenever a signal that it reads changes.
    fn live(mut draw: Box<dyn FnMut() -> Self>) -> View {
        Region::live(Box::new(move || draw().into_view()))
    }
}

/// Mounts a view in an element of the document, until the page is closed.
pub fn mount(place: web_sys::HtmlElement, make: impl FnOnce() -> View + 'static) {
    let parent = place.clone();
    // Leptos starts the effect runtime, and owns the root.
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

/// Runs now, and again whenever a signal that it reads changes, as long as its owner exists.
fn follow(mut run: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_| run());
    on_cleanup(move || drop(effect));
}

/// Runs after the page has been rendered, and again after a signal that it reads changes.
pub fn effect(run: impl FnMut() + 'static) {
    later(Box::new(run));
}

fn later(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}

/// Appends a node; fails only for documents, which are not used here.
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

/// The children of a component, rendered once.
pub struct Children(Box<dyn FnOnce() -> View>);

impl Children {
    /// Renders it.
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

/// A piece of the page that can be rendered repeatedly.
#[derive(Clone)]
pub struct ViewFn(Rc<dyn Fn() -> View>);

impl ViewFn {
    /// Renders it.
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
