//! The current user.

use super::{Authority, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// The current user: the response of `GET /api/me`.
#[derive(Clone, Debug)]
pub struct CurrentUser {
    /// The identifier.
    pub id: Uid,
    /// The username.
    pub username: String,
    /// The first name and surname.
    pub name: Option<String>,
    /// The email address, if set.
    pub email: Option<String>,
    /// The user settings.
    pub settings: UserSettings,
    authorities: Vec<Authority>,
}

impl FromJson for CurrentUser {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self {
            id: json.member("id", faults),
            username: json.member("username", faults),
            name: json.member("name", faults),
            email: json.member("email", faults),
            settings: json.member_or_default("settings", faults),
            authorities: json.member_or_default("authorities", faults),
        }
    }
}

impl CurrentUser {
    /// Whether the user has `authority`, or `ALL`, which includes every authority.
    ///
    /// ```
    /// use dhis2_steward::model::{Authority, CurrentUser};
    ///
    /// let user: CurrentUser =
    ///     serde_json::from_str(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#)?;
    /// assert!(user.may(&Authority::PerformMaintenance));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn may(&self, authority: &Authority) -> bool {
        self.authorities.contains(&Authority::All) || self.authorities.contains(authority)
    }

    /// The authorities, in no particular order.
    pub fn authorities(&self) -> impl Iterator<Item = &Authority> {
        self.authorities.iter()
    }
}

/// The user settings that Steward needs.
#[derive(Clone, Debug, Default)]
pub struct UserSettings {
    /// The language of the user interface as a Java locale: `en`, `pt_BR`, `uz_UZ_Cyrl`.
    pub key_ui_locale: Option<String>,
}

impl FromJson for UserSettings {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self { key_ui_locale: json.member("keyUiLocale", faults) }
    }
}

deserialize_from_json!(CurrentUser, UserSettings);
