//! System settings.

use core::marker::PhantomData;

use super::{Ordered, Timestamp};
use dhis2_steward_json::{Faults, FromJson, Json, deserialize_from_json, parse};

/// A type of setting value.
pub trait SettingValue: Sized {
    /// Parses the value; `None` if it is not set.
    fn read(json: &Json<'_>) -> Option<Self>;

    /// The value as the server expects it.
    fn write(&self) -> String;
}

impl SettingValue for String {
    fn read(json: &Json<'_>) -> Option<Self> {
        json.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
    }

    fn write(&self) -> String {
        self.clone()
    }
}

impl SettingValue for bool {
    fn read(json: &Json<'_>) -> Option<Self> {
        if let Json::Bool(value) = json { Some(*value) } else { json.as_str()?.parse().ok() }
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl SettingValue for i64 {
    fn read(json: &Json<'_>) -> Option<Self> {
        if let Json::Number(value) = json { value.as_i64() } else { json.as_str()?.parse().ok() }
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl SettingValue for f64 {
    fn read(json: &Json<'_>) -> Option<Self> {
        match json {
            Json::Number(value) => Some(value.as_f64()),
            // As a JSON number: Rust's own reader brings a table of 10 kB, for this one setting.
            Json::Text(text) => FromJson::read(&parse(text.as_bytes()).ok()?).ok(),
            _ => None,
        }
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl SettingValue for Timestamp {
    /// The year 1970 is how the server writes "never".
    fn read(json: &Json<'_>) -> Option<Self> {
        json.as_str()?.parse().ok().filter(|moment: &Timestamp| !moment.is_never())
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// A setting whose type is known.
#[derive(Debug)]
pub struct SettingKey<T> {
    name: &'static str,
    value: PhantomData<T>,
}

impl<T> SettingKey<T> {
    const fn new(name: &'static str) -> Self {
        Self { name, value: PhantomData }
    }

    /// The server's name.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

/// Declares the settings of a type.
macro_rules! settings {
    ($type:ty: $( $(#[$meta:meta])* $key:ident = $name:literal, )*) => {
        impl SettingKey<$type> {
            $( $(#[$meta])* pub const $key: Self = Self::new($name); )*

            /// The names of all settings of this type.
            const NAMES: &'static [&'static str] = &[$( $name, )*];
        }
    };
}

settings! { String:
    /// The name of the instance.
    APPLICATION_TITLE = "applicationTitle",
    /// The calendar, such as `iso8601`.
    CALENDAR = "keyCalendar",
    /// The date format, such as `yyyy-MM-dd`.
    DATE_FORMAT = "keyDateFormat",
    /// The URL of the remote server for data and metadata synchronisation.
    REMOTE_URL = "keyRemoteInstanceUrl",
    /// The username on the remote server.
    REMOTE_USERNAME = "keyRemoteInstanceUsername",
    /// The latest metadata version on this server.
    SYSTEM_METADATA_VERSION = "keySystemMetadataVersion",
    /// The latest metadata version on the remote server.
    REMOTE_METADATA_VERSION = "keyRemoteMetadataVersion",
    /// The metadata version that failed to synchronise.
    FAILED_METADATA_VERSION = "keyMetadataFailedVersion",
}

settings! { bool:
    /// Whether metadata versioning is enabled.
    VERSIONING = "keyVersionEnabled",
    /// Whether metadata synchronisation is stopped.
    METADATA_SYNC_STOPPED = "keyStopMetadataSync",
}

settings! { i64:
    /// The maximum number of violations of a validation run.
    VALIDATION_LIMIT = "keyDataQualityMaxLimit",
    /// The maximum number of rows of an analytics response.
    ANALYTICS_LIMIT = "keyAnalyticsMaxLimit",
    /// The maximum number of attempts to send data.
    SYNC_ATTEMPTS = "syncMaxAttempts",
    /// The maximum number of attempts to reach the remote server.
    SYNC_AVAILABILITY_ATTEMPTS = "syncMaxRemoteServerAvailabilityCheckAttempts",
    /// The delay between those attempts, in milliseconds.
    SYNC_AVAILABILITY_DELAY = "syncDelayBetweenRemoteServerAvailabilityCheckAttempts",
    /// Minutes without being alive after which a job is rescheduled.
    JOBS_RESCHEDULE_AFTER = "jobsRescheduleAfterMinutes",
    /// Minutes after its end when a run-once job is removed.
    JOBS_CLEANUP_AFTER = "jobsCleanupAfterMinutes",
    /// Hours during which an overdue job may still start.
    JOBS_LONGEST_DELAY = "jobsMaxCronDelayHours",
}

settings! { f64:
    /// The number of standard deviations of generated min-max values from the mean.
    STANDARD_DEVIATIONS = "factorDeviation",
}

settings! { Timestamp:
    /// Changes from before this time are not sent.
    SYNC_CHANGED_SINCE = "syncSkipSyncForDataChangedBefore",
    /// When data was last sent.
    LAST_DATA_PUSH = "keyLastSuccessfulDataSynch",
    /// When events were last sent.
    LAST_EVENT_PUSH = "keyLastSuccessfulEventsDataSynch",
    /// When data set completeness was last sent.
    LAST_COMPLETENESS_PUSH = "keyLastCompleteDataSetRegistrationSyncSuccess",
    /// When metadata was last pulled.
    LAST_METADATA_SYNC = "keyLastMetaDataSyncSuccess",
    /// When pulling metadata last failed.
    LAST_METADATA_FAILURE = "keyMetadataLastFailedTime",
}

/// The type of a known setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// A string.
    Text,
    /// A boolean.
    Flag,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// A time.
    Time,
}

impl SettingKind {
    /// The type of a setting; `None` if this release does not know it.
    ///
    /// ```
    /// use dhis2_steward::model::{SettingKey, SettingKind};
    ///
    /// assert_eq!(SettingKind::of(SettingKey::VERSIONING.name()), Some(SettingKind::Flag));
    /// assert_eq!(SettingKind::of("keyFlag"), None);
    /// ```
    pub fn of(name: &str) -> Option<Self> {
        let kinds = [
            (Self::Text, SettingKey::<String>::NAMES),
            (Self::Flag, SettingKey::<bool>::NAMES),
            (Self::Integer, SettingKey::<i64>::NAMES),
            (Self::Number, SettingKey::<f64>::NAMES),
            (Self::Time, SettingKey::<Timestamp>::NAMES),
        ];
        kinds.into_iter().find(|(_, names)| names.contains(&name)).map(|(kind, _)| kind)
    }
}

/// Whether a setting must not be read: newer servers return such values to anybody who requests them by name.
pub fn is_confidential(name: &str) -> bool {
    let ends_with = |end: &str| {
        let place = name.len().checked_sub(end.len());
        place.and_then(|place| name.get(place..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
    };
    ends_with("password") || ends_with("secret")
}

/// Settings with their values. Confidential ones are discarded unread.
///
/// ```
/// use dhis2_steward::model::{Json, SettingKey, SystemSettings};
///
/// let settings: SystemSettings =
///     serde_json::from_str(r#"{"applicationTitle":"HMIS","keyFlag":"sl","keyLastSuccessfulDataSynch":"1970-01-01T00:00:00.000"}"#)?;
/// assert_eq!(settings.get(&SettingKey::APPLICATION_TITLE).as_deref(), Some("HMIS"));
/// assert_eq!(settings.get(&SettingKey::LAST_DATA_PUSH), None); // never
/// assert_eq!(settings.raw("keyFlag").and_then(Json::as_str), Some("sl"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SystemSettings(Ordered<String, Json<'static>>);

impl SystemSettings {
    /// The value of a setting whose type is known; `None` if it is not set.
    pub fn get<T: SettingValue>(&self, key: &SettingKey<T>) -> Option<T> {
        T::read(self.raw(key.name)?)
    }

    /// The value of any setting, as the server sent it.
    pub fn raw(&self, name: &str) -> Option<&Json<'static>> {
        self.0.get(name)
    }

    /// All names with their values, in the server's order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json<'static>)> {
        self.0.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl FromJson for SystemSettings {
    fn from_json(json: &Json<'_>, faults: &mut Faults) -> Self {
        let mut settings = Ordered::from_json(json, faults);
        settings.retain(|name: &String, _| !is_confidential(name));
        Self(settings)
    }
}

deserialize_from_json!(SystemSettings);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidential_settings_are_known_by_their_names_and_lengths_of_passwords_are_not() {
        for name in ["keyRemoteInstancePassword", "keyEmailPassword", "recaptchaSecret"] {
            assert!(is_confidential(name), "{name}");
        }
        for name in ["minPasswordLength", "maxPasswordLength", "keyRemoteInstanceUrl"] {
            assert!(!is_confidential(name), "{name}");
        }
    }

    #[test]
    fn a_password_that_a_server_gives_away_is_not_kept() {
        let settings: SystemSettings =
            serde_json::from_str(r#"{"keyRemoteInstancePassword":"district","factorDeviation":2.0}"#)
                .unwrap();
        assert!(!format!("{settings:?}").contains("district"));
        assert_eq!(settings.get(&SettingKey::STANDARD_DEVIATIONS), Some(2.0));
    }

    #[test]
    fn values_are_read_whether_typed_or_written_as_text() {
        let settings: SystemSettings = serde_json::from_str(
            r#"{"keyVersionEnabled":"true","syncMaxAttempts":"3","keyAnalyticsMaxLimit":100000,"factorDeviation":"2.5","keyRemoteInstanceUrl":""}"#,
        )
        .unwrap();
        assert_eq!(settings.get(&SettingKey::VERSIONING), Some(true));
        assert_eq!(settings.get(&SettingKey::SYNC_ATTEMPTS), Some(3));
        assert_eq!(settings.get(&SettingKey::ANALYTICS_LIMIT), Some(100_000));
        assert_eq!(settings.get(&SettingKey::STANDARD_DEVIATIONS), Some(2.5));
        assert_eq!(settings.get(&SettingKey::REMOTE_URL), None);
    }
}
