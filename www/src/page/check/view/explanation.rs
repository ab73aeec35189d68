//! What a check means, what to do, and its facts.

use dhis2_steward::model::Check;
use dhis2_steward_dom::prelude::*;

use super::super::state::paragraphs;
use crate::format;
use crate::i18n::t;

/// What it means, what to do, and its facts.
pub fn explanation(check: Check) -> View {
    let texts =
        [check.introduction.as_deref().or(check.description.as_deref()), check.recommendation.as_deref()];
    let [meaning, advice] = texts.map(|text| paragraphs(text.unwrap_or_default()));
    // Many descriptions only repeat the name.
    let described =
        check.description.filter(|text| check.introduction.is_some() && *text != check.display_name);
    let paragraph = |text: String| view! { <p>{text}</p> };
    let mut advice = advice.into_iter();
    let first = advice.next().map(|text| view! { <p><b>{t("What to do.")}</b> " " <bdi>{text}</bdi></p> });
    let fact = |name: &'static str, value: String| {
        view! {
            <dt>{name}</dt>
            <dd>
                <bdi>{value}</bdi>
            </dd>
        }
    };
    let speed = if check.is_slow { t("Slow: not included when you run all fast checks") } else { t("Fast") };
    let average = check.average_execution_time.map_or_else(|| t("Not known yet").into(), format::duration);
    view! {
        <div class="split split--2-1 split--even">
            <section class="card">
                <div class="card__header">
                    <h2 class="card__title">{t("What it means")}</h2>
                    <code class="quiet hide-phone" dir="ltr">
                        {check.name}
                    </code>
                </div>
                <div class="card__body prose">
                    {described.map(paragraph)} {meaning.into_iter().map(paragraph).collect::<Vec<_>>()} {first}
                    {advice.map(paragraph).collect::<Vec<_>>()}
                </div>
            </section>
            <section class="card">
                <div class="card__header">
                    <h2 class="card__title">{t("About this check")}</h2>
                </div>
                <div class="card__body">
                    <dl class="facts">
                        {fact(t("Code"), check.code)} {check.issues_id_type.map(|kind| fact(t("Objects"), kind))}
                        {fact(t("Speed"), speed.into())} {fact(t("Average time"), average)}
                    </dl>
                </div>
            </section>
        </div>
    }
}
