//! Faults of categories, their options and combinations.

use super::{Finding, Issue};
use crate::model::{Model, Named};

pub(super) fn no_options(model: &Model) -> Finding {
    let empty = model.categories.iter().filter(|category| category.members.is_empty());
    Finding::of(model.categories.len(), empty.map(|category| Issue::about(&category.named)))
}

pub(super) fn same_options(model: &Model) -> Finding {
    let all = &model.categories;
    let twin = |at: usize| {
        let category = all.get(at)?;
        let same =
            |other: &&crate::model::Group| !other.members.is_empty() && other.members == category.members;
        let first = all.iter().position(|other| same(&other))?;
        (all.iter().filter(same).count() > 1).then_some((first, category))
    };
    let issue = |(first, category): (usize, &crate::model::Group)| {
        let name = format!("({first}) {}", category.named.name);
        Issue::about(&Named { id: category.named.id.clone(), name })
    };
    Finding::of(all.len(), (0..all.len()).filter_map(twin).map(issue))
}

pub(super) fn one_default(model: &Model) -> Finding {
    let defaults =
        model.categories.iter().filter(|category| category.named.name.eq_ignore_ascii_case("default"));
    Finding::without_percentage(defaults.skip(1).map(|category| Issue::about(&category.named)))
}

pub(super) fn combos_unused(model: &Model) -> Finding {
    let is_used = |name: &str| {
        name == "default" || model.data_elements.iter().any(|element| element.category_combo == name)
    };
    let unused = model.category_combos.iter().filter(|combo| !is_used(&combo.named.name));
    let issue = |combo: &crate::model::Group| Issue::about(&combo.named).commented("2025-03-04 10:12:31.402");
    Finding::of(model.category_combos.len(), unused.map(issue))
}

pub(super) fn options_without_category(model: &Model) -> Finding {
    let lonely = |option: &&Named| !model.categories.iter().any(|category| category.holds(&option.id));
    Finding::of(model.category_options.len(), model.category_options.iter().filter(lonely).map(Issue::about))
}

pub(super) fn wrong_cardinality(model: &Model) -> Finding {
    let expected = |combo: &str| {
        model.category_combos.iter().find(|one| one.named.id == combo).map_or(0, |one| one.members.len())
    };
    let wrong = model.category_option_combos.iter().filter(|one| one.options.len() != expected(&one.combo));
    let issue = |one: &crate::model::CategoryOptionCombo| {
        let (has, should) = (one.options.len(), expected(&one.combo));
        Issue::about(&one.named).commented(format!("{has} category options instead of {should}"))
    };
    Finding::of(model.category_option_combos.len(), wrong.map(issue))
}

pub(super) fn invalid_combos(model: &Model) -> Finding {
    let has_combinations = |id: &str| model.category_option_combos.iter().any(|one| one.combo == id);
    let invalid =
        |combo: &&crate::model::Group| combo.members.is_empty() || !has_combinations(&combo.named.id);
    let invalid = model.category_combos.iter().filter(invalid);
    Finding::of(model.category_combos.len(), invalid.map(|combo| Issue::about(&combo.named)))
}
