//! The users of the simulated server, and their authorities.

use serde_json::{Value, json};

use crate::{Scenario, Version, uid};

/// The password of every user.
pub const PASSWORD: &str = "district";

/// The authority to run maintenance, integrity checks and jobs.
pub(crate) const F_PERFORM_MAINTENANCE: &str = "F_PERFORM_MAINTENANCE";

/// The authority to install apps.
pub(crate) const APP_MANAGEMENT: &str = "M_dhis-web-app-management";

/// A user.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) username: &'static str,
    pub(crate) token: &'static str,
    pub(crate) first_name: &'static str,
    pub(crate) surname: &'static str,
    pub(crate) role: &'static str,
    pub(crate) authorities: &'static [&'static str],
}

impl User {
    /// Whether the user has an authority, or `ALL`.
    pub(crate) fn may(&self, authority: &str) -> bool {
        self.authorities.iter().any(|have| *have == "ALL" || *have == authority)
    }

    /// Only the server's default user has a code.
    fn code(&self) -> Option<&'static str> {
        (self.username == "admin").then_some(self.username)
    }

    /// First and last name.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.first_name, self.surname)
    }

    /// The short form of a user in jobs.
    pub(crate) fn reference(&self) -> Value {
        json!({
            "id": self.id, "code": self.code(), "name": self.name(),
            "displayName": self.name(), "username": self.username
        })
    }
}

/// The current user's access to an object.
pub(crate) fn access(version: Version) -> Value {
    match version {
        Version::V2_42 => json!({
            "manage": true, "externalize": true, "write": true,
            "read": true, "update": true, "delete": true
        }),
        _ => json!({ "manage": true, "write": true, "read": true, "update": true, "delete": true }),
    }
}

/// Everybody who can log in, in a scenario.
pub(crate) fn all(scenario: Scenario) -> Vec<User> {
    let maintenance: &[&str] = match scenario {
        Scenario::Restricted => OBSERVER,
        _ => MAINTAINER,
    };
    vec![
        user("admin", "Ada", "Admin", "Superuser", ALL),
        user("maintainer", "Musa", "Maintainer", "Maintenance", maintenance),
        user("observer", "Olive", "Observer", "Observer", OBSERVER),
        user("clerk", "Carl", "Clerk", "Data clerk", CLERK),
    ]
}

fn user(
    username: &'static str,
    first_name: &'static str,
    surname: &'static str,
    role: &'static str,
    authorities: &'static [&'static str],
) -> User {
    let token = match username {
        "admin" => "d2pat_adminadminadminadminadminadmin1",
        "maintainer" => "d2pat_maintainermaintainermaintaine2",
        "observer" => "d2pat_observerobserverobserverobserv3",
        _ => "d2pat_clerkclerkclerkclerkclerkclerk4",
    };
    User { id: uid::of(username), username, token, first_name, surname, role, authorities }
}

const MAINTAINER: &[&str] = &["M_steward", F_PERFORM_MAINTENANCE];
const OBSERVER: &[&str] = &["M_steward"];
const CLERK: &[&str] = &["M_dhis-web-dataentry", "F_DATAVALUE_ADD"];
const ALL: &[&str] = &[
    "F_PREDICTOR_RUN",
    "F_VIEW_SERVER_INFO",
    "F_ACCEPT_DATA_LOWER_LEVELS",
    "F_EDIT_EXPIRED",
    "F_METADATA_EXPORT",
    "F_ORGANISATIONUNIT_MOVE",
    "F_REPLICATE_USER",
    "F_MINMAX_DATAELEMENT_ADD",
    "F_LOCALE_ADD",
    "F_ORGANISATION_UNIT_SPLIT",
    "F_APPROVE_DATA_LOWER_LEVELS",
    "F_APPROVE_DATA",
    "F_RUN_VALIDATION",
    "F_METADATA_MANAGE",
    APP_MANAGEMENT,
    "F_DATAVALUE_ADD",
    "F_PERFORM_ANALYTICS_EXPLAIN",
    F_PERFORM_MAINTENANCE,
    "F_ENROLLMENT_CASCADE_DELETE",
    "F_SYSTEM_SETTING",
    "F_EXPORT_DATA",
    "F_USER_VIEW",
    "ALL",
    "F_GENERATE_MIN_MAX_VALUES",
    "F_IMPERSONATE_USER",
    "F_SEND_EMAIL",
    "F_TEI_CASCADE_DELETE",
    "F_METADATA_IMPORT",
    "F_ORGANISATION_UNIT_MERGE",
    "F_VIEW_EVENT_ANALYTICS",
    "F_JOB_LOG_READ",
    "F_MOBILE_SETTINGS",
];
