//! Runs as a table that folds into two lines on narrow screens.

use dhis2_steward::model::{Level, Timestamp};
use dhis2_steward_dom::prelude::*;

use super::super::state::Run;
use crate::context::App;
use crate::format;
use crate::i18n::{t, tf};
use crate::route::Page;
use crate::ui::{Size, VirtualRows, icon, state};
use crate::words;

/// The runs, most recently active first.
#[component]
pub fn RunTable(
    /// What every page shares.
    app: App,
    /// The runs.
    runs: Memo<Vec<Run>>,
    /// Whether runs of several types are among them.
    has_types: bool,
) -> View {
    let count = Memo::new(move || runs.with(Vec::len));
    let changes = StoredValue::new(0_u32);
    let version = Memo::new(move || {
        runs.track();
        changes.update_value(|changes| *changes = changes.wrapping_add(1));
        changes.get_value()
    });
    let cells = move |place: usize| {
        let run = runs.with_untracked(|runs| runs.get(place).cloned());
        run.map(|run| cells(app, run, has_types)).into_view()
    };
    let type_head = has_types.then(|| view! { <th scope="col" role="columnheader">{t("Type")}</th> });
    view! {
        <div class="table-box">
            <table
                class="table table--sticky table--fold tasks__table"
                role="table"
                aria-label=t("Runs")
                aria-rowcount=move || (count.get() + 1).to_string()
                data-test="dhis2-uicore-datatable"
            >
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex="1">
                        <th scope="col" role="columnheader">
                            {t("Started")}
                        </th>
                        {type_head}
                        <th scope="col" role="columnheader">
                            {t("Last message")}
                        </th>
                        <th class="only-fold" role="presentation"></th>
                        <th scope="col" role="columnheader">
                            {t("When")}
                        </th>
                    </tr>
                </thead>
                <VirtualRows total=count version=version scroller="main" cells=cells />
            </table>
        </div>
    }
}

fn cells(app: App, run: Run, has_types: bool) -> View {
    let page = Page::Task { kind: run.job_type.to_string(), uid: run.id.to_string() };
    let began = format::date_time(format::instant(run.first));
    let last_words = run.last_words().to_owned();
    let name = words::job_type(&run.job_type);
    let spoken = tf(", {{type}}", &[("type", &name)]);
    let type_cell =
        has_types.then(|| view! { <td class="cell--quiet cell--tight cell--type" role="cell">{name}</td> });
    let (job_type, id) = (run.job_type.clone(), run.id);
    let is_running = Memo::new(move || {
        app.work.running.with(|running| {
            let is_it = |work: &dhis2_steward::client::RunningWork| {
                work.job_type == job_type && work.job.as_ref().is_some_and(|job| job.id == id)
            };
            running.iter().any(is_it)
        })
    });
    let last = run.last;
    let (level, message) = (run.level, StoredValue::new(last_words));
    view! {
        <td class="cell--name cell--tight" role="cell">
            <a class="table__name number" href=page.href()>
                {began} <span class="visually-hidden">{spoken}</span>
            </a>
        </td>
        {type_cell}
        <td class="cell--line" role="cell">
            {move || {
                if is_running.get() {
                    state("running", "play", t("Running"))
                } else {
                    last_message(&level, &message.get_value())
                }
            }}
        </td>
        <td class="cell--break only-fold" role="presentation"></td>
        <td class="cell--tight cell--quiet cell--when" role="cell">
            {when(app, last)}
        </td>
    }
}

fn last_message(level: &Level, message: &str) -> View {
    let mark = match level {
        Level::Error => Some(("severe", "failed")),
        Level::Warn => Some(("warning", "warning")),
        _ => None,
    };
    let mark = mark.map(|(tone, name)| {
        let word = if tone == "severe" { t("Error") } else { t("Warning") };
        view! {
            <span class=format!("tone--{tone}")>{icon(name, Size::Small)}</span>
            <span class="visually-hidden">{word} ": "</span>
        }
    });
    view! {
        <span class="tasks__message">
            {mark} <span class="tasks__words" dir="auto" title=message.to_owned()>{message.to_owned()}</span>
        </span>
    }
}

/// The relative time, with the exact time and the server's as a tooltip.
pub fn when(app: App, time: Timestamp) -> View {
    let instant = format::instant(time);
    let exact = format!("{}\n{}", format::exact(instant), format::server_time(time));
    view! { <time title=exact>{move || format::relative(instant, app.clock.now_roughly())}</time> }
}
