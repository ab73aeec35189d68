//! Faults of option sets and option groups.

use super::{Finding, Issue};
use crate::model::{Model, OptionSet};

pub(super) fn groups_empty(model: &Model) -> Finding {
    let empty = model.option_groups.iter().filter(|group| group.members.is_empty());
    Finding::of(model.option_groups.len(), empty.map(|group| Issue::about(&group.named)))
}

pub(super) fn sets_empty(model: &Model) -> Finding {
    listed(model, |set| set.orders.is_empty())
}

pub(super) fn sets_unused(model: &Model) -> Finding {
    listed(model, |set| !set.is_used)
}

pub(super) fn wrong_sort_order(model: &Model) -> Finding {
    let is_gapless = |set: &OptionSet| set.orders.iter().copied().eq(1..=set.orders.len());
    let wrong = model.option_sets.iter().filter(|set| !is_gapless(set));
    let issue = |set: &OptionSet| {
        let orders: Vec<_> = set.orders.iter().map(usize::to_string).collect();
        Issue::about(&set.named).commented(orders.join(", "))
    };
    Finding::of(model.option_sets.len(), wrong.map(issue))
}

fn listed(model: &Model, is_faulty: fn(&OptionSet) -> bool) -> Finding {
    let faulty = model.option_sets.iter().filter(|set| is_faulty(set));
    Finding::of(model.option_sets.len(), faulty.map(|set| Issue::about(&set.named)))
}
