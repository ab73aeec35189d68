//! Data values for computations: a few months of two facilities.

use super::{Model, Named};

/// A value of a data element.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DataValue {
    pub(crate) element: String,
    pub(crate) unit: String,
    /// A month, such as `202601`.
    pub(crate) period: String,
    pub(crate) option_combo: String,
    pub(crate) value: f64,
}

/// The months that there are values for.
const MONTHS: [&str; 5] = ["202601", "202602", "202603", "202604", "202605"];

/// What two facilities counted in these months.
const COUNTS: [(&str, &str, [u32; 5]); 8] = [
    ("Anjara District Hospital", "Births", [9, 9, 3, 8, 10]),
    ("Anjara District Hospital", "Deaths", [2, 1, 5, 2, 2]),
    ("Anjara District Hospital", "Malaria cases", [41, 38, 4, 35, 44]),
    ("Anjara District Hospital", "Malaria deaths", [1, 0, 6, 1, 2]),
    ("Anjara Health Centre", "Births", [9, 9, 8, 9, 7]),
    ("Anjara Health Centre", "Deaths", [1, 2, 1, 0, 1]),
    ("Anjara Health Centre", "Malaria cases", [22, 25, 27, 20, 23]),
    ("Anjara Health Centre", "Malaria deaths", [0, 1, 0, 0, 1]),
];

impl Model {
    /// The values of the demonstration, all in the first option of their categories.
    pub(super) fn counted(&self) -> Vec<DataValue> {
        let mut values = Vec::new();
        for (unit, element, counts) in COUNTS {
            let unit = Named::new("organisationUnit", unit).id;
            let element = Named::new("dataElement", element).id;
            let Some(option_combo) = self.option_combo(&element) else { continue };
            for (month, count) in MONTHS.into_iter().zip(counts) {
                values.push(DataValue {
                    element: element.clone(),
                    unit: unit.clone(),
                    period: month.to_owned(),
                    option_combo: option_combo.clone(),
                    value: count.into(),
                });
            }
        }
        values
    }

    /// The first category option combination of a data element.
    pub(crate) fn option_combo(&self, element: &str) -> Option<String> {
        let element = self.data_elements.iter().find(|one| one.named.id == element)?;
        let combo = self.category_combos.iter().find(|combo| combo.named.name == element.category_combo)?;
        let first = self.category_option_combos.iter().find(|one| one.combo == combo.named.id)?;
        Some(first.named.id.clone())
    }

    /// The value of a data element in an organisation unit and month, if any.
    pub(crate) fn total(&self, element: &str, unit: &str, period: &str) -> Option<f64> {
        let values = self.values_of(element, unit).filter(|value| value.period == period);
        values.map(|value| value.value).reduce(|sum, value| sum + value)
    }

    /// All values of a data element in a unit.
    pub(crate) fn values_of<'a>(
        &'a self,
        element: &'a str,
        unit: &'a str,
    ) -> impl Iterator<Item = &'a DataValue> {
        self.data_values.iter().filter(move |value| value.element == element && value.unit == unit)
    }

    /// Keeps a value in place of an earlier one; whether there was one, and whether it was another.
    pub(crate) fn put_value(&mut self, new: DataValue) -> Put {
        let is_same = |old: &&mut DataValue| {
            (&old.element, &old.unit, &old.period, &old.option_combo)
                == (&new.element, &new.unit, &new.period, &new.option_combo)
        };
        match self.data_values.iter_mut().find(is_same) {
            Some(old) if *old == new => Put::Unchanged,
            Some(old) => {
                *old = new;
                Put::Updated
            }
            None => {
                self.data_values.push(new);
                Put::Inserted
            }
        }
    }
}

/// The result of storing a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    Inserted,
    Updated,
    Unchanged,
}
