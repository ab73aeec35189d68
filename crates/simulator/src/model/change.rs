//! The changes that maintenance makes to the metadata and the rows.

use super::{CategoryOptionCombo, Model, Named};

/// What prevents the deletion of a data element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// Data values, deleted or not.
    DataValue,
    /// What is kept of values that were entered and changed.
    Audit,
}

impl Model {
    /// Makes the combinations of options that a category combination needs, and removes those it does not.
    pub(crate) fn update_category_option_combos(&mut self, combo: &str) {
        let expected = self.expected_options(combo);
        let fits = |one: &CategoryOptionCombo| one.combo != combo || expected.contains(&one.options);
        self.category_option_combos.retain(fits);
        for options in expected {
            let exists =
                self.category_option_combos.iter().any(|one| one.combo == combo && one.options == options);
            if !exists {
                let name_of = |id: &String| self.category_options.iter().find(|option| option.id == *id);
                let names: Vec<_> =
                    options.iter().filter_map(name_of).map(|option| option.name.as_str()).collect();
                let name = names.join(", ");
                let id = Named::new("categoryOptionCombo", &format!("{combo} {name}")).id;
                let named = Named { id, name };
                self.category_option_combos.push(CategoryOptionCombo {
                    named,
                    combo: combo.to_owned(),
                    options,
                });
            }
        }
    }

    /// Updates the combinations of options of every category combination.
    pub(crate) fn update_all_category_option_combos(&mut self) {
        let combos: Vec<String> = self.category_combos.iter().map(|combo| combo.named.id.clone()).collect();
        for combo in combos {
            self.update_category_option_combos(&combo);
        }
    }

    /// Removes periods that no data refer to.
    pub(crate) fn prune_periods(&mut self) {
        self.periods.retain(|period| period.has_data);
    }

    /// Removes all data of a data element, deleted or not.
    pub(crate) fn prune_data_element(&mut self, id: &str) {
        self.rows.deleted_data_values.remove(id);
        self.data_values.retain(|value| value.element != id);
        if let Some(element) = self.data_elements.iter_mut().find(|element| element.named.id == id) {
            element.values = 0;
        }
    }

    /// Removes all data of an organisation unit.
    pub(crate) fn prune_unit(&mut self, id: &str) {
        self.data_values.retain(|value| value.unit != id);
    }

    /// Removes a data element; the error names what still references it.
    pub(crate) fn delete_data_element(&mut self, id: &str) -> Result<(), Holder> {
        let element = self.data_elements.iter().find(|element| element.named.id == id);
        if element.is_some_and(|element| element.values > 0) {
            return Err(Holder::Audit);
        }
        if self.rows.deleted_data_values.contains_key(id) {
            return Err(Holder::DataValue);
        }
        self.data_elements.retain(|element| element.named.id != id);
        for group in &mut self.data_element_groups {
            group.members.retain(|member| member != id);
        }
        for set in &mut self.data_sets {
            set.elements.retain(|member| member != id);
        }
        Ok(())
    }

    /// The options of every combination that a category combination should have: one of each category.
    pub(crate) fn expected_options(&self, combo: &str) -> Vec<Vec<String>> {
        let combo = self.category_combos.iter().find(|one| one.named.id == combo && !one.members.is_empty());
        let categories = combo.into_iter().flat_map(|combo| &combo.members);
        let members =
            |id: &String| self.categories.iter().find(|one| one.named.id == *id).map(|one| &one.members);
        let mut all = if combo.is_some() { vec![vec![]] } else { vec![] };
        for options in categories.filter_map(members) {
            all = all
                .iter()
                .flat_map(|begun| {
                    options.iter().map(move |option| [begun.clone(), vec![option.clone()]].concat())
                })
                .collect();
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Holder;
    use crate::Scenario;
    use crate::model::{Model, Named};

    #[test]
    fn an_update_generates_one_combination_for_each_choice_of_options() {
        let mut model = Model::of(Scenario::Demo);
        let combo = Named::new("categoryCombo", "Sex and age").id;
        let of_combo =
            |model: &Model| model.category_option_combos.iter().filter(|one| one.combo == combo).count();
        assert_eq!(of_combo(&model), 5, "one is left over");
        model.update_category_option_combos(&combo);
        assert_eq!(of_combo(&model), 4);
    }

    #[test]
    fn a_data_element_with_soft_deleted_values_cannot_be_deleted() {
        let mut model = Model::of(Scenario::Demo);
        let id = Named::new("dataElement", "Cholera cases (old)").id;
        assert_eq!(model.delete_data_element(&id), Err(Holder::DataValue));
        model.rows.deleted_data_values.clear();
        assert_eq!(model.delete_data_element(&id), Ok(()));
    }
}
