//! Keyed lists: items keep their elements while others are added and removed.

use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::{Owner, document, untrack};
use web_sys::Node;

use super::region::{Region, remove};
use super::{IntoView, View, follow};

/// An item to show: its key, and what draws it if it is new.
struct Asked {
    key: String,
    draw: Box<dyn FnOnce() -> View>,
}

/// An item being shown: what it owns, and its first and last node.
struct Shown {
    key: String,
    owner: Owner,
    first: Node,
    last: Node,
}

/// The items of a list. An item whose key was already there keeps its elements.
pub fn each<T: 'static, V: IntoView>(
    mut items: impl FnMut() -> Vec<T> + 'static,
    key: impl Fn(&T) -> String + 'static,
    draw: impl Fn(T) -> V + 'static,
) -> View {
    let draw = Rc::new(draw);
    list(Box::new(move || {
        let asked = |item: T| {
            let (key, draw) = (key(&item), draw.clone());
            Asked { key, draw: Box::new(move || draw(item).into_view()) }
        };
        items().into_iter().map(asked).collect()
    }))
}

fn list(mut items: Box<dyn FnMut() -> Vec<Asked>>) -> View {
    let (region, fragment) = Region::new();
    // An item outlives the run that drew it, so it belongs to the list's owner.
    let parent = Owner::current().unwrap_or_default();
    let mut shown = Vec::new();
    follow(Box::new(move || {
        let asked = items();
        untrack(|| shown = arrange(&region, &parent, std::mem::take(&mut shown), asked));
    }));
    View::Node(fragment.into())
}

/// Replaces the shown items with the wanted ones, and returns the new list.
fn arrange(region: &Region, parent: &Owner, shown: Vec<Shown>, asked: Vec<Asked>) -> Vec<Shown> {
    // Most of a list stays as it is, so the next wanted item is usually the next shown one.
    let mut left: VecDeque<Shown> = shown.into();
    let items: Vec<(Asked, Option<Shown>)> = asked
        .into_iter()
        .map(|asked| {
            let place = left.iter().position(|shown| shown.key == asked.key);
            let known = place.and_then(|place| left.remove(place));
            (asked, known)
        })
        .collect();
    for item in left {
        item.owner.cleanup();
        item.take_away();
    }
    // What stays is not touched unless its order has changed: a moved element loses the focus.
    let mut at = region.first.next_sibling();
    let mut shown = Vec::with_capacity(items.len());
    for (Asked { key, draw }, known) in items {
        let Some(before) = at.clone() else { break };
        let item = match known {
            Some(item) => {
                if item.first != before {
                    item.move_before(region, &before);
                }
                item
            }
            None => {
                let (item, node) = Shown::draw(key, parent.child(), draw);
                region.insert(&node, &before);
                item
            }
        };
        at = item.last.next_sibling();
        shown.push(item);
    }
    shown
}

impl Shown {
    /// Draws an item, and returns the node to insert into the page.
    fn draw(key: String, owner: Owner, draw: Box<dyn FnOnce() -> View>) -> (Self, Node) {
        let nothing = || document().create_comment("").into();
        let is_fragment = |node: &Node| node.node_type() == Node::DOCUMENT_FRAGMENT_NODE;
        let node = owner.with(draw).into_node().filter(|node| !is_fragment(node) || node.has_child_nodes());
        let node = node.unwrap_or_else(nothing);
        let ends = if is_fragment(&node) { node.first_child().zip(node.last_child()) } else { None };
        let (first, last) = ends.unwrap_or_else(|| (node.clone(), node.clone()));
        (Self { key, owner, first, last }, node)
    }

    fn nodes(&self) -> Vec<Node> {
        let next = |node: &Node| if *node == self.last { None } else { node.next_sibling() };
        std::iter::successors(Some(self.first.clone()), next).collect()
    }

    fn move_before(&self, region: &Region, before: &Node) {
        for node in self.nodes() {
            region.insert(&node, before);
        }
    }

    fn take_away(&self) {
        for node in self.nodes() {
            remove(&node);
        }
    }
}
