//! The issues of a check, or why there is no list of them.

use dhis2_steward::domain::integrity::CheckResult;
use dhis2_steward_dom::prelude::*;

use super::super::state::Listing;
use super::desk::Desk;
use super::run_button;
use super::table::IssueTable;
use crate::i18n::{t, tn};
use crate::ui::{ButtonKind, Delayed, Empty, LinkButton, Notice, Skeleton, Tone, TroubleNotice};
use crate::words;

/// The issues, or why there is no list of them.
pub fn issues(desk: Desk) -> View {
    let has_some = Memo::new(move || desk.count.get() > 0);
    (move || {
        let broken = match desk.listing.get() {
            Listing::Broken(error) => {
                let title = if has_some.get() {
                    t("Only some of the issues could be loaded")
                } else {
                    t("The issues could not be loaded")
                };
                let retry = Callback::new(move |()| desk.list());
                Some(view! { <TroubleNotice trouble=words::trouble(title, &error) on_retry=retry /> })
            }
            _ => None,
        };
        view! {
            {broken}
            {move || if has_some.get() { view! { <IssueTable desk=desk /> } } else { no_issues(desk) }}
        }
    })
    .into_view()
}

fn no_issues(desk: Desk) -> View {
    match desk.listing.get() {
        Listing::Broken(_) => View::Nothing,
        Listing::Coming => view! {
            <Delayed>
                <Skeleton label=t("Loading issues") rows=6 />
            </Delayed>
        },
        Listing::Complete => match desk.result() {
            CheckResult::Failed { error } => could_not_run(desk, error),
            _ => view! {
                <Notice tone=Tone::Valid title=t("The check passed")>
                    <p>{t("No issues found.")}</p>
                </Notice>
            },
        },
        Listing::Absent => match desk.result() {
            CheckResult::Failed { error } => could_not_run(desk, error),
            CheckResult::Passed => view! {
                <Notice tone=Tone::Valid title=t("The check passed")>
                    <p>{t("The last run found no issues.")}</p>
                </Notice>
            },
            CheckResult::Issues { count, .. } => {
                let count = usize::try_from(count).unwrap_or(usize::MAX);
                let title = tn("{{count}} issue found", "{{count}} issues found", count, &[]);
                absent(
                    desk,
                    title,
                    t(
                        "The server has no list of issues. Run this check to get one. DHIS2 forgets the list after a while, when its cache is cleared, and when it restarts.",
                    ),
                )
            }
            CheckResult::NotRun => absent(
                desk,
                t("This check has no result").into(),
                t(
                    "Either it has never run, or DHIS2 has forgotten the result: this happens after a while, when its cache is cleared, and when it restarts.",
                ),
            ),
        },
    }
}

fn absent(desk: Desk, title: String, text: &'static str) -> View {
    view! {
        <div class="card">
            <Empty icon="integrity" title=title>
                <p>{text}</p>
                {run_button(desk, ButtonKind::Secondary)}
            </Empty>
        </div>
    }
}

fn could_not_run(desk: Desk, error: Option<String>) -> View {
    let is_running = Memo::new(move || desk.is_running());
    view! {
        <Notice tone=Tone::Unknown title=t("The check could not run") mark="norun">
            <p>{t("The result is unknown. The server says:")}</p>
            <code class="server" dir="ltr">
                {error.unwrap_or_else(|| t("no message").into())}
            </code>
            <p class="notice__actions">
                {move || {
                    (!is_running.get())
                        .then(|| view! { <LinkButton label=t("Run again") on_press=move || desk.start() /> })
                }}
            </p>
        </Notice>
    }
}
