//! Synchronisation with a remote server: data, metadata, metadata versions.

use super::Request;
use super::request::segment;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{ImportStatus, MetadataVersionType, SettingKey};

/// The confidential setting with the password for the remote server.
pub const PASSWORD: &str = "keyRemoteInstancePassword";

/// The synchronisation settings, without the password.
pub const SETTINGS: [&str; 16] = [
    SettingKey::REMOTE_URL.name(),
    SettingKey::REMOTE_USERNAME.name(),
    SettingKey::SYSTEM_METADATA_VERSION.name(),
    SettingKey::REMOTE_METADATA_VERSION.name(),
    SettingKey::FAILED_METADATA_VERSION.name(),
    SettingKey::VERSIONING.name(),
    SettingKey::METADATA_SYNC_STOPPED.name(),
    SettingKey::SYNC_ATTEMPTS.name(),
    SettingKey::SYNC_AVAILABILITY_ATTEMPTS.name(),
    SettingKey::SYNC_AVAILABILITY_DELAY.name(),
    SettingKey::SYNC_CHANGED_SINCE.name(),
    SettingKey::LAST_DATA_PUSH.name(),
    SettingKey::LAST_EVENT_PUSH.name(),
    SettingKey::LAST_COMPLETENESS_PUSH.name(),
    SettingKey::LAST_METADATA_SYNC.name(),
    SettingKey::LAST_METADATA_FAILURE.name(),
];

/// A URL as the server appends `/api/…` to it.
pub fn trimmed(url: &str) -> &str {
    url.trim().trim_end_matches('/')
}

/// The server of a URL, if it is another one than that of `url`.
pub fn other_server<'a>(before: &'a str, url: &str) -> Option<&'a str> {
    Some(trimmed(before)).filter(|before| !before.is_empty() && *before != url)
}

/// The error for another server without its password.
#[cold]
pub fn password_needed(before: &str) -> Error {
    Error::invalid_argument(format!(
        "The current password belongs to {before}: pass the new server's password together with its URL."
    ))
}

/// Tests whether the remote server is available. It may take a while.
pub fn availability() -> Request {
    Request::get("/api/synchronization/availability")
}

/// Pushes the changed data values.
pub fn push_data() -> Request {
    Request::post("/api/synchronization/dataPush")
}

/// Pulls metadata from a URL, which is sent as given.
pub fn pull_metadata(url: &str) -> Request {
    Request::post("/api/synchronization/metadataPull").json(url.as_bytes().to_vec())
}

/// Requests all metadata versions.
pub fn versions() -> Request {
    Request::get("/api/metadata/versions")
}

/// Requests the metadata versions newer than a version; the response is empty if there are none.
pub fn versions_since(name: &str) -> Request {
    Request::get("/api/metadata/version/history").query("baseline", name)
}

/// Creates a metadata version from the current metadata.
pub fn create_version(version_type: &MetadataVersionType) -> Request {
    Request::post("/api/metadata/version/create").query("type", version_type.as_str())
}

/// Requests the content of a metadata version.
pub fn download_version(name: &str) -> Request {
    Request::get(format!("/api/metadata/version/{}/data", segment(name)))
}

/// Fails if something was not imported: the status is 200 even then.
///
/// # Errors
///
/// [`ErrorKind::Conflict`] with the server's message.
pub fn judge(status: &ImportStatus, words: Option<&str>) -> Result<()> {
    if *status == ImportStatus::Error {
        return Err(Error::new(ErrorKind::Conflict, "Nothing was imported.")
            .with_server_words(words.map(str::to_owned), None));
    }
    Ok(())
}

/// The error of an empty response to [`push_data`].
#[cold]
pub fn remote_unavailable(request: &Request) -> Error {
    Error::new(
        ErrorKind::UnexpectedAnswer,
        "The server's response is empty: the remote server cannot be reached, and nothing was sent. Test the connection.",
    )
    .of_request(request.to_string())
    .with_status(200)
}
