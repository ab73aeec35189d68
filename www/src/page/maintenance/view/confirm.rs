//! The confirmation before a plan runs: on which server, what in which order, and the word for permanent operations.

use dhis2_steward::domain::plan::StepState;
use dhis2_steward::model::{Consequence, Operation};
use dhis2_steward_dom::prelude::*;

use super::super::state::{Picked, described, is_permanent, is_word};
use crate::context::App;
use crate::format;
use crate::i18n::{t, tf, tn};
use crate::plan::words::title;
use crate::ui::{Button, ButtonKind, Dialog, Notice, Tone, tag};

/// Asks for confirmation. Permanent operations require typing a word.
#[component]
pub fn Confirm(
    /// The operations.
    picked: Picked,
    /// Called when the dialog should close.
    #[prop(into)]
    on_close: Callback<()>,
    /// Called with the operations to run: all of them, or only those that are not permanent.
    #[prop(into)]
    on_run: Callback<Picked>,
) -> View {
    let count = picked.len();
    let permanent = picked.permanent();
    let heading = tn("Run {{count}} operation", "Run {{count}} operations", count, &[]);
    let typed = RwSignal::new(String::new());
    let items = picked.operations().enumerate().map(|(place, operation)| item(place, operation));
    let items = items.collect::<Vec<_>>();
    let harmless = picked.without_permanent();
    let warning = (permanent > 0).then(|| warning(permanent, harmless.len(), typed));
    let may_be_running = may_be_running(&picked);
    let run = move |picked: Picked| {
        on_close.run(());
        on_run.run(picked);
    };
    let actions = move || actions(picked, harmless, typed, on_close, Callback::new(run));
    view! {
        <Dialog title=heading on_close=on_close actions=actions>
            {instance()}
            <p>
                {if count > 1 {
                    t("Operations run one at a time, in this order. You can stop the plan between operations.")
                } else {
                    t("Once started, this operation cannot be stopped. DHIS2 answers when it is done.")
                }}
            </p>
            <ol>{items}</ol>
            {may_be_running}
            {warning}
        </Dialog>
    }
}

/// Warns that an operation has not answered since it was last started.
fn may_be_running(picked: &Picked) -> Option<View> {
    let unknown = App::here().plans.record.with_untracked(|record| {
        let steps = record.as_ref()?.steps();
        let is_unknown = |operation| {
            steps
                .iter()
                .any(|step| step.operation == operation && matches!(step.state, StepState::Unknown(_)))
        };
        picked.operations().find(|operation| is_unknown(*operation))
    })?;
    let heading = tf("“{{operation}}” may still be running", &[("operation", title(unknown))]);
    Some(view! {
        <Notice tone=Tone::Warning title=heading>
            <p>{t("It was started before and has not answered. Run it again only if you know that it has ended.")}</p>
        </Notice>
    })
}

/// Names the server, so that it is not mistaken for another.
fn instance() -> View {
    let client = App::here().client();
    let name = client.server().system_name.clone().unwrap_or_else(|| "DHIS2".into());
    let host = client.base_url().host().to_owned();
    view! {
        <p class="confirm__instance" data-test="steward-maintenance-instance">
            <span class="quiet">{t("On this server:")}</span>
            " "
            <b dir="auto">{name}</b>
            " "
            <code dir="ltr">{host}</code>
        </p>
    }
}

fn item(place: usize, operation: Operation) -> View {
    let mark = described(operation).undo;
    let name = if is_permanent(operation) {
        view! { <b>{title(operation)}</b> }
    } else {
        title(operation).into_view()
    };
    let is_harmless = operation.consequence() == Consequence::Harmless;
    let mark = (!is_harmless).then(|| tag(mark.tone, mark.icon, mark.text));
    let what = match operation.consequence() {
        Consequence::Permanent => t("DHIS2 does not say how much is deleted."),
        Consequence::Rebuildable => described(operation).text,
        Consequence::Harmless => "",
    };
    let slow = operation.is_slow().then(|| t("May take minutes."));
    let text = [what, slow.unwrap_or_default()].join(" ");
    view! {
        <li class="plan__item">
            <span class="plan__number">{format::count(place + 1)}</span>
            <span>{name}</span>
            <span>{mark}</span>
            {(!text.trim().is_empty()).then(|| view! { <span class="plan__text">{text}</span> })}
        </li>
    }
}

/// Says what will be deleted, and asks for the word.
fn warning(permanent: usize, harmless: usize, typed: RwSignal<String>) -> View {
    let heading = tn(
        "{{count}} operation permanently deletes data",
        "{{count}} operations permanently delete data",
        permanent,
        &[],
    );
    let label = tn(
        "Type “{{word}}” to allow the permanent operation",
        "Type “{{word}}” to allow the {{count}} permanent operations",
        permanent,
        &[("word", t("delete"))],
    );
    let help = (harmless > 0).then(|| {
        tn(
            "“Run the other one” skips what cannot be undone.",
            "“Run the other {{count}}” skips what cannot be undone.",
            harmless,
            &[],
        )
    });
    let field = ElementRef::new();
    effect(move || {
        if field.get().is_some() {
            // After the dialog is open, because it focuses its heading.
            request_animation_frame(move || field.focus());
        }
    });
    view! {
        <Notice tone=Tone::Warning title=heading>
            <p>
                {t("Neither Steward nor DHIS2 can restore it. Make sure that you have a database backup from today.")}
            </p>
        </Notice>
        <div class="field">
            <label class="field__label" for="confirm-word">
                {label}
            </label>
            <input
                class="input"
                id="confirm-word"
                node_ref=field
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                data-test="dhis2-uicore-input"
                aria-describedby=help.is_some().then_some("confirm-word-help")
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
            {help.map(|help| view! { <span class="field__help" id="confirm-word-help">{help}</span> })}
        </div>
    }
}

fn actions(
    picked: Picked,
    harmless: Picked,
    typed: RwSignal<String>,
    on_close: Callback<()>,
    run: Callback<Picked>,
) -> View {
    let count = picked.len();
    let is_permanent = picked.permanent() > 0;
    let why = Signal::derive(move || {
        let is_allowed = !is_permanent || typed.with(|typed| is_word(typed, t("delete")));
        (!is_allowed).then(|| t("Type the word to continue").to_owned())
    });
    let (kind, name, label) = if is_permanent {
        let label = tn("Delete permanently", "Delete and run {{count}} operations", count, &[]);
        (ButtonKind::Destructive, "trash", label)
    } else {
        (ButtonKind::Primary, "play", tn("Run {{count}} operation", "Run {{count}} operations", count, &[]))
    };
    let others = (is_permanent && !harmless.is_empty()).then(|| {
        let label = tn("Run the other one", "Run the other {{count}}", harmless.len(), &[]);
        let harmless = harmless.clone();
        view! { <Button label=label on_press=move || run.run(harmless.clone()) /> }
    });
    view! {
        <Button label=t("Cancel") on_press=on_close />
        {others}
        <Button label=label kind=kind icon=name why=why on_press=move || run.run(picked.clone()) />
    }
}
