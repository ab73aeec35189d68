//! Category combinations and their option combinations.

use super::{Named, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// The number of option combinations of a category combination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComboCounts {
    /// The category combination.
    pub id: Uid,
    /// The name.
    pub name: String,
    /// The expected number: the product of the numbers of options of its categories.
    pub expected: u64,
    /// The actual number.
    pub actual: u64,
}

impl ComboCounts {
    /// Whether the counts match.
    pub const fn agree(&self) -> bool {
        self.expected == self.actual
    }
}

struct Category {
    options: u64,
}

impl FromJson for Category {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self { options: json.member_or_default("categoryOptions", faults) }
    }
}

impl FromJson for ComboCounts {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let Named { id, name } = Named::from_json(json, faults);
        let categories: Vec<Category> = json.member_or_default("categories", faults);
        // Without categories there is nothing to combine.
        let none = u64::from(!categories.is_empty());
        let expected =
            categories.iter().fold(none, |product, category| product.saturating_mul(category.options));
        Self { id, name, expected, actual: json.member_or_default("categoryOptionCombos", faults) }
    }
}

deserialize_from_json!(ComboCounts);

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(categories: &str) -> u64 {
        let json = format!(
            r#"{{"id":"phkochrivi3","displayName":"Sex and age","categories":{categories},"categoryOptionCombos":4}}"#
        );
        serde_json::from_str::<ComboCounts>(&json).unwrap().expected
    }

    #[test]
    fn what_is_expected_is_the_product_of_the_categories_options() {
        assert_eq!(expected(r#"[{"categoryOptions":2},{"categoryOptions":3}]"#), 6);
        assert_eq!(expected(r#"[{"categoryOptions":2},{"categoryOptions":0}]"#), 0);
        assert_eq!(expected("[]"), 0);
    }
}
