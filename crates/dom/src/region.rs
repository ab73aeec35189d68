//! Parts of the page with changing content, between two comments that stay.

use std::borrow::Cow;

use leptos::prelude::{document, untrack};
use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, Node, Text};

use super::{View, append, follow};

/// A part of the page between two comment nodes.
#[derive(Clone)]
pub(super) struct Region {
    pub(super) first: Node,
    pub(super) last: Node,
}

impl Region {
    /// An empty part, and the fragment that puts it into the page.
    pub(super) fn new() -> (Self, DocumentFragment) {
        let fragment = document().create_document_fragment();
        let region =
            Self { first: document().create_comment("").into(), last: document().create_comment("").into() };
        append(&fragment, &region.first);
        append(&fragment, &region.last);
        (region, fragment)
    }

    /// Shows the result of `draw`, now and whenever a signal that it reads changes.
    pub(super) fn live(mut draw: Box<dyn FnMut() -> View>) -> View {
        let (region, fragment) = Self::new();
        follow(Box::new(move || {
            let view = draw();
            // Focus listeners run while nodes come and go, and must not be tracked here.
            untrack(|| region.show(view));
        }));
        View::Node(fragment.into())
    }

    /// Replaces the content.
    fn show(&self, view: View) {
        let focus = self.focus();
        while let Some(node) = self.first.next_sibling().filter(|node| *node != self.last) {
            remove(&node);
        }
        if let Some(node) = view.into_node() {
            self.insert(&node, &self.last);
        }
        if let Some(path) = focus {
            self.give_focus(&path);
        }
    }

    /// Inserts a node before another one of the region, or at its end.
    pub(super) fn insert(&self, node: &Node, before: &Node) {
        if let Some(parent) = self.last.parent_node() {
            // Cannot fail: `before` is a child of that parent.
            let _ = parent.insert_before(node, Some(before));
        }
    }

    /// Where in the region the focus is: the index among its siblings, level by level from the innermost, with
    /// the name of the element.
    fn focus(&self) -> Option<Vec<(u32, String)>> {
        let parent = self.last.parent_node()?;
        let mut node: Node = document().active_element()?.into();
        if !parent.contains(Some(&node)) || node == parent {
            return None;
        }
        let mut path = Vec::new();
        loop {
            let up = node.parent_node()?;
            let is_outermost = up == parent;
            let mut place = 0;
            let mut before = node.previous_sibling();
            while let Some(sibling) = before {
                if is_outermost && sibling == self.first {
                    path.push((place, node.node_name()));
                    return Some(path);
                }
                if sibling.node_type() == Node::ELEMENT_NODE {
                    place += 1;
                }
                before = sibling.previous_sibling();
            }
            if is_outermost {
                // It is before the region.
                return None;
            }
            path.push((place, node.node_name()));
            node = up;
        }
    }

    /// Focuses the element in the place where one had the focus, so that a user who is about to press a button
    /// keeps it when the text beside it changes.
    fn give_focus(&self, path: &[(u32, String)]) {
        let mut next = self.first.next_sibling();
        let mut found = None;
        for (place, name) in path.iter().rev() {
            let mut left = *place;
            loop {
                let Some(node) = next.filter(|node| *node != self.last) else { return };
                if node.node_type() == Node::ELEMENT_NODE {
                    if left == 0 {
                        if node.node_name() != *name {
                            return;
                        }
                        next = node.first_child();
                        found = Some(node);
                        break;
                    }
                    left -= 1;
                }
                next = node.next_sibling();
            }
        }
        if let Some(element) = found.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    }
}

/// Dynamic text.
pub(super) fn live_text(mut draw: Box<dyn FnMut() -> Cow<'static, str>>) -> View {
    let node: Text = document().create_text_node("");
    let shown = node.clone();
    let mut known = Cow::Borrowed("");
    follow(Box::new(move || {
        let text = draw();
        if text != known {
            shown.set_data(&text);
            known = text;
        }
    }));
    View::Node(node.into())
}

/// Removes a node from the page.
pub(super) fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        // Cannot fail: it is a child of its parent.
        let _ = parent.remove_child(node);
    }
}
