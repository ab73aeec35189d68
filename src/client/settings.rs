//! System settings.

use super::{Client, Pending};
use crate::error::Error;
use crate::model::{Secret, SettingKey, SettingValue, SystemSettings, is_confidential};
use crate::protocol::setting;

/// System settings. Created with [`Client::settings`].
///
/// ```
/// # use dhis2_steward::environment::manual::ManualEnvironment;
/// # use dhis2_steward::transport::memory::{Canned, MemoryTransport};
/// # use dhis2_steward::{BaseUrl, Client, Credentials};
/// use dhis2_steward::model::SettingKey;
/// # futures_util::FutureExt::now_or_never(async {
/// # let transport = MemoryTransport::new();
/// # transport
/// #     .on("GET /api/me", Canned::json(r#"{"id":"M5zQapPyTZI","username":"admin","authorities":["ALL"]}"#))
/// #     .on("GET /api/system/info", Canned::json(r#"{"version":"2.42.5.2","serverDate":"2026-11-21T07:58:57.132"}"#))
/// #     .on("GET /api/systemSettings", Canned::json(r#"{"factorDeviation":2.0}"#))
/// #     .on("POST /api/systemSettings/factorDeviation", Canned::json(r#"{"httpStatus":"OK","httpStatusCode":200,"status":"OK"}"#));
/// # let base_url = BaseUrl::parse("https://dhis2.example.org")?;
/// # let client = Client::connect(transport, ManualEnvironment::new(), base_url, Credentials::Session).await?;
/// let settings = client.settings().all().await?;
/// assert_eq!(settings.get(&SettingKey::STANDARD_DEVIATIONS), Some(2.0));
/// client.settings().set(&SettingKey::STANDARD_DEVIATIONS, &2.5).await?;
/// # Ok::<(), dhis2_steward::Error>(())
/// # }).unwrap().unwrap();
/// ```
pub struct SettingsApi {
    client: Client,
}

impl SettingsApi {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Returns all settings that are not confidential: `GET /api/systemSettings`. Requires no authority.
    ///
    /// # Errors
    ///
    /// Any request error.
    pub fn all(&self) -> Pending<SystemSettings> {
        self.client.connection().json(setting::all())
    }

    /// Returns settings by name: `GET /api/systemSettings?key=…`. Requires no authority. Omits those the server's
    /// version does not have.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for a confidential setting, without sending a
    /// request; [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) on 2.41 if it has none of them.
    pub fn some(&self, names: &[&str]) -> Pending<SystemSettings> {
        self.client.connection().json_of(setting::some(names))
    }

    /// Sets a setting whose type is known: `POST /api/systemSettings/{key}`. Requires `F_SYSTEM_SETTING`.
    ///
    /// The next request may still return the old value.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) (up to 2.41
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict)) if the server's version does not have the setting.
    pub fn set<T: SettingValue>(&self, key: &SettingKey<T>, value: &T) -> Pending<()> {
        self.set_raw(key.name(), &value.write())
    }

    /// Sets any setting; an empty string resets it.
    ///
    /// # Errors
    ///
    /// The errors of [`set`](Self::set), and [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a value of the
    /// wrong type.
    pub fn set_raw(&self, name: &str, value: &str) -> Pending<()> {
        let done = self.client.connection().done_of(Ok(setting::set(name, value)));
        if is_confidential(name) { done.map_err(without_words) } else { done }
    }

    /// Sets a confidential setting.
    ///
    /// # Errors
    ///
    /// The errors of [`set`](Self::set), but without the server's message, which may contain the value.
    pub fn set_secret(&self, name: &str, value: &Secret) -> Pending<()> {
        let done = self.client.connection().done_of(Ok(setting::set_secret(name, value)));
        done.map_err(without_words)
    }

    /// Resets a setting to its default: `DELETE /api/systemSettings/{key}`. Requires `F_SYSTEM_SETTING`.
    ///
    /// # Errors
    ///
    /// The errors of [`set`](Self::set).
    pub fn reset(&self, name: &str) -> Pending<()> {
        self.client.connection().done_of(Ok(setting::reset(name)))
    }
}

/// The server's message may contain the value.
fn without_words(error: Error) -> Error {
    error.with_server_words(None, None)
}
