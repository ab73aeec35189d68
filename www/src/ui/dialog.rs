//! Dialogs, based on the browser's `dialog`: it keeps the focus inside and restores it.

use dhis2_steward_dom::prelude::*;

use wasm_bindgen::JsCast;

use super::button::IconButton;
use super::icon::unique;
use crate::i18n::t;

/// A modal question or short task. It is open as long as it is on the page.
#[component]
pub fn Dialog(
    /// The title; gets the focus.
    #[prop(into)]
    title: Signal<String>,
    /// 440 instead of 600 px, for one short question.
    #[prop(optional)]
    small: bool,
    /// Called when it should close: Escape, the close button, or a press on the backdrop. The opener then removes it.
    #[prop(into)]
    on_close: Callback<()>,
    /// The buttons, Cancel first.
    #[prop(into)]
    actions: Children,
    /// The content.
    children: Children,
) -> View {
    let node = ElementRef::new();
    let opener = StoredValue::new(document().active_element());
    effect(move || {
        if let Some(dialog) = node.get() {
            // Refused only if the dialog is already open.
            let _ = dialog.unchecked_into::<web_sys::HtmlDialogElement>().show_modal();
        }
    });
    on_cleanup(move || {
        let opener = opener
            .try_get_value()
            .flatten()
            .and_then(|opener| opener.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(opener) = opener {
            // After the dialog is gone: until then, the browser allows no focus outside.
            request_animation_frame(move || drop(opener.focus()));
        }
    });
    let id = unique("dialog");
    let labelled = id.clone();
    view! {
        <dialog
            node_ref=node
            class="dialog"
            class:dialog--small=small
            aria-labelledby=labelled
            data-test="dhis2-uicore-modal"
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:click=move |event| {
                // The dialog itself is hit only outside its content: on the backdrop.
                if event.target().as_ref() == node.get_untracked().as_ref().map(|node| node.as_ref()) {
                    on_close.run(());
                }
            }
        >
            <div class="dialog__frame">
                <div class="dialog__header">
                    <h2 class="dialog__title" id=id tabindex="-1" autofocus data-test="dhis2-uicore-modaltitle">
                        {title}
                    </h2>
                    <IconButton label=t("Close") icon="cross" on_press=on_close />
                </div>
                <div class="dialog__body" tabindex="0" data-test="dhis2-uicore-modalcontent">
                    {children.run()}
                </div>
                <div class="dialog__actions" data-test="dhis2-uicore-modalactions">
                    {actions.run()}
                </div>
            </div>
        </dialog>
    }
}
