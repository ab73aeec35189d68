//! Popovers of a button: a menu of actions, or a panel with other content.

use dhis2_steward_dom::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, Node};

use super::icon::{Size, icon, unique};

/// A menu entry.
#[derive(Clone)]
pub struct Entry {
    /// The verb and its object.
    pub label: String,
    /// An additional note.
    pub note: Option<String>,
    /// The icon before the label.
    pub icon: &'static str,
    /// Its action.
    pub act: EntryAct,
}

/// The action of a menu entry.
#[derive(Clone)]
pub enum EntryAct {
    /// Navigates the whole window: to another app on the server.
    Leave(String),
    /// Runs here.
    Press(Callback<()>),
}

impl Entry {
    /// An entry that runs here.
    pub fn press(label: impl Into<String>, icon: &'static str, press: impl Into<Callback<()>>) -> Self {
        Self { label: label.into(), note: None, icon, act: EntryAct::Press(press.into()) }
    }

    /// An entry that opens another app on the server.
    pub fn leave(label: impl Into<String>, icon: &'static str, href: impl Into<String>) -> Self {
        Self { label: label.into(), note: None, icon, act: EntryAct::Leave(href.into()) }
    }

    /// The same with a note.
    #[must_use]
    pub fn with_note(mut self, note: Option<String>) -> Self {
        self.note = note;
        self
    }
}

/// A button that opens and closes a panel; Escape and a press outside also close it.
#[component]
pub fn Popover(
    /// The classes of the button.
    class: &'static str,
    /// The label of the button, if its content does not say.
    #[prop(optional, into)]
    label: Signal<Option<String>>,
    /// The panel's role: `menu` or `dialog`.
    #[prop(default = "dialog")]
    role: &'static str,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The button's content.
    #[prop(into)]
    button: ViewFn,
    /// The panel's content.
    children: ViewFn,
    /// The button's element, to restore the focus.
    #[prop(optional)]
    trigger: ElementRef,
    /// Called for keys pressed in it, or on the button.
    #[prop(optional)]
    on_key: Option<Callback<KeyboardEvent>>,
    /// The test id.
    #[prop(optional)]
    test: &'static str,
) -> View {
    let root = ElementRef::new();
    let id = StoredValue::new(unique("popover"));
    let is_inside = move |node: Option<Node>| {
        root.get_untracked().is_some_and(|root| {
            let root: &Node = root.as_ref();
            root.contains(node.as_ref())
        })
    };
    let elsewhere = window_event_listener_untyped("pointerdown", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        if open.try_get_untracked() == Some(true) && !is_inside(target) {
            open.set(false);
        }
    });
    on_cleanup(move || elsewhere.remove());
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            trigger.focus();
        } else if let Some(on_key) = on_key {
            on_key.run(event);
        }
    };
    view! {
        <span class="popover" node_ref=root on:keydown=on_key>
            <button
                class=class
                type="button"
                node_ref=trigger
                aria-haspopup=role
                aria-expanded=move || open.get().to_string()
                aria-controls=move || open.get().then(|| id.get_value())
                aria-label=move || label.get()
                title=move || label.get()
                data-test=test
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {button.run()}
            </button>
            <Show when=move || open.get()>
                <div class="popover__panel" id=id.get_value()>
                    {children.run()}
                </div>
            </Show>
        </span>
    }
}

/// A menu button; arrow keys open it and move in it.
#[component]
pub fn Menu(
    /// The classes of the button.
    class: &'static str,
    /// The label of the button.
    #[prop(into)]
    label: Signal<String>,
    /// The button's content.
    #[prop(into)]
    button: ViewFn,
    /// The entries.
    #[prop(into)]
    entries: Signal<Vec<Entry>>,
    /// The test id.
    #[prop(optional)]
    test: &'static str,
) -> View {
    let open = RwSignal::new(false);
    let trigger = ElementRef::new();
    let list = ElementRef::new();
    let from_end = StoredValue::new(false);
    effect(move || {
        if let Some(list) = list.get() {
            let from_end = from_end.try_update_value(core::mem::take).unwrap_or_default();
            focus_entry(&list, |_, count| if from_end { count - 1 } else { 0 });
        }
    });
    let on_key = Callback::new(move |event: KeyboardEvent| {
        let key = event.key();
        if !open.get_untracked() {
            if matches!(key.as_str(), "ArrowDown" | "ArrowUp") {
                event.prevent_default();
                from_end.set_value(key == "ArrowUp");
                open.set(true);
            }
            return;
        }
        let Some(list) = list.get_untracked() else { return };
        match key.as_str() {
            "ArrowDown" => focus_entry(&list, |at, count| (at + 1) % count),
            "ArrowUp" => focus_entry(&list, |at, count| (at + count - 1) % count),
            "Home" => focus_entry(&list, |_, _| 0),
            "End" => focus_entry(&list, |_, count| count - 1),
            "Tab" => {
                open.set(false);
                return;
            }
            _ => return,
        }
        event.prevent_default();
    });
    view! {
        <Popover
            class=class
            label=Signal::derive(move || Some(label.get()))
            role="menu"
            open=open
            trigger=trigger
            button=button
            on_key=on_key
            test=test
        >
            <div class="menu" role="menu" aria-label=label node_ref=list>
                {move || entries.get().into_iter().map(|entry| entry_view(entry, open, trigger)).collect::<Vec<_>>()}
            </div>
        </Popover>
    }
}

fn entry_view(entry: Entry, open: RwSignal<bool>, trigger: ElementRef) -> View {
    let Entry { label, note, icon: name, act } = entry;
    let note = note.map(|note| view! { <span class="menu__note">{note}</span> });
    let words = view! {
        {icon(name, Size::Small)}
        <span class="menu__words">{label} {note}</span>
    };
    match act {
        EntryAct::Leave(href) => view! {
            <a class="menu__item" role="menuitem" tabindex="-1" href=href target="_top">
                {words}
            </a>
        },
        EntryAct::Press(press) => view! {
            <button
                class="menu__item"
                type="button"
                role="menuitem"
                tabindex="-1"
                on:click=move |_| {
                    // The entry goes away; what it opens returns the focus to what stays.
                    trigger.focus();
                    open.set(false);
                    press.run(());
                }
            >
                {words}
            </button>
        },
    }
}

/// Moves the focus in a menu: `next` receives the current position and the number of entries.
fn focus_entry(list: &web_sys::Element, next: impl Fn(u32, u32) -> u32) {
    let Ok(entries) = list.query_selector_all("[role=menuitem]") else { return };
    let count = entries.length();
    if count == 0 {
        return;
    }
    let active = document().active_element();
    let at = (0..count)
        .find(|place| entries.get(*place).as_ref() == active.as_ref().map(|active| active.as_ref()));
    let entry = entries.get(next(at.unwrap_or(0), count));
    if let Some(entry) = entry.and_then(|entry| entry.dyn_into::<HtmlElement>().ok()) {
        let _ = entry.focus();
    }
}
