//! The tree of organisation units, and which data sets are assigned to which.

use super::{CategoryOptionCombo, DataSet, Model, OrganisationUnit};

impl OrganisationUnit {
    /// The code, which follows from the identifier.
    pub(crate) fn code(&self) -> String {
        format!("OU_{}", self.named.id.chars().take(6).collect::<String>())
    }
}

impl CategoryOptionCombo {
    /// Only the combination that DHIS2 makes for itself has a code.
    pub(crate) fn code(&self) -> Option<&str> {
        (self.named.name == "default").then_some("default")
    }
}

impl Model {
    /// The unit of an identifier.
    pub(crate) fn unit(&self, id: &str) -> Option<&OrganisationUnit> {
        self.organisation_units.iter().find(|unit| unit.named.id == id)
    }

    /// The units directly below another one.
    pub(crate) fn children<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a OrganisationUnit> {
        self.organisation_units.iter().filter(move |unit| unit.parent.as_deref() == Some(id))
    }

    /// The units above another one, the root first.
    pub(crate) fn ancestors(&self, unit: &OrganisationUnit) -> Vec<&OrganisationUnit> {
        let above = |unit: &&OrganisationUnit| unit.parent.as_deref().and_then(|id| self.unit(id));
        let parent = unit.parent.as_deref().and_then(|id| self.unit(id));
        let mut ancestors: Vec<_> = std::iter::successors(parent, above).collect();
        ancestors.reverse();
        ancestors
    }

    /// The identifiers from the root to a unit, such as `/country/district/clinic`.
    pub(crate) fn path(&self, unit: &OrganisationUnit) -> String {
        let ids = self.ancestors(unit).into_iter().chain([unit]).map(|unit| unit.named.id.as_str());
        ids.fold(String::new(), |path, id| format!("{path}/{id}"))
    }

    /// A unit and all below it.
    pub(crate) fn subtree(&self, id: &str) -> Vec<&OrganisationUnit> {
        let is_below = |unit: &&OrganisationUnit| {
            unit.named.id == id || self.ancestors(unit).iter().any(|above| above.named.id == id)
        };
        self.organisation_units.iter().filter(is_below).collect()
    }

    /// The units that report by a data set: so many facilities, in the order of the tree.
    pub(crate) fn assigned_units<'a>(&'a self, set: &DataSet) -> impl Iterator<Item = &'a OrganisationUnit> {
        self.organisation_units.iter().filter(|unit| unit.level == 4).take(set.units)
    }

    /// Whether a unit reports by a data set.
    pub(crate) fn is_assigned(&self, set: &DataSet, unit: &str) -> bool {
        self.assigned_units(set).any(|assigned| assigned.named.id == unit)
    }
}

#[cfg(test)]
mod tests {
    use crate::Scenario;
    use crate::model::{Model, Named};

    #[test]
    fn the_path_of_a_unit_names_its_ancestors() {
        let model = Model::of(Scenario::Demo);
        let clinic = model.unit(&Named::new("organisationUnit", "Belo Clinic").id).unwrap();
        let path = model.path(clinic);
        assert_eq!(path.matches('/').count(), clinic.level);
        assert!(path.ends_with(&clinic.named.id));
        let district = clinic.parent.as_deref().unwrap();
        assert!(model.subtree(district).iter().any(|unit| unit.named == clinic.named));
    }
}
