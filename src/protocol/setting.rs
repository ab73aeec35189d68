//! System settings: read several, write and reset one.

use super::Request;
use super::request::segment;
use crate::error::{Error, Result};
use crate::model::{Secret, is_confidential};

/// Requests all settings that are not confidential.
pub fn all() -> Request {
    Request::get("/api/systemSettings")
}

/// Requests settings by name; the server omits those its version does not have.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for a confidential setting, whose value newer
/// servers would send, and without a name, which would request all.
pub fn some(names: &[&str]) -> Result<Request> {
    if names.is_empty() {
        return Err(Error::invalid_argument("Name at least one setting."));
    }
    // The server accepts several names, separated by commas.
    if let Some(name) = names.iter().find(|name| name.split(',').any(is_confidential)) {
        return Err(Error::invalid_argument(format!(
            "The setting {name} is confidential: it can be set but not read."
        )));
    }
    names.iter().fold(all(), |request, name| request.query("key", name)).short()
}

/// Sets a setting: as plain text, which every version reads the same way.
///
/// An empty string is sent as a reset, because not every version accepts one.
pub fn set(name: &str, value: &str) -> Request {
    if value.is_empty() { reset(name) } else { Request::post(path(name)).text(value) }
}

/// Sets a confidential setting.
pub fn set_secret(name: &str, value: &Secret) -> Request {
    set(name, value.expose())
}

/// Resets a setting to its default.
pub fn reset(name: &str) -> Request {
    Request::delete(path(name))
}

fn path(name: &str) -> String {
    format!("/api/systemSettings/{}", segment(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confidential_setting_is_written_in_the_body_and_never_read() {
        let request = set_secret("keyRemoteInstancePassword", &Secret::from("s3cret"));
        assert_eq!(request.path_and_query(), "/api/systemSettings/keyRemoteInstancePassword");
        assert_eq!(request.body().unwrap().bytes, b"s3cret");
        assert!(!format!("{request:?}").contains("s3cret"), "{request:?}");
        assert!(!format!("{request:?}").contains("115, 51"), "{request:?}");
        assert!(some(&["keyFlag", "keyRemoteInstancePassword"]).is_err());
        assert!(some(&[]).is_err());
    }

    #[test]
    fn an_empty_text_resets() {
        assert_eq!(
            set("keyRemoteInstanceUrl", "").to_string(),
            "DELETE /api/systemSettings/keyRemoteInstanceUrl"
        );
    }
}
