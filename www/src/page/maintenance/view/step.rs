//! One line of a plan: an operation, its state, and its actions.

use dhis2_steward::domain::plan::StepState;
use dhis2_steward::model::Operation;
use dhis2_steward_dom::prelude::*;

use super::super::state::{Standing, is_permanent, standing};
use super::plan::Again;
use crate::context::App;
use crate::format;
use crate::i18n::{t, tf};
use crate::plan::words::title;
use crate::route::Page;
use crate::ui::{LinkButton, Size, icon, spinner, state};

/// The line of an operation.
pub fn step_line(app: App, again: Again, place: usize, operation: Operation) -> View {
    let state = Memo::new(move || {
        app.plans.record.with(|record| Some(record.as_ref()?.step(operation)?.state.clone()))
    });
    let number = format::count(place + 1);
    let name = tf("{{number}}. {{operation}}", &[("number", &number), ("operation", title(operation))]);
    let standing = Memo::new(move || state.with(|state| state.as_ref().map(standing)));
    let tone =
        move || standing.with(|standing| standing.as_ref().map_or("waiting", |standing| standing.tone));
    view! {
        <li
            class=move || format!("result result--{}", tone())
            data-test="steward-plan-step"
            data-value=operation.as_str()
        >
            {move || standing.get().map(|standing| mark(&standing))}
            <span class="result__title">{name}</span>
            <span class="result__state number">
                {move || standing.get().map(|now| self::state(now.tone, now.icon, now.word))}
                {move || elapsed(app, operation, state).map(|time| view! { " " <span class="quiet">{time}</span> })}
            </span>
            {move || standing.get().and_then(|standing| more(app, again, operation, standing, state))}
        </li>
    }
}

fn mark(standing: &Standing) -> View {
    let mark = if standing.tone == "running" { spinner() } else { icon(standing.icon, Size::Medium) };
    view! { <span class=format!("result__mark tone--{}", standing.color)>{mark}</span> }
}

/// Its duration; ticks while it runs, and while that is unknown.
fn elapsed(app: App, operation: Operation, state: Memo<Option<StepState>>) -> Option<String> {
    let is_ticking = matches!(state.get(), Some(StepState::Running | StepState::Unknown(_)));
    let now = if is_ticking { app.clock.now() } else { format::Instant::now() };
    let elapsed = app.plans.record.with(|record| record.as_ref()?.elapsed(operation, now))?;
    Some(if is_ticking { format::whole_duration(elapsed) } else { format::duration(elapsed) })
}

fn more(
    app: App,
    again: Again,
    operation: Operation,
    standing: Standing,
    state: Memo<Option<StepState>>,
) -> Option<View> {
    let is_unknown = standing.tone == "unknown";
    let text = match state.get_untracked()? {
        StepState::Waiting | StepState::Running => return None,
        StepState::Done => {
            let ended = app.plans.record.with_untracked(|record| record.as_ref()?.times(operation)?.ended);
            tf("The server answered OK at {{time}}.", &[("time", &format::clock_time(ended?))])
        }
        _ => standing.text,
    };
    let open = RwSignal::new(false);
    let request = StoredValue::new(standing.request);
    let toggle = request.with_value(Option::is_some).then(|| {
        let label = Signal::derive(move || {
            String::from(if open.get() { t("Hide the request") } else { t("Show the request") })
        });
        view! { <LinkButton label=label on_press=move |()| open.update(|open| *open = !*open) /> }
    });
    let start = standing.again.map(|label| {
        // Permanent operations, and those that may still be running, need confirmation.
        let start = move |()| {
            if is_unknown || is_permanent(operation) {
                again.set(Some([operation].into_iter().collect()));
            } else {
                app.plans.again(app.client(), vec![operation]);
            }
        };
        view! { <LinkButton label=label on_press=start /> }
    });
    let look = is_unknown.then(|| {
        view! {
            <LinkButton label=t("Check now") on_press=move |()| app.plans.look(app.client()) />
            <a class="link" href=Page::Tasks.href()>
                {t("What the server is doing")}
            </a>
        }
    });
    let has_actions = toggle.is_some() || start.is_some();
    let server = standing.server.map(|words| view! { <code class="server" dir="ltr">{words}</code> });
    Some(view! {
        <div class="result__more">
            <p>
                <span class:quiet=standing.tone == "done">{text}</span>
                {standing.warning.map(|warning| view! { " " <b>{warning}</b> })}
            </p>
            {is_unknown.then(|| view! { <p>{move || seen(app)}</p> })}
            {server}
            {move || {
                let request = open.get().then(|| request.get_value()).flatten();
                request.map(|request| view! { <code class="server" dir="ltr">{request}</code> })
            }}
            {has_actions.then(|| view! { <p class="notice__actions">{look} {start} {toggle}</p> })}
        </div>
    })
}

/// Whether the server answers, as far as it has been asked since the answer was lost.
fn seen(app: App) -> Option<String> {
    let look = app.plans.record.with(|record| record.as_ref()?.look().cloned())?;
    let ago = |instant| format::whole_duration(app.clock.now().since(instant));
    Some(match look.answered_at {
        Some(answered) if answered == look.at => tf(
            "Checked {{time}} ago: the server answers, but does not say whether this operation has ended.",
            &[("time", &ago(answered))],
        ),
        Some(answered) => {
            tf("The server does not answer. Its last answer was {{time}} ago.", &[("time", &ago(answered))])
        }
        None => tf("Checked {{time}} ago: the server does not answer.", &[("time", &ago(look.at))]),
    })
}
