//! The current user.

use super::{Authority, Uid};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json};

/// The person behind the session: what `GET /api/me` answers.
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
    /// The settings that decide how things are shown.
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
    /// Whether the person holds `authority`, or `ALL`, which counts as everything.
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

    /// The authorities that the server lists, in no order.
    pub fn authorities(&self) -> impl Iterator<Item = &Authority> {
        self.authorities.iter()
    }
}

/// A person's settings, of which Steward needs few.
#[derive(Clone, Debug, Default)]
pub struct UserSettings {
    /// The language of the user interface as Java writes it: `en`, `pt_BR`, `uz_UZ_Cyrl`.
    pub key_ui_locale: Option<String>,
}

impl FromJson for UserSettings {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        Self { key_ui_locale: json.member("keyUiLocale", faults) }
    }
}

deserialize_from_json!(CurrentUser, UserSettings);
