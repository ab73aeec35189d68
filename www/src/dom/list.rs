//! Lists whose items keep their elements while others come and go.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Node;

use super::region::{Region, remove};
use super::{IntoView, View, follow};

/// An item that is to be shown: its key, and what draws it if it is not there yet.
struct Asked {
    key: String,
    draw: Box<dyn FnOnce() -> View>,
}

/// An item that is shown: what it owns, and its first and last node.
struct Shown {
    owner: Owner,
    first: Node,
    last: Node,
}

/// The items of a list, drawn one by one. An item whose key was there before keeps its elements; two items with the
/// same key are one.
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
    // An item outlives the run that drew it, so it belongs to whom the list belongs to.
    let parent = Owner::current().unwrap_or_default();
    let mut shown = BTreeMap::<String, Shown>::new();
    follow(Box::new(move || {
        let asked = items();
        untrack(|| arrange(&region, &parent, &mut shown, asked));
    }));
    View::Node(fragment.into())
}

fn arrange(region: &Region, parent: &Owner, shown: &mut BTreeMap<String, Shown>, asked: Vec<Asked>) {
    let keys: BTreeSet<&String> = asked.iter().map(|item| &item.key).collect();
    shown.retain(|key, item| {
        let stays = keys.contains(key);
        if !stays {
            item.owner.cleanup();
            item.take_away();
        }
        stays
    });
    // What stays is not touched unless its order has changed: an element that is moved loses the focus.
    let mut at = region.first.next_sibling();
    for Asked { key, draw } in asked {
        let Some(before) = at.clone() else { return };
        match shown.get(&key) {
            Some(item) if item.first == before => {}
            Some(item) => item.move_before(region, &before),
            None => {
                let (item, node) = Shown::draw(parent.child(), draw);
                region.insert(&node, &before);
                shown.insert(key, item);
                continue;
            }
        }
        at = shown.get(&key).and_then(|item| item.last.next_sibling());
    }
}

impl Shown {
    /// Draws an item, and says what is to be put into the page.
    fn draw(owner: Owner, draw: Box<dyn FnOnce() -> View>) -> (Self, Node) {
        let nothing = || document().create_comment("").into();
        let node = owner.with(draw).into_node().unwrap_or_else(nothing);
        let is_fragment = node.node_type() == Node::DOCUMENT_FRAGMENT_NODE;
        let ends = if is_fragment { node.first_child().zip(node.last_child()) } else { None };
        let (first, last) = ends.unwrap_or_else(|| (node.clone(), node.clone()));
        (Self { owner, first, last }, node)
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
