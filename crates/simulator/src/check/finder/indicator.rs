//! Faults of indicators, their types and groups.

use super::{Finding, Issue, reference, scarce};
use crate::model::{Indicator, IndicatorType, Model};

pub(super) fn groups_scarce(model: &Model) -> Finding {
    scarce(&model.indicator_groups)
}

pub(super) fn types_duplicated(model: &Model) -> Finding {
    let same =
        |one: &IndicatorType| model.indicator_types.iter().filter(|other| other.factor == one.factor).count();
    let duplicated = model.indicator_types.iter().filter(|one| same(one) > 1);
    Finding::of(model.indicator_types.len(), duplicated.map(|one| Issue::about(&one.named)))
}

pub(super) fn exact_duplicates(model: &Model) -> Finding {
    let duplicated = model.indicators.iter().filter(|one| alike(model, one).count() > 1);
    let issue = |one: &Indicator| {
        Issue::about(&one.named).commented(format!("{}/{}", one.numerator, one.denominator))
    };
    Finding::of(model.indicators.len(), duplicated.map(issue))
}

pub(super) fn identical_formulas(model: &Model) -> Finding {
    let first_of_many = |one: &&Indicator| {
        alike(model, one).count() > 1
            && alike(model, one).next().is_some_and(|first| first.named == one.named)
    };
    let issue = |one: &Indicator| {
        let mut refs: Vec<_> = alike(model, one).map(|other| reference(&other.named)).collect();
        refs.sort();
        Issue::anonymous(format!("{}#{}", one.numerator, one.denominator), refs)
    };
    Finding::without_percentage(model.indicators.iter().filter(first_of_many).map(issue))
}

pub(super) fn not_grouped(model: &Model) -> Finding {
    let is_grouped = |one: &Indicator| model.indicator_groups.iter().any(|group| group.holds(&one.named.id));
    let lonely = model.indicators.iter().filter(|one| !is_grouped(one));
    Finding::of(model.indicators.len(), lonely.map(|one| Issue::about(&one.named)))
}

pub(super) fn invalid_numerator(model: &Model) -> Finding {
    let is_broken = |one: &&Indicator| one.numerator.trim_end().ends_with(['+', '-', '*', '/']);
    let broken = model.indicators.iter().filter(is_broken);
    Finding::without_percentage(
        broken.map(|one| Issue::programmatic(&one.named, Some("Expression is not well-formed"))),
    )
}

fn alike<'a>(model: &'a Model, one: &'a Indicator) -> impl Iterator<Item = &'a Indicator> {
    let same = |other: &&Indicator| other.numerator == one.numerator && other.denominator == one.denominator;
    model.indicators.iter().filter(same)
}
