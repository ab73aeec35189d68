//! Where an object can be edited: the page of the responsible app.
//!
//! Covers only what is known for a version: a broken link is worse than none.

use dhis2_steward::model::Uid;

/// The sections of the Maintenance app, and the API names of the objects edited in each.
const MAINTENANCE: [(&str, &[&str]); 8] = [
    (
        "categorySection",
        &[
            "categories",
            "categoryOptions",
            "categoryCombos",
            "categoryOptionCombos",
            "categoryOptionGroups",
            "categoryOptionGroupSets",
        ],
    ),
    ("dataElementSection", &["dataElements", "dataElementGroups", "dataElementGroupSets"]),
    ("dataSetSection", &["dataSets"]),
    (
        "indicatorSection",
        &[
            "indicators",
            "indicatorTypes",
            "indicatorGroups",
            "indicatorGroupSets",
            "programIndicators",
            "programIndicatorGroups",
        ],
    ),
    (
        "organisationUnitSection",
        &["organisationUnits", "organisationUnitGroups", "organisationUnitGroupSets"],
    ),
    ("programSection", &["programs", "programRules", "trackedEntityAttributes"]),
    ("validationSection", &["validationRules", "validationRuleGroups"]),
    ("otherSection", &["optionSets", "optionGroups"]),
];

/// An app that edits objects of some type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// The app's name, as users know it.
    pub name: &'static str,
    /// Its name in URLs and authorities.
    app: &'static str,
    /// The URL before the object's identifier.
    place: String,
    minor: u16,
}

impl Editor {
    /// The app that edits objects that the API calls `kind`, on a server of version 2.`minor`.
    pub fn of(kind: &str, minor: u16) -> Option<Self> {
        let editor = |name, app, place: String| Some(Self { name, app, place, minor });
        match kind {
            "dashboards" => editor("Dashboard", "dashboard", String::new()),
            "visualizations" => editor("Data Visualizer", "data-visualizer", String::new()),
            "maps" => editor("Maps", "maps", String::new()),
            "users" => editor("Users", "user", "users/edit/".into()),
            "userRoles" => editor("Users", "user", "user-roles/edit/".into()),
            "userGroups" => editor("Users", "user", "user-groups/edit/".into()),
            _ => {
                let (section, _) = MAINTENANCE.into_iter().find(|(_, kinds)| kinds.contains(&kind))?;
                editor("Maintenance", "maintenance", format!("edit/{section}/{}/", singular(kind)))
            }
        }
    }

    /// The authority that opens the app.
    pub fn authority(&self) -> String {
        format!("M_dhis-web-{}", self.app)
    }

    /// Where an object is edited, as a path on the server; `None` for an invalid identifier.
    pub fn path(&self, id: &str) -> Option<String> {
        id.parse::<Uid>().ok()?;
        let Self { app, place, minor, .. } = self;
        Some(match minor {
            ..42 => format!("/dhis-web-{app}/index.html#/{place}{id}"),
            _ => format!("/apps/{app}#/{place}{id}"),
        })
    }
}

fn singular(kind: &str) -> String {
    match kind.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => kind.strip_suffix('s').unwrap_or(kind).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(kind: &str, minor: u16) -> Option<String> {
        Editor::of(kind, minor)?.path("DiszpKrYNg8")
    }

    #[test]
    fn metadata_are_edited_in_maintenance_at_the_place_of_the_version() {
        assert_eq!(
            path("organisationUnits", 41).unwrap(),
            "/dhis-web-maintenance/index.html#/edit/organisationUnitSection/organisationUnit/DiszpKrYNg8"
        );
        assert_eq!(
            path("categories", 43).unwrap(),
            "/apps/maintenance#/edit/categorySection/category/DiszpKrYNg8"
        );
        assert_eq!(Editor::of("dataSets", 42).unwrap().authority(), "M_dhis-web-maintenance");
    }

    #[test]
    fn favorites_and_users_are_edited_in_apps_of_their_own() {
        assert_eq!(path("dashboards", 42).unwrap(), "/apps/dashboard#/DiszpKrYNg8");
        assert_eq!(path("visualizations", 41).unwrap(), "/dhis-web-data-visualizer/index.html#/DiszpKrYNg8");
        assert_eq!(path("userRoles", 44).unwrap(), "/apps/user#/user-roles/edit/DiszpKrYNg8");
    }

    #[test]
    fn what_no_app_is_known_to_edit_has_no_link() {
        for kind in ["events", "periods", "fileResources", "programStages", "tracker", "", "Orphaned units"] {
            assert_eq!(Editor::of(kind, 42), None, "{kind}");
        }
        assert_eq!(Editor::of("dataElements", 42).unwrap().path("2024W1"), None);
    }
}
