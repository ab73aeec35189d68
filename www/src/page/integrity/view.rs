//! The integrity page on the screen.

pub mod desk;
#[allow(unsafe_code, reason = "wasm_split declares the functions of a part as those of another module")]
pub mod part;
pub mod run_panel;
pub mod sight;
pub mod spoken;
pub mod start;
pub mod table;
pub mod toolbar;
pub mod watch;
pub mod watched;

use dhis2_steward_dom::prelude::*;

use crate::format;
use crate::i18n::{t, tf, tn};
use crate::part::{afterwards, piece};
use crate::ui::{Delayed, Empty, PageHeader, Skeleton, TroubleNotice};
use crate::words;
use desk::{Desk, Reading};
use start::Asked;
use table::CheckTable;

/// All checks, their results, and buttons to run them.
#[component]
pub fn IntegrityPage() -> View {
    let desk = Desk::open();
    let asked: Asked = RwSignal::new(None);
    clear_with_escape(desk);
    let is_asked = Memo::new(move || asked.with(Option::is_some));
    effect(move || {
        if desk.reading.with(|reading| *reading != Reading::UnderWay) {
            // After the list has been painted: on a slow line, deferred parts must not delay it.
            request_animation_frame(move || desk.app.drawn());
        }
    });
    let is_read = Memo::new(move || desk.rows.with(|rows| !rows.is_empty()));
    let content = move || {
        if is_read.get() {
            return read(desk, asked);
        }
        match desk.reading.get() {
            Reading::UnderWay => {
                view! {
                    <Delayed>
                        <Skeleton label=t("Loading checks") rows=10 />
                    </Delayed>
                }
            }
            Reading::Failed(error) => failed(desk, &error),
            Reading::Done => view! {
                <div class="card">
                    <Empty icon="integrity" title=t("This server has no checks")>
                        <p>{t("Checks are part of DHIS2, but this server could not load them. See the server log for the reason.")}</p>
                    </Empty>
                </div>
            },
        }
    };
    let actions =
        move || is_read.get().then(|| afterwards(part::load_actions, move || part::actions(desk, asked)));
    view! {
        <div class="page" data-test="steward-integrity">
            <PageHeader title=t("Integrity") facts=move || facts(desk) actions=actions />
            {content}
            {move || is_asked.get().then(|| piece(part::load_question, move || part::question(desk, asked)))}
        </div>
    }
}

/// Escape clears the selection, unless something open handles it.
fn clear_with_escape(desk: Desk) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        let is_covered = document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some());
        if event.key() == "Escape"
            && !is_covered
            && !desk.selection.with_untracked(|selection| selection.is_empty())
        {
            desk.clear_selection();
        }
    });
    on_cleanup(move || handle.remove());
}

fn failed(desk: Desk, error: &dhis2_steward::Error) -> View {
    let trouble = words::trouble(t("The checks could not be loaded"), error);
    view! { <TroubleNotice trouble=trouble on_retry=Callback::new(move |()| desk.read()) /> }
}

/// One line: the number of checks, and when they last ran.
fn facts(desk: Desk) -> View {
    let (count, last) =
        desk.rows.with(|rows| (rows.len(), rows.iter().filter_map(|row| row.start_time).max()));
    if count == 0 {
        return View::Nothing;
    }
    let run = desk.run.with(|run| run.as_ref().filter(|run| !run.is_over()).map(|run| run.names.len()));
    let first = match run {
        Some(running) => tf(
            "Running {{running}} of {{total}} checks",
            &[("running", &format::count(running)), ("total", &format::count(count))],
        ),
        None => tn("{{count}} check", "{{count}} checks", count, &[]),
    };
    // During a run, the last result is the run's own.
    let last = last.filter(|_| run.is_none()).map(|last| {
        let instant = format::instant(last);
        let exact = format!("{}\n{}", format::exact(instant), format::server_time(last));
        let text = tf("Last run {{time}}", &[("time", &format::date_time(instant))]);
        view! { <time title=exact>{text}</time> }
    });
    view! {
        <span>{first}</span>
        {last}
    }
}

fn read(desk: Desk, asked: Asked) -> View {
    let is_empty = Memo::new(move || desk.lines.with(Vec::is_empty));
    let has_run = Memo::new(move || desk.run.with(Option::is_some));
    let is_fresh = Memo::new(move || !has_run.get() && desk.has_no_results());
    let is_selected = Memo::new(move || !desk.selection.with(|selection| selection.is_empty()));
    view! {
        {move || has_run.get().then(|| piece(part::load_run_panel, move || part::run_panel(desk)))}
        <div class="list-tools" class:list-tools--fresh=is_fresh>
            {afterwards(part::load_tools, move || part::tools(desk, asked))}
        </div>
        {move || if is_empty.get() {
            piece(part::load_nothing_found, move || part::nothing_found(desk))
        } else {
            view! { <CheckTable desk=desk /> }
        }}
        {move || is_selected.get().then(|| piece(part::load_selected, move || part::selected(desk, asked)))}
    }
}
