//! Dialogs, on the browser's own `dialog`: it keeps the focus inside and gives it back.

use dhis2_steward_dom::prelude::*;

use wasm_bindgen::JsCast;

use super::button::IconButton;
use super::icon::unique;
use crate::i18n::t;

/// A question or a short task before everything else. It is open as long as it is on the page.
#[component]
pub fn Dialog(
    /// What it is about; gets the focus.
    #[prop(into)]
    title: Signal<String>,
    /// 440 instead of 600 px, for one short question.
    #[prop(optional)]
    small: bool,
    /// Told when it is to close: Escape, the cross, or a press beside it. Whoever opened it takes it off the page.
    #[prop(into)]
    on_close: Callback<()>,
    /// The buttons, Cancel first.
    #[prop(into)]
    actions: Children,
    /// What it says.
    children: Children,
) -> View {
    let node = ElementRef::new();
    let opener = StoredValue::new(document().active_element());
    effect(move || {
        if let Some(dialog) = node.get() {
            // Refused only where the dialog is open already.
            let _ = dialog.unchecked_into::<web_sys::HtmlDialogElement>().show_modal();
        }
    });
    on_cleanup(move || {
        let opener = opener
            .try_get_value()
            .flatten()
            .and_then(|opener| opener.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(opener) = opener {
            // After the dialog is gone: until then the browser lets nothing outside have the focus.
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
                // The dialog itself is hit only beside its content: on the backdrop.
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
