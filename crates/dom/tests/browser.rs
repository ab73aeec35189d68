//! Rendering and updating views, in a browser.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use dhis2_steward_dom as dom;
use dhis2_steward_dom::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

fn place() -> HtmlElement {
    let place = document().create_element("div").unwrap().unchecked_into::<HtmlElement>();
    document().body().unwrap().append_child(&place).unwrap();
    place
}

fn mounted(make: impl FnOnce() -> View + 'static) -> HtmlElement {
    let place = place();
    dom::mount(place.clone(), make);
    place
}

/// The markup without the comments that delimit changing content.
fn html(place: &HtmlElement) -> String {
    place.inner_html().replace("<!---->", "")
}

fn element(name: &'static str) -> Element {
    Element::new(name)
}

#[wasm_bindgen_test]
async fn text_attributes_and_classes_follow_a_signal() {
    let (send, receive) = std::sync::mpsc::channel();
    let place = mounted(move || {
        let name = RwSignal::new("one".to_owned());
        send.send(name).unwrap();
        let p = element("p\nclass=row");
        p.attribute("title", name);
        p.attribute("hidden", move || name.with(String::is_empty));
        p.class("row--long", move || name.with(|name| name.len() > 3));
        p.style("--w", move || name.get());
        p.child(move || name.get());
        p.into_view()
    });
    let name = receive.recv().unwrap();
    assert_eq!(html(&place), r#"<p class="row" title="one" style="--w: one;">one</p>"#);
    let text = place.first_child().unwrap().first_child().unwrap();
    name.set("three".into());
    tick().await;
    assert_eq!(html(&place), r#"<p class="row row--long" title="three" style="--w: three;">three</p>"#);
    assert!(text.is_connected(), "the text was changed and not replaced");
    name.set(String::new());
    tick().await;
    assert_eq!(html(&place), r#"<p class="row" title="" style="" hidden=""></p>"#);
}

#[wasm_bindgen_test]
async fn a_part_that_comes_and_goes_takes_what_it_owned_with_it() {
    let (send, receive) = std::sync::mpsc::channel();
    let place = mounted(move || {
        let (is_open, gone) = (RwSignal::new(true), RwSignal::new(0));
        send.send((is_open, gone)).unwrap();
        let div = element("div");
        div.child("before ");
        div.child(move || {
            is_open.get().then(|| {
                on_cleanup(move || gone.update(|gone| *gone += 1));
                element("b")
            })
        });
        div.child(" after");
        div.into_view()
    });
    let (is_open, gone) = receive.recv().unwrap();
    assert_eq!(html(&place), "<div>before <b></b> after</div>");
    is_open.set(false);
    tick().await;
    assert_eq!((html(&place).as_str(), gone.get_untracked()), ("<div>before  after</div>", 1));
    is_open.set(true);
    tick().await;
    assert_eq!((html(&place).as_str(), gone.get_untracked()), ("<div>before <b></b> after</div>", 1));
}

#[wasm_bindgen_test]
async fn a_button_keeps_the_focus_when_the_words_beside_it_are_drawn_anew() {
    let (send, receive) = std::sync::mpsc::channel();
    let place = mounted(move || {
        let count = RwSignal::new(1_usize);
        send.send(count).unwrap();
        (move || {
            let row = element("p");
            row.child(count.get().to_string());
            row.child(element("button"));
            row
        })
        .into_view()
    });
    let count = receive.recv().unwrap();
    let button = || place.query_selector("button").unwrap().unwrap().unchecked_into::<HtmlElement>();
    button().focus().unwrap();
    count.set(2);
    tick().await;
    assert_eq!(html(&place), "<p>2<button></button></p>");
    assert_eq!(document().active_element(), Some(button().into()));
}

#[wasm_bindgen_test]
async fn items_of_a_list_keep_their_elements_whatever_comes_goes_or_moves() {
    let (send, receive) = std::sync::mpsc::channel();
    let place = mounted(move || {
        let items = RwSignal::new(vec!["a", "b", "c"]);
        send.send(items).unwrap();
        let list = element("ul");
        list.child(each(
            move || items.get(),
            |item| (*item).to_owned(),
            |item| {
                let line = element("li");
                line.child(item);
                line
            },
        ));
        list.into_view()
    });
    let items = receive.recv().unwrap();
    let lines = || -> Vec<HtmlElement> {
        let lines = place.query_selector_all("li").unwrap();
        (0..lines.length()).map(|at| lines.get(at).unwrap().unchecked_into()).collect()
    };
    let texts = || lines().iter().map(|line| line.inner_text()).collect::<String>();
    let before = lines();
    for (next, expected) in
        [(vec!["c", "x", "a"], "cxa"), (vec![], ""), (vec!["a", "b"], "ab"), (vec!["b", "a", "d"], "bad")]
    {
        items.set(next);
        tick().await;
        assert_eq!(texts(), expected);
        if expected == "cxa" {
            assert_eq!((&lines()[0], &lines()[2]), (&before[2], &before[0]), "elements were kept");
        }
    }
}

#[wasm_bindgen_test]
async fn a_memo_tells_only_what_has_really_changed() {
    let (send, receive) = std::sync::mpsc::channel();
    let place = mounted(move || {
        let (number, drawn) = (RwSignal::new(1), StoredValue::new(0));
        let is_odd = Memo::new(move || number.get() % 2 == 1);
        send.send((number, drawn)).unwrap();
        (move || {
            drawn.update_value(|drawn| *drawn += 1);
            if is_odd.get() { "odd" } else { "even" }
        })
        .into_view()
    });
    let (number, drawn) = receive.recv().unwrap();
    number.set(3);
    tick().await;
    assert_eq!((html(&place).as_str(), drawn.get_value()), ("odd", 1));
    number.set(4);
    tick().await;
    assert_eq!((html(&place).as_str(), drawn.get_value()), ("even", 2));
}

#[wasm_bindgen_test]
async fn what_a_part_of_the_page_owned_cannot_be_read_once_it_is_gone() {
    let (send, receive) = std::sync::mpsc::channel();
    mounted(move || {
        let is_open = RwSignal::new(true);
        (move || {
            if is_open.get() {
                send.send((is_open, RwSignal::new(7))).unwrap();
            }
        })
        .into_view()
    });
    let (is_open, owned) = receive.recv().unwrap();
    assert_eq!(owned.try_get_untracked(), Some(7));
    is_open.set(false);
    tick().await;
    owned.set(8);
    assert_eq!(owned.try_get_untracked(), None);
}

#[wasm_bindgen_test]
async fn a_listener_hears_nothing_more_once_its_part_of_the_page_is_gone() {
    let (send, receive) = std::sync::mpsc::channel();
    let place = mounted(move || {
        let (is_open, heard) = (RwSignal::new(true), RwSignal::new(0));
        send.send((is_open, heard)).unwrap();
        (move || {
            is_open.get().then(|| {
                let button = element("button");
                button.on(dom::event::click, move |_| heard.update(|heard| *heard += 1));
                button
            })
        })
        .into_view()
    });
    let (is_open, heard) = receive.recv().unwrap();
    let button = place.query_selector("button").unwrap().unwrap().unchecked_into::<HtmlElement>();
    button.click();
    is_open.set(false);
    tick().await;
    button.click();
    assert_eq!(heard.get_untracked(), 1);
}
