//! The person who is logged in.

use std::collections::HashSet;

use serde::Deserialize;

use super::{Authority, Uid};

/// The person behind the session: what `GET /api/me` answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CurrentUser {
    /// The person's identifier.
    pub id: Uid,
    /// The name used to log in.
    pub username: String,
    /// First name and surname.
    #[serde(default)]
    pub name: Option<String>,
    /// The e-mail address, where one is known.
    #[serde(default)]
    pub email: Option<String>,
    /// The settings that decide how things are shown.
    #[serde(default)]
    pub settings: UserSettings,
    #[serde(default)]
    authorities: HashSet<Authority>,
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
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserSettings {
    /// The language of the user interface as Java writes it: `en`, `pt_BR`, `uz_UZ_Cyrl`.
    #[serde(default)]
    pub key_ui_locale: Option<String>,
}
