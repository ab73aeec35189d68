//! System settings.

use super::{Client, Pending};
use crate::error::Error;
use crate::model::{Secret, SettingKey, SettingValue, SystemSettings, is_confidential};
use crate::protocol::setting;

/// What can be asked of system settings. Created with [`Client::settings`].
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

    /// Every setting that is not confidential: `GET /api/systemSettings`, for everybody.
    ///
    /// # Errors
    ///
    /// Whatever a request can end with.
    pub fn all(&self) -> Pending<SystemSettings> {
        self.client.connection().json(setting::all())
    }

    /// Some settings by their names: `GET /api/systemSettings?key=…`, for everybody. Those that the version lacks are
    /// left out.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for a confidential one, before anything is
    /// sent; [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) on 2.41 where it lacks all of them.
    pub fn some(&self, names: &[&str]) -> Pending<SystemSettings> {
        self.client.connection().json_of(setting::some(names))
    }

    /// Sets a setting whose type is known: `POST /api/systemSettings/{key}`, with `F_SYSTEM_SETTING`.
    ///
    /// The next request may still see the old value.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound), up to 2.41
    /// [`ErrorKind::Conflict`](crate::ErrorKind::Conflict), where the version lacks the setting.
    pub fn set<T: SettingValue>(&self, key: &SettingKey<T>, value: &T) -> Pending<()> {
        self.set_raw(key.name(), &value.write())
    }

    /// Sets any setting; an empty text resets it.
    ///
    /// # Errors
    ///
    /// As [`set`](Self::set), and [`ErrorKind::Rejected`](crate::ErrorKind::Rejected) for a value of another type.
    pub fn set_raw(&self, name: &str, value: &str) -> Pending<()> {
        let done = self.client.connection().done_of(Ok(setting::set(name, value)));
        if is_confidential(name) { done.map_err(without_words) } else { done }
    }

    /// Sets a confidential setting.
    ///
    /// # Errors
    ///
    /// As [`set`](Self::set), but without the server's words, which may repeat the value.
    pub fn set_secret(&self, name: &str, value: &Secret) -> Pending<()> {
        let done = self.client.connection().done_of(Ok(setting::set_secret(name, value)));
        done.map_err(without_words)
    }

    /// Puts back what a setting is without anybody's doing: `DELETE /api/systemSettings/{key}`, with
    /// `F_SYSTEM_SETTING`.
    ///
    /// # Errors
    ///
    /// As [`set`](Self::set).
    pub fn reset(&self, name: &str) -> Pending<()> {
        self.client.connection().done_of(Ok(setting::reset(name)))
    }
}

/// The server's words may repeat the value.
fn without_words(error: Error) -> Error {
    error.with_server_words(None, None)
}
