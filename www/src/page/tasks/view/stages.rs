//! The stages of a run.

use dhis2_steward::model::ProgressStatus;
use dhis2_steward_dom::prelude::*;

use super::super::state::{Ending, Follow, StageLine};
use super::follow::Watched;
use crate::format;
use crate::i18n::{tf, tn};
use crate::ui::state;

/// The run's progress, stage by stage, as far as the server has recorded it. Collapsed: messages come first.
pub fn stages(watched: Watched) -> View {
    let stages = Memo::new(move || watched.follow.with(Follow::stages));
    let is_empty = Memo::new(move || stages.with(Vec::is_empty));
    let summary = move || {
        let (done, failed, total, now) = stages.with(|stages| {
            let of = |status| stages.iter().filter(move |stage| stage.status == status);
            let now = of(ProgressStatus::Running).next().map(|stage| stage.description.clone());
            let done = stages.len() - of(ProgressStatus::Running).count();
            (done, of(ProgressStatus::Error).count(), stages.len(), now)
        });
        let (done, total) = (format::count(done), format::count(total));
        let count = tf("{{done}} of {{total}} stages done", &[("done", &done), ("total", &total)]);
        let failed = (failed > 0)
            .then(|| state("failed", "failed", tn("{{count}} failed", "{{count}} failed", failed, &[])));
        view! {
            <span class="number">{count}</span>
            " "
            {failed}
            " "
            <span class="quiet" dir="auto">{now}</span>
        }
    };
    let lines = move || stages.get().into_iter().map(stage_line).collect::<Vec<_>>();
    view! {
        <Show when=move || !is_empty.get()>
            <details class="card stages" data-test="steward-task-stages">
                <summary>{summary}</summary>
                <ol>{lines}</ol>
            </details>
        </Show>
    }
}

fn stage_line(stage: StageLine) -> View {
    let Ending { tone, icon, word } = Ending::of_stage(&stage.status);
    let items = stage.items.map(|(done, total)| {
        let (done, total) = (format::count(done), format::count(total));
        tf("{{done}} of {{total}}", &[("done", &done), ("total", &total)])
    });
    let error = stage.error.map(|error| view! { <code class="server" dir="ltr">{error}</code> });
    view! {
        <li class="stage">
            <span class="stage__name" dir="auto">{stage.description}</span>
            <span class="quiet number">{items}</span>
            <span class="quiet number">{format::duration(stage.duration)}</span>
            {state(tone, icon, word)}
            {error}
        </li>
    }
}
