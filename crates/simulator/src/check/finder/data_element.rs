//! Faults of data elements, data sets and periods.

use super::{Finding, Issue, scarce};
use crate::model::{DataElement, Model, Named, Period};

pub(super) fn groups_scarce(model: &Model) -> Finding {
    scarce(&model.data_element_groups)
}

pub(super) fn no_data(model: &Model) -> Finding {
    listed(model, |element| element.values == 0)
}

pub(super) fn no_groups(model: &Model) -> Finding {
    listed(model, |element| !model.data_element_groups.iter().any(|group| group.holds(&element.named.id)))
}

pub(super) fn without_data_sets(model: &Model) -> Finding {
    listed(model, |element| !model.data_sets.iter().any(|set| set.elements.contains(&element.named.id)))
}

pub(super) fn could_be_summed(model: &Model) -> Finding {
    listed(model, |element| {
        element.aggregation == "NONE" && matches!(element.value_type, "INTEGER" | "NUMBER")
    })
}

pub(super) fn different_period_types(model: &Model) -> Finding {
    let issue = |element: &DataElement| {
        let sets: Vec<_> =
            model.data_sets.iter().filter(|set| set.elements.contains(&element.named.id)).collect();
        let first = sets.first()?.period_type;
        let differs = sets.iter().any(|set| set.period_type != first);
        let names: Vec<_> = sets.iter().map(|set| set.named.name.as_str()).collect();
        let refs = sets.iter().map(|set| set.named.id.clone()).collect();
        differs.then(|| Issue::about(&element.named).commented(names.join(";")).referring(refs))
    };
    Finding::of(model.data_elements.len(), model.data_elements.iter().filter_map(issue))
}

pub(super) fn data_sets_empty(model: &Model) -> Finding {
    let empty = model.data_sets.iter().filter(|set| set.elements.is_empty());
    Finding::of(model.data_sets.len(), empty.map(|set| Issue::about(&set.named)))
}

pub(super) fn data_sets_not_assigned(model: &Model) -> Finding {
    let unassigned = model.data_sets.iter().filter(|set| set.units == 0);
    Finding::of(model.data_sets.len(), unassigned.map(|set| Issue::about(&set.named)))
}

pub(super) fn periods_in_the_future(model: &Model) -> Finding {
    periods(model, |period| period.year > 2029)
}

pub(super) fn periods_in_the_past(model: &Model) -> Finding {
    periods(model, |period| period.year < 1960)
}

fn periods(model: &Model, is_odd: fn(&Period) -> bool) -> Finding {
    let odd = model.periods.iter().filter(|period| is_odd(period));
    Finding::of(model.periods.len(), odd.map(|period| Issue::about(&Named::new("period", period.name))))
}

fn listed(model: &Model, is_faulty: impl Fn(&DataElement) -> bool) -> Finding {
    let faulty = model.data_elements.iter().filter(|element| is_faulty(element));
    Finding::of(model.data_elements.len(), faulty.map(|element| Issue::about(&element.named)))
}
