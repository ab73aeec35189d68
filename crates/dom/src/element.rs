//! Elements: creating them, and updating what changes in them.

use std::cell::Cell;
use std::rc::Rc;

use leptos::ev::EventDescriptor;
use leptos::prelude::{document, on_cleanup};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use super::signal::{RwSignal, StoredValue};
use super::value::{Binding, IntoBinding, Value};
use super::{IntoView, View};

/// An element under construction.
///
/// The browser refuses only names of elements and attributes that could not be written in a view either, so
/// nothing here fails.
pub struct Element(web_sys::Element);

impl Element {
    /// The element with a name and constant attributes: `name`, then a line `attribute=value` for each.
    pub fn new(fixed: &'static str) -> Self {
        let mut lines = fixed.split('\n');
        let name = lines.next().unwrap_or_default();
        let space = match name {
            "svg" | "use" => "http://www.w3.org/2000/svg",
            _ => "http://www.w3.org/1999/xhtml",
        };
        #[allow(clippy::expect_used, reason = "the names are in our own views: none is refused")]
        let element = document().create_element_ns(Some(space), name).expect("the name of an element");
        for (name, value) in lines.filter_map(|line| line.split_once('=')) {
            let _ = element.set_attribute(name, value);
        }
        Self(element)
    }

    /// Sets an attribute.
    pub fn attribute(&self, name: &'static str, value: impl IntoBinding) {
        self.bind(Part::Attribute, name, value.into_binding());
    }

    /// Adds or removes a class.
    pub fn class(&self, name: &'static str, is_there: impl IntoBinding) {
        self.bind(Part::Class, name, is_there.into_binding());
    }

    /// Sets a property.
    pub fn property(&self, name: &'static str, value: impl IntoBinding) {
        self.bind(Part::Property, name, value.into_binding());
    }

    /// Sets a style property.
    pub fn style(&self, name: &'static str, value: impl IntoBinding) {
        self.bind(Part::Style, name, value.into_binding());
    }

    fn bind(&self, part: Part, name: &'static str, binding: Binding) {
        let element = self.0.clone();
        binding.follow(Box::new(move |value| part.set(&element, name, value)));
    }

    /// Calls `act` on every event of a type, for as long as the owner of the element exists.
    pub fn on<E: EventDescriptor>(&self, event: E, mut act: impl FnMut(E::EventType) + 'static)
    where
        E::EventType: JsCast,
    {
        self.listen(&event.name(), Box::new(move |event| act(event.unchecked_into())));
    }

    fn listen(&self, name: &str, mut act: Box<dyn FnMut(Event)>) {
        let is_alive = Rc::new(Cell::new(true));
        let lives = is_alive.clone();
        // Removing an element from the page still fires its blur event, when what the listener uses is already
        // gone.
        let listener = Closure::<dyn FnMut(Event)>::new(move |event| {
            if lives.get() {
                act(event);
            }
        });
        let _ = self.0.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        // The browser now owns the closure, and frees it with the element.
        let _ = listener.into_js_value();
        let is_alive = StoredValue::new(is_alive);
        on_cleanup(move || {
            is_alive.try_with_value(|is_alive| is_alive.set(false));
        });
    }

    /// Adds children.
    pub fn child(&self, child: impl IntoView) {
        self.add(child.into_view());
    }

    fn add(&self, child: View) {
        if let Some(node) = child.into_node() {
            super::append(&self.0, &node);
        }
    }

    /// Makes the element available under a reference.
    pub fn found_by(&self, place: ElementRef) {
        place.0.set(Some(self.0.clone()));
    }
}

impl IntoView for Element {
    fn into_view(self) -> View {
        View::Node(self.0.into())
    }
}

/// The part of an element that is set.
#[derive(Clone, Copy)]
enum Part {
    Attribute,
    Class,
    Property,
    Style,
}

impl Part {
    fn set(self, element: &web_sys::Element, name: &str, value: &Value) {
        // As for the element itself: nothing that can be written in a view is refused.
        match (self, value) {
            (Self::Attribute, Value::None | Value::Flag(false)) => drop(element.remove_attribute(name)),
            (Self::Attribute, Value::Flag(true)) => drop(element.set_attribute(name, "")),
            (Self::Attribute, Value::Text(text)) => drop(element.set_attribute(name, text)),
            (Self::Class, value) => {
                drop(element.class_list().toggle_with_force(name, *value == Value::Flag(true)));
            }
            (Self::Property, value) => {
                let value = match value {
                    Value::None => JsValue::UNDEFINED,
                    Value::Flag(flag) => JsValue::from_bool(*flag),
                    Value::Text(text) => JsValue::from_str(text),
                };
                drop(js_sys::Reflect::set(element, &JsValue::from_str(name), &value));
            }
            (Self::Style, value) => {
                let style = element.unchecked_ref::<web_sys::HtmlElement>().style();
                match value {
                    Value::Text(text) => drop(style.set_property(name, text)),
                    Value::None | Value::Flag(_) => drop(style.remove_property(name)),
                }
            }
        }
    }
}

/// A reference to an element of a view, set once it is created.
#[derive(Clone, Copy)]
pub struct ElementRef(RwSignal<Option<web_sys::Element>>);

impl ElementRef {
    /// An empty reference.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The element, once it exists; tracked.
    pub fn get(self) -> Option<web_sys::Element> {
        self.0.get()
    }

    /// The element, if it and the part of the page that it belongs to exist.
    pub fn get_untracked(self) -> Option<web_sys::Element> {
        self.0.try_get_untracked().flatten()
    }

    /// Focuses the element.
    pub fn focus(self) {
        if let Some(element) = self.get_untracked() {
            // Never refused by a focusable element.
            let _ = element.unchecked_ref::<web_sys::HtmlElement>().focus();
        }
    }
}

impl Default for ElementRef {
    fn default() -> Self {
        Self::new()
    }
}
